#include "tools/data_check/file_checks.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

#include "storage/attachments/attachment_files.hpp"
#include "storage/attachments/examine.hpp"
#include "storage/keys.hpp"

namespace lapor::tools {
namespace {

namespace fs = std::filesystem;
using storage::AttachmentFiles;
using storage::ContentHash;
using storage::TellDamage;

constexpr const char* from_backup = "Put the file back from a backup.";

std::vector<fs::path> entries_of(const fs::path& folder) {
  std::vector<fs::path> paths;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator{folder, error}) paths.push_back(entry.path());
  std::ranges::sort(paths);
  return paths;
}

std::optional<ReportId> report_of(const fs::path& folder) {
  const auto name = folder.filename().string();
  std::uint64_t id{};
  const auto parsed = std::from_chars(name.data(), name.data() + name.size(), id);
  if (parsed.ec != std::errc{} || parsed.ptr != name.data() + name.size()) return std::nullopt;
  return ReportId{id};
}

bool is_unfinished(const fs::path& file) {
  return file.extension() == ".new" || file.extension() == ".part";
}

/// The files of one report's folder.
class ReportFiles {
 public:
  ReportFiles(const AttachmentFiles& files, const fs::path& folder, const TellDamage& tell)
      : files_(files), folder_(folder), tell_(tell) {}

  void check(ReportId report, const FoldedStream* folded) {
    if (folded == nullptr || folded->version == Version{})
      return tell_({folder_.string(), "has files of a report that the journal does not have.",
                    "Nobody can open them; delete the folder."});
    if (folded->is_erased)
      return tell_({folder_.string(), "has files of a report that is erased.",
                    "Start the server: it deletes them within moments. Or delete the folder."});
    for (const auto& file : entries_of(folder_))
      if (!is_unfinished(file)) check_file(report, *folded, file);
  }

 private:
  void check_file(ReportId report, const FoldedStream& folded, const fs::path& file) {
    const auto hash = storage::content_hash_of(file.filename().string());
    if (!hash || std::ranges::find(folded.files, *hash) == folded.files.end())
      return tell_({file.string(), "is named by no record of the report.", "Look who can write to the folder."});
    if (folded.key) check_content(report, *folded.key, *hash, file);
  }

  void check_content(ReportId report, const storage::Key& key, const ContentHash& hash, const fs::path& file) {
    auto opened = files_.read(report, key, hash);
    if (!opened) return tell_({file.string(), "was altered: " + opened.error().what, from_backup});
    if (!*opened) return tell_({file.string(), "is no file.", from_backup});
    const auto found = storage::hash_of(*(**opened).content);
    if (!found) return tell_({file.string(), "was altered: " + found.error().what, from_backup});
    if (*found != hash) tell_({file.string(), "has another content than the one that it is named by.", from_backup});
  }

  const AttachmentFiles& files_;
  const fs::path& folder_;
  const TellDamage& tell_;
};

}  // namespace

std::set<ContentHash> check_uploads(const fs::path& data, const storage::Vault& vault, const TellDamage& tell) {
  std::set<ContentHash> contents;
  for (const auto& file : entries_of(data / "uploads")) {
    if (is_unfinished(file)) continue;
    const auto upload = storage::examine_upload(file, vault);
    if (upload)
      contents.insert(upload->facts.hash);
    else
      tell({file.string(), upload.error().what, "Put it back from a backup, or delete it: nobody can use it."});
  }
  return contents;
}

void check_attachments(const fs::path& data, Part part, const FoldedStreams& streams,
                       const std::set<ContentHash>& uploads, const TellDamage& tell) {
  std::error_code error;
  if (fs::is_directory(data / "attachments", error)) {
    const auto files = AttachmentFiles::open(data / "attachments");
    if (!files) return tell({(data / "attachments").string(), files.error().what, "Check the disk."});
    for (const auto& folder : entries_of(files->folder())) {
      const auto report = report_of(folder);
      if (!report || !part.has(stream_of(*report))) continue;
      const auto found = streams.find(stream_of(*report));
      ReportFiles{*files, folder, tell}.check(*report, found == streams.end() ? nullptr : &found->second);
    }
  }
  for (const auto& [stream, folded] : streams) {
    if (folded.is_erased) continue;
    for (const auto& hash : folded.files) {
      const auto file = data / "attachments" / std::to_string(stream.id) / storage::to_hex(hash);
      if (!fs::exists(file, error) && !uploads.contains(hash))
        tell({file.string(), "is named by the report's records, but it is neither there nor among the uploads.",
              from_backup});
    }
  }
}

void check_files_mark(const fs::path& data, const storage::JournalEntries& entries, const TellDamage& tell) {
  const auto file = data / "attachments" / "checkpoint";
  std::error_code error;
  if (!fs::exists(file, error)) return;
  const auto fits = storage::fits_journal(
      file, [&](Position position) { return entries.get(storage::Family::records, storage::keys::of(position)); });
  if (!fits)
    tell({file.string(), fits.error().what, "Check the disk."});
  else if (!*fits)
    tell({file.string(), "does not fit the journal.",
          "Delete it: the next start goes over all records again, which changes nothing that is done already."});
}

}  // namespace lapor::tools
