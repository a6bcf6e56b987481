#include "tools/check_folder.hpp"

#include <unistd.h>

#include <iostream>
#include <optional>
#include <set>

#include "config/reference.hpp"
#include "storage/check/first_damage.hpp"
#include "storage/check/record_check.hpp"
#include "storage/check/store_files.hpp"
#include "storage/data_folder.hpp"
#include "storage/log_keys.hpp"
#include "storage/published_checkpoint.hpp"
#include "tools/data_check/file_checks.hpp"
#include "tools/data_check/stream_checks.hpp"
#include "tools/progress.hpp"
#include "tools/reference_folder.hpp"

namespace lapor::tools {
namespace {

namespace fs = std::filesystem;
using storage::Error;
using storage::JournalEntries;

constexpr const char* restore = "Keep the folder for examination and restore the newest backup.";

fs::path chosen(const fs::path& wish, const fs::path& otherwise) {
  return wish.empty() ? otherwise : wish;
}

/// Shows the bar on standard error, so that what is found stands alone on standard output.
class Bar {
 public:
  void begin(std::string_view what, std::uint64_t total) {
    finish();
    total_ = total;
    bar_.emplace(std::cerr, isatty(STDERR_FILENO) == 1, Job{what, "records"}, total);
  }
  void reach(std::uint64_t done) { bar_->reach(std::min(done, total_), total_); }
  void finish() {
    if (bar_) bar_->finish();
    bar_.reset();
  }

 private:
  std::uint64_t total_{};
  std::optional<Progress> bar_;
};

class Check {
 public:
  explicit Check(const CheckFolderOptions& options) : options_(options) {}

  int run() {
    const fs::path journal = options_.data / "journal";
    std::error_code error;
    if (!fs::is_directory(journal, error))
      return cannot("there is no journal in " + options_.data.string() + "; name the data folder with --data");
    const auto lock = storage::JournalLock::take(journal);
    if (!lock && lock.error().code == storage::ErrorCode::in_use)
      return cannot("a server has " + options_.data.string() +
                    " open, and a folder that changes cannot be checked; stop it first, or check what `lapor backup` "
                    "and `lapor restore` make of it");
    if (!lock) return cannot(lock.error().what);
    if (!open_keys()) return 2;
    storage::check_store_files(journal, tell_);
    const auto entries = JournalEntries::open(journal);
    if (entries)
      check_journal(journal, **entries);
    else
      tell_({journal.string(), entries.error().what, restore});
    return conclude();
  }

 private:
  int cannot(const std::string& what) {
    std::cerr << "check: " << what << '\n';
    return 2;
  }

  /// Keys that are there but cannot be read are damages; without a master key facts are checked.
  bool open_keys() {
    open_master_key();
    open_published();
    const auto folder = find_reference_folder(options_.reference);
    auto rules = folder ? config::load_rulebook(*folder) : Result<Rulebook, std::string>{fail(folder.error())};
    if (rules) return rules_.emplace(std::move(*rules)), true;
    cannot(rules.error());
    return false;
  }

  void open_master_key() {
    if (options_.facts_only) return;
    auto vault = storage::Vault::open(chosen(options_.key_file, storage::default_key_file(options_.data)));
    if (vault)
      vault_.emplace(std::move(*vault));
    else
      tell_({"master key", vault.error().what, "Without it only facts are checked (--facts-only)."});
  }

  void open_published() {
    const auto key_file = chosen(options_.log_key_file, storage::default_log_key_file(options_.data));
    const auto file = chosen(options_.checkpoint_file, storage::default_checkpoint_file(options_.data));
    std::error_code error;
    if (!fs::exists(key_file, error) && !fs::exists(file, error)) return;  // nothing was ever published
    const auto keys = storage::read_log_keys(key_file);
    if (!keys) return tell_({key_file.string(), keys.error().what, "Put it back from where you keep it safe."});
    auto published = storage::read_published(file, storage::verifiers_of(*keys));
    if (!published) return tell_({file.string(), published.error().what, "Put it back from a copy."});
    if (!*published)
      return tell_({file.string(), "is missing, though the log has a key.",
                    "Put it back from a copy: without it nobody sees that the folder was rolled back."});
    published_ = (**published).checkpoint;
  }

