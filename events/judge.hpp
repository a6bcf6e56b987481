#pragma once

#include <optional>

#include "events/directory.hpp"
#include "events/finding.hpp"
#include "events/report_state.hpp"
#include "events/told_command.hpp"

namespace lapor {

/// Judges one record of a report as an auditor: what the record tells of is decided again by `decide`, in the state
/// `before` it and at its instant, and must lead to the same events. No rule is written twice.
///
/// `rules` is the rulebook of the version by which the record was decided (`facts.rulebook`); whether that was the one
/// in force is `judge_version`'s business.
///
/// `facts` is a record read without keys (`decode_facts`) that went through `with_stand_ins`, and `before` the fold of
/// such records; a history that was read with its keys throughout is judged as well, and persons then as they are.
/// Gives the first thing that is wrong, nothing when the record stands. Pure, and well under a microsecond for a record
/// that stands by its calendar.
///
/// Limits are judged by the calendar of that version, or as it was before the decree of one of the years concerned: a
/// decree that came as a new edition of the reference files has no version.
/// A deadline called provisional may be either of these instants; one called final is what the decrees give.
///
/// Not judged, because nothing in the facts tells:
/// - who reported, supported or commented (sealed): that the same person did not support twice, that what a reporter
///   did was done by this report's reporter;
/// - texts: whether there is one, whether a second equal rating brought a text, whether text was added after an
/// erasure;
/// - free choices: the new instant of a rescheduled deadline, categories, tags, places, attachments, whether the report
///   that another was merged into exists, whether codes and institutions are in the rulebook;
/// - the channel, and whether `at` is not before that of the record before it: the journal's order shows that;
/// - whether the system rang in time: a deadline's enforcement may come late (the server was down), never early;
/// - when a decree became known: that a limit was called provisional too long, and whether a window or a target, which
///   carry no such flag, had to know the decree.
///
/// Version 0 is what the reference files say today. A list of closed days that was revised there for a year already
/// decreed, a policy that was put before its time, or an institution that moved in the tree or to another zone gives
/// findings in records that were right when they were written; judge those with the files of their time.
[[nodiscard]] std::optional<Finding> judge(const ReportState& before, const Record& facts, const Rulebook& rules);

}  // namespace lapor
