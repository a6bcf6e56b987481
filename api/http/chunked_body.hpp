#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "api/http/body_source.hpp"
#include "api/http/outbox.hpp"

namespace lapor::api::http {

/// The body that one connection is sending while its source makes it. Knows what was asked for and what it was
/// answered; no I/O. Loop thread.
class ChunkedBody {
 public:
  /// What a chunk means for the body. `stale`: nobody waits for it any more.
  enum class Step : std::uint8_t { stale, goes_on, ended, given_up };

  [[nodiscard]] bool is_open() const { return source_ != nullptr; }
  [[nodiscard]] bool is_endless() const { return is_open() && source_->is_endless(); }
  /// Open, and the chunk that was asked for last has come.
  [[nodiscard]] bool may_pull() const { return is_open() && !waiting_; }

  void open(std::shared_ptr<BodySource> source) { source_ = std::move(source); }
  /// Asks for the next chunk. It comes as a letter to this connection, perhaps before this returns.
  void pull(const std::shared_ptr<Outbox>& outbox, std::uint64_t connection);
  /// Appends the chunk as it goes over the wire. The body stays open until it is closed.
  Step take(const PulledChunk& pulled, std::string& out);
  /// Whoever closes abandons the source, when all else is in order: it may call back.
  [[nodiscard]] std::shared_ptr<BodySource> close();

 private:
  std::shared_ptr<BodySource> source_;
  std::uint64_t pulls_{0};  // over all bodies of the connection, so that a late chunk is never taken for another's
  bool waiting_{false};
};

}  // namespace lapor::api::http
