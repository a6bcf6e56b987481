#include "storage/rocks_reads.hpp"

#include <rocksdb/snapshot.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <string>
#include <utility>

#include "storage/keys.hpp"
#include "storage/rocks_error.hpp"

namespace lapor::storage {

namespace {

using Positions = std::vector<Position>;
using Visit = std::function<bool(Position, BytesView)>;
using IteratorPointer = std::unique_ptr<rocksdb::Iterator>;

constexpr std::size_t scan_readahead = 2 << 20;

std::string name_of(Position position) {
  return "record " + std::to_string(number(position));
}

Result<void, Error> read_snapshot(const RocksDatabase& database, const rocksdb::ReadOptions& how, Stream stream,
                                  StreamHistory& history) {
  rocksdb::PinnableSlice value;
  const auto found =
      database.get(how, Family::snapshots, keys::of(stream), value, "read the snapshot of " + to_string(stream));
  if (!found) return fail(found.error());
  if (!*found) return {};
  const auto version = keys::snapshot_version_from(value.ToStringView());
  if (!version) return fail(corrupt_error("The snapshot of " + to_string(stream) + " is too short."));
  value.remove_prefix(keys::snapshot_offset);
  history.snapshot = copy_of(value);
  history.snapshot_version = *version;
  return {};
}

/// Positions of the stream's records after `known`, oldest first; each version must follow the one before it.
Result<Positions, Error> find_positions(const RocksDatabase& database, rocksdb::ReadOptions how, Stream stream,
                                        Version known) {
  how.prefix_same_as_start = true;
  const IteratorPointer at{database.db().NewIterator(how, database.family(Family::streams))};
  Positions positions;
  Version expected = next(known);
  for (at->Seek(keys::of(stream, expected).view()); at->Valid(); at->Next(), expected = next(expected)) {
    const auto position = keys::position_from(at->value().ToStringView());
    if (!position || keys::version_from(at->key().ToStringView()) != expected) {
      return fail(corrupt_error("The index of " + to_string(stream) + " lacks version " +
                                std::to_string(number(expected)) + "."));
    }
    positions.push_back(*position);
  }
  if (!at->status().ok()) return fail(read_error(at->status(), "read the index of " + to_string(stream)));
  return positions;
}

Result<std::vector<StoredRecord>, Error> read_at(const RocksDatabase& database, const rocksdb::ReadOptions& how,
                                                 const Positions& positions) {
  std::vector<keys::PositionBytes> names;
  std::transform(positions.begin(), positions.end(), std::back_inserter(names),
                 [](Position at) { return keys::of(at); });
  const std::vector<rocksdb::Slice> slices{names.begin(), names.end()};
  std::vector<rocksdb::PinnableSlice> values(names.size());
  std::vector<rocksdb::Status> statuses(names.size());
  database.db().MultiGet(how, database.family(Family::records), names.size(), slices.data(), values.data(),
                         statuses.data());
  std::vector<StoredRecord> records;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (statuses[i].IsNotFound())
      return fail(corrupt_error("The journal has a gap: " + name_of(positions[i]) + " is missing."));
    if (!statuses[i].ok()) return fail(read_error(statuses[i], "read " + name_of(positions[i])));
    records.push_back({positions[i], copy_of(values[i])});
  }
  return records;
}

/// Positions follow each other without a gap, or the journal is corrupt.
template <class Take>
Result<void, Error> visit_records(const RocksDatabase& database, rocksdb::ReadOptions how, Position first,
                                  const Take& take) {
  how.fill_cache = false;
  const IteratorPointer at{database.db().NewIterator(how, database.family(Family::records))};
  Position expected = std::max(first, Position{1});
  bool goes_on = true;
  for (at->Seek(keys::of(expected).view()); goes_on && at->Valid(); at->Next(), expected = next(expected)) {
    if (keys::position_from(at->key().ToStringView()) != expected)
      return fail(corrupt_error("The journal has a gap: " + name_of(expected) + " is missing."));
    goes_on = take(expected, bytes_of(at->value()));
  }
  if (!at->status().ok()) return fail(read_error(at->status(), "read " + name_of(expected)));
  return {};
}

}  // namespace

Result<std::optional<Bytes>, Error> read_wrapped_key(const RocksDatabase& database, Stream stream,
                                                     const rocksdb::ReadOptions& how) {
  rocksdb::PinnableSlice value;
  const auto found =
      database.get(how, Family::keys, keys::of(stream), value, "read the data key of " + to_string(stream));
  if (!found) return fail(found.error());
  if (!*found) return std::nullopt;
  return copy_of(value);
}

Result<StreamHistory, Error> read_history(const RocksDatabase& database, Stream stream, HistoryUse use) {
  rocksdb::ManagedSnapshot moment{&database.db()};
  rocksdb::ReadOptions how;
  how.snapshot = moment.snapshot();
  StreamHistory history;
  auto key = read_wrapped_key(database, stream, how);
  if (!key) return fail(key.error());
  history.wrapped_key = std::move(*key);
  if (use == HistoryUse::from_snapshot) {
    if (auto read = read_snapshot(database, how, stream, history); !read) return fail(read.error());
  }
  const auto positions = find_positions(database, how, stream, history.snapshot_version);
  if (!positions) return fail(positions.error());
  if (positions->empty()) return history;
  auto records = read_at(database, how, *positions);
  if (!records) return fail(records.error());
  history.records = std::move(*records);
  return history;
}

