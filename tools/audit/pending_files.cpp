#include "tools/audit/pending_files.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <set>

#include "storage/files.hpp"
#include "tools/audit/verify/export_layout.hpp"
#include "tools/audit/verify/export_reader.hpp"

namespace lapor::audit {
namespace {

using storage::Error;
namespace fs = std::filesystem;

constexpr int anew = O_CREAT | O_EXCL;

bool has_just(const fs::path& file, BytesView bytes) {
  std::error_code error;
  if (fs::file_size(file, error) != bytes.size() || error) return false;
  Bytes there;
  return read_whole_file(file, there).has_value() && std::ranges::equal(there, bytes);
}

/// Begins to write the file to the disk and does not wait. Those that follow then share one commit of the file system.
void begin_sync(const fs::path& file) {
  const storage::OpenFile opened{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
  if (opened.ok()) static_cast<void>(::sync_file_range(opened.get(), 0, 0, SYNC_FILE_RANGE_WRITE));
}

Result<void, Error> sync_file(const fs::path& file) {
  const storage::OpenFile opened{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
  if (!opened.ok() || ::fsync(opened.get()) != 0) return fail(storage::file_trouble(file, errno));
  return {};
}

}  // namespace

Result<void, Error> PendingFiles::write(const std::string& name, BytesView bytes) {
  if (has_just(folder_ / name, bytes)) return {};
  return put(name, bytes, anew);
}

Result<void, Error> PendingFiles::append(const std::string& name, BytesView bytes) {
  return put(name, bytes, pending_.contains(name) ? O_APPEND : anew);
}

Result<void, Error> PendingFiles::put(const std::string& name, BytesView bytes, int how) {
  fs::path part = folder_ / name;
  part += unfinished;
  if (auto made = storage::create_folders(part.parent_path()); !made) return made;
  if (how != O_APPEND) ::unlink(part.c_str());  // what an earlier run left, or a link to somewhere else
  const storage::OpenFile opened{::open(part.c_str(), O_WRONLY | O_NOFOLLOW | O_CLOEXEC | how, 0644)};
  if (!opened.ok() || !storage::write_fully(opened.get(), bytes)) return fail(storage::file_trouble(part, errno));
  pending_.insert_or_assign(name, std::move(part));
  return {};
}

Result<void, Error> PendingFiles::install() {
  for (const auto& [name, part] : pending_) begin_sync(part);
  for (const auto& [name, part] : pending_)
    if (auto synced = sync_file(part); !synced) return synced;
  std::set<fs::path> folders;
  for (const auto& [name, part] : pending_) {
    const fs::path file = folder_ / name;
    if (::rename(part.c_str(), file.c_str()) != 0) return fail(storage::file_trouble(file, errno));
    folders.insert(file.parent_path());
  }
  pending_.clear();
  for (const fs::path& folder : folders)
    if (auto synced = storage::sync_folder(folder); !synced) return synced;
  return {};
}

}  // namespace lapor::audit
