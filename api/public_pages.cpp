#include "api/public_pages.hpp"

#include <utility>

namespace lapor::api {
namespace {

/// A list's node, a map's entry, two strings' heads: about this much beside the text.
constexpr std::size_t overhead_bytes = 256;

std::size_t size_of(const PublicPages::Page& page) {
  return page.body.size() + overhead_bytes;
}

}  // namespace

PublicPages::PagePtr PublicPages::find(ReportId report, Position bound, Version rulebook) {
  const std::lock_guard lock{mutex_};
  const auto found = kept_.find(report);
  if (found == kept_.end()) return nullptr;
  if (found->second->as_of < bound || found->second->page->rulebook != rulebook) {
    drop(found->second);
    return nullptr;
  }
  order_.splice(order_.begin(), order_, found->second);
  return found->second->page;
}

void PublicPages::keep(ReportId report, Position as_of, PagePtr page) {
  if (size_of(*page) > most_bytes_) return;
  const std::lock_guard lock{mutex_};
  if (const auto found = kept_.find(report); found != kept_.end()) {
    if (found->second->as_of >= as_of && found->second->page->rulebook == page->rulebook) return;
    drop(found->second);
  }
  bytes_ += size_of(*page);
  order_.push_front({report, as_of, std::move(page)});
  kept_.emplace(report, order_.begin());
  while (bytes_ > most_bytes_) drop(std::prev(order_.end()));
}

void PublicPages::forget(ReportId report) {
  const std::lock_guard lock{mutex_};
  if (const auto found = kept_.find(report); found != kept_.end()) drop(found->second);
}

std::size_t PublicPages::bytes() const {
  const std::lock_guard lock{mutex_};
  return bytes_;
}

void PublicPages::drop(Order::iterator kept) {
  bytes_ -= size_of(*kept->page);
  kept_.erase(kept->report);
  order_.erase(kept);
}

}  // namespace lapor::api
