#pragma once

#include "api/report_page.hpp"
#include "events/codec.hpp"
#include "events/report_state.hpp"
#include "events/result.hpp"

namespace lapor::api {

/// What the view "reports" keeps of one report: its state and its page without comments and without anything that says
/// who the reporter is beyond the display name.
struct ReportRow {
  ReportState state;
  ReportPage page;
};

/// Folds one record that follows the row's version.
void fold(ReportRow& row, const Record& record);

/// Equal rows give equal bytes (api/views/report_row.capnp).
[[nodiscard]] Bytes encode_row(const ReportRow& row);
[[nodiscard]] Result<ReportRow, CodecError> decode_row(BytesView bytes);

}  // namespace lapor::api
