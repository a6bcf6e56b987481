#pragma once

#include <uv.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/answer_queue.hpp"
#include "api/http/message.hpp"
#include "api/http/outbox.hpp"
#include "api/http/outgoing.hpp"
#include "api/http/request_parser.hpp"
#include "api/http/response_writer.hpp"
#include "api/http/timer_wheel.hpp"

namespace lapor::api::http {

/// What the server counts, over all loops. Any thread.
struct Counters {
  std::atomic<std::uint64_t> connections{0};  // open now, those turned away included
  std::atomic<std::uint64_t> accepted{0};
  std::atomic<std::uint64_t> requests{0};
  std::atomic<std::uint64_t> refused{0};
  std::atomic<std::uint64_t> in_flight{0};
  std::atomic<std::uint64_t> timed_out{0};
};

/// What the connections of one loop share. Owned by the loop, outlives them.
struct LoopParts {
  const Limits& limits;
  const Handler& handler;
  Counters& counters;
  uv_loop_t& uv;
  TimerWheel& wheel;
  DateLine& date;
  std::shared_ptr<Outbox> outbox;
  std::vector<char>& read_buffer;             // libuv fills it and hands it over before it reads again
  std::function<void(std::uint64_t)> forget;  // destroys the connection with this number

  [[nodiscard]] LoopTime now() const { return LoopTime{uv_now(&uv)}; }
};

/// One client: glue between libuv and the parts that know the protocol. Its life: it accepts requests until it was
/// asked or made to end, sends the answers that are still owed, tells the client that nothing follows, lingers until
/// the client has read it (a socket closed with unread bytes would destroy the answer on its way), and closes. Loop
/// thread.
class Connection {
 public:
  Connection(LoopParts& parts, std::uint64_t number);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Takes the socket over. `turned_away`: says that there are too many connections, and ends.
  void open(const Newcomer& newcomer);
  /// Puts an answer in its place; dropped if nobody waits for it. Call `settle` afterwards.
  void deliver(std::uint64_t sequence, Response response);
  /// Sends what can be sent, reads on if there is room, and sets the alarm anew.
  void settle();
  /// Takes no more requests and ends once those in flight are answered.
  void wind_down();
  /// Ends at once. The connection is forgotten a little later, so this may be called from anywhere.
  void close();

 private:
  uv_stream_t* stream() { return reinterpret_cast<uv_stream_t*>(&tcp_); }
  uv_handle_t* handle() { return reinterpret_cast<uv_handle_t*>(&tcp_); }
  static void on_allocate(uv_handle_t* handle, std::size_t suggested, uv_buf_t* buffer);
  static void on_read(uv_stream_t* stream, ssize_t size, const uv_buf_t* buffer);

  void received(ssize_t size, const char* bytes);
  void pump(std::string_view bytes);
  std::string_view take(std::string_view bytes);
  void dispatch(Request request);
  void refuse(const Refusal& refusal);
  void write_ready();
  void tell_to_continue();
  void finish();

  void watch();
  void expire();
  bool answer_overdue(LoopTime now);
  void note_progress(LoopTime now);
  [[nodiscard]] bool may_take() const;
  [[nodiscard]] LoopTime read_due() const;
  [[nodiscard]] LoopTime next_due() const;

  LoopParts& parts_;
  const std::uint64_t number_;
  uv_tcp_t tcp_{};
  RequestParser parser_;
  AnswerQueue answers_;
  Outgoing outgoing_;
  Alarm alarm_;
  std::string kept_;        // bytes read but not taken, because too much is unanswered or unsent
  bool accepting_{true};    // false: no further request is taken
  bool peer_ended_{false};  // the client has sent its last byte
  bool reading_{false};
  bool busy_{false};  // in `pump`
  bool lingering_{false};
  bool closed_{false};
  std::uint64_t stage_{0};  // of the parser, when looked at last
  LoopTime stage_since_{};
  LoopTime active_at_{};    // last sign of life
  LoopTime progress_at_{};  // the client last took bytes
  std::size_t unsent_{0};   // at that time
};

}  // namespace lapor::api::http
