#include "tools/backup/backup.hpp"

#include <unistd.h>

#include <chrono>
#include <iostream>
#include <optional>
#include <set>
#include <string>
#include <system_error>
#include <utility>

#include "storage/entries_tiles.hpp"
#include "storage/files.hpp"
#include "storage/keys.hpp"
#include "storage/log_keys.hpp"
#include "storage/published_checkpoint.hpp"
#include "tools/audit/export_writer.hpp"
#include "tools/audit/verify/export_layout.hpp"
#include "tools/backup/attachment_check.hpp"
#include "tools/backup/backup_file.hpp"
#include "tools/backup/file_mirror.hpp"
#include "tools/backup/key_store.hpp"
#include "tools/backup/log_check.hpp"
#include "tools/backup/open_backup.hpp"
#include "tools/backup/request_store.hpp"
#include "tools/private_files.hpp"
#include "tools/progress.hpp"

namespace lapor::backup {
namespace {

namespace fs = std::filesystem;
using storage::Family;
using storage::JournalEntries;
using storage::PublishedCheckpoint;

constexpr std::uint64_t records_between_looks = 10'000;

Instant now() {
  return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

fs::path chosen(const fs::path& wish, const fs::path& otherwise) {
  return wish.empty() ? otherwise : wish;
}

/// The head that the backup is to end at.
Result<PublishedCheckpoint, Trouble> published(const BackupOptions& options) {
  const auto key_file = chosen(options.log_key_file, storage::default_log_key_file(options.data));
  const auto file = chosen(options.checkpoint_file, storage::default_checkpoint_file(options.data));
  std::vector<proof::VerifierKey> keys;
  std::error_code error;
  if (fs::exists(key_file, error)) {
    const auto read = storage::read_log_keys(key_file);
    if (!read) return refuse(read.error());
    keys = storage::verifiers_of(*read);
  }
  auto checkpoint = storage::read_published(file, keys);
  if (!checkpoint) return refuse(checkpoint.error());
  if (!*checkpoint)
    return refuse(FaultKind::truncated, "nothing was published yet: there is no " + file.string() +
                                            ". Start the server once, or name the file with --checkpoint");
  return std::move(**checkpoint);
}

class Backup {
 public:
  Backup(const BackupOptions& options, PublishedCheckpoint wanted)
      : options_(options), wanted_(std::move(wanted)), checkpoint_(wanted_.checkpoint) {}

  Done run() {
    auto known = open_end(options_.to);
    if (!known) return fail(known.error());
    const auto generation = newest_generation(options_.keys_to, checkpoint_.origin);
    if (!generation) return fail(generation.error());
    if (auto fits = check_continues(*known, *generation); !fits) return fits;
    if (*known)
      if (auto continued = continues_backup(); !continued) return continued;
    end_ = *known ? std::move(**known) : BackupEnd{checkpoint_.origin, 0, {}, {}};
    const bool grows = !*known || end_.size < checkpoint_.size;
    const bool keys_grow = !*generation || (**generation).size < checkpoint_.size;
    if (!entries_ && (grows || keys_grow))
      if (auto done = open_journal(); !done) return done;
    if (auto done = bring_up_to_date(grows, keys_grow); !done) return done;
    return clean_up();
  }

  [[nodiscard]] std::string summary() const {
    return std::to_string(checkpoint_.size) + " records (" + std::to_string(new_records_) + " new), " +
           std::to_string(files_.size()) + " files, up to the checkpoint of " + checkpoint_.origin;
  }

 private:
  /// Both folders are of this log, and of no later time of it.
  [[nodiscard]] Done check_continues(const std::optional<BackupEnd>& known,
                                     const std::optional<KeyGeneration>& generation) const {
    if (known && known->origin != checkpoint_.origin)
      return refuse(FaultKind::other_log, options_.to.string() + " holds the backup of " + known->origin +
                                              ", and this log is " + checkpoint_.origin + ". Name another folder");
    if (known && known->size > checkpoint_.size) return rolled_back(options_.to, known->size);
    if (generation && generation->size > checkpoint_.size) return rolled_back(options_.keys_to, generation->size);
    return {};
  }

  static tl::unexpected<Trouble> rolled_back(const fs::path& folder, std::uint64_t size) {
    return refuse(FaultKind::forked, folder.string() + " is of " + std::to_string(size) +
                                         " records, more than were published: the data folder was rolled back. Look "
                                         "into it, then name new folders for the backup and its keys");
  }

  Done open_journal() {
    auto entries = JournalEntries::open(options_.data / "journal");
    if (!entries) return refuse(entries.error());
    entries_ = std::move(*entries);
    const auto continues = storage::check_continues(*entries_, checkpoint_);
    if (!continues) return fail(Trouble{continues.error()});
    return {};
  }

  /// What a backup has of another history is the only copy of what a rollback dropped: nothing may be written over it.
  Done continues_backup() {
    const auto there = checkpoint_of(options_.to);
    if (!there) return fail(there.error());
    bool is_forked = there->root != checkpoint_.root;
    if (there->size < checkpoint_.size) {
      if (auto opened = open_journal(); !opened) return opened;
      const auto continues = storage::check_continues(*entries_, *there);
      is_forked = !continues && continues.error().kind == FaultKind::forked;
      if (!continues && !is_forked) return fail(Trouble{continues.error()});
    }
    if (!is_forked) return {};
    return refuse(FaultKind::forked,
                  options_.to.string() + " has the first " + std::to_string(there->size) +
                      " records of another history than this folder: it was rolled back, or is another one. Keep that "
                      "backup, and name another folder, for its keys, too");
  }

  /// Everything that a log of this size needs has its place before the log has that size.
  Done bring_up_to_date(bool grows, bool keys_grow) {
    const auto first = end_.size;
    if (keys_grow) {
      const auto written = write_generation(options_.keys_to, *entries_, checkpoint_.origin, checkpoint_.size, now());
      if (!written) return fail(written.error());
    }
    if (grows && checkpoint_.size > end_.size) {
      auto chunk = write_requests(options_.to, *entries_, end_.size + 1, checkpoint_.size);
      if (!chunk) return fail(chunk.error());
      end_.requests.push_back(*chunk);
      end_.size = checkpoint_.size;
    }
    if (auto mirrored = mirror(); !mirrored) return mirrored;
    return grows ? copy_log(first) : Done{};
  }

  Done mirror() {
    std::vector<ListedFile> known;
    const bool has_list = end_.files != ContentHash{};
    if (has_list) {
      auto read = read_list(options_.to, end_.files);
      if (!read) return fail(read.error());
      known = std::move(*read);
    }
    auto files = mirror_files(options_.data, options_.to, known);
    if (!files) return fail(files.error());
    files_ = std::move(*files);
    const auto gone = unlisted(options_.to, files_);
    if (!gone) return fail(gone.error());
    if (auto kept = check_attachments(options_.data, *gone); !kept) return kept;
    std::error_code error;
    if (has_list && files_ == known && fs::exists(end_file(options_.to, end_.size), error)) return {};
    const auto hash = write_list(options_.to, files_);
    if (!hash) return fail(hash.error());
    end_.files = *hash;
    return write_end();
  }

  Done write_end() {
    const auto text = text_of(end_);
    return taken(storage::replace_file(end_file(options_.to, end_.size), std::as_bytes(std::span{text})));
  }

  Done copy_log(std::uint64_t first) {
    auto writer = audit::ExportWriter::open(log_folder(options_.to), {});
    if (!writer) return refuse(writer.error());
    const auto begins = number(writer->next()) - 1;
    if (auto added = add_records(*writer); !added) return added;
    if (auto finished = writer->finish(wanted_.note, checkpoint_); !finished) return refuse(finished.error());
    new_records_ = checkpoint_.size - first;
    return verify(begins);
  }

  Done add_records(audit::ExportWriter& writer) {
    tools::Progress bar{std::cerr, isatty(STDERR_FILENO) == 1, {"backup", "records"}, checkpoint_.size};
    Done result;
    const auto from = storage::keys::of(writer.next());
    const auto walked = entries_->walk(Family::records, from, [&](std::string_view key, BytesView record) {
      const auto position = storage::keys::position_from(key);
      if (number(writer.next()) > checkpoint_.size) return false;
      if (position != writer.next()) {
        result = refuse(FaultKind::truncated, "the journal has a gap before record " +
                                                  std::to_string(number(writer.next())) + "; see lapor check");
        return false;
      }
      if (auto added = writer.add(record); !added) result = refuse(added.error());
      if (number(*position) % records_between_looks == 0) bar.reach(number(*position), checkpoint_.size);
      return result.has_value();
    });
    bar.reach(number(writer.next()) - 1, checkpoint_.size);
    bar.finish();
    if (!walked) return refuse(walked.error());
    return result;
  }

  /// Reads again what was written, and what the tiles vouch for.
  Done verify(std::uint64_t first) {
    auto log = audit::ExportReader::open(log_folder(options_.to));
    if (!log) return refuse(log.error().kind, "the backup cannot be read again: " + log.error().what);
    const auto checked = check_log(*log, checkpoint_, first);
    if (!checked)
      return fail(Trouble{checked.error().kind,
                          "the backup was written, but what is read again is damaged (" + checked.error().what +
                              "). Do not rely on this folder: check its disk and back up to another one"});
    return {};
  }

  /// What former ends needed. Nothing of it is looked at any more.
  Done clean_up() {
    if (auto removed = remove_unlisted(options_.to, files_); !removed) return removed;
    std::set<fs::path> kept{end_file(options_.to, end_.size), list_file(options_.to, end_.files)};
    for (const auto mark : marks) kept.insert(options_.to / mark);
    for (const auto& chunk : end_.requests) kept.insert(request_file(options_.to, chunk));
    for (const auto& folder : {options_.to, options_.to / "files", options_.to / "requests"})
      if (auto removed = remove_others(folder, kept); !removed) return removed;
    const auto keep = std::chrono::hours{24} * options_.keep_keys_days;
    const auto expired = expire_generations(options_.keys_to, now(), keep);
    if (!expired) return fail(expired.error());
    return {};
  }

  static Done remove_others(const fs::path& folder, const std::set<fs::path>& kept) {
    const auto files = files_in(folder);
    if (!files) return fail(files.error());
    for (const auto& file : *files)
      if (!kept.contains(file))
        if (auto removed = remove_file(file); !removed) return removed;
    return {};
  }

  const BackupOptions& options_;
  const PublishedCheckpoint wanted_;
  const proof::Checkpoint& checkpoint_;
  BackupEnd end_;
  std::unique_ptr<JournalEntries> entries_;
  std::vector<ListedFile> files_;
  std::uint64_t new_records_{};
};

int tell(const std::string& what) {
  std::cerr << "backup: " << what << '\n';
  return 1;
}

/// Without its symbolic links; as it was given when the machine does not say.
fs::path resolved(const fs::path& path) {
  std::error_code error;
  const auto found = fs::weakly_canonical(path, error);
  return error ? path.lexically_normal() : found;
}

/// A folder inside the other would be copied with it, or would carry its own keys.
bool overlap(const fs::path& one, const fs::path& other) {
  const auto first = resolved(one), second = resolved(other);
  const auto in = [](const fs::path& inner, const fs::path& outer) {
    return std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end()).first == outer.end();
  };
  return in(first, second) || in(second, first);
}

}  // namespace

int back_up(const BackupOptions& options) {
  tools::keep_files_private();
  if (overlap(options.to, options.keys_to) || overlap(options.data, options.to) ||
      overlap(options.data, options.keys_to))
    return tell("the data, the backup and its keys must lie in different folders, none inside another");
  auto wanted = published(options);
  if (!wanted) return tell(text_of(wanted.error()));
  const auto lock = FolderLock::take(options.to);
  if (!lock) return tell(text_of(lock.error()));
  const auto keys_lock = FolderLock::take(options.keys_to);
  if (!keys_lock) return tell(text_of(keys_lock.error()));
  Backup backup{options, std::move(*wanted)};
  if (const auto done = backup.run(); !done) return tell(text_of(done.error()));
  std::cout << "backed up and read again: " << backup.summary() << std::endl;
  return 0;
}

}  // namespace lapor::backup
