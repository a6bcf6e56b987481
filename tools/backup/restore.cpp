#include "tools/backup/restore.hpp"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <iostream>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "actors/people.hpp"
#include "config/reference.hpp"
#include "storage/attachments/examine.hpp"
#include "storage/attachments/hex.hpp"
#include "storage/data_folder.hpp"
#include "storage/files.hpp"
#include "storage/keys.hpp"
#include "storage/log_keys.hpp"
#include "storage/proof/entry_bundle.hpp"
#include "storage/published_checkpoint.hpp"
#include "storage/rocks_import.hpp"
#include "tools/audit/verify/export_reader.hpp"
#include "tools/backup/backup_file.hpp"
#include "tools/backup/erasures.hpp"
#include "tools/backup/file_mirror.hpp"
#include "tools/backup/key_store.hpp"
#include "tools/backup/open_backup.hpp"
#include "tools/backup/report_numbers.hpp"
#include "tools/backup/request_store.hpp"
#include "tools/data_check/folded_streams.hpp"
#include "tools/progress.hpp"
#include "tools/reference_folder.hpp"

namespace lapor::backup {
namespace {

namespace fs = std::filesystem;
using storage::Family;
using storage::JournalImport;
using tools::FoldedStream;
using tools::FoldedStreams;

using Done = Result<void, std::string>;

fs::path chosen(const fs::path& wish, const fs::path& otherwise) {
  return wish.empty() ? otherwise : wish;
}

std::string told(const proof::Fault& fault) {
  return std::string(proof::to_word(fault.kind)) + ": " + fault.what;
}

Done taken(const Result<void, storage::Error>& result) {
  if (!result) return fail(result.error().what);
  return {};
}

/// Where a restored journal is to end.
class EndPoint {
 public:
  [[nodiscard]] static Result<EndPoint, std::string> parse(const std::string& text) {
    EndPoint end;
    if (text.empty()) return end;
    std::uint64_t position{};
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), position);
    if (parsed.ec == std::errc{} && parsed.ptr == text.data() + text.size()) {
      end.position_ = position;
    } else {
      end.at_ = parse_rfc3339(text);
      if (!end.at_)
        return fail("--at: write a position or an instant such as 2026-11-20T09:00:00+07:00, not `" + text + "`");
    }
    return end;
  }
  /// Whether this record, like all before it, is still within. To be asked of each in its order.
  bool has(Position position, Instant at) {
    over_ = over_ || (position_ && number(position) > *position_) || (at_ && at > *at_);
    return !over_;
  }
  [[nodiscard]] bool lies_behind(std::uint64_t size) const { return position_ && *position_ > size; }

 private:
  std::optional<std::uint64_t> position_;
  std::optional<Instant> at_;
  bool over_{};
};

struct Sources {
  storage::Vault vault;
  Rulebook rules;
  EndPoint end_point;
  BackupEnd end;
  audit::ExportReader log;
  proof::Checkpoint checkpoint;
  KeyGeneration keys;
};

Result<proof::Checkpoint, std::string> signed_checkpoint(const RestoreOptions& options, const std::string& note) {
  const auto keys = storage::read_log_keys(chosen(options.log_key_file, storage::default_log_key_file(options.to)));
  if (!keys) return fail("wrong-key: " + keys.error().what);
  const auto checkpoint = proof::open_checkpoint(note, storage::verifiers_of(*keys));
  if (!checkpoint) return fail(told(checkpoint.error()));
  return *checkpoint;
}

Result<Sources, std::string> open_sources(const RestoreOptions& options) {
  auto end_point = EndPoint::parse(options.at);
  if (!end_point) return fail(end_point.error());
  const auto folder = tools::find_reference_folder(options.reference);
  if (!folder) return fail(folder.error());
  auto rules = config::load_rulebook(*folder);
  if (!rules) return fail(rules.error());
  auto vault = storage::Vault::open(chosen(options.key_file, storage::default_key_file(options.to)));
  if (!vault) return fail("wrong-key: " + vault.error().what);
  auto end = open_end(options.from);
  if (!end) return fail(end.error());
  if (!*end) return fail("truncated: " + options.from.string() + " holds no backup");
  auto log = audit::ExportReader::open(log_folder(options.from));
  if (!log) return fail(told(log.error()));
  const auto checkpoint = signed_checkpoint(options, log->checkpoint());
  if (!checkpoint) return fail(checkpoint.error());
  auto keys = generation_for(options.keys_from, checkpoint->origin, checkpoint->size);
  if (!keys) return fail(keys.error());
  if (end_point->lies_behind(checkpoint->size))
    return fail("beyond-tree: the backup has " + std::to_string(checkpoint->size) + " records");
  return Sources{std::move(*vault), std::move(*rules), *end_point,      std::move(**end),
                 std::move(*log),   *checkpoint,       std::move(*keys)};
}

