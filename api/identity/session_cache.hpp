#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "api/identity/recent_map.hpp"
#include "api/identity/secret.hpp"
#include "api/principal.hpp"
#include "events/person_events.hpp"
#include "events/time.hpp"

namespace lapor::api {

/// 256 random bits as 43 characters of base64url.
[[nodiscard]] Secret new_session_token();

/// What a valid session's token stands for.
struct CachedSession {
  Principal principal;
  PersonId person{};
  Instant expires_at{};                    // the end, however much it is used
  std::chrono::milliseconds idle_limit{};  // and how long it lasts unused
  std::string csrf;                        // what a browser's form must send along
};

/// Sessions that were looked up lately, and when each was used last. Any thread may call.
///
/// The journal says which sessions there are; the cache only spares asking it. Idle time is judged here alone: no use
/// is ever written down, so a restart, or falling out of the cache as the least recently used, counts as a use. A
/// session that has been idle too long stays here as such until it falls out: `find` answers nothing, `keep` does not
/// bring it back, and `last_use` tells the caller, who has found it in the journal, to refuse it.
///
/// Revocation is immediate: whoever ends sessions makes that durable first and then calls `forget`. A look-up in the
/// journal that began before may still have seen the session; its ticket is then void. (Forgotten persons and sessions
/// share slots, so that a ticket may be void for a neighbour's sake: then the next request looks up again.)
class SessionCache {
 public:
  /// Taken before a look-up in the journal begins.
  class Ticket {
    friend class SessionCache;
    explicit Ticket(std::uint64_t forgotten) : forgotten_(forgotten) {}
    std::uint64_t forgotten_;
  };

  /// At most `most` sessions, some 500 bytes each. They are spread over `shards`, each with a mutex of its own; in a
  /// full shard the least recently used one makes room.
  explicit SessionCache(std::size_t most = 100'000, std::size_t shards = 16);

  /// The session, now used; nothing when it is unknown, or has expired or been idle too long.
  [[nodiscard]] std::optional<CachedSession> find(const TokenHash& hash, Instant now);

  [[nodiscard]] Ticket begin() const;

  /// Keeps a session, now used, unless it, its person or all were forgotten since the ticket, or it is known to be
  /// idle.
  void keep(const Ticket& ticket, const TokenHash& hash, CachedSession session, Instant now);

  /// When a session was used last, as far as is known here. Idle is what was used `idle_limit` ago or earlier.
  [[nodiscard]] std::optional<Instant> last_use(const TokenHash& hash) const;

  /// All sessions of a person: signed out everywhere, or roles, institution or password have changed.
  void forget(PersonId person);
  /// One session: signed out.
  void forget(const TokenHash& hash);
  void forget_all();

  [[nodiscard]] std::size_t size() const;

 private:
  struct Entry {
    CachedSession session;
    Instant last_use{};

    [[nodiscard]] bool is_idle(Instant now) const { return last_use + session.idle_limit <= now; }
  };
  /// The first bytes are as good as any hash of them.
  struct HashOfHash {
    std::size_t operator()(const TokenHash& hash) const {
      std::size_t value{};
      std::memcpy(&value, hash.data(), sizeof value);
      return value;
    }
  };
  struct Shard {
    explicit Shard(std::size_t most) : entries(most) {}
    void erase(const TokenHash& hash);
    void put(const TokenHash& hash, Entry entry);
    void erase_all_of(PersonId person);

    mutable std::mutex mutex;
    RecentMap<TokenHash, Entry, HashOfHash> entries;
    std::set<std::pair<PersonId, TokenHash>> by_person;
  };

  [[nodiscard]] Shard& shard_of(const TokenHash& hash) const;
  [[nodiscard]] bool is_void(const Ticket& ticket, const TokenHash& hash, PersonId person) const;
  void mark_forgotten(std::size_t slot);

  static constexpr std::size_t slots = 4'096;
  [[nodiscard]] static std::size_t slot_of(PersonId person) { return number(person) % slots; }
  [[nodiscard]] static std::size_t slot_of(const TokenHash& hash) { return HashOfHash{}(hash) % slots; }

  std::vector<std::unique_ptr<Shard>> shards_;
  std::mutex forgetting_;                                    // one at a time writes the three below
  std::atomic<std::uint64_t> forgotten_{};                   // how often anything was
  std::array<std::atomic<std::uint64_t>, slots> last_of_{};  // the last time for each slot
  std::atomic<std::uint64_t> last_of_all_{};
};

}  // namespace lapor::api
