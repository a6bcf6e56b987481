#include "api/http/chunked_body.hpp"

#include <utility>

#include "api/http/response_writer.hpp"

namespace lapor::api::http {

void ChunkedBody::pull(const std::shared_ptr<Outbox>& outbox, std::uint64_t connection) {
  waiting_ = true;
  const auto asked = source_;  // stays alive while it is asked, even if the body is closed meanwhile
  const auto ticket = std::make_shared<ChunkTicket>(outbox, connection, ++pulls_);
  try {
    asked->pull([ticket](Chunk chunk) { ticket->give(std::move(chunk)); });
  } catch (...) {
    ticket->give_up();
  }
}

ChunkedBody::Step ChunkedBody::take(const PulledChunk& pulled, std::string& out) {
  if (!waiting_ || pulled.pull != pulls_) return Step::stale;
  waiting_ = false;
  if (!pulled.chunk) return Step::given_up;
  append_chunk(out, pulled.chunk->bytes);
  return pulled.chunk->last ? Step::ended : Step::goes_on;
}

std::shared_ptr<BodySource> ChunkedBody::close() {
  waiting_ = false;
  return std::exchange(source_, nullptr);
}

}  // namespace lapor::api::http
