#include "actors/projection_runner.hpp"

#include "actors/stop_on_exception.hpp"

namespace lapor::actors {
namespace {

/// Large enough that a rebuild spends its time folding, small enough that a reader waits for one at most.
constexpr std::size_t portion_records = 512;

/// From here on it matters more to be there soon than to be seen on the way.
constexpr std::uint64_t far_behind = 100'000;

/// Long beside a fold of what one batch of the journal brings, short beside what a reader notices.
constexpr std::chrono::milliseconds rest_between_portions{10};

/// What is thrown stops the projection like a fault.
template <class Step>
Result<void, ProjectionFault> guarded(const Projection& projection, Step step) {
  try {
    return step();
  } catch (const std::exception& error) {
    return fail(ProjectionFault{next(projection.gathered()),
                                std::string("unexpected: ") + error.what() + "; start the server again"});
  }
}

Result<void, ProjectionFault> fold_portion(const storage::Journal& journal, Projection& projection) {
  const Position first = next(projection.gathered());
  const auto records = journal.read(first, portion_records);
  if (!records) return fail(ProjectionFault{first, records.error().what});
  if (records->empty()) return projection.do_deferred();
  const bool is_far_behind = number(journal.last_position()) > number(first) + far_behind;
  return is_far_behind ? projection.gather(*records) : projection.fold(*records);
}

}  // namespace

void ProjectionBoard::set_loaded() {
  const std::lock_guard lock{mutex_};
  loaded_ = true;
}

void ProjectionBoard::set_fault(ProjectionFault fault) {
  const std::lock_guard lock{mutex_};
  fault_ = std::move(fault);
}

ProjectionStatus ProjectionBoard::status() const {
  const std::lock_guard lock{mutex_};
  return {std::string(projection_.name()), projection_.checkpoint(), loaded_ && projection_.is_readable(), fault_};
}

ProjectionRunner::ProjectionRunner(caf::actor_config& config, Services* services,
                                   std::shared_ptr<ProjectionBoard> board)
    : event_based_actor(config), services_(services), board_(std::move(board)) {
  services_->counters.actor_begins();
  stop_on_exception(*this, "projection runner");
}

caf::behavior ProjectionRunner::make_behavior() {
  load();
  return {
      [this](FeedGrew) { rest(); },
      [this](FoldNow) {
        resting_ = false;
        go_on();
      },
      [this](const PortionFolded& portion) { finish(portion); },
      [this](const AwaitFold& wish) { await(wish); },
      [this](GiveUpWaiting wish) { give_up(wish.ticket); },
  };
}

void ProjectionRunner::on_exit() {
  tell_all(FoldWait::stopped);
  services_->counters.actor_ends();
}

void ProjectionRunner::load() {
  working_ = true;
  services_->projections_thread.post(
      [gate = services_->gate, board = board_, self = caf::actor_cast<caf::actor>(this)] {
        auto result = guarded(board->projection(), [&] { return board->projection().load(); });
        if (result) board->set_loaded();
        gate->post(self, PortionFolded{std::make_shared<FoldResult>(std::move(result))});
      });
}

std::uint64_t ProjectionRunner::records_behind() const {
  return number(services_->journal.last_position()) - number(board_->projection().checkpoint());
}

void ProjectionRunner::rest() {
  if (working_ || resting_ || stopped_) return;
  if (!waiting_.empty()) return go_on();
  resting_ = true;
  delayed_send(this, rest_between_portions, FoldNow{});
}

/// Lowers the flag before it looks, so that growth behind this look sends a message of its own.
void ProjectionRunner::go_on() {
  if (working_ || stopped_) return;
  board_->growth_told = false;
  if (records_behind() == 0 && !board_->projection().has_deferred()) return;
  working_ = true;
  services_->projections_thread.post([gate = services_->gate, board = board_, journal = &services_->journal,
                                      self = caf::actor_cast<caf::actor>(this)] {
    auto result = guarded(board->projection(), [&] { return fold_portion(*journal, board->projection()); });
    gate->post(self, PortionFolded{std::make_shared<FoldResult>(std::move(result))});
  });
}

void ProjectionRunner::finish(const PortionFolded& portion) {
  working_ = false;
  if (!*portion.result) {
    stopped_ = true;
    board_->set_fault(portion.result->error());
    if (services_->options.on_projection) services_->options.on_projection(board_->status());
    return tell_all(FoldWait::stopped);
  }
  if (services_->options.on_projection) services_->options.on_projection(board_->status());
  tell_who_waited();
  if (records_behind() >= portion_records || (records_behind() == 0 && board_->projection().has_deferred()))
    go_on();
  else
    rest();
}

void ProjectionRunner::await(const AwaitFold& wish) {
  if (stopped_) return wish.task->completion.tell(FoldWait::stopped);
  const std::uint64_t ticket = ++last_ticket_;
  waiting_.emplace(ticket, wish.task);
  tell_who_waited();
  if (!waiting_.contains(ticket)) return;
  delayed_send(this, wish.task->patience, GiveUpWaiting{ticket});
  go_on();
}

void ProjectionRunner::give_up(std::uint64_t ticket) {
  if (const auto found = waiting_.extract(ticket)) found.mapped()->completion.tell(FoldWait::too_slow);
}

void ProjectionRunner::tell_who_waited() {
  const auto status = board_->status();
  std::erase_if(waiting_, [&](const auto& entry) {
    const FoldTaskPtr& task = entry.second;
    if (!status.readable || status.checkpoint < task->wanted) return false;
    task->completion.tell(FoldWait::reached);
    return true;
  });
}

void ProjectionRunner::tell_all(FoldWait outcome) {
  for (const auto& [ticket, task] : std::exchange(waiting_, {})) task->completion.tell(outcome);
}

}  // namespace lapor::actors
