#include "tools/backup/backup.hpp"

#include <unistd.h>

#include <chrono>
#include <iostream>
#include <optional>
#include <set>
#include <string>
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
#include "tools/progress.hpp"

namespace lapor::backup {
namespace {

namespace fs = std::filesystem;
using storage::Family;
using storage::JournalEntries;
using storage::PublishedCheckpoint;

using Done = Result<void, std::string>;

constexpr std::uint64_t records_between_looks = 10'000;

Instant now() {
  return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

fs::path chosen(const fs::path& wish, const fs::path& otherwise) {
  return wish.empty() ? otherwise : wish;
}

/// The head that the backup is to end at.
Result<PublishedCheckpoint, std::string> published(const BackupOptions& options) {
  const auto key_file = chosen(options.log_key_file, storage::default_log_key_file(options.data));
  const auto file = chosen(options.checkpoint_file, storage::default_checkpoint_file(options.data));
  std::vector<proof::VerifierKey> keys;
  std::error_code error;
  if (fs::exists(key_file, error)) {
    const auto read = storage::read_log_keys(key_file);
    if (!read) return fail("wrong-key: " + read.error().what);
    keys = storage::verifiers_of(*read);
  }
  auto checkpoint = storage::read_published(file, keys);
  if (!checkpoint) return fail(std::string(to_word(checkpoint.error().code)) + ": " + checkpoint.error().what);
  if (!*checkpoint)
    return fail("nothing was published yet: there is no " + file.string() + ". Start the server once, or name it");
  return std::move(**checkpoint);
}

class Backup {
 public:
  Backup(const BackupOptions& options, PublishedCheckpoint wanted)
      : options_(options), wanted_(std::move(wanted)), checkpoint_(wanted_.checkpoint) {}

  Done run() {
    auto known = open_end(options_.to);
    if (!known) return fail(known.error());
    if (*known && (**known).origin != checkpoint_.origin)
      return fail("other-log: " + options_.to.string() + " holds the backup of " + (**known).origin +
                  ", and this log is " + checkpoint_.origin + ". Name another folder");
    if (*known && (**known).size > checkpoint_.size)
      return fail("forked: " + options_.to.string() + " has " + std::to_string((**known).size) +
                  " records, more than were published: this folder was rolled back. Look into it before you go on");
    if (*known)
      if (auto continued = continues_backup(); !continued) return continued;
    end_ = *known ? std::move(**known) : BackupEnd{checkpoint_.origin, 0, {}, {}};
    const auto generation = newest_generation(options_.keys_to, checkpoint_.origin);
    if (!generation && !generation.error().starts_with("truncated")) return fail(generation.error());
    const bool grows = !*known || end_.size < checkpoint_.size;
    if (!entries_ && (grows || !generation || generation->size < checkpoint_.size))
      if (auto done = open_journal(); !done) return done;
    if (auto done = bring_up_to_date(grows, !generation || generation->size < checkpoint_.size); !done) return done;
    return clean_up();
  }

  [[nodiscard]] std::string summary() const {
    return std::to_string(checkpoint_.size) + " records (" + std::to_string(new_records_) + " new), " +
           std::to_string(files_.size()) + " files, up to the checkpoint of " + checkpoint_.origin;
  }

 private:
  Done open_journal() {
    auto entries = JournalEntries::open(options_.data / "journal");
    if (!entries) return fail(entries.error().what);
    entries_ = std::move(*entries);
    const auto continues = storage::check_continues(*entries_, checkpoint_);
    if (!continues) return fail(std::string(proof::to_word(continues.error().kind)) + ": " + continues.error().what);
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
      is_forked = !continues && continues.error().kind == proof::FaultKind::forked;
      if (!continues && !is_forked)
        return fail(std::string(proof::to_word(continues.error().kind)) + ": " + continues.error().what);
    }
    if (!is_forked) return {};
    return fail(
        "forked: " + options_.to.string() + " has the first " + std::to_string(there->size) +
        " records of another history than this folder: it was rolled back, or is another one. Keep that backup, "
        "and name another folder");
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
    const auto written = storage::replace_file(end_file(options_.to, end_.size), std::as_bytes(std::span{text}));
    if (!written) return fail(written.error().what);
    return {};
  }

  Done copy_log(std::uint64_t first) {
    auto writer = audit::ExportWriter::open(log_folder(options_.to), {});
    if (!writer) return fail(writer.error().what);
    const auto begins = number(writer->next()) - 1;
    if (auto added = add_records(*writer); !added) return added;
    if (auto finished = writer->finish(wanted_.note, checkpoint_); !finished) return fail(finished.error().what);
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
        result =
            fail("the journal has a gap before record " + std::to_string(number(writer.next())) + "; see lapor check");
        return false;
      }
      if (auto added = writer.add(record); !added) result = fail(added.error().what);
      if (number(*position) % records_between_looks == 0) bar.reach(number(*position), checkpoint_.size);
      return result.has_value();
    });
    bar.reach(number(writer.next()) - 1, checkpoint_.size);
    bar.finish();
    if (!walked) return fail(walked.error().what);
    return result;
  }

  /// Reads again what was written, and what the tiles vouch for.
  Done verify(std::uint64_t first) {
    auto log = audit::ExportReader::open(log_folder(options_.to));
    if (!log) return fail("the backup cannot be read again: " + log.error().what);
    const auto checked = check_log(*log, checkpoint_, first);
    if (!checked)
      return fail("the backup was written, but what is read again is damaged (" + checked.error() +
                  "). Do not rely on this folder: check its disk and back up to another one");
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
    std::vector<fs::path> others;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator{folder, error})
      if (entry.is_regular_file() && !kept.contains(entry.path())) others.push_back(entry.path());
    for (const auto& file : others)
      if (!fs::remove(file, error)) return fail("cannot delete " + file.string() + ": " + error.message());
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

/// A folder inside the other would be copied with it, or would carry its own keys.
bool overlap(const fs::path& one, const fs::path& other) {
  const auto first = fs::weakly_canonical(one), second = fs::weakly_canonical(other);
  const auto in = [](const fs::path& inner, const fs::path& outer) {
    return std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end()).first == outer.end();
  };
  return in(first, second) || in(second, first);
}

}  // namespace

int back_up(const BackupOptions& options) {
  if (overlap(options.to, options.keys_to) || overlap(options.data, options.to) ||
      overlap(options.data, options.keys_to))
    return tell("the data, the backup and its keys must lie in different folders, none inside another");
  auto wanted = published(options);
  if (!wanted) return tell(wanted.error());
  const auto lock = FolderLock::take(options.to);
  if (!lock) return tell(lock.error());
  const auto keys_lock = FolderLock::take(options.keys_to);
  if (!keys_lock) return tell(keys_lock.error());
  Backup backup{options, std::move(*wanted)};
  if (const auto done = backup.run(); !done) return tell(done.error());
  std::cout << "backed up and read again: " << backup.summary() << std::endl;
  return 0;
}

}  // namespace lapor::backup
