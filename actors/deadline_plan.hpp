#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "events/values.hpp"

namespace lapor::actors {

/// The order in which a timer enforces what is due. Pure: no clock, no journal, no messages.
///
/// Work goes in rounds. A round begins at the first alarm of the journal and reads on, page by page, to those that are
/// due at its instant. Alarms are handed out in order; one instant's must all be answered before the next instant's go
/// out (legal limits end at midnight, so one instant has thousands of them), and at most `window` are out at once. An
/// alarm that comes to nothing is left alone for a while that doubles with every failure; when `window` fail in a row
/// the store itself is in trouble and the round is given up.
class DeadlinePlan {
 public:
  using IsMine = std::function<bool(const Alarm&)>;

  static constexpr std::size_t window = 256;
  static constexpr std::size_t page_size = 512;
  static constexpr std::chrono::milliseconds first_pause{1'000};
  static constexpr std::chrono::milliseconds longest_pause{300'000};

  /// What to ask the journal for.
  struct Page {
    std::optional<Alarm> after;
    Instant until;
    std::size_t limit{};
  };

  explicit DeadlinePlan(IsMine is_mine) : is_mine_(std::move(is_mine)) {}

  /// Only when finished.
  void begin(Instant now);
  /// Makes the next round try every alarm again, however often it failed.
  void forgive() { failures_.clear(); }

  /// The page to read before anything more can be handed out; nothing when there is enough in hand or the round is read
  /// out.
  [[nodiscard]] std::optional<Page> wanted() const;
  void add(const std::vector<Alarm>& page);
  /// Stops reading; what is out is still waited for.
  void give_up();

  /// The alarms to send now, in order.
  [[nodiscard]] std::vector<Alarm> take();
  void answered(const Alarm& alarm, bool enforced, Instant now);

  [[nodiscard]] bool finished() const { return read_out_ && in_hand_.empty() && out_ == 0; }
  /// Whether this round enforced anything: then there may be more that is due already, such as the next level.
  [[nodiscard]] bool enforced_any() const { return enforced_any_; }

 private:
  struct Failure {
    Instant next_try{};
    std::chrono::milliseconds pause{};
    std::uint64_t seen_in_round{};
  };
  [[nodiscard]] bool is_paused(const Alarm& alarm);
  void forget_vanished();

  IsMine is_mine_;
  std::deque<Alarm> in_hand_;
  std::map<Alarm, Failure> failures_;
  std::optional<Alarm> read_to_;
  Instant now_{};      // of this round
  Instant instant_{};  // of the alarms that are out
  std::size_t out_{};
  std::size_t failed_in_a_row_{};
  std::uint64_t round_{};
  bool read_out_{true};
  bool enforced_any_{};
};

}  // namespace lapor::actors
