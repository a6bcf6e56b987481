#include "api/http/answer_queue.hpp"

#include <algorithm>
#include <utility>

#include "api/http/response_writer.hpp"

namespace lapor::api::http {

std::uint64_t AnswerQueue::open(Place place) {
  entries_.push_back({place, false, false, {}});
  return first_ + entries_.size() - 1;
}

bool AnswerQueue::answer(std::uint64_t sequence, Response response) {
  const bool awaited =
      sequence >= first_ && sequence - first_ < entries_.size() && !entries_[sequence - first_].answered;
  if (awaited) {
    auto& entry = entries_[sequence - first_];
    entry.answered = true;
    entry.chunked = response.source != nullptr;
    entry.response = std::move(response);
    if (!entry.place.head_only && may_have_body(entry.response.status)) return true;
    response.source = std::exchange(entry.response.source, nullptr);
  }
  let_go(response.source);
  return awaited;
}

std::shared_ptr<BodySource> AnswerQueue::write_ready(std::string& out, std::string_view date_line,
                                                     bool nothing_follows) {
  if (in_body_) return nullptr;
  std::size_t left = 0;
  std::shared_ptr<BodySource> source;
  for (; left < entries_.size() && entries_[left].answered && !source; ++left) {
    auto& entry = entries_[left];
    const bool last = entry.place.last || (nothing_follows && left + 1 == entries_.size());
    append_response(out, entry.response, {entry.place.head_only, last, entry.chunked}, date_line);
    source = std::exchange(entry.response.source, nullptr);
  }
  in_body_ = source != nullptr;
  remove_first(in_body_ ? left - 1 : left);
  return source;
}

void AnswerQueue::end_body() {
  in_body_ = false;
  remove_first(1);
}

void AnswerQueue::clear() {
  in_body_ = false;
  first_ += entries_.size();
  for (auto& entry : std::exchange(entries_, {})) let_go(entry.response.source);
}

void AnswerQueue::remove_first(std::size_t count) {
  first_ += count;
  entries_.erase(entries_.begin(), entries_.begin() + static_cast<std::ptrdiff_t>(count));
}

std::size_t AnswerQueue::unanswered() const {
  const auto count =
      std::count_if(entries_.begin(), entries_.end(), [](const Entry& entry) { return !entry.answered; });
  return static_cast<std::size_t>(count);
}

LoopTime AnswerQueue::next_due() const {
  const auto entry = first_unanswered();
  return entry == entries_.end() ? LoopTime::max() : entry->place.due;
}

std::optional<std::uint64_t> AnswerQueue::overdue(LoopTime now) const {
  const auto entry = first_unanswered();
  if (entry == entries_.end() || entry->place.due > now) return std::nullopt;
  return first_ + static_cast<std::uint64_t>(entry - entries_.begin());
}

std::vector<AnswerQueue::Entry>::const_iterator AnswerQueue::first_unanswered() const {
  return std::find_if(entries_.begin(), entries_.end(), [](const Entry& entry) { return !entry.answered; });
}

}  // namespace lapor::api::http
