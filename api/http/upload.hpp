#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "api/http/body_sink.hpp"
#include "api/http/message.hpp"
#include "api/http/outbox.hpp"
#include "api/http/timer_wheel.hpp"

namespace lapor::api::http {

/// The body that one connection is receiving for a sink. Knows whether the sink has room, and when the body must have
/// come; no I/O, no clock. Loop thread.
class Upload {
 public:
  [[nodiscard]] bool is_open() const { return sink_ != nullptr; }
  /// The sink has no room: nothing may be given to it.
  [[nodiscard]] bool is_full() const { return full_; }

  void open(std::shared_ptr<BodySink> sink, LoopTime now);
  /// Gives bytes to the sink. Room comes as a letter to this connection, perhaps before this returns. Throws what the
  /// sink throws.
  void take(std::string_view bytes, LoopTime now, const std::shared_ptr<Outbox>& outbox, std::uint64_t connection);
  /// Takes note of room, unless nobody waits for it any more.
  void take_note(const Drained& room);
  /// Until now nothing was expected from the client: the clock of its progress starts anew.
  void restart_clock(LoopTime now) { progress_at_ = now; }

  /// When the body must be whole or, if bytes are expected from the client, some more of it must have come.
  [[nodiscard]] LoopTime due(const Limits& limits, bool bytes_expected) const;

  /// Tells the sink, if there is one, and lets it go; returns it. It may call back.
  std::shared_ptr<BodySink> end(bool whole);

 private:
  std::shared_ptr<BodySink> sink_;
  std::uint64_t takes_{0};  // over all bodies of the connection, so that late room is never taken for another's
  bool full_{false};
  LoopTime begun_at_{};
  LoopTime progress_at_{};  // bytes came last, or were expected first
};

}  // namespace lapor::api::http