Result<std::vector<StoredRecord>, Error> read_records(const RocksDatabase& database, Position first,
                                                      std::size_t limit) {
  std::vector<StoredRecord> records;
  if (limit == 0) return records;
  const auto read = visit_records(database, {}, first, [&](Position position, BytesView bytes) {
    records.push_back({position, {bytes.begin(), bytes.end()}});
    return records.size() < limit;
  });
  if (!read) return fail(read.error());
  return records;
}

Result<void, Error> scan_records(const RocksDatabase& database, Position first, const Visit& visit) {
  rocksdb::ReadOptions how;
  how.readahead_size = scan_readahead;
  return visit_records(database, how, first, visit);
}

Result<std::optional<std::vector<proof::Hash>>, Error> read_tile(const RocksDatabase& database, std::uint8_t level,
                                                                 std::uint64_t index) {
  const auto name = "tile " + std::to_string(index) + " of level " + std::to_string(level);
  rocksdb::PinnableSlice value;
  const auto found = database.get({}, Family::tree, keys::of_tile(level, index), value, "read " + name);
  if (!found) return fail(found.error());
  if (!*found) return std::nullopt;
  if (value.size() != proof::tile_width * sizeof(proof::Hash))
    return fail(corrupt_error("The tree has " + name + " of a wrong length."));
  std::vector<proof::Hash> hashes(proof::tile_width);
  std::memcpy(hashes.data(), value.data(), value.size());
  return hashes;
}

Result<std::vector<Alarm>, Error> read_alarms(const RocksDatabase& database, const std::optional<Alarm>& after,
                                              Instant until, std::size_t limit) {
  const auto end = keys::end_of(until);
  const rocksdb::Slice upper{end.view()};
  rocksdb::ReadOptions how;
  how.iterate_upper_bound = &upper;
  AlarmHorizon::Look look{database.alarm_horizon()};  // before the iterator: what it cannot see is told to the look
  const IteratorPointer at{database.db().NewIterator(how, database.family(Family::due))};
  std::vector<Alarm> alarms;
  if (after) {
    at->Seek(keys::of(*after).view());
    if (at->Valid() && keys::alarm_from(at->key().ToStringView()) == after) at->Next();
  } else if (look.from() == Instant::min()) {
    at->SeekToFirst();
  } else {
    at->Seek(keys::of(Alarm{look.from(), ReportId{}, DeadlineKind{}}).view());
  }
  for (; at->Valid() && alarms.size() < limit; at->Next()) {
    const auto alarm = keys::alarm_from(at->key().ToStringView());
    if (!alarm) return fail(corrupt_error("The index of due instants has a key that is none."));
    alarms.push_back(*alarm);
  }
  if (!at->status().ok()) return fail(read_error(at->status(), "read the index of due instants"));
  if (!after && limit > 0) look.found(alarms.empty() ? std::max(until, look.from()) : alarms.front().at);
  return alarms;
}

Result<std::optional<RequestSeen>, Error> read_request(const RocksDatabase& database, const RequestMark& mark) {
  rocksdb::PinnableSlice value;
  const auto found = database.get({}, Family::requests, keys::of(mark.key), value, "look up a request");
  if (!found) return fail(found.error());
  if (!*found) return std::nullopt;
  const auto seen = keys::request_from(value.ToStringView(), mark.fingerprint);
  if (!seen) return fail(corrupt_error("The entry of a request has a wrong length."));
  return *seen;
}

Result<std::optional<Stream>, Error> read_name(const RocksDatabase& database, const Name& name) {
  rocksdb::PinnableSlice value;
  const auto found = database.get({}, Family::names, keys::of(name), value, "look up a name");
  if (!found) return fail(found.error());
  if (!*found) return std::nullopt;
  const auto holder = keys::holder_from(value.ToStringView());
  if (!holder) return fail(corrupt_error("The entry of a name has a wrong length."));
  return *holder;
}

Result<std::vector<HeldName>, Error> read_names(const RocksDatabase& database, NameKind kind,
                                                const std::optional<Name>& after, std::size_t limit) {
  if (database.family(Family::names) == nullptr) return std::vector<HeldName>{};
  const auto end = keys::end_of(kind);
  const rocksdb::Slice upper{end.view()};
  rocksdb::ReadOptions how;
  how.iterate_upper_bound = &upper;
  const IteratorPointer at{database.db().NewIterator(how, database.family(Family::names))};
  std::vector<HeldName> names;
  at->Seek(keys::of(std::max(after.value_or(Name{}), Name{kind, {}})).view());
  if (after && at->Valid() && keys::name_from(at->key().ToStringView()) == after) at->Next();
  for (; at->Valid() && names.size() < limit; at->Next()) {
    const auto name = keys::name_from(at->key().ToStringView());
    const auto holder = keys::holder_from(at->value().ToStringView());
    if (!name || !holder) return fail(corrupt_error("The index of names has an entry that is none."));
    names.push_back({*name, *holder});
  }
  if (!at->status().ok()) return fail(read_error(at->status(), "read the index of names"));
  return names;
}

}  // namespace lapor::storage
