#pragma once

#include <functional>
#include <queue>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "actors/engine.hpp"
#include "tools/demo/fate.hpp"
#include "tools/demo/scribe.hpp"
#include "tools/demo/stories.hpp"

namespace lapor::tools::demo {

/// What a drive did. `refused` commands came to nothing; a sound demonstration has none.
struct Tally {
  std::uint64_t filed{};
  std::uint64_t commands{};
  std::uint64_t refused{};
  std::string first_refusal;
};

/// Drives all lives through the engine: in steps of simulated time, each step's commands in flight together, the clock
/// moved only when all are answered. So deadlines are the timers' business, as ever. Used by one thread.
class Drive {
 public:
  /// All but the stories must outlive this object. `lives` get those of the stories as well; `on_filed` is told after
  /// each report.
  Drive(actors::Engine& engine, const Fate& fate, const Scribe& scribe, std::vector<Life>& lives,
        std::vector<Story> stories, Span span, std::function<void()> on_filed);

  /// Ends with the clock at the span's end. The error says why nothing more could be written.
  [[nodiscard]] Result<Tally, std::string> run();

 private:
  struct Entry {
    Instant at{};
    std::uint32_t life{};
    Move move{};
    /// The earliest is on top of the queue; ties go by report and move.
    bool operator<(const Entry& other) const {
      return std::tie(other.at, other.life, other.move) < std::tie(at, life, move);
    }
  };
  /// What the driver keeps of an outcome.
  struct Answer {
    Status status{Status::none};
    Instant due{};
    ReportId report{};
    bool is_refused{};
    std::string reason;  // of a refusal or failure
  };

  void take_until(Instant end);
  [[nodiscard]] bool is_still_wanted(Entry& entry);
  [[nodiscard]] ReportId merge_target(const Life& life, Instant now) const;
  void send_all();
  [[nodiscard]] Result<void, std::string> settle_all();
  void settle(const Entry& entry, const Answer& answer);
  void count(const Entry& entry);
  [[nodiscard]] std::optional<Turn> next_turn(const Entry& entry);
  void plan(std::uint32_t place, const std::vector<Turn>& turns);
  void advance_to(Instant target);

  actors::Engine& engine_;
  const Fate& fate_;
  const Scribe& scribe_;
  std::vector<Life>& lives_;
  const Span span_;
  const std::chrono::minutes step_;
  std::function<void()> on_filed_;
  std::priority_queue<Entry> queue_;
  std::vector<Entry> taken_;                                           // of this round, in order
  std::vector<Answer> answers_;                                        // to them
  std::unordered_map<std::uint16_t, std::uint32_t> newest_published_;  // by office
  std::unordered_map<std::uint32_t, std::vector<Turn>> written_;       // what is left of stories, by life
  Tally tally_;
};

/// How long a step of the simulated clock is for so many reports in such a span: long enough for some hundred
/// commands, at most an hour, always a part of one. Legal limits end on full hours, so none falls within a step.
[[nodiscard]] std::chrono::minutes step_for(std::size_t reports, Span span);

}  // namespace lapor::tools::demo
