#pragma once

#include <filesystem>

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

}  // namespace lapor::storage
