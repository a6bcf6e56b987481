#include "tools/demo/fate.hpp"

#include <algorithm>

namespace lapor::tools::demo {
namespace {

using namespace std::chrono_literals;

// The shares below are chosen so that every state occurs and a report has about six records. Held as incomplete: 42.6 %
// of the reports of 2018 were; today's form asks for what is missing, so about 15 %.
constexpr double held = 0.15;
constexpr double archived_at_once = 0.05;
constexpr double merged = 0.025;
constexpr double withdrawn = 0.01;
constexpr double informed = 0.06;
constexpr double completed = 0.62;
constexpr double restored = 0.12;
constexpr double passed_to_unit = 0.75;
constexpr double declined_when_misrouted = 0.88;
constexpr double declined_anyway = 0.015;
constexpr double ignored_by_silent = 0.35;
constexpr double archived_when_declined = 0.08;
constexpr double replied = 0.27;
constexpr double told_progress = 0.30;
constexpr double closed_by_people = 0.18;
constexpr double rated = 0.42;
constexpr double reopened = 0.06;
constexpr double with_note = 0.10;
constexpr double hides_name = 0.01;
constexpr double with_supports = 0.30;
constexpr double with_comments = 0.16;

constexpr double pace_of_national_admin = 1.2;
constexpr std::uint8_t most_replies = 2;
constexpr std::uint8_t most_follow_ups = 5;

/// A turn that must come before the clock rings, else it does not come.
std::optional<Turn> before(Instant due, const Turn& turn) {
  return turn.at < due ? std::optional(turn) : std::nullopt;
}

}  // namespace

std::optional<Turn> Fate::next(Life& life, Instant now) const {
  switch (life.status_at(now)) {
    case Status::awaiting_verification:
      return while_unverified(life, now);
    case Status::on_hold:
      return while_held(life, now);
    case Status::awaiting_follow_up:
      return while_waiting(life, now);
    case Status::awaiting_reassignment:
      return while_declined(life, now);
    case Status::in_progress:
      return while_handled(life, now);
    case Status::replied:
      return while_replied(life, now);
    case Status::closed:
      return after_closing(life, now);
    case Status::archived:
      return after_archiving(life, now);
    case Status::none:
    case Status::merged:
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<Turn> Fate::while_unverified(Life& life, Instant now) const {
  if (!life.has_informed && life.chance.happens(informed)) return by_people(life, now, 0.4, Move::add_information);
  if (life.was_held || life.was_restored) return by_verifier(life, now, Move::verify);
  const double share = life.chance.uniform();
  if (share < held) return by_verifier(life, now, Move::hold);
  if (share < held + archived_at_once) return by_verifier(life, now, Move::archive);
  if (share < held + archived_at_once + merged) return by_verifier(life, now, Move::merge);
  if (share < held + archived_at_once + merged + withdrawn) return by_people(life, now, 0.3, Move::withdraw);
  return by_verifier(life, now, Move::verify);
}

std::optional<Turn> Fate::while_held(Life& life, Instant now) const {
  if (life.chance.happens(completed)) {
    if (const auto turn = before(life.due, by_people(life, now, 2, Move::complete))) return turn;
  } else if (life.chance.happens(withdrawn * 4)) {
    if (const auto turn = before(life.due, by_people(life, now, 2, Move::withdraw))) return turn;
  }
  return after_archiving(life, life.due);
}

std::optional<Turn> Fate::while_waiting(Life& life, Instant now) const {
  const Office& office = holder(life);
  if (!life.was_declined && life.follow_ups == 0) {
    const bool is_misrouted = life.addressee != life.office;
    if (life.chance.happens(is_misrouted ? declined_when_misrouted : declined_anyway))
      return by_office(life, now, 0.5, Move::decline);
  }
  if (!life.is_with_unit && !office.units.empty() && life.chance.happens(passed_to_unit))
    return by_office(life, now, 0.3, Move::pass_to_unit);
  if (!life.has_informed && life.chance.happens(informed)) return by_people(life, now, 1, Move::add_information);
  if (office.silent && life.chance.happens(ignored_by_silent)) return std::nullopt;
  return by_office(life, now, 1, Move::follow_up);
}

std::optional<Turn> Fate::while_declined(Life& life, Instant now) const {
  const bool ends = life.chance.happens(archived_when_declined);
  return by_national_admin(life, now, ends ? Move::archive : Move::forward_again);
}

/// Whoever wants to say something must do so before the report closes by itself.
std::optional<Turn> Fate::while_handled(Life& life, Instant now) const {
  const double share = life.chance.uniform();
  std::optional<Turn> turn;
  if (share < replied && life.replies < most_replies)
    turn = before(life.due, by_people(life, now, 2.5, Move::reply));
  else if (share < replied + told_progress && life.follow_ups < most_follow_ups)
    turn = before(life.due, by_office(life, now + days_long(1), 1, Move::follow_up));
  else if (share > 1 - closed_by_people)
    turn = before(life.due, by_people(life, now, 3, Move::close));
  return turn ? turn : after_closing(life, life.due);
}

std::optional<Turn> Fate::while_replied(Life& life, Instant now) const {
  if (holder(life).silent && life.chance.happens(ignored_by_silent)) return std::nullopt;
  return by_office(life, now, 1, Move::follow_up);
}

std::optional<Turn> Fate::after_closing(Life& life, Instant now) const {
  if (life.is_rated) return std::nullopt;
  constexpr double longest_days = 8;  // well within ten working days
  if (!life.was_reopened && life.chance.happens(reopened))
    if (const auto turn = before(now + days_long(longest_days), by_people(life, now, 2, Move::reopen))) return turn;
  if (!life.chance.happens(rated)) return std::nullopt;
  return by_people(life, now, 2, Move::rate);
}

std::optional<Turn> Fate::after_archiving(Life& life, Instant now) const {
  if (life.was_restored || !life.chance.happens(restored)) return std::nullopt;
  return before(now + days_long(9), by_people(life, now, 2, Move::restore));
}

std::vector<Turn> Fate::beside(Life& life, Instant now, Move after) const {
  std::vector<Turn> turns;
  if (after == Move::submit) {
    if (life.chance.happens(hides_name)) turns.push_back(by_people(life, now, 1, Move::hide_name));
    if (life.chance.happens(with_note)) turns.push_back(by_national_admin(life, now + days_long(3), Move::note));
    return turns;
  }
  if (life.is_confidential) return turns;
  const auto add = [&](Move move, double share, double mean) {
    if (!life.chance.happens(share)) return;
    const double count = std::min(40.0, 1 + mean * life.chance.exponential());
    for (int i = 0; i < static_cast<int>(count); ++i) turns.push_back(by_people(life, now, 5, move));
  };
  add(Move::support, with_supports, 1.5);
  add(Move::comment, with_comments, 0.8);
  return turns;
}

Turn Fate::by_office(Life& life, Instant now, double pace, Move move) const {
  const Office& office = holder(life);
  const auto needed = Rhythm::response(office.pace * pace, life.chance) + 1min;
  return {rhythm_.in_office_hours(now + needed, office.zone, life.chance), move};
}

Turn Fate::by_verifier(Life& life, Instant now, Move move) const {
  if (life.is_chosen) return by_office(life, now, 0.5, move);
  return by_national_admin(life, now, move);
}

Turn Fate::by_national_admin(Life& life, Instant now, Move move) const {
  const auto needed = Rhythm::response(pace_of_national_admin, life.chance) + 1min;
  return {rhythm_.in_office_hours(now + needed, Zone::wib, life.chance), move};
}

Turn Fate::by_people(Life& life, Instant now, double mean_days, Move move) const {
  const auto needed = days_long(mean_days * life.chance.exponential()) + 5min;
  return {Rhythm::when_awake(now + needed, holder(life).zone, life.chance), move};
}

}  // namespace lapor::tools::demo
