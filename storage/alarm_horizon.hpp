#pragma once

#include <algorithm>
#include <mutex>
#include <optional>

#include "events/time.hpp"

namespace lapor::storage {

/// The instant before which no alarm stands in the index of due instants. A look from the index's beginning would step
/// over everything that was deleted there since the last compaction: thousands of alarms a day, at every ring of every
/// timer. Any thread may call.
class AlarmHorizon {
 public:
  /// An alarm was written. Told after it can be read and before its writer is answered: a look that did not see it is
  /// either still going on, or has ended and is corrected now.
  void added(Instant at) {
    const std::lock_guard lock{mutex_};
    horizon_ = std::min(horizon_, at);
    if (looks_ > 0) added_meanwhile_ = std::min(added_meanwhile_, at);
  }

  /// One reading from the horizon on.
  class Look {
   public:
    explicit Look(AlarmHorizon& horizon) : horizon_(horizon) {
      const std::lock_guard lock{horizon_.mutex_};
      if (horizon_.looks_++ == 0) horizon_.added_meanwhile_ = Instant::max();
      from_ = horizon_.horizon_;
    }
    ~Look() {
      const std::lock_guard lock{horizon_.mutex_};
      --horizon_.looks_;
      if (first_) horizon_.horizon_ = std::min(*first_, horizon_.added_meanwhile_);
    }
    Look(const Look&) = delete;
    Look& operator=(const Look&) = delete;

    [[nodiscard]] Instant from() const { return from_; }
    /// Nothing stood between `from` and `first`.
    void found(Instant first) { first_ = first; }

   private:
    AlarmHorizon& horizon_;
    Instant from_;
    std::optional<Instant> first_;
  };

 private:
  std::mutex mutex_;
  Instant horizon_{Instant::min()};
  Instant added_meanwhile_{Instant::max()};  // the earliest since the oldest look that goes on began
  int looks_{};
};

}  // namespace lapor::storage
