#include "api/identity/session_cache.hpp"

#include <algorithm>

#include "api/identity/base_encoding.hpp"
#include "api/identity/randomness.hpp"

namespace lapor::api {

Secret new_session_token() {
  return Secret(to_base64url(random_bytes<32>()));
}

void SessionCache::Shard::erase(const TokenHash& hash) {
  const Entry* entry = entries.peek(hash);
  if (entry == nullptr) return;
  by_person.erase({entry->session.person, hash});
  entries.erase(hash);
}

void SessionCache::Shard::put(const TokenHash& hash, Entry entry) {
  erase(hash);
  if (entries.is_full()) erase(TokenHash(entries.oldest()));
  by_person.emplace(entry.session.person, hash);
  entries.put(hash, std::move(entry));
}

void SessionCache::Shard::erase_all_of(PersonId person) {
  auto first = by_person.lower_bound({person, TokenHash{}});
  while (first != by_person.end() && first->first == person) {
    entries.erase(first->second);
    first = by_person.erase(first);
  }
}

SessionCache::SessionCache(std::size_t most, std::size_t shards) {
  const std::size_t share = std::max<std::size_t>(1, most / shards);
  for (std::size_t i = 0; i < shards; ++i) shards_.push_back(std::make_unique<Shard>(share));
}

SessionCache::Shard& SessionCache::shard_of(const TokenHash& hash) const {
  return *shards_[std::to_integer<std::size_t>(hash.back()) % shards_.size()];
}

std::optional<CachedSession> SessionCache::find(const TokenHash& hash, Instant now) {
  Shard& shard = shard_of(hash);
  const std::scoped_lock lock(shard.mutex);
  Entry* entry = shard.entries.use(hash);
  if (entry == nullptr || entry->session.expires_at <= now || entry->is_idle(now)) return std::nullopt;
  entry->last_use = std::max(entry->last_use, now);
  return entry->session;
}

SessionCache::Ticket SessionCache::begin() const {
  return Ticket(forgotten_.load());
}

bool SessionCache::is_void(const Ticket& ticket, const TokenHash& hash, PersonId person) const {
  return last_of_all_ > ticket.forgotten_ || last_of_[slot_of(person)] > ticket.forgotten_ ||
         last_of_[slot_of(hash)] > ticket.forgotten_;
}

/// The ticket is looked at under the shard's lock: `forget` marks first and takes the lock then, so that either the
/// mark is seen here or the entry there.
void SessionCache::keep(const Ticket& ticket, const TokenHash& hash, CachedSession session, Instant now) {
  Shard& shard = shard_of(hash);
  const std::scoped_lock lock(shard.mutex);
  if (is_void(ticket, hash, session.person)) return;
  const Entry* before = shard.entries.peek(hash);
  if (before != nullptr && before->is_idle(now)) return;
  shard.put(hash, {std::move(session), now});
}

std::optional<Instant> SessionCache::last_use(const TokenHash& hash) const {
  const Shard& shard = shard_of(hash);
  const std::scoped_lock lock(shard.mutex);
  const Entry* entry = shard.entries.peek(hash);
  return entry == nullptr ? std::nullopt : std::optional(entry->last_use);
}

void SessionCache::mark_forgotten(std::size_t slot) {
  const std::scoped_lock lock(forgetting_);
  last_of_[slot] = ++forgotten_;
}

void SessionCache::forget(PersonId person) {
  mark_forgotten(slot_of(person));
  for (const auto& shard : shards_) {
    const std::scoped_lock lock(shard->mutex);
    shard->erase_all_of(person);
  }
}

void SessionCache::forget(const TokenHash& hash) {
  mark_forgotten(slot_of(hash));
  Shard& shard = shard_of(hash);
  const std::scoped_lock lock(shard.mutex);
  shard.erase(hash);
}

void SessionCache::forget_all() {
  {
    const std::scoped_lock lock(forgetting_);
    last_of_all_ = ++forgotten_;
  }
  for (const auto& shard : shards_) {
    const std::scoped_lock lock(shard->mutex);
    shard->entries.clear();
    shard->by_person.clear();
  }
}

std::size_t SessionCache::size() const {
  std::size_t size = 0;
  for (const auto& shard : shards_) {
    const std::scoped_lock lock(shard->mutex);
    size += shard->entries.size();
  }
  return size;
}

}  // namespace lapor::api
