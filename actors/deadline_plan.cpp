#include "actors/deadline_plan.hpp"

#include <algorithm>

namespace lapor::actors {

void DeadlinePlan::begin(Instant now) {
  now_ = now;
  read_to_.reset();
  read_out_ = false;
  enforced_any_ = false;
  failed_in_a_row_ = 0;
  ++round_;
}

std::optional<DeadlinePlan::Page> DeadlinePlan::wanted() const {
  if (read_out_ || !in_hand_.empty()) return std::nullopt;
  return Page{read_to_, now_, page_size};
}

void DeadlinePlan::add(const std::vector<Alarm>& page) {
  for (const Alarm& alarm : page)
    if (is_mine_(alarm) && !is_paused(alarm)) in_hand_.push_back(alarm);
  if (!page.empty()) read_to_ = page.back();
  if (page.size() == page_size) return;
  read_out_ = true;
  forget_vanished();
}

void DeadlinePlan::give_up() {
  read_out_ = true;
  in_hand_.clear();
}

std::vector<Alarm> DeadlinePlan::take() {
  std::vector<Alarm> taken;
  if (out_ == 0 && !in_hand_.empty()) instant_ = in_hand_.front().at;
  while (!in_hand_.empty() && in_hand_.front().at == instant_ && out_ < window) {
    taken.push_back(in_hand_.front());
    in_hand_.pop_front();
    ++out_;
  }
  return taken;
}

void DeadlinePlan::answered(const Alarm& alarm, bool enforced, Instant now) {
  --out_;
  if (enforced) {
    failures_.erase(alarm);
    enforced_any_ = true;
    failed_in_a_row_ = 0;
    return;
  }
  Failure& failure = failures_[alarm];
  failure.pause = std::clamp(failure.pause * 2, first_pause, longest_pause);
  failure.next_try = now + failure.pause;
  failure.seen_in_round = round_;
  if (++failed_in_a_row_ >= window) give_up();
}

bool DeadlinePlan::is_paused(const Alarm& alarm) {
  const auto found = failures_.find(alarm);
  if (found == failures_.end()) return false;
  found->second.seen_in_round = round_;
  return found->second.next_try > now_;
}

/// A failure whose alarm the journal no longer has needs no memory.
void DeadlinePlan::forget_vanished() {
  std::erase_if(failures_, [this](const auto& entry) { return entry.second.seen_in_round != round_; });
}

}  // namespace lapor::actors
