#include "storage/rocks_batch.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <string>
#include <utility>

#include "storage/keys.hpp"
#include "storage/rocks_error.hpp"
#include "storage/rocks_reads.hpp"

namespace lapor::storage {

namespace {

constexpr std::size_t max_recent_versions = 100'000;  // about 6 MB

}  // namespace

std::size_t RocksBatch::StreamHasher::operator()(const Stream& stream) const {
  return std::hash<std::uint64_t>{}(stream.id * 8 + static_cast<std::uint64_t>(stream.kind));
}

std::size_t RocksBatch::RequestHasher::operator()(const RequestKey& key) const {
  std::size_t start = 0;  // a request key is itself a hash
  std::memcpy(&start, key.data(), sizeof start);
  return start;
}

RocksBatch::RocksBatch(const RocksDatabase& database, JournalEnd end) : database_(database), end_(std::move(end)) {
  head_ = {end_.tree.size(), end_.tree.root()};
}

AppendResult RocksBatch::add(const Append& append, const proof::Hash& leaf) {
  if (append.request) {
    if (auto seen = check_request(*append.request)) return fail(*std::move(seen));
  }
  if (auto conflict = check_version(append)) return fail(*std::move(conflict));
  if (auto taken = check_names(append)) return fail(*std::move(taken));
  end_.last_position = next(end_.last_position);
  end_.tree.append(leaf, full_tiles_);
  put_record(append, end_.last_position);
  put_alarms(append);
  if (append.request) batch_requests_[append.request->key] = {end_.last_position, append.request->fingerprint};
  put_names();
  put_secrets(append);
  ++records_;
  return Appended{end_.last_position};
}

std::optional<AppendFailure> RocksBatch::check_request(const RequestMark& mark) {
  if (const auto seen = batch_requests_.find(mark.key); seen != batch_requests_.end()) {
    return RequestSeen{seen->second.position, seen->second.fingerprint == mark.fingerprint};
  }
  const auto known = database_.get({}, Family::requests, keys::of(mark.key), found_, "look up a request");
  if (!known) return known.error();
  if (!*known) return std::nullopt;
  if (const auto seen = keys::request_from(found_.ToStringView(), mark.fingerprint)) return *seen;
  return corrupt_error("The entry of a request has a wrong length.");
}

std::optional<AppendFailure> RocksBatch::check_version(const Append& append) {
  const auto recent = recent_versions_.find(append.stream);
  if (recent == recent_versions_.end()) return check_stored_version(append);
  if (recent->second == append.expected) return std::nullopt;
  return VersionConflict{recent->second};
}

std::optional<AppendFailure> RocksBatch::check_stored_version(const Append& append) {
  const bool creates = append.expected == Version{};
  const bool above_all = append.stream.kind == StreamKind::report && append.stream.id > number(end_.last_report);
  if (creates && above_all) return std::nullopt;
  const auto has_next = has_version(append.stream, next(append.expected));
  if (!has_next) return has_next.error();
  const auto has_expected = creates ? Result<bool, Error>{true} : has_version(append.stream, append.expected);
  if (!has_expected) return has_expected.error();
  if (*has_expected && !*has_next) return std::nullopt;
  const auto actual = newest_version(append.stream);
  if (!actual) return actual.error();
  return VersionConflict{*actual};
}

Result<bool, Error> RocksBatch::has_version(Stream stream, Version version) {
  return database_.get({}, Family::streams, keys::of(stream, version), found_,
                       "look up a version of " + to_string(stream));
}

Result<Version, Error> RocksBatch::newest_version(Stream stream) const {
  rocksdb::ReadOptions how;
  how.total_order_seek = true;
  const std::unique_ptr<rocksdb::Iterator> at{database_.db().NewIterator(how, database_.family(Family::streams))};
  at->SeekForPrev(keys::of(stream, Version{~std::uint32_t{}}).view());
  if (!at->status().ok()) return fail(read_error(at->status(), "look up the newest version of " + to_string(stream)));
  if (!at->Valid() || keys::stream_from(at->key().ToStringView()) != stream) return Version{};
  return keys::version_from(at->key().ToStringView()).value_or(Version{});
}

std::optional<AppendFailure> RocksBatch::check_names(const Append& append) {
  name_changes_.clear();
  for (const Name& name : append.releases) {
    const auto holder = holder_of(name);
    if (!holder) return holder.error();
    if (*holder == append.stream) name_changes_.emplace_back(name, std::nullopt);
  }
  for (const Name& name : append.claims) {
    const auto holder = holder_of(name);
    if (!holder) return holder.error();
    if (*holder && *holder != append.stream) return NameTaken{name, **holder};
    name_changes_.emplace_back(name, append.stream);
  }
  return std::nullopt;
}

Result<std::optional<Stream>, Error> RocksBatch::holder_of(const Name& name) const {
  if (const auto changed = batch_names_.find(name); changed != batch_names_.end()) return changed->second;
  return read_name(database_, name);
}

void RocksBatch::put_record(const Append& append, Position position) {
  const auto version = next(append.expected);
  const auto position_bytes = keys::of(position);
  put(Family::records, position_bytes, slice_of(append.record));
  put(Family::streams, keys::of(append.stream, version), position_bytes.view());
  recent_versions_[append.stream] = version;
  if (append.stream.kind == StreamKind::report)
    end_.last_report = std::max(end_.last_report, ReportId{append.stream.id});
}

void RocksBatch::put_alarms(const Append& append) {
  if (append.alarm_before == append.alarm_after) return;
  if (append.alarm_before) remove(Family::due, keys::of(*append.alarm_before));
  if (!append.alarm_after) return;
  put(Family::due, keys::of(*append.alarm_after), {});
  earliest_alarm_ = std::min(earliest_alarm_.value_or(append.alarm_after->at), append.alarm_after->at);
}

void RocksBatch::put_requests() {
  std::vector<std::pair<RequestKey, Request>> sorted{batch_requests_.begin(), batch_requests_.end()};
  std::sort(sorted.begin(), sorted.end(), [](const auto& left, const auto& right) { return left.first < right.first; });
  for (const auto& [key, request] : sorted) {
    put(Family::requests, keys::of(key), keys::value_of(request.position, request.fingerprint).view());
  }
}

void RocksBatch::put_names() {
  for (const auto& [name, holder] : name_changes_) {
    if (holder)
      put(Family::names, keys::of(name), keys::of(*holder).view());
    else
      remove(Family::names, keys::of(name));
    batch_names_[name] = holder;
  }
}

void RocksBatch::put_secrets(const Append& append) {
  const auto key = keys::of(append.stream);
  if (append.destroy_key) {
    remove(Family::keys, key);
    remove(Family::snapshots, key);
    put(Family::keys, keys::of_erased(append.stream), {});
    erases_ = true;
    return;
  }
  if (append.wrapped_key) put(Family::keys, key, slice_of(*append.wrapped_key));
  if (!append.snapshot) return;
  const auto version = keys::value_of(next(append.expected));
  const std::array<rocksdb::Slice, 1> name{key.view()};
  const std::array<rocksdb::Slice, 2> value{version.view(), slice_of(*append.snapshot)};
  batch_.Put(database_.family(Family::snapshots), {name.data(), 1}, {value.data(), 2});
}

void RocksBatch::put(Family family, std::string_view key, const rocksdb::Slice& value) {
  batch_.Put(database_.family(family), key, value);
}

void RocksBatch::remove(Family family, std::string_view key) {
  batch_.Delete(database_.family(family), key);
}

rocksdb::WriteBatch& RocksBatch::finish() {
  put_requests();
  for (const proof::Tile& tile : full_tiles_) {
    put(Family::tree, keys::of_tile(tile.level, tile.index), slice_of(std::as_bytes(std::span{tile.hashes})));
  }
  head_ = {end_.tree.size(), end_.tree.root()};
  put(Family::tree, keys::tree_head, keys::value_of(head_).view());
  return batch_;
}

void RocksBatch::clear() {
  earliest_alarm_.reset();
  batch_.Clear();
  full_tiles_.clear();
  batch_requests_.clear();
  batch_names_.clear();
  records_ = 0;
  erases_ = false;
  if (recent_versions_.size() > max_recent_versions) recent_versions_.clear();
}

}  // namespace lapor::storage
