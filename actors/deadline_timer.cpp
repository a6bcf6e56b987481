#include "actors/deadline_timer.hpp"

#include <utility>

#include "actors/stop_on_exception.hpp"

namespace lapor::actors {
namespace {

constexpr std::chrono::seconds ring_interval{1};

Command deadline_reached(DeadlineKind kind, Instant now) {
  return {.now = now,
          .by = Party{.role = Role::system, .person = std::nullopt, .institution = {}},
          .channel = Channel::timer,
          .request_id = {},
          .body = DeadlineReached{kind}};
}

/// Only a written record removes an alarm from the index; any other answer leaves it there.
bool is_enforced(const Outcome& outcome) {
  const auto* standing = std::get_if<Standing>(&outcome);
  return standing && standing->position;
}

}  // namespace

DeadlineTimer::DeadlineTimer(caf::actor_config& config, Services* services, std::size_t shard)
    : event_based_actor(config),
      services_(services),
      shard_(shard),
      plan_([services, shard](const Alarm& alarm) { return services->shard_index(alarm.report) == shard; }) {
  services_->counters.actor_begins();
  stop_on_exception(*this, "deadline timer");
}

caf::behavior DeadlineTimer::make_behavior() {
  return {
      [this](const Ring& message) { ring(message.generation); },
      [this](const EnforceDue& message) { enforce_due(message); },
      [this](const AlarmAnswered& message) { answered(message); },
  };
}

void DeadlineTimer::on_exit() {
  asked_before_round_.clear();
  asked_in_round_.clear();
  services_->counters.actor_ends();
}

void DeadlineTimer::ring(std::uint64_t generation) {
  if (generation == generation_ && plan_.finished()) begin_round();
}

void DeadlineTimer::enforce_due(const EnforceDue& wish) {
  asked_in_round_.push_back(wish.asker);
  if (!plan_.finished()) return;
  begin_round();
}

void DeadlineTimer::answered(const AlarmAnswered& answer) {
  ++(answer.enforced ? services_->counters.alarms_enforced : services_->counters.alarms_deferred);
  plan_.answered(answer.alarm, answer.enforced, services_->clock.now());
  go_on();
}

void DeadlineTimer::begin_round() {
  if (!asked_in_round_.empty()) plan_.forgive();
  asked_before_round_.insert(asked_before_round_.end(), asked_in_round_.begin(), asked_in_round_.end());
  asked_in_round_.clear();
  plan_.begin(services_->clock.now());
  go_on();
}

void DeadlineTimer::go_on() {
  while (read_page()) {
  }
  send_taken();
  if (plan_.finished()) finish_round();
}

/// Whether there may be a further page to read.
bool DeadlineTimer::read_page() {
  const auto wanted = plan_.wanted();
  if (!wanted) return false;
  const auto page = services_->journal.alarms(wanted->after, wanted->until, wanted->limit);
  if (!page) {
    plan_.give_up();
    return false;
  }
  services_->counters.alarms_read += page->size();
  plan_.add(*page);
  return true;
}

void DeadlineTimer::send_taken() {
  for (const Alarm& alarm : plan_.take()) send(alarm);
}

void DeadlineTimer::send(const Alarm& alarm) {
  ++services_->counters.alarms_armed;
  auto tell = [self = caf::actor_cast<caf::actor>(this), alarm](const Outcome& outcome) {
    caf::anon_send(self, AlarmAnswered{alarm, is_enforced(outcome)});
  };
  CommandRequest request{.report = alarm.report,
                         .command = deadline_reached(alarm.kind, services_->clock.now()),
                         .if_match = std::nullopt,
                         .request = std::nullopt};
  auto task = std::make_shared<Task>(Task{std::move(request), Completion<Outcome>{std::move(tell)}});
  task->from_timer = true;
  caf::anon_send(services_->shards[shard_], Handle{std::move(task)});
}

/// Rounds follow each other until one finds nothing to enforce; only then all that is due has been seen.
void DeadlineTimer::finish_round() {
  if (plan_.enforced_any() || !asked_in_round_.empty()) {
    caf::anon_send(this, Ring{++generation_});
    return;
  }
  for (const auto& asker : std::exchange(asked_before_round_, {})) caf::anon_send(asker, Settled{});
  schedule_ring();
}

void DeadlineTimer::schedule_ring() {
  delayed_send(this, ring_interval, Ring{++generation_});
}

}  // namespace lapor::actors
