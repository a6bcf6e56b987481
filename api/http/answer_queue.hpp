#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/message.hpp"
#include "api/http/timer_wheel.hpp"

namespace lapor::api::http {

/// The requests of one connection that are not answered on the wire yet. Answers may come in any order and leave in the
/// order of their requests (RFC 9112, 9.3.2). No I/O; one thread.
class AnswerQueue {
 public:
  struct Place {
    bool head_only{false};  // the request was HEAD
    bool last{false};       // the connection ends after this answer
    LoopTime due{LoopTime::max()};
  };

  /// A place at the end, and the sequence number that its answer must name.
  std::uint64_t open(Place place);
  /// False if nobody waits for this answer: it came before, or too late.
  bool answer(std::uint64_t sequence, Response response);
  /// Appends to `out` what may leave now. `nothing_follows`: whichever answer empties the queue is the last.
  void write_ready(std::string& out, std::string_view date_line, bool nothing_follows);

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
    Response response;
  };
  [[nodiscard]] std::vector<Entry>::const_iterator first_unanswered() const;

  std::vector<Entry> entries_;
  std::uint64_t first_{0};  // sequence number of the first entry
};

}  // namespace lapor::api::http
