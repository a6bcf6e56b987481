#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/message.hpp"
#include "api/http/timer_wheel.hpp"

namespace lapor::api::http {

/// The requests of one connection that are not answered on the wire yet. Answers may come in any order and leave in the
/// order of their requests (RFC 9112, 9.3.2). An answer whose body comes from a source stays first until that body has
/// ended. No I/O; one thread.
class AnswerQueue {
 public:
  struct Place {
    bool head_only{false};  // the request was HEAD
    bool last{false};       // the connection ends after this answer
    LoopTime due{LoopTime::max()};
  };

  /// A place at the end, and the sequence number that its answer must name.
  std::uint64_t open(Place place);
  /// False if nobody waits for this answer: it came before, or too late. A source whose body is not wanted is let go.
  bool answer(std::uint64_t sequence, Response response);
  /// Appends to `out` what may leave now. `nothing_follows`: whichever answer empties the queue is the last. Returns
  /// the source of the body that must follow; nothing leaves until `end_body`.
  std::shared_ptr<BodySource> write_ready(std::string& out, std::string_view date_line, bool nothing_follows);
  void end_body();
  /// Gives up all places and lets their sources go.
  void clear();

  [[nodiscard]] bool empty() const { return entries_.empty(); }
  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  [[nodiscard]] std::size_t unanswered() const;
  /// When the first place without an answer is due; the end of time if all have theirs.
  [[nodiscard]] LoopTime next_due() const;
  /// A place that is due and has no answer.
  [[nodiscard]] std::optional<std::uint64_t> overdue(LoopTime now) const;

 private:
  struct Entry {
    Place place;
    bool answered{false};
    bool chunked{false};  // also when the source was let go, because only the head is wanted
    Response response;
  };
  [[nodiscard]] std::vector<Entry>::const_iterator first_unanswered() const;
  void remove_first(std::size_t count);

  std::vector<Entry> entries_;
  std::uint64_t first_{0};  // sequence number of the first entry
  bool in_body_{false};     // the head of the first entry has left, its body follows
};

}  // namespace lapor::api::http
