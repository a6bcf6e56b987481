#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "events/values.hpp"

namespace lapor {

/// What later decisions need to know of a report; no text. Folded from its events by `evolve`. Kept small: one for
/// every resident actor (docs/architecture.md, memory).
struct ReportState {
  ReportId id{};
  Version version{};
  Status status{Status::none};
  Classification classification{Classification::complaint};
  bool anonymous{};
  bool confidential{};
  bool published{};  // verified at least once; stays true when an archived report is restored
  bool erased{};
  bool legal_hold{};  // nothing may be erased, but by a court's order
  bool appealed{};    // the reporter's one restoration is used up
  bool reopened{};    // the reporter's one reopening is used up
  bool has_running_deadline{};
  Initiator closed_by{};
  std::uint8_t missed_level{};  // of the running deadline: 0 not missed, 1 to 3 escalated
  std::uint8_t rating{};        // 0: not rated
  std::uint16_t bounces{};
  std::uint32_t comments{};
  std::optional<PersonId> reporter;
  Slug chosen;  // institution that the reporter named; its coordinator verifies
  Slug holder;  // institution or unit that has the report on its desk
  std::vector<Slug> earlier_holders;
  std::vector<Slug> copies;
  std::vector<PersonId> supporters;            // sorted
  std::vector<std::uint32_t> hidden_comments;  // sorted
  Deadline deadline;                           // meaningful when `has_running_deadline`
  std::optional<Instant> next_alarm;
  Instant submitted_at{};
  std::optional<Instant> verified_at;
  std::optional<Instant> first_follow_up_at;
  std::optional<Instant> ended_at;      // closed, archived or merged
  std::optional<Instant> window_until;  // end of the reopening or appeal window
  std::optional<Instant> resolution_target;
  ReportId merged_into{};
  bool operator==(const ReportState&) const = default;

  [[nodiscard]] bool exists() const { return status != Status::none; }
  /// Published and neither confidential nor held back: what the public may know of.
  [[nodiscard]] bool is_public() const;
  /// Somebody must still find it clear and complete.
  [[nodiscard]] bool waits_for_verifier() const {
    return status == Status::awaiting_verification || status == Status::on_hold;
  }
  /// Who has it to handle; before anybody has, the institution that the reporter named.
  [[nodiscard]] const Slug& desk() const { return holder.empty() ? chosen : holder; }
  [[nodiscard]] std::optional<Alarm> alarm() const;
};

}  // namespace lapor
