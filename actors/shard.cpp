#include "actors/shard.hpp"

#include <algorithm>
#include <chrono>

#include "actors/history_reader.hpp"
#include "actors/report_actor.hpp"
#include "actors/stop_on_exception.hpp"

namespace lapor::actors {
namespace {

using namespace std::chrono_literals;
using Phase = Resident::Phase;

constexpr std::size_t kept_per_recovery = 16;  // commands that may wait for each report being loaded
constexpr std::size_t sweep_size = 1'024;      // reports sent away in one go, so that commands are served in between

Residents::Time steady_now() {
  return std::chrono::steady_clock::now();
}

}  // namespace

Shard::Shard(caf::actor_config& config, Services* services) : event_based_actor(config), services_(services) {
  services_->counters.actor_begins();
  stop_on_exception(*this, "shard");
}

caf::behavior Shard::make_behavior() {
  schedule_sweep();
  return {
      [this](const Handle& message) { hand_on(message.task); },
      [this](const Submit& message) { give_id(message.task); },
      [this](const Recovered& message) { recovered(message.report); },
      [this](const Superfluous& message) { superfluous(message.report); },
      [this](const Departed& message) { departed(message); },
      [this](const SweepIdle&) { sweep_idle(); },
  };
}

void Shard::on_exit() {
  for (const auto& [report, resident] : residents_.all())
    if (resident.actor) caf::anon_send_exit(resident.actor, caf::exit_reason::user_shutdown);
  kept_.clear();
  services_->counters.resident -= published_size_;
  services_->counters.actor_ends();
}

/// A repeated submission must not use up an id, so its key is looked up first. Two at the same time may both miss; then
/// the journal accepts one of them, and the id of the other stays unused.
void Shard::give_id(const TaskPtr& task) {
  const auto seen = services_->journal.find_request(*task->request.request);
  if (!seen) return task->completion.tell(Unavailable{seen.error().what, false});
  if (*seen) return answer_repeated(*services_, task, **seen);
  task->request.report = services_->new_report_id();
  task->new_report = true;
  caf::anon_send(services_->shard_of(task->request.report), Handle{task});
}

void Shard::hand_on(const TaskPtr& task) {
  const ReportId report = task->request.report;
  auto [resident, is_new] = residents_.find_or_add(report);
  if (is_new) return admit(report, resident, task);
  if (resident.phase == Phase::waiting || resident.phase == Phase::leaving) return keep(report, task);
  residents_.touch(resident, steady_now());
  caf::anon_send(resident.actor, Handle{task});
}

void Shard::admit(ReportId report, Resident& resident, const TaskPtr& task) {
  if (task->new_report) {
    resident.actor = spawn<ReportActor, caf::lazy_init>(services_, report, ReportActor::Past::none);
    caf::anon_send(resident.actor, Handle{task});
    become_ready(resident);
  } else if (recovering_ < services_->options.max_recoveries) {
    recover(report, resident);
    caf::anon_send(resident.actor, Handle{task});
  } else if (has_room_for(*task)) {
    waiting_.push_back(report);
    keep(report, task);
  } else {
    residents_.erase(report);
    turn_away(*task);
  }
  publish_size();
}

void Shard::recover(ReportId report, Resident& resident) {
  resident.actor = spawn<ReportActor, caf::lazy_init>(services_, report, ReportActor::Past::to_be_loaded);
  resident.phase = Phase::recovering;
  ++recovering_;
}

void Shard::recover_waiting() {
  while (recovering_ < services_->options.max_recoveries && !waiting_.empty()) {
    const ReportId report = waiting_.front();
    waiting_.pop_front();
    Resident& resident = *residents_.find(report);
    recover(report, resident);
    send_kept(report, resident);
  }
}

void Shard::become_ready(Resident& resident) {
  residents_.set_ready(resident, steady_now());
  make_room();
}

bool Shard::has_room_for(const Task& task) const {
  return task.from_timer || kept_count_ < services_->options.max_recoveries * kept_per_recovery;
}

void Shard::turn_away(Task& task) {
  task.completion.tell(Unavailable{"too many reports are being loaded; retry in a moment", false});
}

void Shard::keep(ReportId report, const TaskPtr& task) {
  if (!has_room_for(*task)) return turn_away(*task);
  kept_[report].push_back(task);
  ++kept_count_;
}

void Shard::send_kept(ReportId report, Resident& resident) {
  const auto kept = kept_.extract(report);
  if (kept.empty()) return;
  kept_count_ -= kept.mapped().size();
  for (const auto& task : kept.mapped()) caf::anon_send(resident.actor, Handle{task});
}

void Shard::recovered(ReportId report) {
  Resident* resident = residents_.find(report);
  if (!resident || resident->phase != Phase::recovering) return;
  --recovering_;
  become_ready(*resident);
  recover_waiting();
}

void Shard::superfluous(ReportId report) {
  Resident* resident = residents_.find(report);
  if (resident && resident->phase == Phase::ready) send_away(*resident);
}

/// The only way out for an entry that has an actor. Commands that came after it was told to go get a new one.
void Shard::departed(const Departed& message) {
  Resident* resident = residents_.find(message.report);
  if (!resident) return;
  if (message.crashed) ++services_->counters.crashes;
  if (resident->phase == Phase::recovering) --recovering_;
  if (resident->phase == Phase::leaving && !message.crashed) ++services_->counters.passivations;
  residents_.erase(message.report);
  const auto kept = kept_.extract(message.report);
  if (!kept.empty()) {
    kept_count_ -= kept.mapped().size();
    for (const auto& task : kept.mapped()) hand_on(task);
  }
  recover_waiting();
  publish_size();
}

void Shard::make_room() {
  const std::size_t room = std::max<std::size_t>(1, services_->options.max_resident / services_->options.shards);
  while (residents_.ready() > room) send_away(*residents_.least_recent());
}

void Shard::send_away(Resident& resident) {
  residents_.set_leaving(resident);
  caf::anon_send(resident.actor, Leave{});
}

void Shard::sweep_idle() {
  const auto limit = steady_now() - services_->options.idle_after;
  for (std::size_t swept = 0; swept < sweep_size; ++swept) {
    Resident* resident = residents_.least_recent();
    if (!resident || resident->last_used > limit) return schedule_sweep();
    send_away(*resident);
  }
  caf::anon_send(this, SweepIdle{});
}

void Shard::schedule_sweep() {
  delayed_send(this, std::clamp<std::chrono::milliseconds>(services_->options.idle_after / 4, 10ms, 15s), SweepIdle{});
}

void Shard::publish_size() {
  services_->counters.resident += residents_.size();
  services_->counters.resident -= published_size_;
  published_size_ = residents_.size();
}

}  // namespace lapor::actors
