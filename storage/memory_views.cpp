#include "storage/memory_views.hpp"

#include <algorithm>
#include <utility>

namespace lapor::storage {

Result<void, Error> MemoryViews::write(const std::vector<ViewChange>& changes) {
  const std::lock_guard lock{mutex_};
  if (writes_fail_) return fail(*writes_fail_);
  before_.push_back(rows_);
  if (before_.size() > most_lost) before_.erase(before_.begin());
  for (const auto& [key, value] : changes) {
    if (value)
      rows_.insert_or_assign(key, *value);
    else
      rows_.erase(key);
  }
  return {};
}

Result<std::optional<std::string>, Error> MemoryViews::get(std::string_view key) const {
  const std::lock_guard lock{mutex_};
  const auto found = rows_.find(key);
  if (found == rows_.end()) return std::nullopt;
  return found->second;
}

Result<std::vector<ViewRow>, Error> MemoryViews::scan(std::string_view prefix, std::string_view after,
                                                      std::size_t limit) const {
  const std::lock_guard lock{mutex_};
  std::vector<ViewRow> found;
  auto at = after < prefix || after.empty() ? rows_.lower_bound(prefix) : rows_.upper_bound(after);
  for (; at != rows_.end() && at->first.starts_with(prefix) && found.size() < limit; ++at)
    found.push_back({at->first, at->second});
  return found;
}

Result<void, Error> MemoryViews::flush() {
  const std::lock_guard lock{mutex_};
  before_.clear();
  return {};
}

Result<void, Error> MemoryViews::forget(const std::vector<std::string>& keys) {
  {
    const std::lock_guard lock{mutex_};
    forgotten_ += static_cast<int>(keys.size());
  }
  return flush();
}

int MemoryViews::forgotten() const {
  const std::lock_guard lock{mutex_};
  return forgotten_;
}

Result<void, Error> MemoryViews::clear() {
  const std::lock_guard lock{mutex_};
  rows_.clear();
  before_.clear();
  return {};
}

void MemoryViews::lose_last(std::size_t writes) {
  const std::lock_guard lock{mutex_};
  for (std::size_t lost = std::min(writes, before_.size()); lost > 0; --lost) {
    rows_ = std::move(before_.back());
    before_.pop_back();
  }
}

void MemoryViews::fail_writes(Error error) {
  const std::lock_guard lock{mutex_};
  writes_fail_ = std::move(error);
}

}  // namespace lapor::storage
