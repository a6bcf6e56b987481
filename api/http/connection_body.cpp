#include <poll.h>

#include <utility>

#include "api/http/connection.hpp"
#include "api/http/response_writer.hpp"

/// The part of a connection that sends a body while its source makes it.
namespace lapor::api::http {

void Connection::deliver(const PulledChunk& pulled) {
  switch (body_.take(pulled, outgoing_.buffer())) {
    case ChunkedBody::Step::stale:
    case ChunkedBody::Step::goes_on:
      return;
    case ChunkedBody::Step::ended:
      return end_body();
    case ChunkedBody::Step::given_up:
      return cut_body();
  }
}

/// A client that has ended its sending side may have gone for good, and nothing but a failed write would tell.
void Connection::begin_body(std::shared_ptr<BodySource> source) {
  ++parts_.counters.streams;
  body_.open(std::move(source));
  if (peer_ended_) return cut_body();
  if (winding_down_ && body_.is_endless()) end_body();
}

bool Connection::may_pull() const {
  return !closed_ && body_.may_pull() && outgoing_.unsent() < room_for_chunks;
}

/// Gathers what a source gives at once; what comes later settles the connection anew.
void Connection::pull_chunks() {
  std::size_t before{};
  do {
    before = outgoing_.buffer().size();
    if (may_pull()) body_.pull(parts_.outbox, number_);
  } while (outgoing_.buffer().size() > before);
}

void Connection::end_body() {
  append_last_chunk(outgoing_.buffer());
  auto source = close_body();
  answers_.end_body();
  write_ready();
  let_go(source);
}

/// Ends the connection without the last chunk, so that the client can tell that the body is not whole.
void Connection::cut_body() {
  accepting_ = false;
  auto source = close_body();
  drop_answers();
  let_go(source);
  drop_upload();
}

std::shared_ptr<BodySource> Connection::close_body() {
  if (body_.is_open()) --parts_.counters.streams;
  return body_.close();
}

/// A source that could give more at once does so on the next turn of the loop.
void Connection::plan_revisit() {
  if (!may_pull() || std::exchange(revisit_planned_, true)) return;
  parts_.revisit(number_);
}

void Connection::revisit() {
  revisit_planned_ = false;
  settle();
}

bool Connection::has_hung_up() {
  return sees(POLLRDHUP);
}

/// Reset, or ended on both sides: what the kernel tells unasked.
bool Connection::is_broken() {
  return sees(0);
}

bool Connection::sees(short events) {
  uv_os_fd_t socket{};
  if (uv_fileno(handle(), &socket) != 0) return true;
  pollfd look{socket, events, 0};
  return ::poll(&look, 1, 0) > 0;
}

}  // namespace lapor::api::http
