#pragma once

#include <functional>
#include <string_view>

namespace lapor::api::http {

/// Takes the body of one request while it comes, in the place of `Request::body`: an upload too long to be held. All
/// calls are on the loop's thread and must not block. A body that ends too early, or is refused, still gives `take` the
/// bytes that came before.
class BodySink {
 public:
  BodySink() = default;
  BodySink(const BodySink&) = delete;
  BodySink& operator=(const BodySink&) = delete;
  virtual ~BodySink() = default;

  /// The next bytes, at most some tens of kilobytes and never none; they are gone when this returns, so all of them
  /// must be taken. False: there is no room for more; the connection reads on, and `take` is called again, only when
  /// `drained` was called: once, from any thread, also before this returns, also when the connection has gone. When
  /// room never comes, the body times out. What this throws is answered 500 and ends the body as not whole.
  [[nodiscard]] virtual bool take(std::string_view bytes, std::function<void()> drained) = 0;
  /// The body is whole, or will never be. Once, as the last call: before the request is handed to the handler (whole;
  /// what this throws is answered 500 in its place), or when the client went away, broke the protocol, came too late,
  /// or found the server stopping (not whole; must not throw).
  virtual void end(bool whole) = 0;
};

}  // namespace lapor::api::http
