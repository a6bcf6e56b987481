#include "api/identity/message_outbox.hpp"

#include <bit>
#include <utility>

#include "api/identity/randomness.hpp"

namespace lapor::api {
namespace {

/// Far from where another process began, so that a late acknowledgement meets no other message; below 2^52, so that
/// JSON's numbers hold it and all that follow.
std::uint64_t first_id() {
  return std::bit_cast<std::uint64_t>(random_bytes<8>()) >> 12U;
}

}  // namespace

MessageOutbox::MessageOutbox(std::size_t most) : most_(most), next_id_(first_id() + 1) {}

std::optional<std::uint64_t> MessageOutbox::post(ContactAddress to, std::string subject, Secret text, Instant now,
                                                 std::chrono::milliseconds lifetime) {
  const std::scoped_lock lock(mutex_);
  forget_expired(now);
  if (entries_.size() >= most_) return std::nullopt;
  const std::uint64_t id = next_id_++;
  entries_.emplace_hint(entries_.end(), id,
                        Entry{{id, std::move(to), std::move(subject), std::move(text), now, now + lifetime}, now});
  return id;
}

std::vector<Message> MessageOutbox::waiting(ContactAddress::Kind kind, std::size_t limit, Instant now) {
  const std::scoped_lock lock(mutex_);
  forget_expired(now);
  std::vector<Message> offered;
  for (auto& [id, entry] : entries_) {
    if (offered.size() >= limit) break;
    if (entry.message.to.kind != kind || entry.offered_from > now) continue;
    entry.offered_from = now + lease;
    offered.push_back(entry.message);
  }
  return offered;
}

bool MessageOutbox::acknowledge(std::uint64_t id) {
  const std::scoped_lock lock(mutex_);
  return entries_.erase(id) > 0;
}

void MessageOutbox::forget_expired(Instant now) {
  std::erase_if(entries_, [now](const auto& entry) { return entry.second.message.expires_at <= now; });
}

std::size_t MessageOutbox::size() const {
  const std::scoped_lock lock(mutex_);
  return entries_.size();
}

}  // namespace lapor::api
