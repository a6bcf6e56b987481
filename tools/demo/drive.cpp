#include "tools/demo/drive.hpp"

#include <algorithm>
#include <array>
#include <latch>
#include <memory>

namespace lapor::tools::demo {
namespace {

constexpr std::size_t most_in_flight = 4'096;

bool is_beside(Move move) {
  return move == Move::support || move == Move::comment || move == Move::note || move == Move::hide_name;
}

/// The last full step at or before `instant`.
Instant floor_to(Instant instant, std::chrono::minutes step) {
  return instant - (instant.time_since_epoch() % std::chrono::milliseconds(step));
}

}  // namespace

std::chrono::minutes step_for(std::size_t reports, Span span) {
  constexpr double records_a_report = 6;
  constexpr double wanted = 250;
  const double minutes = std::chrono::duration<double, std::ratio<60>>(span.end - span.begin).count();
  const double a_minute = static_cast<double>(reports) * records_a_report / minutes;
  constexpr std::array<int, 6> steps{1, 5, 10, 15, 30, 60};
  const auto* enough = std::ranges::find_if(steps, [&](int step) { return step * a_minute >= wanted; });
  return std::chrono::minutes(enough == steps.end() ? steps.back() : *enough);
}

Drive::Drive(actors::Engine& engine, const Fate& fate, const Scribe& scribe, std::vector<Life>& lives,
             std::vector<Story> stories, Span span, std::function<void()> on_filed)
    : engine_(engine),
      fate_(fate),
      scribe_(scribe),
      lives_(lives),
      span_(span),
      step_(step_for(lives.size(), span)),
      on_filed_(std::move(on_filed)) {
  for (Story& story : stories) {
    written_.emplace(static_cast<std::uint32_t>(lives.size()), std::move(story.turns));
    lives.push_back(story.life);
  }
  for (std::uint32_t i = 0; i < lives.size(); ++i) queue_.push({lives[i].filed_at, i, Move::submit});
}

Result<Tally, std::string> Drive::run() {
  while (!queue_.empty()) {
    const Instant begin = floor_to(queue_.top().at, step_);
    advance_to(std::max(begin, span_.begin));
    while (!queue_.empty() && queue_.top().at < begin + step_) {
      take_until(begin + step_);
      send_all();
      if (const auto settled = settle_all(); !settled) return fail(settled.error());
    }
  }
  advance_to(span_.end);
  return tally_;
}

void Drive::take_until(Instant end) {
  taken_.clear();
  while (!queue_.empty() && queue_.top().at < end && taken_.size() < most_in_flight) {
    Entry entry = queue_.top();
    queue_.pop();
    if (is_still_wanted(entry)) taken_.push_back(entry);
  }
}

/// The public sees only what is public; without another report of that office there is nothing to merge into.
bool Drive::is_still_wanted(Entry& entry) {
  const Life& life = lives_[entry.life];
  if (life.is_lost) return false;
  if (entry.move == Move::support || entry.move == Move::comment) return life.is_public_at(entry.at);
  if (entry.move == Move::merge && merge_target(life, entry.at) == ReportId{}) entry.move = Move::archive;
  return true;
}

ReportId Drive::merge_target(const Life& life, Instant now) const {
  const auto found = newest_published_.find(life.addressee);
  if (found == newest_published_.end()) return {};
  const Life& target = lives_[found->second];
  const Status status = target.status_at(now);
  const bool has_ended = status == Status::archived || status == Status::merged;
  return has_ended || !target.is_public_at(now) ? ReportId{} : target.report;
}

/// One after the other from this thread, so that reports get their ids in the order of their filing.
void Drive::send_all() {
  answers_.assign(taken_.size(), {});
  const auto answered = std::make_shared<std::latch>(static_cast<std::ptrdiff_t>(taken_.size()));
  for (std::size_t i = 0; i < taken_.size(); ++i) {
    const Entry& entry = taken_[i];
    Life& life = lives_[entry.life];
    const ReportId into = entry.move == Move::merge ? merge_target(life, entry.at) : ReportId{};
    auto request = scribe_.request(life, {entry.at, entry.move}, into, ++tally_.commands);
    ++life.turns;
    engine_.send(std::move(request), [&answer = answers_[i], answered](const actors::Outcome& outcome) {
      if (const auto* standing = std::get_if<actors::Standing>(&outcome))
        answer = {standing->state.status, standing->state.deadline.due, standing->state.id, false, {}};
      else if (const auto* refused = std::get_if<actors::RefusedWith>(&outcome))
        answer = {refused->state.status, refused->state.deadline.due, refused->state.id, true, refused->refusal.detail};
      else if (const auto* unavailable = std::get_if<actors::Unavailable>(&outcome))
        answer.reason = unavailable->what;
      answered->count_down();
    });
  }
  answered->wait();
}

/// In the order of sending, whatever the order of the answers was.
Result<void, std::string> Drive::settle_all() {
  for (std::size_t i = 0; i < taken_.size(); ++i) {
    const Answer& answer = answers_[i];
    if (answer.status == Status::none && !answer.is_refused) return fail(answer.reason);
    settle(taken_[i], answer);
  }
  return {};
}

void Drive::settle(const Entry& entry, const Answer& answer) {
  Life& life = lives_[entry.life];
  if (answer.is_refused) {
    if (tally_.refused++ == 0) tally_.first_refusal = answer.reason;
    life.is_lost = true;
    return;
  }
  life.report = answer.report;
  life.status = answer.status;
  life.due = answer.due;
  const bool is_first_publication = entry.move == Move::verify && !life.was_published;
  life.remember(entry.move);
  count(entry);
  if (entry.move == Move::submit || is_first_publication) plan(entry.life, fate_.beside(life, entry.at, entry.move));
  if (is_beside(entry.move)) return;
  if (const auto turn = next_turn(entry)) plan(entry.life, {*turn});
}

void Drive::count(const Entry& entry) {
  const Life& life = lives_[entry.life];
  if (entry.move == Move::verify && !life.is_confidential) newest_published_[life.addressee] = entry.life;
  if (entry.move != Move::submit) return;
  ++tally_.filed;
  on_filed_();
}

/// As it is written down, else as it is drawn.
std::optional<Turn> Drive::next_turn(const Entry& entry) {
  const auto written = written_.find(entry.life);
  if (written == written_.end()) return fate_.next(lives_[entry.life], entry.at);
  if (written->second.empty()) return std::nullopt;
  const Turn turn = written->second.front();
  written->second.erase(written->second.begin());
  return turn;
}

/// What would come after the end does not come.
void Drive::plan(std::uint32_t place, const std::vector<Turn>& turns) {
  for (const Turn& turn : turns)
    if (turn.at <= span_.end) queue_.push({turn.at, place, turn.move});
}

void Drive::advance_to(Instant target) {
  const auto moved = std::make_shared<std::latch>(1);
  engine_.advance_to(target, [moved] { moved->count_down(); });
  moved->wait();
}

}  // namespace lapor::tools::demo
