#pragma once

#include "api/report_page.hpp"
#include "api/statistics/milestones.hpp"
#include "events/codec.hpp"
#include "events/report_state.hpp"
#include "events/result.hpp"

namespace lapor::api {

/// What the view "reports" keeps of one report: its state, its page without anything that says who the reporter is
/// beyond the display name, or who commented, and what of its past counts in the figures.
struct ReportRow {
  ReportState state;
  ReportPage page;
  std::vector<Milestone> milestones;
  bool lacks_comments{};  // there are too many for a row
};

/// Folds one record that follows the row's version.
void fold(ReportRow& row, const Record& record, const Rulebook& rules);

/// Equal rows give equal bytes (api/views/report_row.capnp).
[[nodiscard]] Bytes encode_row(const ReportRow& row);
[[nodiscard]] Result<ReportRow, CodecError> decode_row(BytesView bytes);

}  // namespace lapor::api
