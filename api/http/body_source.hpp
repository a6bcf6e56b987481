#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace lapor::api::http {

/// A piece of a body. `last`: the body ends after these bytes, which may be none.
struct Chunk {
  std::string bytes;
  bool last{false};
};

/// Takes the one chunk that was asked for; may be called from any thread, later or at once. The first call counts; one
/// that comes after the end of the body or of the connection does nothing. When every copy is gone uncalled, the
/// connection ends without the last chunk, so that the client can tell that the body is not whole.
using GiveChunk = std::function<void(Chunk)>;

/// Makes a body while it is sent: a live stream, or an export too long to be held. It is asked for a chunk only when
/// the last one was given and little is unsent, so a slow client slows its source down and nothing piles up. A chunk is
/// held whole until it is sent: tens of kilobytes are a good size. An empty chunk that is not the last sends nothing,
/// and the next is asked for on the next turn of the loop; whoever has nothing to say keeps the `GiveChunk` instead of
/// giving empty chunks again and again.
class BodySource {
 public:
  BodySource() = default;
  BodySource(const BodySource&) = delete;
  BodySource& operator=(const BodySource&) = delete;
  virtual ~BodySource() = default;

  /// Loop thread: must not block. What it throws ends the connection like a chunk that was given up.
  virtual void pull(GiveChunk give) = 0;
  /// Loop thread. An endless body is ended whole and at once when the server stops; others may end within its patience.
  [[nodiscard]] virtual bool is_endless() const { return false; }
  /// Loop thread, once, as the last call, also to a source that was never asked (HEAD, a client that has gone): what
  /// was asked for need not be given any more. Only a source whose answer finds the server gone is not told.
  virtual void abandon() {}
};

/// Abandons and releases the source, if there is one.
inline void let_go(std::shared_ptr<BodySource>& source) {
  if (const auto gone = std::exchange(source, nullptr)) gone->abandon();
}

}  // namespace lapor::api::http
