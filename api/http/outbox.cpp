#include "api/http/outbox.hpp"

#include <utility>

#include "api/http/refusal.hpp"

namespace lapor::api::http {

Outbox::Outbox(std::function<void()> wake, std::function<void(Letter)> receive)
    : wake_{std::move(wake)}, receive_{std::move(receive)} {}

bool Outbox::post(Letter letter) {
  if (owner_.load(std::memory_order_relaxed) == std::this_thread::get_id()) {
    if (closed_) return false;  // only this thread writes it
    receive_(std::move(letter));
    return true;
  }
  bool first = false;
  {
    const std::lock_guard lock{mutex_};
    if (closed_) return false;
    first = waiting_.empty();
    waiting_.push_back(std::move(letter));
  }
  if (first) wake_();
  return true;
}

void Outbox::collect() {
  auto letters = std::exchange(spare_, {});
  {
    const std::lock_guard lock{mutex_};
    letters.swap(waiting_);
  }
  for (auto& letter : letters) receive_(std::move(letter));
  letters.clear();
  spare_ = std::move(letters);
}

void Outbox::close() {
  const std::lock_guard lock{mutex_};
  closed_ = true;
}

Ticket::Ticket(std::shared_ptr<Outbox> outbox, std::uint64_t connection, std::uint64_t sequence)
    : outbox_{std::move(outbox)}, connection_{connection}, sequence_{sequence} {}

Ticket::~Ticket() {
  if (!used_) answer(to_response(unavailable("The request was given up before it was answered. Try again.")));
}

void Ticket::answer(Response response) {
  if (!used_.exchange(true)) outbox_->post(Answer{connection_, sequence_, std::move(response)});
}

ChunkTicket::ChunkTicket(std::shared_ptr<Outbox> outbox, std::uint64_t connection, std::uint64_t pull)
    : outbox_{std::move(outbox)}, connection_{connection}, pull_{pull} {}

ChunkTicket::~ChunkTicket() {
  give_up();
}

void ChunkTicket::give(Chunk chunk) {
  post(std::move(chunk));
}

void ChunkTicket::give_up() {
  post(std::nullopt);
}

void ChunkTicket::post(std::optional<Chunk> chunk) {
  if (!used_.exchange(true)) outbox_->post(PulledChunk{connection_, pull_, std::move(chunk)});
}

}  // namespace lapor::api::http
