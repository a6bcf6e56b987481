#include "api/http/loop.hpp"

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include <utility>

#include "api/http/server.hpp"

namespace lapor::api::http {
namespace {

constexpr std::chrono::milliseconds tick{50};
constexpr std::size_t read_buffer_size = 65'536;

Loop& self(void* data) {
  return *static_cast<Loop*>(data);
}

template <class Handle>
void close_handle(Handle& handle) {
  uv_close(reinterpret_cast<uv_handle_t*>(&handle), nullptr);
}

void block_signals() {
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, nullptr);
}

std::string no_loop(int error) {
  return std::string{"no event loop can be made: "} + uv_strerror(error) +
         "; raise the limit of open files (ulimit -n)";
}

}  // namespace

Result<std::unique_ptr<Loop>, std::string> Loop::start(const ServerOptions& options, const Handler& handler,
                                                       Counters& counters) {
  auto bell = Bell::make();
  if (!bell) return fail(no_loop(UV_EMFILE));
  std::unique_ptr<Loop> loop{new Loop{options, handler, counters, std::move(bell)}};
  if (const int error = loop->prepare(); error != 0) return fail(no_loop(error));
  loop->thread_ = std::thread{[&running = *loop] { running.run(); }};
  return loop;
}

Loop::Loop(const ServerOptions& options, const Handler& handler, Counters& counters, std::shared_ptr<Bell> bell)
    : bell_{std::move(bell)},
      wheel_{tick, LoopTime{0}},
      read_buffer_(read_buffer_size),
      parts_{options.limits,
             handler,
             options.plan_body,
             options.trusted_proxies,
             counters,
             uv_,
             wheel_,
             date_,
             std::make_shared<Outbox>([bell = bell_] { bell->ring(); },
                                      [this](Letter letter) { receive(std::move(letter)); }),
             read_buffer_,
             [this](std::uint64_t number) { forget(number); },
             [this](std::uint64_t number) { revisit(number); }} {}

int Loop::prepare() {
  if (const int error = uv_loop_init(&uv_); error != 0) return error;
  if (const int error = uv_poll_init(&uv_, &rung_, bell_->descriptor()); error != 0) {
    uv_loop_close(&uv_);
    return error;
  }
  uv_timer_init(&uv_, &tick_);
  uv_timer_init(&uv_, &patience_);
  rung_.data = tick_.data = patience_.data = this;
  return 0;
}

Loop::~Loop() {
  if (!thread_.joinable()) return;
  parts_.outbox->post(Stop{std::chrono::milliseconds{0}});
  join();
}

void Loop::join() {
  if (thread_.joinable()) thread_.join();
}

void Loop::run() {
  block_signals();
  parts_.outbox->belong_to_this_thread();
  const auto on_tick = [](uv_timer_t* timer) { self(timer->data).wheel_.advance(self(timer->data).parts_.now()); };
  const auto on_ring = [](uv_poll_t* rung, int, int) { self(rung->data).collect(); };
  uv_poll_start(&rung_, UV_READABLE, on_ring);
  uv_timer_start(&tick_, on_tick, tick.count(), tick.count());
  uv_run(&uv_, UV_RUN_DEFAULT);
  uv_loop_close(&uv_);
}

void Loop::receive(Letter letter) {
  std::visit([this](auto& content) { accept(std::move(content)); }, letter);
}

void Loop::accept(Answer answer) {
  const auto found = connections_.find(answer.connection);
  if (found == connections_.end()) return let_go(answer.response.source);
  found->second->deliver(answer.sequence, std::move(answer.response));
  settle(answer.connection, *found->second);
}

void Loop::accept(PulledChunk pulled) {
  const auto found = connections_.find(pulled.connection);
  if (found == connections_.end()) return;
  found->second->deliver(pulled);
  settle(pulled.connection, *found->second);
}

void Loop::accept(Drained drained) {
  const auto found = connections_.find(drained.connection);
  if (found == connections_.end()) return;
  found->second->deliver(drained);
  settle(drained.connection, *found->second);
}

void Loop::accept(Newcomer newcomer) {
  if (stopping_) {
    --parts_.counters.connections;
    ::close(newcomer.socket);
    return;
  }
  const auto number = next_number_++;
  const auto [place, inserted] = connections_.emplace(number, std::make_unique<Connection>(parts_, number));
  place->second->open(newcomer);
}

void Loop::accept(Listen listen) {
  listener_ = std::make_unique<Listener>(uv_, std::move(listen), parts_.limits, parts_.counters);
}

void Loop::accept(Stop stop) {
  if (!stopping_ && listener_) listener_->close();
  stopping_ = true;
  for (const auto& [number, connection] : connections_) connection->wind_down();
  const auto out_of_patience = [](uv_timer_t* timer) { self(timer->data).close_connections(); };
  uv_timer_start(&patience_, out_of_patience, static_cast<std::uint64_t>(stop.patience.count()), 0);
  end_when_empty();
}

void Loop::settle(std::uint64_t number, Connection& connection) {
  if (!collecting_) return connection.settle();
  touched_.push_back(number);
}

/// The ring outlasts the present turn, so other connections come first.
void Loop::revisit(std::uint64_t number) {
  revisits_.push_back(number);
  bell_->ring();
}

/// Answers and chunks first, then one write per connection for all of them.
void Loop::collect() {
  bell_->silence();
  const auto revisits = std::exchange(revisits_, {});
  collecting_ = true;
  parts_.outbox->collect();
  collecting_ = false;
  for (const auto number : touched_) {
    if (const auto found = connections_.find(number); found != connections_.end()) found->second->settle();
  }
  touched_.clear();
  for (const auto number : revisits) {
    if (const auto found = connections_.find(number); found != connections_.end()) found->second->revisit();
  }
}

void Loop::forget(std::uint64_t number) {
  connections_.erase(number);
  end_when_empty();
}

void Loop::close_connections() {
  for (const auto& [number, connection] : connections_) connection->close();
}

void Loop::end_when_empty() {
  if (!stopping_ || ended_ || !connections_.empty()) return;
  ended_ = true;
  parts_.outbox->close();
  parts_.outbox->collect();
  close_handle(rung_);
  close_handle(tick_);
  close_handle(patience_);
}

}  // namespace lapor::api::http
