#pragma once

#include <optional>
#include <vector>

#include "tools/demo/country.hpp"
#include "tools/demo/life.hpp"
#include "tools/demo/rhythm.hpp"

namespace lapor::tools::demo {

/// What becomes of a report: after each move the next one, with its instant. Knows the states' rules only as far as
/// needed to ask for nothing that is refused; whatever the system does by itself it leaves to the system, and comes
/// back after that instant. Immutable; any thread may ask.
class Fate {
 public:
  /// Both must outlive this object.
  Fate(const Country& country, const Rhythm& rhythm) : country_(country), rhythm_(rhythm) {}

  /// The next move of the report's own course, after what was done at `now`; nothing when its course is over or runs
  /// out in silence. Later than `now`.
  [[nodiscard]] std::optional<Turn> next(Life& life, Instant now) const;
  /// What others do beside it: after its filing, and after it has been published for the first time.
  [[nodiscard]] std::vector<Turn> beside(Life& life, Instant now, Move after) const;

 private:
  [[nodiscard]] std::optional<Turn> while_unverified(Life& life, Instant now) const;
  [[nodiscard]] std::optional<Turn> while_held(Life& life, Instant now) const;
  [[nodiscard]] std::optional<Turn> while_waiting(Life& life, Instant now) const;
  [[nodiscard]] std::optional<Turn> while_declined(Life& life, Instant now) const;
  [[nodiscard]] std::optional<Turn> while_handled(Life& life, Instant now) const;
  [[nodiscard]] std::optional<Turn> while_replied(Life& life, Instant now) const;
  [[nodiscard]] std::optional<Turn> after_closing(Life& life, Instant now) const;
  [[nodiscard]] std::optional<Turn> after_archiving(Life& life, Instant now) const;

  /// By the office that has it, with `pace` times its own pace.
  [[nodiscard]] Turn by_office(Life& life, Instant now, double pace, Move move) const;
  [[nodiscard]] Turn by_verifier(Life& life, Instant now, Move move) const;
  [[nodiscard]] Turn by_national_admin(Life& life, Instant now, Move move) const;
  /// By the public or the reporter, some days later.
  [[nodiscard]] Turn by_people(Life& life, Instant now, double mean_days, Move move) const;
  [[nodiscard]] const Office& holder(const Life& life) const { return country_.offices()[life.addressee]; }

  const Country& country_;
  const Rhythm& rhythm_;
};

}  // namespace lapor::tools::demo
