#include "api/http/connection.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>

#include "api/http/refusal.hpp"

namespace lapor::api::http {
namespace {

/// How long a client may take to read the last answer and close.
constexpr LoopTime linger_time = std::chrono::seconds{1};

/// How often a connection that sends a body and may not read is asked whether its client is still there.
constexpr LoopTime look_interval = std::chrono::seconds{1};

LoopTime in_milliseconds(std::uint64_t count) {
  return LoopTime{static_cast<LoopTime::rep>(count)};
}

Refusal request_timed_out() {
  return {408, "request-timeout", "Request timeout", "The request did not arrive whole in time.", {}, {}};
}

}  // namespace

Connection::Connection(LoopParts& parts, std::uint64_t number)
    : parts_{parts},
      number_{number},
      parser_{parts.limits, [this](Request& head) { return plan_body(head); }},
      outgoing_{stream(), [this](bool whole) { whole ? settle() : close(); }},
      alarm_{[this] { expire(); }} {
  uv_tcp_init(&parts.uv, &tcp_);
  tcp_.data = this;
}

void Connection::open(const Newcomer& newcomer) {
  address_ = newcomer.address;
  active_at_ = progress_at_ = stage_since_ = parts_.now();
  if (uv_tcp_open(&tcp_, newcomer.socket) != 0) {
    ::close(newcomer.socket);
    return close();
  }
  uv_tcp_nodelay(&tcp_, 1);
  if (newcomer.turned_away) refuse(unavailable("Too many connections are open. Try again."));
  pump({});
}

void Connection::on_allocate(uv_handle_t* handle, std::size_t, uv_buf_t* buffer) {
  auto& memory = static_cast<Connection*>(handle->data)->parts_.read_buffer;
  *buffer = uv_buf_init(memory.data(), static_cast<unsigned>(memory.size()));
}

void Connection::on_read(uv_stream_t* stream, ssize_t size, const uv_buf_t* buffer) {
  static_cast<Connection*>(stream->data)->received(size, buffer->base);
}

void Connection::received(ssize_t size, const char* bytes) {
  if (size == 0) return;  // libuv's way to say: would block
  if (size > 0) return lingering_ ? void() : pump({bytes, static_cast<std::size_t>(size)});
  if (size != UV_EOF || lingering_) return close();
  peer_ended_ = true;
  accepting_ = false;
  if (body_.is_open()) cut_body();
  drop_upload();
  settle();
}

void Connection::settle() {
  if (busy_ || closed_ || lingering_) return;
  const auto kept = std::exchange(kept_, {});
  pump(kept);
}

void Connection::pump(std::string_view bytes) {
  busy_ = true;
  do {
    bytes = take(bytes);
    tell_to_continue();
    pull_chunks();
    if (!outgoing_.flush()) close();
  } while (!bytes.empty() && may_take());
  busy_ = false;
  if (closed_) return;
  kept_ = bytes;
  if (!accepting_ && answers_.empty() && outgoing_.unsent() == 0) return finish();
  plan_revisit();
  watch();
}

/// Takes as many requests as there is room for; returns what is left.
std::string_view Connection::take(std::string_view bytes) {
  while (!bytes.empty() && may_take()) {
    auto step = parser_.feed(bytes);
    bytes.remove_prefix(step.consumed);
    if (!step.piece.empty() && !pass_on(step.piece)) break;
    if (auto* request = std::get_if<Request>(&step.outcome)) dispatch(std::move(*request));
    if (auto* refusal = std::get_if<Refusal>(&step.outcome)) {
      ++parts_.counters.refused;
      refuse(*refusal);
    }
  }
  return accepting_ ? bytes : std::string_view{};
}

bool Connection::may_take() const {
  return accepting_ && !closed_ && !upload_.is_full() && answers_.size() < parts_.limits.pipelined &&
         outgoing_.unsent() <= parts_.limits.write_buffer;
}

void Connection::dispatch(Request request) {
  accepting_ = request.keep_alive;
  const auto due = parts_.now() + in_milliseconds(parts_.limits.request_timeout_ms);
  const auto sequence = answers_.open({request.method == Method::head, !request.keep_alive, due});
  ++parts_.counters.requests;
  ++parts_.counters.in_flight;
  const auto ticket = std::make_shared<Ticket>(parts_.outbox, number_, sequence);
  try {
    if (upload_.is_open()) request.sink = upload_.end(true);
    parts_.handler(std::move(request), [ticket](Response response) { ticket->answer(std::move(response)); });
  } catch (...) {
    ticket->answer(to_response(internal_error()));
  }
}

void Connection::refuse(const Refusal& refusal) {
  accepting_ = false;
  const auto sequence = answers_.open({false, true, LoopTime::max()});
  answers_.answer(sequence, to_response(refusal));
  write_ready();
  drop_upload();
}

void Connection::deliver(std::uint64_t sequence, Response response) {
  if (closed_) return let_go(response.source);
  if (!answers_.answer(sequence, std::move(response))) return;
  --parts_.counters.in_flight;
  write_ready();
}

void Connection::write_ready() {
  auto source = answers_.write_ready(outgoing_.buffer(), parts_.date.now(), !accepting_);
  if (source) begin_body(std::move(source));
}

/// Only when all earlier answers have left, so that the client cannot take it for one of them.
void Connection::tell_to_continue() {
  if (!parser_.owes_continue() || !answers_.empty() || !accepting_) return;
  parser_.told_to_continue();
  outgoing_.buffer() += "HTTP/1.1 100 Continue\r\n\r\n";
}

/// All answers have left and nothing more is taken.
void Connection::finish() {
  uv_os_fd_t socket{};
  if (peer_ended_ || uv_fileno(handle(), &socket) != 0 || ::shutdown(socket, SHUT_WR) != 0) return close();
  lingering_ = true;
  kept_.clear();
  stage_since_ = parts_.now();
  watch();
}

void Connection::wind_down() {
  if (closed_) return;
  accepting_ = false;
  winding_down_ = true;
  if (body_.is_endless()) end_body();
  drop_upload();
  if (answers_.empty() && outgoing_.unsent() == 0 && !lingering_) return close();
  settle();
}

void Connection::close() {
  if (closed_) return;
  closed_ = true;
  accepting_ = false;
  parts_.wheel.disarm(alarm_);
  auto source = close_body();
  drop_answers();
  let_go(source);
  drop_upload();
  --parts_.counters.connections;
  uv_close(handle(), [](uv_handle_t* closed) {
    const auto& self = *static_cast<Connection*>(closed->data);
    self.parts_.forget(self.number_);
  });
}

void Connection::drop_answers() {
  parts_.counters.in_flight -= answers_.unanswered();
  answers_.clear();
}

/// Reads only while there is room, or to see whether the client is still there, and sets the alarm for what must happen
/// next.
void Connection::watch() {
  awaiting_ = kept_.empty() && may_take();
  const bool read = lingering_ || awaiting_ || (kept_.empty() && body_.is_open());
  if (read && !reading_ && uv_read_start(stream(), on_allocate, on_read) != 0) return close();
  if (!read && reading_) uv_read_stop(stream());
  reading_ = read;
  active_at_ = parts_.now();
  note_progress(active_at_);
  if (!std::exchange(body_awaited_, awaiting_ && !parser_.owes_continue())) upload_.restart_clock(active_at_);
  if (parser_.stage() != stage_ || (!awaiting_ && !lingering_)) stage_since_ = active_at_;
  stage_ = parser_.stage();
  const auto due = next_due();
  if (due == LoopTime::max()) return parts_.wheel.disarm(alarm_);
  parts_.wheel.arm(alarm_, due);
}

void Connection::note_progress(LoopTime now) {
  if (outgoing_.sent() != sent_ || !unsent_) progress_at_ = now;
  sent_ = outgoing_.sent();
  unsent_ = outgoing_.unsent() > 0;
}

/// When the bytes that are awaited must have come.
LoopTime Connection::read_due() const {
  if (lingering_) return stage_since_ + linger_time;
  if (upload_.is_open()) return upload_.due(parts_.limits, body_awaited_);
  if (!awaiting_) return LoopTime::max();
  if (parser_.phase() == RequestParser::Phase::head) {
    return stage_since_ + in_milliseconds(parts_.limits.header_timeout_ms);
  }
  if (parser_.phase() == RequestParser::Phase::body)
    return stage_since_ + in_milliseconds(parts_.limits.body_timeout_ms);
  return LoopTime::max();
}

/// When the connection ends if nothing happens. A body waits for its source as long as that takes.
LoopTime Connection::end_due() const {
  const auto idle_time = in_milliseconds(parts_.limits.idle_timeout_ms);
  auto due = std::min(answers_.next_due(), read_due());
  if (outgoing_.unsent() > 0) due = std::min(due, progress_at_ + idle_time);
  return due == LoopTime::max() && !body_.is_open() ? active_at_ + idle_time : due;
}

LoopTime Connection::next_due() const {
  const bool blind = !reading_ && (body_.is_open() || upload_.is_open());
  return blind ? std::min(end_due(), active_at_ + look_interval) : end_due();
}

void Connection::expire() {
  const auto now = parts_.now();
  note_progress(now);
  if (lingering_) return close();
  if (answer_overdue(now)) return settle();
  if (body_.is_open() && !reading_ && has_hung_up()) {
    peer_ended_ = true;
    cut_body();
    return settle();
  }
  if (upload_.is_open() && !reading_ && is_broken()) return close();
  if (end_due() > now) return watch();
  const bool must_read = read_due() <= now;
  if (must_read || outgoing_.unsent() > 0) ++parts_.counters.timed_out;
  if (!must_read) return close();  // idle, or does not take its answers
  refuse(request_timed_out());
  settle();
}

bool Connection::answer_overdue(LoopTime now) {
  const auto first = answers_.overdue(now);
  for (auto late = first; late; late = answers_.overdue(now)) {
    ++parts_.counters.timed_out;
    deliver(*late, to_response(unavailable("The answer took too long. Ask whether it was done before trying again.")));
  }
  return first.has_value();
}

}  // namespace lapor::api::http
