#pragma once

#include <array>
#include <vector>

#include "events/time.hpp"
#include "events/vocabulary.hpp"

namespace lapor {

/// When offices are open on a working day, as hours after midnight; 0 <= opens < closes <= 24.
struct OfficeHours {
  std::chrono::hours opens{8};
  std::chrono::hours closes{16};
  bool operator==(const OfficeHours&) const = default;
};

/// Limits in working days, valid from a day on (regulation 62/2018 and its successors).
struct DeadlinePolicy {
  Date effective_from{};
  int verification{3};
  int completion{10};
  int follow_up{5};
  int reassignment{3};
  int auto_close{10};
  int reopen_window{10};
  int appeal_window{10};
  /// Working days after the due instant at which level 2 and level 3 are told; level 1 is told at the due instant.
  std::array<int, 2> escalation{5, 10};
  int resolve_information_request{5};
  int resolve_aspiration{5};
  int resolve_complaint{14};
  int resolve_supervised_complaint{60};
  OfficeHours office{};
  [[nodiscard]] int resolution_limit(Classification classification) const;
  bool operator==(const DeadlinePolicy&) const = default;
};

/// All policies of the past and the present, oldest first, never empty.
class PolicyBook {
 public:
  PolicyBook() : policies_{DeadlinePolicy{}} {}
  /// `policies` must be sorted by `effective_from`, without repeats, and not empty.
  explicit PolicyBook(std::vector<DeadlinePolicy> policies);

  /// The policy in force on `date`; before the first one begins, the first.
  [[nodiscard]] const DeadlinePolicy& on(Date date) const;
  [[nodiscard]] const std::vector<DeadlinePolicy>& all() const { return policies_; }
  /// The same with this policy, in the place of one that begins on the same day.
  [[nodiscard]] PolicyBook with(DeadlinePolicy policy) const;

 private:
  std::vector<DeadlinePolicy> policies_;
};

}  // namespace lapor
