#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "api/identity/secret.hpp"
#include "events/contact_address.hpp"
#include "events/time.hpp"

namespace lapor::api {

/// One message to a person, by e-mail or SMS.
struct Message {
  std::uint64_t id{};
  ContactAddress to;
  std::string subject;
  Secret text;  // has codes in it
  Instant created_at{};
  Instant expires_at{};
};

/// Messages that wait for the gateways that send them. In memory only, so that no code and no address ever lies on the
/// disk; a restart forgets them, and whoever waits asks again. Any thread may call.
///
/// A fetched message is leased: for a minute it is offered to nobody else, then again, until it is acknowledged or
/// expires. So a message may be sent twice, when a gateway dies between sending and acknowledging, but is not lost
/// with the gateway.
class MessageOutbox {
 public:
  static constexpr std::chrono::seconds lease{60};

  explicit MessageOutbox(std::size_t most = 10'000);

  /// The message's id; nothing when the box is full of messages that have not expired.
  [[nodiscard]] std::optional<std::uint64_t> post(ContactAddress to, std::string subject, Secret text, Instant now,
                                                  std::chrono::milliseconds lifetime);

  /// Up to `limit` messages of one kind that nobody has leased, the oldest first; leased from now on.
  [[nodiscard]] std::vector<Message> waiting(ContactAddress::Kind kind, std::size_t limit, Instant now);

  /// The message was sent: it goes. False: there is none of this id (any more).
  bool acknowledge(std::uint64_t id);

  [[nodiscard]] std::size_t size() const;

 private:
  struct Entry {
    Message message;
    Instant offered_from{};
  };

  void forget_expired(Instant now);

  const std::size_t most_;
  mutable std::mutex mutex_;
  std::map<std::uint64_t, Entry> entries_;  // by id, which is by age
  std::uint64_t next_id_;
};

}  // namespace lapor::api
