#pragma once

#include <cstddef>
#include <functional>
#include <list>
#include <unordered_map>
#include <utility>

namespace lapor::api {

/// A hash map of at most `most` entries that drops the one used least recently to make room. Pointers to values are
/// valid until their entry goes. Not thread-safe.
template <class Key, class Value, class Hash = std::hash<Key>>
class RecentMap {
 public:
  using Entry = std::pair<const Key, Value>;

  /// `most` is at least 1.
  explicit RecentMap(std::size_t most) : most_(most) {}

  /// The value, now the one used last; null without an entry.
  [[nodiscard]] Value* use(const Key& key) {
    const auto found = places_.find(key);
    if (found == places_.end()) return nullptr;
    order_.splice(order_.begin(), order_, found->second);
    return &found->second->second;
  }

  /// The value, used or not; null without an entry.
  [[nodiscard]] const Value* peek(const Key& key) const {
    const auto found = places_.find(key);
    return found == places_.end() ? nullptr : &found->second->second;
  }

  /// Puts an entry that is not there yet. Whoever wants to know what is dropped for it asks `oldest` before.
  Value& put(const Key& key, Value value) {
    if (is_full()) erase(oldest().first);
    order_.emplace_front(key, std::move(value));
    places_.emplace(key, order_.begin());
    return order_.front().second;
  }

  bool erase(const Key& key) {
    const auto found = places_.find(key);
    if (found == places_.end()) return false;
    const auto place = found->second;  // `key` may be the entry's own
    places_.erase(found);
    order_.erase(place);
    return true;
  }

  void clear() {
    places_.clear();
    order_.clear();
  }

  [[nodiscard]] std::size_t size() const { return places_.size(); }
  [[nodiscard]] bool is_full() const { return size() >= most_; }
  /// The entry used least recently; there must be one.
  [[nodiscard]] const Entry& oldest() const { return order_.back(); }

 private:
  std::list<Entry> order_;  // most recent first
  std::unordered_map<Key, typename std::list<Entry>::iterator, Hash> places_;
  const std::size_t most_;
};

}  // namespace lapor::api
