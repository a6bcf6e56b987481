#include "api/views/row_changes.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <numeric>
#include <thread>
#include <utility>

#include "actors/history.hpp"
#include "api/in_parallel.hpp"
#include "storage/keys.hpp"
#include "storage/load_now.hpp"

namespace lapor::api {
namespace {

using actors::ProjectionFault;
using storage::Error;
using storage::StoredRecord;

/// A row holds its records' texts twice, as it was and as it is, and once sealed.
constexpr std::size_t copies = 3;

ProjectionFault damaged(Position position, const std::string& what) {
  return {position,
          "record " + std::to_string(number(position)) + " cannot be read (" + what + "); restore it from a backup"};
}

bool is_erasure(const Record& record) {
  return std::ranges::any_of(record.events,
                             [](const Event& event) { return std::holds_alternative<ReporterErased>(event); });
}

/// Little happens to it any more.
bool has_ended(const ReportState& state) {
  return state.status == Status::closed || state.status == Status::archived || state.status == Status::merged;
}

}  // namespace

RowChanges::RowChanges(storage::Journal& journal, const storage::Vault& vault, const actors::Rulebooks& rulebooks,
                       StoredRow stored_row)
    : journal_(journal), vault_(vault), rulebooks_(rulebooks), stored_row_(std::move(stored_row)) {}

std::size_t RowChanges::half_of(Stream stream) {
  return stream.id % halves;
}

RowChanges::Step RowChanges::fold(std::span<const StoredRecord> records) {
  for (const StoredRecord& stored : records) {
    const auto stream = decode_stream(stored.bytes);
    if (!stream) return fail(damaged(stored.position, stream.error().what));
    if (stream->kind != StreamKind::report) continue;
    if (auto folded = fold_one(halves_[half_of(*stream)], stored, *stream); !folded) return folded;
  }
  return {};
}

RowChanges::Step RowChanges::fold_in_parallel(std::span<const StoredRecord> records) {
  struct Part {
    std::vector<std::pair<const StoredRecord*, Stream>> records;
    Step step;
  };
  std::array<Part, halves> parts;
  for (const StoredRecord& stored : records) {
    const auto stream = decode_stream(stored.bytes);
    if (!stream) return fail(damaged(stored.position, stream.error().what));
    if (stream->kind == StreamKind::report) parts[half_of(*stream)].records.emplace_back(&stored, *stream);
  }
  const auto fold_part = [&](std::size_t number) {
    for (const auto& [stored, stream] : parts[number].records)
      if (parts[number].step = fold_one(halves_[number], *stored, stream); !parts[number].step) return;
  };
  in_parallel([&] { fold_part(0); }, [&] { fold_part(1); });
  for (const Part& part : parts)
    if (!part.step) return part.step;
  return {};
}

RowChanges::Step RowChanges::fold_one(Half& half, const StoredRecord& stored, Stream stream) {
  const ReportId report{stream.id};
  const auto change = touched(half, report, stored.position);
  if (!change) return fail(change.error());
  if (!(*change)->open) {
    auto open = key_of(stream);
    if (!open) return fail(damaged(stored.position, open.error().what));
    (*change)->open = std::move(*open);
  }
  const auto decoded = decode(stored.bytes, (*change)->open);
  if (!decoded) return fail(damaged(stored.position, decoded.error().what));
  if (decoded->record.version != next((*change)->row.state.version))
    return fail(damaged(stored.position, "not the next version of its report"));
  (*change)->positions.push_back(stored.position);
  half.bytes += copies * stored.bytes.size();
  if (is_erasure(decoded->record)) return fold_again(**change, report, stored.position);
  api::fold((*change)->row, decoded->record, rulebooks_.of(decoded->record.rulebook));
  return {};
}

Result<RowChanges::Change*, ProjectionFault> RowChanges::touched(Half& half, ReportId report, Position position) {
  const auto [at, is_new] = half.changes.try_emplace(ordinal_of(report));
  Change& change = at->second;
  if (change.is_changed) return &change;
  if (is_new) {
    auto stored = stored_row_(report);
    if (!stored) {
      half.changes.erase(at);
      return fail(ProjectionFault{position, stored.error().what});
    }
    change.before = std::move(*stored);
    if (change.before) change.row = *change.before;
  } else {
    change.before = change.row;
  }
  change.is_changed = true;
  ++half.changed;
  return &change;
}

/// Waits for the journal's readers, also while too many others wait.
Result<storage::StreamHistory, Error> RowChanges::history_of(ReportId report) const {
  constexpr std::chrono::milliseconds pause{5};
  constexpr int most_tries = 2'000;
  for (int tries = 1;; ++tries) {
    auto history = storage::load_now(journal_, stream_of(report));
    const bool is_busy = !history && history.error().code == storage::ErrorCode::overloaded;
    if (!is_busy || tries == most_tries) return history;
    std::this_thread::sleep_for(pause);
  }
}

/// What was readable before an erasure and went into the row must leave it: the row becomes what its records tell now.
RowChanges::Step RowChanges::fold_again(Change& change, ReportId report, Position last) const {
  const auto history = history_of(report);
  if (!history) return fail(ProjectionFault{last, history.error().what});
  const auto past = actors::open_past(*history, stream_of(report), vault_, actors::Keep::records, last);
  if (!past) return fail(ProjectionFault{last, past.error().what});
  change.row = {};
  change.open = nullptr;
  for (const auto& [position, decoded] : past->records)
    api::fold(change.row, decoded.record, rulebooks_.of(decoded.record.rulebook));
  change.is_erased = true;
  return {};
}

Result<Open, Error> RowChanges::key_of(Stream stream) const {
  const auto wrapped = journal_.wrapped_key(stream);
  if (!wrapped) return fail(wrapped.error());
  if (!*wrapped) return storage::open_with(std::nullopt);
  const auto key = vault_.unwrap(**wrapped, stream);
  if (!key) return fail(key.error());
  return storage::open_with(*key);
}

std::size_t RowChanges::changed() const {
  return std::accumulate(halves_.begin(), halves_.end(), std::size_t{},
                         [](std::size_t sum, const Half& half) { return sum + half.changed; });
}

std::size_t RowChanges::bytes() const {
  return std::accumulate(halves_.begin(), halves_.end(), std::size_t{},
                         [](std::size_t sum, const Half& half) { return sum + half.bytes; });
}

/// What did not change since the last time is let go as well, so that no more is kept than was changed at once.
void RowChanges::settled() {
  for (Half& half : halves_) {
    std::erase_if(half.changes, [](const auto& entry) {
      const Change& change = entry.second;
      return !change.is_changed || change.is_erased || has_ended(change.row.state);
    });
    for (auto& [ordinal, change] : half.changes) {
      change.before.reset();
      change.positions.clear();
      change.is_changed = false;
    }
    half.changed = 0;
    half.bytes = 0;
  }
}

void RowChanges::clear() {
  for (Half& half : halves_) half = {};
}

}  // namespace lapor::api
