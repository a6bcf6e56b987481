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
#include "api/http/chunked_body.hpp"
#include "api/http/message.hpp"
#include "api/http/outbox.hpp"
#include "api/http/outgoing.hpp"
#include "api/http/request_parser.hpp"
#include "api/http/response_writer.hpp"
#include "api/http/timer_wheel.hpp"
#include "api/http/upload.hpp"

namespace lapor::api::http {

/// What the server counts, over all loops. Any thread.
struct Counters {
  std::atomic<std::uint64_t> connections{0};  // open now, those turned away included
  std::atomic<std::uint64_t> accepted{0};
  std::atomic<std::uint64_t> requests{0};
  std::atomic<std::uint64_t> refused{0};
  std::atomic<std::uint64_t> in_flight{0};
  std::atomic<std::uint64_t> timed_out{0};
  std::atomic<std::uint64_t> streams{0};  // bodies being made while they are sent, now
};

/// A source is asked for a chunk only while fewer bytes than this are unsent: enough to keep a fast connection busy,
/// little enough for thousands of slow ones.
inline constexpr std::size_t room_for_chunks = 65'536;

/// What the connections of one loop share. Owned by the loop, outlives them.
struct LoopParts {
  const Limits& limits;
  const Handler& handler;
  const PlanBody& plan_body;
  const std::vector<std::string>& trusted_proxies;  // canonical
  Counters& counters;
  uv_loop_t& uv;
  TimerWheel& wheel;
  DateLine& date;
  std::shared_ptr<Outbox> outbox;
  std::vector<char>& read_buffer;              // libuv fills it and hands it over before it reads again
  std::function<void(std::uint64_t)> forget;   // destroys the connection with this number
  std::function<void(std::uint64_t)> revisit;  // calls its `revisit` on the next turn of the loop

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
  /// Puts a chunk behind what is to be sent; dropped if nobody waits for it. Call `settle` afterwards.
  void deliver(const PulledChunk& pulled);
  /// Takes note that the upload's sink has room again. Call `settle` afterwards.
  void deliver(const Drained& drained) { upload_.take_note(drained); }
  /// Sends what can be sent, reads on if there is room, and sets the alarm anew.
  void settle();
  /// Goes on with a body that had to let others have their turn.
  void revisit();
  /// Takes no more requests, ends endless bodies, and ends once those in flight are answered.
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
  [[nodiscard]] Result<BodyPlan, Refusal> plan_body(Request& head);
  bool pass_on(std::string_view piece);
  void drop_upload();
  void dispatch(Request request);
  void refuse(const Refusal& refusal);
  void write_ready();
  void begin_body(std::shared_ptr<BodySource> source);
  void pull_chunks();
  void plan_revisit();
  void end_body();
  void cut_body();
  std::shared_ptr<BodySource> close_body();
  void drop_answers();
  void tell_to_continue();
  void finish();

  void watch();
  void expire();
  bool answer_overdue(LoopTime now);
  void note_progress(LoopTime now);
  [[nodiscard]] bool may_take() const;
  [[nodiscard]] bool may_pull() const;
  [[nodiscard]] bool has_hung_up();
  [[nodiscard]] bool is_broken();
  [[nodiscard]] bool sees(short events);
  [[nodiscard]] LoopTime read_due() const;
  [[nodiscard]] LoopTime end_due() const;
  [[nodiscard]] LoopTime next_due() const;

  LoopParts& parts_;
  const std::uint64_t number_;
  std::string address_;  // of the other end, canonical
  uv_tcp_t tcp_{};
  RequestParser parser_;
  Upload upload_;
  AnswerQueue answers_;
  ChunkedBody body_;
  Outgoing outgoing_;
  Alarm alarm_;
  std::string kept_;        // bytes read but not taken, because too much waits for its answer, client or sink
  bool accepting_{true};    // false: no further request is taken
  bool peer_ended_{false};  // the client has sent its last byte
  bool reading_{false};
  bool awaiting_{false};      // reading for requests, not only to see a client go
  bool body_awaited_{false};  // and not withholding "100 Continue"
  bool busy_{false};          // in `pump`
  bool winding_down_{false};
  bool revisit_planned_{false};
  bool lingering_{false};
  bool closed_{false};
  std::uint64_t stage_{0};  // of the parser, when looked at last
  LoopTime stage_since_{};
  LoopTime active_at_{};    // last sign of life
  LoopTime progress_at_{};  // the client last took bytes, or there were none for it
  std::uint64_t sent_{0};   // at that time
  bool unsent_{false};      // at that time
};

}  // namespace lapor::api::http
