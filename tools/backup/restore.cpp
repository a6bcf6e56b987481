#include "tools/backup/restore.hpp"

#include <iostream>
#include <system_error>

#include "storage/attachments/hex.hpp"
#include "storage/files.hpp"
#include "storage/published_checkpoint.hpp"
#include "tools/backup/backup_file.hpp"
#include "tools/backup/restore_sources.hpp"
#include "tools/backup/restoring.hpp"
#include "tools/private_files.hpp"

namespace lapor::backup {
namespace {

namespace fs = std::filesystem;

int tell(const std::string& what) {
  std::cerr << "restore: " << what << '\n';
  return 1;
}

void tell(const Restored& restored, const proof::Checkpoint& checkpoint) {
  std::cout << "restored " << restored.records << " of " << checkpoint.size << " records of " << checkpoint.origin
            << "; erasures repeated: " << restored.repeated_erasures
            << "; tree head: " << storage::hex_of(restored.root) << std::endl;
  if (restored.erased_since > 0)
    std::cout << "The keys are newer than the backup and lack those of " << restored.erased_since
              << " reports and persons: they were erased since, and are erased here, too." << std::endl;
  if (restored.records < checkpoint.size)
    std::cout << "The folder ends before what was published: the first start takes --accept-rollback. Sessions and "
                 "API keys count as they did then: revoke those that were revoked since."
              << std::endl;
}

/// What the world has seen is not forgotten: a checkpoint that lies there and is newer than the backup stays, and the
/// start will say that the folder does not reach it. `open_sources` has refused one of another log.
Done publish(const RestoreSources& sources) {
  if (sources.seen && sources.seen->size > sources.checkpoint.size) return {};
  return taken(storage::write_published(sources.checkpoint_file, sources.log.checkpoint()));
}

Done put_in_place(const fs::path& made, const fs::path& place) {
  std::error_code error;
  const auto absolute = fs::absolute(place, error);
  if (!error) fs::rename(made, place, error);  // an empty folder may lie there
  if (error) return cannot("cannot put " + made.string() + " in its place: " + error.message());
  return taken(storage::sync_folder(absolute.parent_path()));
}

/// The folder in which the new one is made, without what an earlier run left; the lock holds off a second run.
Result<FolderLock, Trouble> take_over(const fs::path& made) {
  std::error_code error;
  if (fs::is_symlink(made, error)) fs::remove(made, error);
  auto lock = FolderLock::take(made);
  if (!lock) return lock;
  for (const auto& left : fs::directory_iterator{made, error}) fs::remove_all(left.path(), error);
  return lock;
}

Done restore_into(const RestoreOptions& options, const fs::path& made) {
  auto sources = open_sources(options);
  if (!sources) return fail(sources.error());
  const auto restored = restore_folder(*sources, made);
  if (!restored) return fail(restored.error());
  tell(*restored, sources->checkpoint);
  if (auto published = publish(*sources); !published) return published;
  return put_in_place(made, options.to);
}

}  // namespace

int restore(const RestoreOptions& options) {
  tools::keep_files_private();
  std::error_code error;
  const fs::path to = options.to.has_filename() ? options.to : options.to.parent_path();  // DIR/ is DIR
  if (fs::exists(to, error) && !fs::is_empty(to, error))
    return tell(to.string() + " is there and not empty: restore into a folder that is not, or move it away");
  fs::path made = to;
  made += ".restoring";
  const auto lock = take_over(made);
  if (!lock) return tell(text_of(lock.error()));
  const auto done = restore_into(options, made);
  if (done) return 0;
  fs::remove_all(made, error);
  return tell(text_of(done.error()));
}

}  // namespace lapor::backup