/// Makes the journal of a folder that nobody sees yet.
class Restoring {
 public:
  Restoring(const RestoreOptions& options, Sources& sources, const fs::path& folder)
      : options_(options), sources_(sources), folder_(folder) {}

  Done run() {
    auto import = JournalImport::create(folder_ / "journal", sources_.vault);
    if (!import) return fail(import.error().what);
    import_ = std::move(*import);
    for (const auto step :
         {&Restoring::add_log, &Restoring::repeat_erasures, &Restoring::skip_numbers, &Restoring::add_requests,
          &Restoring::add_keys, &Restoring::add_what_follows, &Restoring::add_files})
      if (auto done = (this->*step)(); !done) return done;
    return taken(import_->finish());
  }

  [[nodiscard]] std::uint64_t records() const { return restored_; }
  [[nodiscard]] std::uint64_t repeated_erasures() const { return repeated_; }
  [[nodiscard]] proof::Hash root() const { return import_->tree().root(); }

 private:
  /// All of the log is read, also behind the point in time: only as a whole has it a signature, and what it erases
  /// later is erased.
  Done add_log() {
    const auto size = sources_.checkpoint.size;
    tools::Progress bar{std::cerr, isatty(STDERR_FILENO) == 1, {"restore", "records"}, size};
    for (std::uint64_t index = 0; index * proof::tile_width < size; ++index) {
      if (auto added = add_bundle(index, proof::width_in_tree(size, 0, index)); !added) return added;
      bar.reach(std::min((index + 1) * proof::tile_width, size), size);
    }
    bar.finish();
    if (whole_.root() != sources_.checkpoint.root)
      return fail(
          std::string("altered: the records do not give the root of the signed checkpoint. This backup was "
                      "changed or is damaged: take another one"));
    restored_ = import_->tree().size();
    for (const auto& bytes : sources_.keys.later_erasures)
      if (const auto record = decode_any_facts(bytes)) erasures_.add(Position{size + 1}, *record);
    return {};
  }

  Done add_bundle(std::uint64_t index, std::size_t width) {
    Bytes bundle;
    if (auto read = sources_.log.read_bundle(index, width, bundle); !read) return fail(told(read.error()));
    const auto records = proof::entries_of(bundle);
    if (!records) return fail(told(records.error()));
    if (records->size() != width)
      return fail("truncated: bundle " + std::to_string(index) + " has not all its records");
    for (const auto record : *records)
      if (auto added = add_record(record); !added) return added;
    return {};
  }

  Done add_record(BytesView bytes) {
    whole_.append(proof::leaf_hash(bytes), full_);
    full_.clear();
    const Position position{whole_.size()};
    const auto record = decode_any_facts(bytes);
    if (!record) return fail("malformed: record " + std::to_string(number(position)) + ": " + record.error().what);
    erasures_.add(position, *record);
    numbers_.add(*record);
    return std::visit(
        [&](const auto& each) {
          if (!sources_.end_point.has(position, each.at)) return Done{};
          newest_ = std::max(newest_, each.at);
          if (each.version == Version{1}) ++streams_;
          return taken(import_->add_record(each.stream, each.version, bytes));
        },
        *record);
  }

  /// Whoever was erased after the point in time stays erased: their keys are not written back, and the records say so.
  Done repeat_erasures() {
    const auto entries = import_->entries();
    if (!entries) return fail(entries.error().what);
    for (const auto& [stream, erasure] : erasures_.all()) {
      if (number(erasure.position) <= restored_) continue;
      const auto version = newest_version(**entries, stream);
      if (!version) return fail(version.error());
      if (*version == Version{}) continue;  // it begins later
      const auto record = repeated(erasure.record, *version);
      if (auto added = taken(import_->add_record(stream, next(*version), record)); !added) return added;
      newest_ = std::max(newest_, std::visit([](const auto& each) { return each.at; }, erasure.record));
      ++repeated_;
    }
    return {};
  }

