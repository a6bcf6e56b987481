#include "api/http/answer_queue.hpp"

#include <algorithm>

#include "api/http/response_writer.hpp"

namespace lapor::api::http {

std::uint64_t AnswerQueue::open(Place place) {
  entries_.push_back({place, false, {}});
  return first_ + entries_.size() - 1;
}

bool AnswerQueue::answer(std::uint64_t sequence, Response response) {
  if (sequence < first_ || sequence - first_ >= entries_.size()) return false;
  auto& entry = entries_[sequence - first_];
  if (entry.answered) return false;
  entry.answered = true;
  entry.response = std::move(response);
  return true;
}

void AnswerQueue::write_ready(std::string& out, std::string_view date_line, bool nothing_follows) {
  const auto end = first_unanswered();
  for (auto entry = entries_.cbegin(); entry != end; ++entry) {
    const bool last = entry->place.last || (nothing_follows && entry + 1 == entries_.cend());
    append_response(out, entry->response, {entry->place.head_only, last}, date_line);
  }
  first_ += static_cast<std::uint64_t>(end - entries_.cbegin());
  entries_.erase(entries_.cbegin(), end);
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
