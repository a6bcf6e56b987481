#include "tools/demo/life.hpp"

namespace lapor::tools::demo {

void Life::remember(Move move) {
  switch (move) {
    case Move::verify:
      was_published = true;
      is_with_unit = false;  // also when it was with one before it was declined, archived and restored
      return;
    case Move::hold:
      was_held = true;
      return;
    case Move::add_information:
      has_informed = true;
      return;
    case Move::pass_to_unit:
      is_with_unit = true;
      return;
    case Move::decline:
      was_declined = true;
      return;
    case Move::forward_again:
      addressee = office;
      is_with_unit = false;
      return;
    case Move::follow_up:
      ++follow_ups;
      return;
    case Move::reply:
      ++replies;
      return;
    case Move::reopen:
      was_reopened = true;
      return;
    case Move::restore:
      was_restored = true;
      return;
    case Move::rate:
      is_rated = true;
      return;
    case Move::hide_name:
      is_anonymous = true;
      return;
    case Move::submit:
    case Move::complete:
    case Move::withdraw:
    case Move::close:
    case Move::archive:
    case Move::merge:
    case Move::support:
    case Move::comment:
    case Move::note:
      return;
  }
}

Status Life::status_at(Instant now) const {
  if (status == Status::on_hold && now >= due) return Status::archived;
  if (status == Status::in_progress && now >= due) return Status::closed;
  return status;
}

bool Life::is_public_at(Instant now) const {
  const Status at = status_at(now);
  const bool waits = at == Status::none || at == Status::awaiting_verification || at == Status::on_hold;
  return was_published && !is_confidential && !waits;
}

}  // namespace lapor::tools::demo
