#pragma once

#include <mutex>
#include <utility>

#include "api/views/facet_index.hpp"

namespace lapor::api {

/// One report as the index had it at one moment, by itself: whether a list would show it is asked of the very rules of
/// the index. Any thread.
class IndexedAlone {
 public:
  explicit IndexedAlone(IndexEntry entry) : entry_(std::move(entry)) {}

  [[nodiscard]] const IndexEntry& entry() const { return entry_; }

  [[nodiscard]] bool fits(const Filter& filter, const Principal& caller) const {
    std::call_once(made_, [this] { alone_.add(0, entry_); });
    return !alone_.find(filter, caller).isEmpty();
  }

 private:
  const IndexEntry entry_;
  mutable std::once_flag made_;  // most reports are never asked about
  mutable FacetIndex alone_;
};

}  // namespace lapor::api
