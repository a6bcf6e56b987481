#pragma once

#include <vector>

#include "tools/demo/country.hpp"
#include "tools/demo/life.hpp"
#include "tools/demo/rhythm.hpp"

namespace lapor::tools::demo {

/// A report whose course is written down beforehand instead of drawn: its moves after the filing, in order.
struct Story {
  Life life;
  std::vector<Turn> turns;
};

/// The reports of the one citizen as whom one can sign in, so that at the end of the span there is one in every state
/// in which a reporter can do something, or look on: to be verified, to be completed, late, answered, replied to,
/// closed and not rated, archived. Without those that would begin before the span. Working days are those of
/// `calendar`.
[[nodiscard]] std::vector<Story> stories_of(PersonId citizen, const Country& country, const Rhythm& rhythm,
                                            const WorkingCalendar& calendar, std::uint64_t seed);

/// A desk that is well filled at the end of the span: Surabaya's, with reports to be verified, to be followed up soon
/// or late, at the city's transport office too, and with replies to answer. They come from anybody.
[[nodiscard]] std::vector<Story> stories_of_desk(const Country& country, const Rhythm& rhythm,
                                                 const WorkingCalendar& calendar, std::uint64_t seed);

}  // namespace lapor::tools::demo
