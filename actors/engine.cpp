#include "actors/engine.hpp"

#include <algorithm>
#include <caf/actor_system.hpp>
#include <caf/actor_system_config.hpp>
#include <mutex>

#include "actors/deadline_timer.hpp"
#include "actors/history_reader.hpp"
#include "actors/log_keeper.hpp"
#include "actors/messages.hpp"
#include "actors/person_actor.hpp"
#include "actors/projection_runner.hpp"
#include "actors/rulebook_keeper.hpp"
#include "actors/services.hpp"
#include "actors/shard.hpp"
#include "actors/time_keeper.hpp"
#include "events/ensure.hpp"

namespace lapor::actors {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::chrono::seconds least_time_to_end{5};

EngineOptions checked(EngineOptions options) {
  options.shards = std::max<std::size_t>(1, options.shards);
  options.workers = std::max<std::size_t>(1, options.workers);
  options.max_recoveries = std::max<std::size_t>(1, options.max_recoveries);
  options.snapshot_every = std::max<std::uint32_t>(1, options.snapshot_every);
  return options;
}

/// One queue for all workers: measured on two cores, 1.2 to 1.4 times as fast as stealing with one worker, the same
/// with two.
caf::actor_system_config& configure(caf::actor_system_config& config, std::size_t workers) {
  config.set("scheduler.policy", caf::atom("sharing"));
  config.set("scheduler.max-threads", workers);
  return config;
}

/// Any number that repeats of one request share, so that they meet in one shard.
std::uint64_t number_of(const storage::RequestKey& key) {
  std::uint64_t result = 0;
  for (const std::byte byte : key) result = result * 31 + static_cast<std::uint64_t>(byte);
  return result;
}

bool is_submission(const CommandRequest& request) {
  return std::holds_alternative<SubmitReport>(request.command.body);
}

}  // namespace

/// CAF's system with its configuration, which must outlive it.
struct System {
  explicit System(std::size_t workers) : actors(configure(config, workers)) {}
  caf::actor_system_config config;
  caf::actor_system actors;
};

class Engine::Parts {
 public:
  Parts(EngineOptions options, storage::Journal& journal, const storage::Vault& vault, Rulebooks& rulebooks,
        Clock& clock);

  void send(CommandRequest request, OutcomeDone done);
  void dossier(ReportId report, DossierDone done);
  void send(PersonRequest request, PersonDone done);
  void person(PersonKey who, PersonDossierDone done);
  void record(LogRequest request, LogDone done);
  void send(RulebookRequest request, RulebookDone done);
  void advance_to(Instant target, std::function<void()> done);
  void project(const std::vector<Projection*>& projections);
  [[nodiscard]] std::vector<ProjectionStatus> projections() const;
  void wake_projections();
  void when_folded(std::string_view projection, Position wanted, std::chrono::milliseconds patience,
                   std::function<void(FoldWait)> done);
  void stop(std::chrono::milliseconds patience);
  [[nodiscard]] EngineStatistics statistics() const { return services_->counters.figures(); }

 private:
  void spawn_all(Clock& clock);
  [[nodiscard]] bool admits(std::atomic<std::uint64_t>& permits);
  [[nodiscard]] TaskPtr make_task(CommandRequest request, OutcomeDone done);
  [[nodiscard]] std::optional<Unavailable> turned_away();
  template <class Outcome>
  [[nodiscard]] Completion<Outcome> completion_of(std::function<void(Outcome)> done);
  void route(TaskPtr task);
  void end_actors(Steady::time_point deadline);

  std::shared_ptr<Services> services_;
  std::unique_ptr<System> system_;
  caf::actor time_keeper_;
  std::vector<std::shared_ptr<ProjectionBoard>> boards_;  // of the runners, in their order
  std::atomic<bool> stopping_{};
  std::mutex stop_mutex_;
};

Engine::Parts::Parts(EngineOptions options, storage::Journal& journal, const storage::Vault& vault,
                     Rulebooks& rulebooks, Clock& clock)
    : services_(new Services{checked(std::move(options)), journal, vault, rulebooks, clock}),
      system_(std::make_unique<System>(services_->options.workers)) {
  services_->last_report_given = std::max(
      {number(journal.last_report()), number(before_first_report), number(services_->options.last_report_given)});
  spawn_all(clock);
  for (const auto& timer : services_->timers) caf::anon_send(timer, Ring{});
}

void Engine::Parts::spawn_all(Clock& clock) {
  auto& actors = system_->actors;
  Services* services = services_.get();
  for (std::size_t shard = 0; shard < services->options.shards; ++shard) {
    services->shards.push_back(actors.spawn<Shard>(services));
    services->timers.push_back(actors.spawn<DeadlineTimer>(services, shard));
  }
  for (std::size_t reader = 0; reader < services->options.workers; ++reader)
    services->readers.push_back(actors.spawn<HistoryReader>(services));
  services->people = actors.spawn<People>(services);
  services->log_keeper = actors.spawn<LogKeeper>(services);
  services->rulebook_keeper = actors.spawn<RulebookKeeper>(services);
  if (auto* simulated = dynamic_cast<SimulatedClock*>(&clock))
    time_keeper_ = actors.spawn<TimeKeeper>(services, simulated);
}

