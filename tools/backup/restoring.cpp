#include "tools/backup/restoring.hpp"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <iostream>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "actors/people.hpp"
#include "storage/attachments/examine.hpp"
#include "storage/attachments/hex.hpp"
#include "storage/keys.hpp"
#include "storage/proof/entry_bundle.hpp"
#include "storage/rocks_import.hpp"
#include "tools/backup/backup_file.hpp"
#include "tools/backup/erasures.hpp"
#include "tools/backup/file_mirror.hpp"
#include "tools/backup/key_store.hpp"
#include "tools/backup/report_numbers.hpp"
#include "tools/backup/request_store.hpp"
#include "tools/data_check/folded_streams.hpp"
#include "tools/progress.hpp"

namespace lapor::backup {
namespace {

namespace fs = std::filesystem;
using storage::Family;
using storage::JournalImport;
using tools::FoldedStream;

/// Makes the journal of a folder that nobody sees yet.
class Restoring {
 public:
  Restoring(RestoreSources& sources, const fs::path& folder) : sources_(sources), folder_(folder) {}

  Done run() {
    auto import = JournalImport::create(folder_ / "journal", sources_.vault);
    if (!import) return refuse(import.error());
    import_ = std::move(*import);
    for (const auto step :
         {&Restoring::add_log, &Restoring::find_erased_since, &Restoring::repeat_erasures, &Restoring::skip_numbers,
          &Restoring::add_requests, &Restoring::add_keys, &Restoring::add_what_follows, &Restoring::add_files})
      if (auto done = (this->*step)(); !done) return done;
    return taken(import_->finish());
  }

  [[nodiscard]] Restored restored() const { return {restored_, repeated_, erased_since_, import_->tree().root()}; }

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
      return refuse(FaultKind::altered,
                    "the records do not give the root of the signed checkpoint. This backup was changed or is "
                    "damaged: take another one");
    restored_ = import_->tree().size();
    for (const auto& bytes : sources_.keys.later_erasures)
      if (const auto record = decode_any_facts(bytes)) erasures_.add(Position{size + 1}, *record);
    return {};
  }

  Done add_bundle(std::uint64_t index, std::size_t width) {
    Bytes bundle;
    if (auto read = sources_.log.read_bundle(index, width, bundle); !read) return fail(read.error());
    const auto records = proof::entries_of(bundle);
    if (!records) return fail(records.error());
    if (records->size() != width)
      return refuse(FaultKind::truncated, "bundle " + std::to_string(index) + " has not all its records");
    for (const auto record : *records)
      if (auto added = add_record(record); !added) return added;
    return {};
  }

  Done add_record(BytesView bytes) {
    whole_.append(proof::leaf_hash(bytes), full_);
    full_.clear();
    const Position position{whole_.size()};
    if (auto continues = check_continues_seen(); !continues) return continues;
    const auto record = decode_any_facts(bytes);
    if (!record)
      return refuse(FaultKind::malformed, "record " + std::to_string(number(position)) + ": " + record.error().what);
    erasures_.add(position, *record);
    numbers_.add(*record);
    return std::visit(
        [&](const auto& each) {
          if (!sources_.end_point.has(position, each.at)) return Done{};
          newest_ = std::max(newest_, each.at);
          if (keys_are_newer() && sealed_bytes(bytes).value_or(0) > 0) without_key_.insert(each.stream);
          if (each.version == Version{1}) ++streams_;
          return taken(import_->add_record(each.stream, each.version, bytes));
        },
        *record);
  }

  /// A checkpoint that the world has seen, and that the new one is to replace, is of this history.
  [[nodiscard]] Done check_continues_seen() const {
    if (!sources_.seen || whole_.size() != sources_.seen->size || whole_.root() == sources_.seen->root) return {};
    return refuse(FaultKind::forked, "the first " + std::to_string(whole_.size()) +
                                         " records are others than the published checkpoint beside the new folder "
                                         "tells of. Find out which of the two is right before you move it away");
  }

  [[nodiscard]] bool keys_are_newer() const { return sources_.keys.size > sources_.checkpoint.size; }

  /// Keys of a longer log lack those of whoever was erased behind the end of this one, which cannot tell of it.
  Done find_erased_since() {
    if (!keys_are_newer()) return {};
    const auto read = read_generation(sources_.keys_folder, sources_.keys, [&](Stream stream, BytesView) {
      without_key_.erase(stream);
      return Done{};
    });
    if (!read) return read;
    const Position behind{sources_.checkpoint.size + 1};
    for (const auto& stream : without_key_)
      if (!erasures_.has(stream)) {
        erasures_.add(behind, unstated_erasure(stream, newest_));
        ++erased_since_;
      }
    return {};
  }

  /// Whoever was erased after the point in time stays erased: their keys are not written back, and the records say so.
  Done repeat_erasures() {
    const auto entries = import_->entries();
    if (!entries) return refuse(entries.error());
    const auto rulebook = newest_version(**entries, rulebook_stream);
    if (!rulebook) return fail(rulebook.error());
    for (const auto& [stream, erasure] : erasures_.all()) {
      if (number(erasure.position) <= restored_) continue;
      const auto version = newest_version(**entries, stream);
      if (!version) return fail(version.error());
      if (*version == Version{}) continue;  // it begins later
      const auto record = repeated(erasure.record, *version, *rulebook);
      if (auto added = taken(import_->add_record(stream, next(*version), record)); !added) return added;
      newest_ = std::max(newest_, std::visit([](const auto& each) { return each.at; }, erasure.record));
      ++repeated_;
    }
    return {};
  }

