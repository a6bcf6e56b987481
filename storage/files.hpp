#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>

#include "events/codec.hpp"
#include "events/result.hpp"
#include "storage/error.hpp"

namespace lapor::storage {

/// An open file descriptor. Closed when it goes.
class OpenFile {
 public:
  explicit OpenFile(int descriptor) : descriptor_(descriptor) {}
  ~OpenFile();
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  [[nodiscard]] bool ok() const { return descriptor_ >= 0; }
  [[nodiscard]] int get() const { return descriptor_; }

 private:
  int descriptor_;
};

/// The text of `errno` for messages.
[[nodiscard]] std::string reason_of(int error_number);

/// Makes the entries of a folder durable (fsync of the folder itself).
[[nodiscard]] Result<void, Error> sync_folder(const std::filesystem::path& folder);

/// Creates a folder and those above it, and makes their entries durable. One that exists is left as it is.
[[nodiscard]] Result<void, Error> create_folders(const std::filesystem::path& folder);

/// Why `file` could not be worked with, from `errno`: `disk_full` when that is why, else `unavailable`.
[[nodiscard]] Error file_trouble(const std::filesystem::path& file, int error_number);

/// Writes all of `bytes` at the descriptor's place; false with `errno` set when the system does not.
[[nodiscard]] bool write_fully(int descriptor, BytesView bytes);

/// Puts a file in its place whole or not at all, durably: a crash leaves the old one, and at most `NAME.new` beside it.
/// `mode`: of a file that is made.
[[nodiscard]] Result<void, Error> replace_file(const std::filesystem::path& file, BytesView bytes, mode_t mode = 0644);

}  // namespace lapor::storage