/// Counts the answer as due before it looks whether the engine stops: so `stop` either sees the answer or refuses it.
bool Engine::Parts::admits(std::atomic<std::uint64_t>& permits) {
  services_->counters.answer_is_due();
  if (!stopping_ && Counters::take_permit(permits, services_->options.max_in_flight)) return true;
  services_->counters.answer_is_told();
  return false;
}

void Engine::Parts::send(CommandRequest request, OutcomeDone done) {
  if (!admits(services_->counters.in_flight))
    return done(
        Unavailable{stopping_ ? "the server is stopping" : "too many requests are in flight; retry in a moment"});
  route(make_task(std::move(request), std::move(done)));
}

TaskPtr Engine::Parts::make_task(CommandRequest request, OutcomeDone done) {
  auto answer = [services = services_.get(), done = std::move(done)](Outcome outcome) {
    services->counters.count(outcome);
    --services->counters.in_flight;
    done(std::move(outcome));
    services->counters.answer_is_told();
  };
  return std::make_shared<Task>(Task{std::move(request), Completion<Outcome>{std::move(answer)}});
}

void Engine::Parts::route(TaskPtr task) {
  auto& request = task->request;
  if (is_submission(request) && request.request) {
    const std::size_t shard = number_of(request.request->key) % services_->options.shards;
    return caf::anon_send(services_->shards[shard], Submit{std::move(task)});
  }
  if (is_submission(request)) {
    request.report = services_->new_report_id();
    task->new_report = true;
  }
  const ReportId report = request.report;
  caf::anon_send(services_->shard_of(report), Handle{std::move(task)});
}

void Engine::Parts::dossier(ReportId report, DossierDone done) {
  if (const auto refusal = turned_away()) return done(*refusal);
  auto task = std::make_shared<DossierTask>(DossierTask{report, completion_of(std::move(done))});
  caf::anon_send(services_->reader_for(number(report)), ReadDossier{std::move(task)});
}

/// Persons share the permits of readers: a flood of sign-ins never takes those of reports' commands.
std::optional<Unavailable> Engine::Parts::turned_away() {
  if (admits(services_->counters.reading)) return std::nullopt;
  return Unavailable{stopping_ ? "the server is stopping" : "too many requests are in flight; retry in a moment",
                     false};
}

template <class Outcome>
Completion<Outcome> Engine::Parts::completion_of(std::function<void(Outcome)> done) {
  return Completion<Outcome>{[services = services_.get(), done = std::move(done)](Outcome outcome) {
    --services->counters.reading;
    done(std::move(outcome));
    services->counters.answer_is_told();
  }};
}

void Engine::Parts::send(PersonRequest request, PersonDone done) {
  if (const auto refusal = turned_away()) return done(*refusal);
  auto task = std::make_shared<PersonTask>(CommandPerson{std::move(request), completion_of(std::move(done))});
  caf::anon_send(services_->people, ServePerson{std::move(task)});
}

void Engine::Parts::person(PersonKey who, PersonDossierDone done) {
  if (const auto refusal = turned_away()) return done(*refusal);
  auto task = std::make_shared<PersonTask>(ReadPerson{std::move(who), completion_of(std::move(done))});
  caf::anon_send(services_->people, ServePerson{std::move(task)});
}

void Engine::Parts::record(LogRequest request, LogDone done) {
  if (const auto refusal = turned_away()) return done(*refusal);
  auto task = std::make_shared<LogTask>(LogTask{std::move(request), completion_of(std::move(done))});
  caf::anon_send(services_->log_keeper, KeepLog{std::move(task)});
}

void Engine::Parts::send(RulebookRequest request, RulebookDone done) {
  if (const auto refusal = turned_away()) return done(*refusal);
  auto task = std::make_shared<RulebookTask>(RulebookTask{std::move(request), completion_of(std::move(done))});
  caf::anon_send(services_->rulebook_keeper, ChangeRulebook{std::move(task)});
}

void Engine::Parts::advance_to(Instant target, std::function<void()> done) {
  ENSURE(services_->clock.is_simulated(), "only a simulated clock can be moved");
  services_->counters.answer_is_due();
  std::shared_ptr<void> telling{services_.get(), [done = std::move(done)](void* services) {
                                  done();
                                  static_cast<Services*>(services)->counters.answer_is_told();
                                }};
  if (!stopping_) caf::anon_send(time_keeper_, Advance{target, std::move(telling)});
}

/// The journal tells each runner that it grew, unless such a message is on its way already.
void Engine::Parts::project(const std::vector<Projection*>& projections) {
  ENSURE(boards_.empty(), "projections are set once");
  for (Projection* projection : projections) {
    boards_.push_back(std::make_shared<ProjectionBoard>(*projection));
    services_->runners.push_back(system_->actors.spawn<ProjectionRunner>(services_.get(), boards_.back()));
  }
  services_->journal.watch([gate = services_->gate, runners = services_->runners, boards = boards_] {
    for (std::size_t i = 0; i < runners.size(); ++i)
      if (!boards[i]->growth_told.exchange(true)) gate->post(runners[i], FeedGrew{});
  });
}

