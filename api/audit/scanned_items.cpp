#include "api/audit/scanned_items.hpp"

#include <algorithm>
#include <utility>

namespace lapor::api {
namespace {

/// Some 20 ms of reading, also when none of it is wanted.
constexpr std::size_t most_looked_at = 4U << 20U;

}  // namespace

ScanRecords scan_of(const storage::Journal& journal) {
  return [&journal](Position first, const auto& visit) { return journal.scan(first, visit); };
}

ScanRecords scan_of(std::shared_ptr<const storage::StreamHistory> history) {
  return [history = std::move(history)](Position first, const auto& visit) -> Result<void, storage::Error> {
    auto at = std::ranges::lower_bound(history->records, first, {}, &storage::StoredRecord::position);
    for (; at != history->records.end(); ++at)
      if (!visit(at->position, at->bytes)) break;
    return {};
  };
}

ScannedItems::ScannedItems(ScanRecords scan, ScanBounds bounds, WriteItems write, Frame frame)
    : scan_(std::move(scan)), write_(std::move(write)), frame_(std::move(frame)), bounds_(bounds) {}

bool ScannedItems::has_all() const {
  return bounds_.first > bounds_.last || (bounds_.limit && *bounds_.limit == 0);
}

Result<void, storage::Error> ScannedItems::write(std::string& out, Position position, BytesView bytes) {
  if (has_items_) out += frame_.separator;
  const auto items = write_(out, position, bytes);
  if (!items) return fail(items.error());
  if (*items == 0 && has_items_) out.resize(out.size() - frame_.separator.size());
  has_items_ = has_items_ || *items > 0;
  if (bounds_.limit) *bounds_.limit -= std::min<std::uint64_t>(*bounds_.limit, *items);
  return {};
}

bool ScannedItems::take(std::string& out, Position position, BytesView bytes) {
  bounds_.first = position;
  if (has_all()) return false;
  if (const auto written = write(out, position, bytes); !written) {
    failure_ = written.error();
    return false;
  }
  bounds_.first = lapor::next(position);
  looked_at_ += bytes.size();
  return !has_all() && out.size() < portion_bytes && looked_at_ < most_looked_at;
}

/// Whether there is more behind what was taken.
Result<bool, storage::Error> ScannedItems::take_some(std::string& out) {
  if (has_all()) return false;
  bool stopped = false;
  looked_at_ = 0;
  const auto scanned = scan_(bounds_.first, [&](Position position, BytesView bytes) {
    stopped = !take(out, position, bytes);
    return !stopped;
  });
  if (!scanned) return fail(scanned.error());
  if (failure_) return fail(*failure_);
  return stopped && !has_all();
}

Result<http::Chunk, storage::Error> ScannedItems::next() {
  std::string out;
  out.reserve(portion_bytes + portion_bytes / 8);
  if (!std::exchange(has_begun_, true)) out += frame_.begin;
  const auto has_more = take_some(out);
  if (!has_more) return fail(has_more.error());
  if (!*has_more) out += frame_.end;
  return http::Chunk{std::move(out), !*has_more};
}

}  // namespace lapor::api