  /// Behind everything else, so that the folder's history never goes back in time.
  Done skip_numbers() {
    const auto entries = import_->entries();
    if (!entries) return refuse(entries.error());
    const auto version = newest_version(**entries, log_stream);
    if (!version) return fail(version.error());
    return taken(import_->add_record(log_stream, next(*version), skipped(numbers_.up_to(), *version, newest_)));
  }

  static Result<Version, Trouble> newest_version(const storage::JournalEntries& entries, Stream stream) {
    Version newest{};
    const auto walked =
        entries.walk(Family::streams, storage::keys::of(stream, Version{1}), [&](std::string_view key, BytesView) {
          if (storage::keys::stream_from(key) != stream) return false;
          newest = *storage::keys::version_from(key);
          return true;
        });
    if (!walked) return refuse(walked.error());
    return newest;
  }

  Done add_requests() {
    for (const auto& chunk : sources_.end.requests) {
      if (chunk.first > restored_) break;
      const auto added = read_requests(sources_.folder, chunk, [&](const auto& mark, Position position) -> Done {
        if (number(position) > restored_) return {};
        return taken(import_->add_request(mark, position));
      });
      if (!added) return added;
    }
    return {};
  }

  Done add_keys() {
    const auto entries = import_->entries();
    if (!entries) return refuse(entries.error());
    return read_generation(sources_.keys_folder, sources_.keys, [&](Stream stream, BytesView wrapped) -> Done {
      if (erasures_.has(stream)) return {};
      const auto known = (*entries)->get(Family::streams, storage::keys::of(stream, Version{1}));
      if (!known) return refuse(known.error());
      if (!*known) return {};  // it begins behind the end
      if (!sources_.vault.unwrap(wrapped, stream))
        return refuse(FaultKind::wrong_key, "the data key of " + to_string(stream) +
                                                " was not wrapped by this master key. Name the master key file of the "
                                                "folder that was backed up with --master-key-file");
      return taken(import_->add_key(stream, wrapped));
    });
  }

  /// Alarms and names, from the states that the records come to.
  Done add_what_follows() {
    const auto entries = import_->entries();
    if (!entries) return refuse(entries.error());
    const auto parts = tools::parts_for(streams_);
    for (std::uint64_t i = 0; i < parts; ++i)
      if (auto added = add_part(**entries, {i, parts}); !added) return added;
    return {};
  }

  Done add_part(const storage::JournalEntries& entries, tools::Part part) {
    tools::Progress bar{std::cerr, isatty(STDERR_FILENO) == 1, {"states", "records"}, import_->tree().size()};
    std::optional<Fault> fault;
    const auto streams = tools::fold_streams({entries,
                                              &sources_.vault,
                                              part,
                                              [&](const std::string& where, const std::string& what) {
                                                if (!fault) fault = Fault{FaultKind::altered, where + " " + what};
                                              },
                                              {},
                                              [&](std::uint64_t done) { bar.reach(done, import_->tree().size()); }});
    bar.reach(import_->tree().size(), import_->tree().size());
    bar.finish();
    if (!streams) return refuse(streams.error());
    if (fault) return fail(*fault);
    for (const auto& [stream, folded] : *streams)
      if (auto added = add_stream(folded); !added) return added;
    return {};
  }

  Done add_stream(const FoldedStream& folded) {
    if (folded.is_sealed && !folded.is_erased && !folded.has_key)
      return refuse(FaultKind::truncated,
                    "the data key of " + to_string(folded.stream) +
                        " is missing, and no record says that it was erased: these keys are older "
                        "than the log, or not all. Name a newer folder of keys");
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
    const auto files = read_list(sources_.folder, sources_.end.files);
    if (!files) return fail(files.error());
    for (const auto& file : *files)
      if (auto added = add_file(file); !added) return added;
    return {};
  }

  Done add_file(const ListedFile& file) {
    const fs::path from = sources_.folder / file.path;
    if (file.path.starts_with("attachments/") && !is_attached(file.path)) return {};
    if (file.path.starts_with("uploads/") && is_of_erased(from)) return {};
    const auto hash = copy_hashed(from, folder_ / file.path);
    if (!hash) return fail(hash.error());
    if (!*hash) return refuse(FaultKind::truncated, from.string() + " is missing");
    if (**hash != file.hash)
      return refuse(FaultKind::altered, from.string() + " does not have the bytes that were backed up");
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

  RestoreSources& sources_;
  const fs::path& folder_;
  std::unique_ptr<JournalImport> import_;
  proof::MerkleTree whole_;
  std::vector<proof::Tile> full_;
  Erasures erasures_;
  ReportNumbers numbers_;
  Instant newest_{};              // of the records so far
  std::set<Stream> without_key_;  // filled only when the keys are newer than the log
  std::set<ContentHash> erased_files_, living_files_;
  std::set<std::pair<std::uint64_t, ContentHash>> attached_;
  std::uint64_t restored_{};
  std::uint64_t streams_{};
  std::uint64_t repeated_{};
  std::uint64_t erased_since_{};
};

}  // namespace

Result<Restored, Trouble> restore_folder(RestoreSources& sources, const fs::path& folder) {
  Restoring restoring{sources, folder};
  if (auto done = restoring.run(); !done) return fail(done.error());
  return restoring.restored();
}

}  // namespace lapor::backup