  /// Behind everything else, so that the folder's history never goes back in time.
  Done skip_numbers() {
    const auto entries = import_->entries();
    if (!entries) return fail(entries.error().what);
    const auto version = newest_version(**entries, log_stream);
    if (!version) return fail(version.error());
    return taken(import_->add_record(log_stream, next(*version), skipped(numbers_.up_to(), *version, newest_)));
  }

  static Result<Version, std::string> newest_version(const storage::JournalEntries& entries, Stream stream) {
    Version newest{};
    const auto walked =
        entries.walk(Family::streams, storage::keys::of(stream, Version{1}), [&](std::string_view key, BytesView) {
          if (storage::keys::stream_from(key) != stream) return false;
          newest = *storage::keys::version_from(key);
          return true;
        });
    if (!walked) return fail(walked.error().what);
    return newest;
  }

  Done add_requests() {
    for (const auto& chunk : sources_.end.requests) {
      if (chunk.first > restored_) break;
      const auto added = read_requests(options_.from, chunk, [&](const auto& mark, Position position) -> Done {
        if (number(position) > restored_) return {};
        return taken(import_->add_request(mark, position));
      });
      if (!added) return added;
    }
    return {};
  }

  Done add_keys() {
    const auto entries = import_->entries();
    if (!entries) return fail(entries.error().what);
    return read_generation(options_.keys_from, sources_.keys, [&](Stream stream, BytesView wrapped) -> Done {
      if (erasures_.has(stream)) return {};
      const auto known = (*entries)->get(Family::streams, storage::keys::of(stream, Version{1}));
      if (!known) return fail(known.error().what);
      if (!*known) return {};  // it begins behind the end
      if (!sources_.vault.unwrap(wrapped, stream))
        return fail("wrong-key: the data key of " + to_string(stream) +
                    " was not wrapped by this master key. Name the master key file of the folder that was backed up");
      return taken(import_->add_key(stream, wrapped));
    });
  }

  /// Alarms and names, from the states that the records come to.
  Done add_what_follows() {
    const auto entries = import_->entries();
    if (!entries) return fail(entries.error().what);
    const auto parts = tools::parts_for(streams_);
    for (std::uint64_t i = 0; i < parts; ++i)
      if (auto added = add_part(**entries, {i, parts}); !added) return added;
    return {};
  }

  Done add_part(const storage::JournalEntries& entries, tools::Part part) {
    tools::Progress bar{std::cerr, isatty(STDERR_FILENO) == 1, {"states", "records"}, import_->tree().size()};
    std::optional<std::string> fault;
    const auto streams = tools::fold_streams({entries,
                                              &sources_.vault,
                                              part,
                                              [&](const std::string& where, const std::string& what) {
                                                if (!fault) fault = "damaged: " + where + " " + what;
                                              },
                                              {},
                                              [&](std::uint64_t done) { bar.reach(done, import_->tree().size()); }});
    bar.reach(import_->tree().size(), import_->tree().size());
    bar.finish();
    if (!streams) return fail(streams.error().what);
    if (fault) return fail(*fault);
    for (const auto& [stream, folded] : *streams)
      if (auto added = add_stream(folded); !added) return added;
    return {};
  }

  Done add_stream(const FoldedStream& folded) {
    if (folded.is_sealed && !folded.is_erased && !folded.has_key)
      return fail("truncated: the data key of " + to_string(folded.stream) +
                  " is missing, and no record says that it was erased: these keys are older than the log, or not all. "
                  "Name a newer folder of keys");
    for (const auto& hash : folded.files) (folded.is_erased ? erased_files_ : living_files_).insert(hash);
    if (folded.stream.kind == StreamKind::report && !folded.is_erased)
      for (const auto& hash : folded.files) attached_.insert({folded.stream.id, hash});
    if (const auto* report = std::get_if<ReportState>(&folded.state))
      return report->alarm() ? taken(import_->add_alarm(*report->alarm())) : Done{};
    if (const auto* person = std::get_if<PersonState>(&folded.state))
      for (const auto& name : actors::names_of(*person, sources_.rules, sources_.vault))
        if (auto added = taken(import_->add_name(name, folded.stream)); !added) return added;
    return {};
  }

  Done add_files() {
    const auto files = read_list(options_.from, sources_.end.files);
    if (!files) return fail(files.error());
    for (const auto& file : *files)
      if (auto added = add_file(file); !added) return added;
    return {};
  }

