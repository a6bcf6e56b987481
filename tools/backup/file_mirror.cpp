#include "tools/backup/file_mirror.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <optional>
#include <set>

#include "tools/backup/backup_file.hpp"

namespace lapor::backup {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t nanoseconds = 1'000'000'000;
constexpr int list_attempts = 100;  // each erasure of a report deletes a folder

/// `attachments/checkpoint` is left out: without it a start looks at all records again, which changes nothing.
bool is_kept(const fs::path& relative) {
  const auto ending = relative.extension();
  return ending != ".new" && ending != ".part" && relative != fs::path{"attachments/checkpoint"};
}

/// Nothing when there is no such file (any more); its hash is not known yet.
std::optional<ListedFile> look_at(const fs::path& root, const fs::path& relative) {
  struct stat status {};
  if (::stat((root / relative).c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  return ListedFile{relative.string(),
                    static_cast<std::uint64_t>(status.st_size),
                    status.st_mtim.tv_sec * nanoseconds + status.st_mtim.tv_nsec,
                    {}};
}

/// False: a folder went while it was read, so some may be missing.
Result<bool, Trouble> list_once(const fs::path& root, std::vector<ListedFile>& files) {
  files.clear();
  for (const auto mark : marks)
    if (auto file = look_at(root, mark)) files.push_back(std::move(*file));
  for (const char* folder : {"attachments", "uploads"}) {
    std::error_code error;
    if (!fs::exists(root / folder, error)) continue;
    fs::recursive_directory_iterator at(root / folder, error);
    for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
      const auto relative = at->path().lexically_relative(root);
      if (!is_kept(relative)) continue;
      if (auto file = look_at(root, relative)) files.push_back(std::move(*file));
    }
    if (error == std::errc::no_such_file_or_directory) return false;
    if (error) return cannot("cannot list " + (root / folder).string() + ": " + error.message());
  }
  return true;
}

/// Path, size and time of every file, ascending by path.
Result<std::vector<ListedFile>, Trouble> files_below(const fs::path& root) {
  std::vector<ListedFile> files;
  for (int attempt = 0; attempt < list_attempts; ++attempt) {
    const auto whole = list_once(root, files);
    if (!whole) return fail(whole.error());
    if (!*whole) continue;
    std::ranges::sort(files, {}, &ListedFile::path);
    return files;
  }
  return cannot("the folders below " + root.string() + " change faster than they can be listed. Try again in a moment");
}

}  // namespace

Result<std::vector<ListedFile>, Trouble> mirror_files(const fs::path& data, const fs::path& backup,
                                                      const std::vector<ListedFile>& known) {
  auto files = files_below(data);
  if (!files) return fail(files.error());
  std::vector<ListedFile> listed;
  for (auto& file : *files) {
    const auto before = std::ranges::lower_bound(known, file.path, {}, &ListedFile::path);
    const bool same = before != known.end() && before->path == file.path && before->size == file.size &&
                      before->changed == file.changed;
    if (same) {
      file.hash = before->hash;
    } else {
      const auto hash = copy_hashed(data / file.path, backup / file.path);
      if (!hash) return fail(hash.error());
      if (!*hash) continue;
      file.hash = **hash;
    }
    listed.push_back(std::move(file));
  }
  return listed;
}

Done remove_unlisted(const fs::path& backup, const std::vector<ListedFile>& files) {
  const auto there = files_below(backup);
  if (!there) return fail(there.error());
  std::error_code error;
  for (const auto& file : *there) {
    const auto listed = std::ranges::lower_bound(files, file.path, {}, &ListedFile::path);
    if (listed != files.end() && listed->path == file.path) continue;
    const auto path = backup / file.path;
    if (auto removed = remove_file(path); !removed) return removed;
    if (path.parent_path().parent_path().filename() == "attachments" && fs::is_empty(path.parent_path(), error))
      fs::remove(path.parent_path(), error);
  }
  return {};
}

Result<ContentHash, Trouble> write_list(const fs::path& backup, const std::vector<ListedFile>& files) {
  const auto text = text_of(files);
  const auto bytes = std::as_bytes(std::span{text});
  const auto hash = storage::content_hash(bytes);
  auto writer = FileWriter::create(list_file(backup, hash));
  if (!writer) return fail(writer.error());
  if (auto appended = writer->append(bytes); !appended) return fail(appended.error());
  if (auto placed = writer->place(writer->hash()); !placed) return fail(placed.error());
  return hash;
}

Result<std::vector<ListedFile>, Trouble> read_list(const fs::path& backup, const ContentHash& hash) {
  const auto content = read_hashed(list_file(backup, hash), hash);
  if (!content) return fail(content.error());
  return files_from({reinterpret_cast<const char*>(content->data()), content->size()});
}

}  // namespace lapor::backup
