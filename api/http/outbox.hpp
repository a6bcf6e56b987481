#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "api/http/message.hpp"

namespace lapor::api::http {

class Outbox;

/// The answer to one request of one connection.
struct Answer {
  std::uint64_t connection{};
  std::uint64_t sequence{};
  Response response;
};

/// What a source gave when its connection asked for the `pull`-th time. None: it was given up.
struct PulledChunk {
  std::uint64_t connection{};
  std::uint64_t pull{};
  std::optional<Chunk> chunk;
};

/// The sink that had no room for more than the bytes of this `take` has some now.
struct Drained {
  std::uint64_t connection{};
  std::uint64_t take{};
};

/// A socket just accepted, to be owned by the loop. `turned_away`: there are too many connections; say so and close.
struct Newcomer {
  int socket{-1};
  bool turned_away{false};
  std::string address{};  // canonical; of whoever connected
};

/// A listening socket, to be owned by the loop, which shares out what it accepts among all these loops in turn.
struct Listen {
  int socket{-1};
  std::vector<std::shared_ptr<Outbox>> loops;
};

/// Take no more requests, finish what is begun within `patience`, close everything, end.
struct Stop {
  std::chrono::milliseconds patience;
};

using Letter = std::variant<Answer, PulledChunk, Drained, Newcomer, Listen, Stop>;

/// The one way into a loop for all other threads. Outlives the loop as long as somebody may still answer; letters that
/// come after `close` are dropped.
class Outbox {
 public:
  /// `wake` is called from any thread when the first letter waits, also after `close`, and must make the loop call
  /// `collect`; `receive` is called on the loop's thread only.
  Outbox(std::function<void()> wake, std::function<void(Letter)> receive);

  /// Any thread. On the loop's own thread the letter is received at once. False: the loop is gone, and so is the
  /// letter.
  bool post(Letter letter);

  /// The rest is for the loop's thread.
  void belong_to_this_thread() { owner_ = std::this_thread::get_id(); }
  /// Receives all letters that wait. A receiver may call it again.
  void collect();
  void close();

 private:
  const std::function<void()> wake_;
  const std::function<void(Letter)> receive_;
  std::atomic<std::thread::id> owner_{};
  std::mutex mutex_;
  std::vector<Letter> waiting_;  // guarded by mutex_
  bool closed_{false};           // written by the loop's thread under mutex_
  std::vector<Letter> spare_;    // loop thread; the memory of the last collection, for the next
};

/// The duty to answer one request. The first answer counts; a ticket that dies unused answers 503. Any thread.
class Ticket {
 public:
  Ticket(std::shared_ptr<Outbox> outbox, std::uint64_t connection, std::uint64_t sequence);
  ~Ticket();
  Ticket(const Ticket&) = delete;
  Ticket& operator=(const Ticket&) = delete;

  void answer(Response response);

 private:
  std::shared_ptr<Outbox> outbox_;
  std::uint64_t connection_;
  std::uint64_t sequence_;
  std::atomic<bool> used_{false};
};

/// The duty to give one chunk. The first call counts; a ticket that dies unused gives up. Any thread.
class ChunkTicket {
 public:
  ChunkTicket(std::shared_ptr<Outbox> outbox, std::uint64_t connection, std::uint64_t pull);
  ~ChunkTicket();
  ChunkTicket(const ChunkTicket&) = delete;
  ChunkTicket& operator=(const ChunkTicket&) = delete;

  void give(Chunk chunk);
  void give_up();

 private:
  void post(std::optional<Chunk> chunk);

  std::shared_ptr<Outbox> outbox_;
  std::uint64_t connection_;
  std::uint64_t pull_;
  std::atomic<bool> used_{false};
};

}  // namespace lapor::api::http