  Done add_file(const ListedFile& file) {
    const fs::path from = options_.from / file.path;
    if (file.path.starts_with("attachments/") && !is_attached(file.path)) return {};
    if (file.path.starts_with("uploads/") && is_of_erased(from)) return {};
    const auto hash = copy_hashed(from, folder_ / file.path);
    if (!hash) return fail(hash.error());
    if (!*hash) return fail("truncated: " + from.string() + " is missing");
    if (**hash != file.hash) return fail("damaged: " + from.string() + " does not have the bytes that were backed up");
    return {};
  }

  /// `attachments/REPORT/SHA256`, named by a record of a report that is not erased.
  [[nodiscard]] bool is_attached(const fs::path& path) const {
    const auto name = path.parent_path().filename().string();
    std::uint64_t report{};
    const auto parsed = std::from_chars(name.data(), name.data() + name.size(), report);
    const auto hash = storage::content_hash_of(path.filename().string());
    return parsed.ec == std::errc{} && hash && attached_.contains({report, *hash});
  }

  /// A copy that waits among the uploads would outlive the erasure of its report. One that does not open is of no use
  /// to anybody, and is left to the start.
  [[nodiscard]] bool is_of_erased(const fs::path& file) const {
    const auto upload = storage::examine_upload(file, sources_.vault);
    if (!upload) return false;
    const auto& hash = upload->facts.hash;
    return erased_files_.contains(hash) && !living_files_.contains(hash);
  }

  const RestoreOptions& options_;
  Sources& sources_;
  const fs::path& folder_;
  std::unique_ptr<JournalImport> import_;
  proof::MerkleTree whole_;
  std::vector<proof::Tile> full_;
  Erasures erasures_;
  ReportNumbers numbers_;
  Instant newest_{};  // of the records so far
  std::set<ContentHash> erased_files_, living_files_;
  std::set<std::pair<std::uint64_t, ContentHash>> attached_;
  std::uint64_t restored_{};
  std::uint64_t streams_{};
  std::uint64_t repeated_{};
};

int tell(const std::string& what) {
  std::cerr << "restore: " << what << '\n';
  return 1;
}

/// What the world has seen is not forgotten: a checkpoint that lies beside the folder already and is newer than the
/// backup stays, and the start will say that the folder does not reach it.
Done write_checkpoint(const RestoreOptions& options, const Sources& sources) {
  const auto file = chosen(options.checkpoint_file, storage::default_checkpoint_file(options.to));
  const auto there = storage::read_published(file, {});
  if (there && *there && (**there).checkpoint.origin == sources.checkpoint.origin &&
      (**there).checkpoint.size > sources.checkpoint.size)
    return {};
  return taken(storage::write_published(file, sources.log.checkpoint()));
}

Done put_in_place(const fs::path& made, const fs::path& place) {
  std::error_code error;
  fs::rename(made, place, error);  // an empty folder may lie there
  if (error) return fail("cannot put " + made.string() + " in its place: " + error.message());
  return taken(storage::sync_folder(fs::absolute(place).parent_path()));
}

Done restore_into(const RestoreOptions& options, const fs::path& made) {
  auto sources = open_sources(options);
  if (!sources) return fail(sources.error());
  {
    Restoring restoring{options, *sources, made};
    if (auto done = restoring.run(); !done) return done;
    std::cout << "restored " << restoring.records() << " of " << sources->checkpoint.size << " records of "
              << sources->checkpoint.origin << "; erasures repeated: " << restoring.repeated_erasures()
              << "; tree head: " << storage::hex_of(restoring.root()) << std::endl;
    if (restoring.records() < sources->checkpoint.size)
      std::cout << "The folder ends before what was published: the first start takes --accept-rollback. Sessions and "
                   "API keys count as they did then: revoke those that were revoked since."
                << std::endl;
  }
  if (auto written = write_checkpoint(options, *sources); !written) return written;
  return put_in_place(made, options.to);
}

}  // namespace

int restore(const RestoreOptions& options) {
  std::error_code error;
  if (fs::exists(options.to, error) && !fs::is_empty(options.to, error))
    return tell(options.to.string() + " is there and not empty: restore into a folder that is not, or move it away");
  fs::path made = options.to.has_filename() ? options.to : options.to.parent_path();
  made += ".restoring";
  fs::remove_all(made, error);  // what an earlier run left
  const auto done = restore_into(options, made);
  if (done) return 0;
  fs::remove_all(made, error);
  return tell(done.error());
}

}  // namespace lapor::backup