std::vector<ProjectionStatus> Engine::Parts::projections() const {
  std::vector<ProjectionStatus> result;
  for (const auto& board : boards_) result.push_back(board->status());
  return result;
}

void Engine::Parts::wake_projections() {
  for (const auto& runner : services_->runners) services_->gate->post(runner, FeedGrew{});
}

void Engine::Parts::when_folded(std::string_view projection, Position wanted, std::chrono::milliseconds patience,
                                std::function<void(FoldWait)> done) {
  services_->counters.answer_is_due();
  WaitCompletion completion([services = services_.get(), done = std::move(done)](FoldWait outcome) {
    done(outcome);
    services->counters.answer_is_told();
  });
  if (stopping_) return completion.tell(FoldWait::stopped);
  for (std::size_t i = 0; i < boards_.size(); ++i) {
    if (boards_[i]->projection().name() != projection) continue;
    auto task = std::make_shared<FoldTask>(FoldTask{wanted, patience, std::move(completion)});
    return caf::anon_send(services_->runners[i], AwaitFold{std::move(task)});
  }
}

void Engine::Parts::stop(std::chrono::milliseconds patience) {
  const std::lock_guard lock{stop_mutex_};
  if (!system_) return;
  stopping_ = true;
  const auto deadline = Steady::now() + patience;
  services_->journal.watch({});
  for (const auto& runner : services_->runners) caf::anon_send_exit(runner, caf::exit_reason::user_shutdown);
  for (const auto& timer : services_->timers) caf::anon_send_exit(timer, caf::exit_reason::user_shutdown);
  if (time_keeper_) caf::anon_send_exit(time_keeper_, caf::exit_reason::user_shutdown);
  static_cast<void>(services_->counters.wait_for_quiet(deadline, false));
  end_actors(std::max(deadline, Steady::now() + least_time_to_end));
}

/// The journal may call back later than this: the gate drops it. Should an actor not end in time, the actor system and
/// what it uses are left behind rather than waited for without end.
void Engine::Parts::end_actors(Steady::time_point deadline) {
  services_->gate->close();
  services_->projections_thread.stop();
  for (const auto& reader : services_->readers) caf::anon_send_exit(reader, caf::exit_reason::user_shutdown);
  caf::anon_send_exit(services_->people, caf::exit_reason::user_shutdown);
  caf::anon_send_exit(services_->log_keeper, caf::exit_reason::user_shutdown);
  caf::anon_send_exit(services_->rulebook_keeper, caf::exit_reason::user_shutdown);
  for (const auto& shard : services_->shards) caf::anon_send_exit(shard, caf::exit_reason::user_shutdown);
  if (!services_->counters.wait_for_quiet(deadline, true)) {
    static_cast<void>(system_.release());
    static_cast<void>(new std::shared_ptr<Services>{services_});
    return;
  }
  time_keeper_ = nullptr;
  services_->shards.clear();
  services_->timers.clear();
  services_->readers.clear();
  services_->people = nullptr;
  services_->log_keeper = nullptr;
  services_->rulebook_keeper = nullptr;
  services_->runners.clear();
  system_.reset();
}

Engine::Engine(EngineOptions options, storage::Journal& journal, const storage::Vault& vault, Rulebooks& rulebooks,
               Clock& clock)
    : parts_(std::make_unique<Parts>(std::move(options), journal, vault, rulebooks, clock)) {}

Engine::~Engine() {
  stop();
}

void Engine::send(CommandRequest request, OutcomeDone done) {
  parts_->send(std::move(request), std::move(done));
}

void Engine::dossier(ReportId report, DossierDone done) {
  parts_->dossier(report, std::move(done));
}

void Engine::send(PersonRequest request, PersonDone done) {
  parts_->send(std::move(request), std::move(done));
}

void Engine::person(PersonKey who, PersonDossierDone done) {
  parts_->person(std::move(who), std::move(done));
}

void Engine::record(LogRequest request, LogDone done) {
  parts_->record(std::move(request), std::move(done));
}

void Engine::send(RulebookRequest request, RulebookDone done) {
  parts_->send(std::move(request), std::move(done));
}

void Engine::advance_to(Instant target, std::function<void()> done) {
  parts_->advance_to(target, std::move(done));
}

void Engine::project(const std::vector<Projection*>& projections) {
  parts_->project(projections);
}

std::vector<ProjectionStatus> Engine::projections() const {
  return parts_->projections();
}

void Engine::wake_projections() {
  parts_->wake_projections();
}

void Engine::when_folded(std::string_view projection, Position wanted, std::chrono::milliseconds patience,
                         std::function<void(FoldWait)> done) {
  parts_->when_folded(projection, wanted, patience, std::move(done));
}

EngineStatistics Engine::statistics() const {
  return parts_->statistics();
}

void Engine::stop(std::chrono::milliseconds patience) {
  parts_->stop(patience);
}

}  // namespace lapor::actors
