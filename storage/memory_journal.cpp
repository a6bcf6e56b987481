#include "storage/memory_journal.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace lapor::storage {

void MemoryJournal::append(Append append, AppendDone done) {
  AppendResult result;
  {
    const std::lock_guard lock{mutex_};
    if (holding_) {
      held_.push_back({std::move(append), std::move(done)});
      return;
    }
    result = carry_out(append);
  }
  {
    const std::lock_guard lock{watch_mutex_};
    if (grown_) grown_();
  }
  done(std::move(result));
}

AppendResult MemoryJournal::carry_out(Append& append) {
  if (auto error = std::exchange(next_append_fails_, std::nullopt)) return fail(AppendFailure{*error});
  if (auto refusal = refusal_of(append)) return fail(*refusal);
  const auto appended = write(append);
  if (auto error = std::exchange(next_answer_lost_, std::nullopt)) return fail(AppendFailure{*error});
  return appended;
}

std::optional<AppendFailure> MemoryJournal::refusal_of(const Append& append) {
  if (stopped_ || statistics_.failed)
    return Error{ErrorCode::unavailable, "The journal has stopped. Start the server again."};
  if (append.request) {
    if (const auto seen = requests_.find(append.request->key); seen != requests_.end()) {
      return RequestSeen{seen->second.position, seen->second.fingerprint == append.request->fingerprint};
    }
  }
  const auto stream = streams_.find(append.stream);
  const Version actual{stream == streams_.end() ? 0 : static_cast<std::uint32_t>(stream->second.size())};
  if (actual != append.expected) {
    ++statistics_.conflicts;
    return VersionConflict{actual};
  }
  if (const auto taken = taken_name_of(append)) return *taken;
  return std::nullopt;
}

std::optional<NameTaken> MemoryJournal::taken_name_of(const Append& append) const {
  for (const Name& name : append.claims) {
    const auto held = names_.find(name);
    if (held != names_.end() && held->second != append.stream) return NameTaken{name, held->second};
  }
  return std::nullopt;
}

Appended MemoryJournal::write(Append& append) {
  const Position position{records_.size() + 1};
  std::vector<proof::Tile> full;
  tree_.append(proof::leaf_hash(append.record), full);
  for (auto& tile : full) tiles_[{tile.level, tile.index}] = std::move(tile.hashes);
  write_index(append, position);
  records_.push_back(std::move(append.record));
  ++statistics_.records;
  ++statistics_.batches;
  return {position};
}

void MemoryJournal::write_index(Append& append, Position position) {
  streams_[append.stream].push_back(position);
  if (append.stream.kind == StreamKind::report) last_report_ = std::max(last_report_, ReportId{append.stream.id});
  if (append.alarm_before) due_.erase(*append.alarm_before);
  if (append.alarm_after) due_.insert(*append.alarm_after);
  if (append.request) requests_[append.request->key] = {position, append.request->fingerprint};
  write_names(append);
  if (append.destroy_key) {
    keys_.erase(append.stream);
    snapshots_.erase(append.stream);
    return;
  }
  if (append.wrapped_key) keys_[append.stream] = std::move(*append.wrapped_key);
  if (append.snapshot) snapshots_[append.stream] = {next(append.expected), std::move(*append.snapshot)};
}

void MemoryJournal::write_names(const Append& append) {
  for (const Name& name : append.releases) {
    const auto held = names_.find(name);
    if (held != names_.end() && held->second == append.stream) names_.erase(held);
  }
  for (const Name& name : append.claims) names_[name] = append.stream;
}

void MemoryJournal::load(Stream stream, HistoryUse use, HistoryDone done) {
  Result<StreamHistory, Error> result;
  {
    const std::lock_guard lock{mutex_};
    if (auto error = std::exchange(next_load_fails_, std::nullopt)) {
      result = fail(*error);
    } else if (stopped_) {
      result = fail(Error{ErrorCode::unavailable, "The journal has stopped. Start the server again."});
    } else {
      result = history_of(stream, use);
    }
  }
  done(std::move(result));
}

StreamHistory MemoryJournal::history_of(Stream stream, HistoryUse use) const {
  StreamHistory history;
  if (const auto key = keys_.find(stream); key != keys_.end()) history.wrapped_key = key->second;
  if (const auto found = snapshots_.find(stream); found != snapshots_.end() && use == HistoryUse::from_snapshot) {
    history.snapshot = found->second.bytes;
    history.snapshot_version = found->second.version;
  }
  const auto positions = streams_.find(stream);
  if (positions == streams_.end()) return history;
  for (std::size_t i = number(history.snapshot_version); i < positions->second.size(); ++i) {
    const Position position = positions->second[i];
    history.records.push_back({position, records_[number(position) - 1]});
  }
  return history;
}

