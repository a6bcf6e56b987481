#pragma once

#include <vector>

#include "events/directory.hpp"
#include "events/events.hpp"
#include "events/report_state.hpp"

namespace lapor::api {

/// What counts in the figures, once each time it happens. Ordinals are kept in rows.
enum class MilestoneKind : std::uint8_t {
  received = 1,
  moved = 2,  // onto another desk
  verified = 3,
  followed_up = 4,  // for the first time
  declined = 5,
  closed = 6,
  archived = 7,
  merged = 8,
  reopened = 9,
  restored = 10,
  rated = 11,
};

}  // namespace lapor::api

namespace lapor {

template <>
inline constexpr auto words<api::MilestoneKind> = std::to_array<Word<api::MilestoneKind>>({
    {api::MilestoneKind::received, "received"},
    {api::MilestoneKind::moved, "moved"},
    {api::MilestoneKind::verified, "verified"},
    {api::MilestoneKind::followed_up, "followed_up"},
    {api::MilestoneKind::declined, "declined"},
    {api::MilestoneKind::closed, "closed"},
    {api::MilestoneKind::archived, "archived"},
    {api::MilestoneKind::merged, "merged"},
    {api::MilestoneKind::reopened, "reopened"},
    {api::MilestoneKind::restored, "restored"},
    {api::MilestoneKind::rated, "rated"},
});

}  // namespace lapor

namespace lapor::api {

/// The grain "transition": one step of a report's life, as the figures need it.
struct Milestone {
  MilestoneKind kind{};
  Instant at{};
  Slug desk{};              // received, moved: who has it from then on
  std::uint8_t detail{};    // verified, followed_up: 1 in time; closed: the Initiator; rated: the score
  Instant since{};          // followed_up: when it came to the institution that answered
  std::uint32_t minutes{};  // followed_up: working time since then, in that institution's zone
  bool operator==(const Milestone&) const = default;
};

/// Adds what `record` brings to the milestones of a report whose state was `before`.
void add_milestones(std::vector<Milestone>& milestones, const ReportState& before, const Record& record,
                    const Rulebook& rules);

}  // namespace lapor::api
