#pragma once

#include <cstddef>
#include <functional>
#include <unordered_map>
#include <utility>

namespace lapor::api {

/// A hash map of at most `most` entries that drops the one used least recently to make room. Pointers to values are
/// valid until their entry goes. Not thread-safe.
template <class Key, class Value, class Hash = std::hash<Key>>
class RecentMap {
 public:
  /// `most` is at least 1.
  explicit RecentMap(std::size_t most) : most_(most) {}
  RecentMap(const RecentMap&) = delete;
  RecentMap& operator=(const RecentMap&) = delete;

  /// The value, now the one used last; null without an entry.
  [[nodiscard]] Value* use(const Key& key) {
    Place* place = find(key);
    if (place == nullptr) return nullptr;
    unlink(place);
    link(place);
    return &place->second.value;
  }

  /// The value without a use; null without an entry.
  [[nodiscard]] Value* peek(const Key& key) {
    Place* place = find(key);
    return place == nullptr ? nullptr : &place->second.value;
  }
  [[nodiscard]] const Value* peek(const Key& key) const {
    const auto found = entries_.find(key);
    return found == entries_.end() ? nullptr : &found->second.value;
  }

  /// Puts an entry that is not there yet. Whoever wants to know what is dropped for it asks `oldest` before.
  Value& put(const Key& key, Value value) {
    if (is_full()) erase(oldest());
    Place* place = &*entries_.emplace(key, Node{std::move(value)}).first;
    link(place);
    return place->second.value;
  }

  bool erase(const Key& key) {
    const auto found = entries_.find(key);
    if (found == entries_.end()) return false;
    unlink(&*found);
    entries_.erase(found);
    return true;
  }

  void clear() {
    entries_.clear();
    newest_ = oldest_ = nullptr;
  }

  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  [[nodiscard]] bool is_full() const { return size() >= most_; }
  /// The key used least recently; there must be one.
  [[nodiscard]] const Key& oldest() const { return oldest_->first; }

 private:
  struct Node;
  using Place = std::pair<const Key, Node>;
  /// The value, linked with those used before and after it: one look-up in memory finds both.
  struct Node {
    Value value;
    Place* older{};
    Place* newer{};
  };

  Place* find(const Key& key) {
    const auto found = entries_.find(key);
    return found == entries_.end() ? nullptr : &*found;
  }

  void link(Place* place) {
    place->second.older = newest_;
    place->second.newer = nullptr;
    (newest_ == nullptr ? oldest_ : newest_->second.newer) = place;
    newest_ = place;
  }

  void unlink(Place* place) {
    Place* older = place->second.older;
    Place* newer = place->second.newer;
    (older == nullptr ? oldest_ : older->second.newer) = newer;
    (newer == nullptr ? newest_ : newer->second.older) = older;
  }

  std::unordered_map<Key, Node, Hash> entries_;
  Place* newest_{};
  Place* oldest_{};
  const std::size_t most_;
};

}  // namespace lapor::api
