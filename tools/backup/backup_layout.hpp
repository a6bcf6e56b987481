#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "events/codec.hpp"
#include "events/identifiers.hpp"
#include "events/result.hpp"
#include "events/time.hpp"
#include "storage/attachments/content.hpp"
#include "tools/backup/trouble.hpp"

/// What lies where in a backup, and the bytes of its lists (docs/formats.md, "Backups").
namespace lapor::backup {

using storage::ContentHash;

/// Requests of the records from `first` to `last`, in a file of their own.
struct RequestChunk {
  std::uint64_t first{};
  std::uint64_t last{};
  std::uint64_t entries{};
  ContentHash hash{};
  bool operator==(const RequestChunk&) const = default;
};

/// What belongs to a log of `size` records and is not in it. Its file is named after the size, and is in its place
/// before the log is: whichever size the log has, this is there.
struct BackupEnd {
  std::string origin;
  std::uint64_t size{};
  std::vector<RequestChunk> requests;  // in order, without a gap, up to `size`
  ContentHash files{};                 // of the list of attachments and uploads
  bool operator==(const BackupEnd&) const = default;
};

/// Small files of a data folder that say what it is (docs/operations.md).
inline constexpr std::array<std::string_view, 2> marks{"demo", "rehearsal"};

/// A file of the data folder: its path there, and what tells that it is still the same.
struct ListedFile {
  std::string path;  // such as `uploads/0123...`
  std::uint64_t size{};
  std::int64_t changed{};  // modification, nanoseconds since 1970
  ContentHash hash{};
  bool operator==(const ListedFile&) const = default;
};

/// Data keys of some streams, in a file that is named after its hash.
struct KeyChunk {
  std::uint64_t keys{};
  ContentHash hash{};
  auto operator<=>(const KeyChunk&) const = default;
};

/// All data keys that there were when the log had `size` records.
struct KeyGeneration {
  std::string origin;
  std::uint64_t size{};
  Instant made_at{};
  std::vector<KeyChunk> chunks;
  /// Records behind the log's end that erased a stream before the keys were read: the key is missing, and the log does
  /// not say why.
  std::vector<Bytes> later_erasures;
  bool operator==(const KeyGeneration&) const = default;
};

[[nodiscard]] std::string text_of(const BackupEnd& end);
[[nodiscard]] Result<BackupEnd, Trouble> backup_end_from(std::string_view text);
[[nodiscard]] std::string text_of(const std::vector<ListedFile>& files);
[[nodiscard]] Result<std::vector<ListedFile>, Trouble> files_from(std::string_view text);
[[nodiscard]] std::string text_of(const KeyGeneration& generation);
[[nodiscard]] Result<KeyGeneration, Trouble> generation_from(std::string_view text);

[[nodiscard]] std::filesystem::path log_folder(const std::filesystem::path& backup);
[[nodiscard]] std::filesystem::path end_file(const std::filesystem::path& backup, std::uint64_t size);
[[nodiscard]] std::filesystem::path request_file(const std::filesystem::path& backup, const RequestChunk& chunk);
[[nodiscard]] std::filesystem::path list_file(const std::filesystem::path& backup, const ContentHash& hash);
[[nodiscard]] std::filesystem::path chunk_file(const std::filesystem::path& keys, const ContentHash& hash);
[[nodiscard]] std::filesystem::path generations_folder(const std::filesystem::path& keys);

}  // namespace lapor::backup
