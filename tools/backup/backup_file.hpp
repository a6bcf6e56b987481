#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "events/codec.hpp"
#include "events/result.hpp"
#include "storage/attachments/content.hpp"

/// Files of a backup: each has its place only when it is whole and durable, and is known by the SHA-256 of its bytes.
/// Errors are sentences.
namespace lapor::backup {

using storage::ContentHash;

/// Writes NAME.part and hashes it meanwhile. One that is not placed is deleted. One thread.
class FileWriter {
 public:
  /// Makes the folders above it.
  [[nodiscard]] static Result<FileWriter, std::string> create(const std::filesystem::path& file);
  ~FileWriter();
  FileWriter(FileWriter&&) noexcept;
  FileWriter& operator=(FileWriter&&) = delete;

  [[nodiscard]] Result<void, std::string> append(BytesView bytes);
  /// Of all that was appended; once.
  [[nodiscard]] ContentHash hash();
  /// Makes it durable, reads it again from the disk, and gives it its place: at `file`, or where it was created for.
  /// Behind `hash` only.
  [[nodiscard]] Result<void, std::string> place(const ContentHash& hash,
                                                const std::optional<std::filesystem::path>& file = {});

 private:
  struct Parts;
  explicit FileWriter(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

/// Reads a file piece by piece. The error says that it is missing or cannot be read. `take` gives an error to end it.
using Take = std::function<Result<void, std::string>(BytesView piece)>;
[[nodiscard]] Result<void, std::string> read_pieces(const std::filesystem::path& file, const Take& take);

/// All of a file, whose bytes must have this hash: else the error says that it is damaged.
[[nodiscard]] Result<Bytes, std::string> read_hashed(const std::filesystem::path& file, const ContentHash& hash);

/// Copies a file to `to`; its hash. Nothing: there is no such file (any more).
[[nodiscard]] Result<std::optional<ContentHash>, std::string> copy_hashed(const std::filesystem::path& from,
                                                                          const std::filesystem::path& to);

/// Holds whoever comes second off a folder while this object lives.
class FolderLock {
 public:
  [[nodiscard]] static Result<FolderLock, std::string> take(const std::filesystem::path& folder);
  ~FolderLock();
  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&&) = delete;

 private:
  explicit FolderLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace lapor::backup