  void check_journal(const fs::path& journal, const JournalEntries& entries) {
    storage::check_identity(journal, entries.identity(), tell_);
    if (const auto verified = entries.verify_tables(); !verified)
      tell_({journal.string(), verified.error().what, restore});
    if (vault_) check_master_key(entries);
    const auto records = check_records(entries);
    check_streams(entries, records);
    check_files_mark(options_.data, entries, tell_);
  }

  void check_master_key(const JournalEntries& entries) {
    const auto fits = entries.is_of(*vault_);
    if (fits && *fits) return;
    vault_.reset();
    tell_({"master key", fits ? "is not the one of this folder." : fits.error().what,
           "Name the right file with --key. Without it only facts are checked."});
  }

  storage::RecordCheck check_records(const JournalEntries& entries) {
    bar_.begin("records", last_position(entries));
    storage::RecordCheckOptions how;
    how.size = published_ ? published_->size : 0;
    how.advance = [this](std::uint64_t done) { bar_.reach(done); };
    const auto checked = storage::check_records(entries, how, tell_);
    bar_.reach(checked.records);
    bar_.finish();
    if (published_) check_published(checked);
    return checked;
  }

  static std::uint64_t last_position(const JournalEntries& entries) {
    const auto head = entries.tree_head();
    return head && *head ? (**head).size : 0;
  }

  void check_published(const storage::RecordCheck& checked) {
    const std::string size = std::to_string(published_->size);
    const auto advice =
        "Whoever has that checkpoint can prove it. Restore the newest backup; if this folder is all that is left, see "
        "docs/operations.md, \"The log\".";
    if (checked.records < published_->size)
      tell_({"journal",
             "has " + std::to_string(checked.records) + " records, but a checkpoint over " + size +
                 " was published: the folder was rolled back or lost its end.",
             advice});
    else if (published_->size > 0 && checked.root_at_size != published_->root)
      tell_({"journal", "its first " + size + " records do not give the root that was published: they were rewritten.",
             advice});
  }

  void check_streams(const JournalEntries& entries, const storage::RecordCheck& records) {
    const auto parts = parts_for(records.streams);
    std::set<storage::ContentHash> uploads;
    if (vault_) uploads = check_uploads(options_.data, *vault_, tell_);
    for (std::uint64_t i = 0; i < parts; ++i) check_part(entries, {i, parts}, records.records, uploads);
  }

  void check_part(const JournalEntries& entries, Part part, std::uint64_t records,
                  const std::set<storage::ContentHash>& uploads) {
    const auto name = "states " + std::to_string(part.index + 1) + "/" + std::to_string(part.count);
    bar_.begin(name, records);
    storage::FirstDamage faults{tell_};
    SnapshotCheck snapshots{entries, part, tell_};
    const auto streams = fold_streams({entries, vault_ ? &*vault_ : nullptr, part,
                                       [&](std::string where, std::string what) {
                                         faults({std::move(where), std::move(what), restore});
                                       },
                                       [&](const FoldedStream& folded) { snapshots.visit(folded); },
                                       [this](std::uint64_t done) { bar_.reach(done); }});
    bar_.reach(records);
    bar_.finish();
    if (!streams) return tell_({"journal", streams.error().what, restore});
    snapshots.finish(*streams);
    check_alarms(entries, part, *streams, tell_);
    check_keys(entries, part, *streams, tell_);
    if (!vault_) return;
    check_names(entries, part, *streams, *rules_, *vault_, tell_);
    check_attachments(options_.data, part, *streams, uploads, tell_);
  }

  int conclude() {
    if (damaged_ == 0) std::cout << "nothing found" << (vault_ ? "" : " (facts only)") << std::endl;
    if (damaged_ > 0) std::cout << damaged_ << " found" << std::endl;
    return damaged_ == 0 ? 0 : 1;
  }

  const CheckFolderOptions& options_;
  std::uint64_t damaged_{};
  const storage::TellDamage tell_{[this](const storage::Damage& damage) {
    ++damaged_;
    std::cout << damage.where << ": " << damage.what << " " << damage.advice << std::endl;
  }};
  Bar bar_;
  std::optional<storage::Vault> vault_;
  std::optional<proof::Checkpoint> published_;
  std::optional<Rulebook> rules_;
};

}  // namespace

int check_folder(const CheckFolderOptions& options) {
  return Check{options}.run();
}

}  // namespace lapor::tools
