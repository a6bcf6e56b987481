#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "events/codec.hpp"
#include "events/result.hpp"
#include "storage/attachments/content.hpp"
#include "tools/backup/trouble.hpp"

/// Files of a backup: each has its place only when it is whole and durable, and is known by the SHA-256 of its bytes.
namespace lapor::backup {

using storage::ContentHash;

/// Writes NAME.part and hashes it meanwhile. One that is not placed is deleted. One thread.
class FileWriter {
 public:
  /// Makes the folders above it.
  [[nodiscard]] static Result<FileWriter, Trouble> create(const std::filesystem::path& file);
  ~FileWriter();
  FileWriter(FileWriter&&) noexcept;
  FileWriter& operator=(FileWriter&&) = delete;

  [[nodiscard]] Done append(BytesView bytes);
  /// Of all that was appended; once.
  [[nodiscard]] ContentHash hash();
  /// Makes it durable, reads it again from the disk, and gives it its place: at `file`, or where it was created for.
  /// Behind `hash` only.
  [[nodiscard]] Done place(const ContentHash& hash, const std::optional<std::filesystem::path>& file = {});

 private:
  struct Parts;
  explicit FileWriter(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

/// Reads a file piece by piece. `truncated`: it is missing; `take` gives a trouble to
/// end it.
using Take = std::function<Done(BytesView piece)>;
[[nodiscard]] Done read_pieces(const std::filesystem::path& file, const Take& take);

/// All of a file, whose bytes must have this hash: else `altered`.
[[nodiscard]] Result<Bytes, Trouble> read_hashed(const std::filesystem::path& file, const ContentHash& hash);

/// Copies a file to `to`; its hash. Nothing: there is no such file (any more).
[[nodiscard]] Result<std::optional<ContentHash>, Trouble> copy_hashed(const std::filesystem::path& from,
                                                                      const std::filesystem::path& to);

/// The regular files of a folder, in the order of their names; none when there is no such folder.
[[nodiscard]] Result<std::vector<std::filesystem::path>, Trouble> files_in(const std::filesystem::path& folder);

/// Also when there is no such file (any more).
[[nodiscard]] Done remove_file(const std::filesystem::path& file);

/// Holds whoever comes second off a folder while this object lives.
class FolderLock {
 public:
  [[nodiscard]] static Result<FolderLock, Trouble> take(const std::filesystem::path& folder);
  ~FolderLock();
  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&&) = delete;

 private:
  explicit FolderLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace lapor::backup
