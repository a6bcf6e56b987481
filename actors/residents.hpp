#pragma once

#include <caf/actor.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <unordered_map>

#include "events/identifiers.hpp"

namespace lapor::actors {

/// A report that a shard knows of, and what its actor is doing.
struct Resident {
  enum class Phase : std::uint8_t {
    waiting,     // no actor yet: too many others are being loaded
    recovering,  // its actor folds the past
    ready,
    leaving,  // told to go; commands wait for its successor
  };

  caf::actor actor;
  Resident* newer{};  // neighbours in order of use, only when `ready`
  Resident* older{};
  std::chrono::steady_clock::time_point last_used{};
  Phase phase{Phase::waiting};
};

/// The reports of one shard by id, the ready ones also in order of use. One heap block of 64 bytes for each. Owned by a
/// shard, used by it alone.
class Residents {
 public:
  using Time = std::chrono::steady_clock::time_point;
  using Map = std::unordered_map<ReportId, Resident>;

  struct Found {
    Resident& resident;
    bool is_new;
  };
  [[nodiscard]] Found find_or_add(ReportId report);
  [[nodiscard]] Resident* find(ReportId report);
  void erase(ReportId report);

  void set_ready(Resident& resident, Time now);
  void set_leaving(Resident& resident);
  void touch(Resident& resident, Time now);

  /// The ready one that was used longest ago; null when none is ready.
  [[nodiscard]] Resident* least_recent() { return oldest_; }
  [[nodiscard]] std::size_t ready() const { return ready_; }
  [[nodiscard]] std::size_t size() const { return map_.size(); }
  [[nodiscard]] Map& all() { return map_; }

 private:
  void link(Resident& resident);
  void unlink(Resident& resident);

  Map map_;
  Resident* newest_{};
  Resident* oldest_{};
  std::size_t ready_{};
};

}  // namespace lapor::actors