Result<std::vector<StoredRecord>, Error> MemoryJournal::read(Position first, std::size_t limit) const {
  const std::lock_guard lock{mutex_};
  std::vector<StoredRecord> found;
  for (auto at = std::max(number(first), std::uint64_t{1}); at <= records_.size() && found.size() < limit; ++at) {
    found.push_back({Position{at}, records_[at - 1]});
  }
  return found;
}

Result<void, Error> MemoryJournal::scan(Position first, const std::function<bool(Position, BytesView)>& visit) const {
  const auto records = read(first, std::numeric_limits<std::size_t>::max());
  for (const auto& [position, bytes] : *records)
    if (!visit(position, bytes)) break;
  return {};
}

Result<std::vector<Alarm>, Error> MemoryJournal::alarms(const std::optional<Alarm>& after, Instant until,
                                                        std::size_t limit) const {
  const std::lock_guard lock{mutex_};
  std::vector<Alarm> found;
  auto at = after ? due_.upper_bound(*after) : due_.begin();
  for (; at != due_.end() && at->at <= until && found.size() < limit; ++at) found.push_back(*at);
  return found;
}

Result<std::optional<RequestSeen>, Error> MemoryJournal::find_request(const RequestMark& mark) const {
  const std::lock_guard lock{mutex_};
  const auto found = requests_.find(mark.key);
  if (found == requests_.end()) return std::nullopt;
  return RequestSeen{found->second.position, found->second.fingerprint == mark.fingerprint};
}

Result<std::optional<Stream>, Error> MemoryJournal::find_name(const Name& name) const {
  const std::lock_guard lock{mutex_};
  const auto held = names_.find(name);
  if (held == names_.end()) return std::nullopt;
  return held->second;
}

Result<std::vector<HeldName>, Error> MemoryJournal::names(NameKind kind, const std::optional<Name>& after,
                                                          std::size_t limit) const {
  const std::lock_guard lock{mutex_};
  const Name first{kind, {}};
  auto at = after && *after >= first ? names_.upper_bound(*after) : names_.lower_bound(first);
  std::vector<HeldName> found;
  for (; at != names_.end() && at->first.kind == kind && found.size() < limit; ++at)
    found.push_back({at->first, at->second});
  return found;
}

Result<std::optional<Bytes>, Error> MemoryJournal::wrapped_key(Stream stream) const {
  const std::lock_guard lock{mutex_};
  const auto found = keys_.find(stream);
  if (found == keys_.end()) return std::nullopt;
  return found->second;
}

void MemoryJournal::watch(std::function<void()> grown) {
  const std::lock_guard lock{watch_mutex_};
  grown_ = std::move(grown);
}

Position MemoryJournal::last_position() const {
  const std::lock_guard lock{mutex_};
  return Position{records_.size()};
}

ReportId MemoryJournal::last_report() const {
  const std::lock_guard lock{mutex_};
  return last_report_;
}

Position MemoryJournal::change_bound(Stream stream) const {
  const std::lock_guard lock{mutex_};
  const auto found = streams_.find(stream);
  return found == streams_.end() ? Position{} : found->second.back();
}

Journal::TreeHead MemoryJournal::tree_head() const {
  const std::lock_guard lock{mutex_};
  return {tree_.size(), tree_.root()};
}

proof::MerkleTree MemoryJournal::tree() const {
  const std::lock_guard lock{mutex_};
  return tree_;
}

Result<std::optional<std::vector<proof::Hash>>, Error> MemoryJournal::tile(std::uint8_t level,
                                                                           std::uint64_t index) const {
  const std::lock_guard lock{mutex_};
  const auto found = tiles_.find({level, index});
  if (found == tiles_.end()) return std::nullopt;
  return found->second;
}

Journal::Statistics MemoryJournal::statistics() const {
  const std::lock_guard lock{mutex_};
  auto statistics = statistics_;
  statistics.waiting = held_.size();
  return statistics;
}

void MemoryJournal::stop() {
  release_appends();
  const std::lock_guard lock{mutex_};
  stopped_ = true;
}

void MemoryJournal::fail_next_append(Error error) {
  const std::lock_guard lock{mutex_};
  next_append_fails_ = std::move(error);
}

void MemoryJournal::lose_next_answer(Error error) {
  const std::lock_guard lock{mutex_};
  next_answer_lost_ = std::move(error);
}

void MemoryJournal::fail_next_load(Error error) {
  const std::lock_guard lock{mutex_};
  next_load_fails_ = std::move(error);
}

void MemoryJournal::fail_for_good() {
  const std::lock_guard lock{mutex_};
  statistics_.failed = true;
}

void MemoryJournal::hold_appends() {
  const std::lock_guard lock{mutex_};
  holding_ = true;
}

void MemoryJournal::release_appends() {
  std::vector<Held> held;
  {
    const std::lock_guard lock{mutex_};
    holding_ = false;
    held.swap(held_);
  }
  for (auto& each : held) append(std::move(each.append), std::move(each.done));
}

}  // namespace lapor::storage
