#include "events/report_state.hpp"

namespace lapor {

bool ReportState::is_public() const {
  const bool before_verification =
      status == Status::none || status == Status::awaiting_verification || status == Status::on_hold;
  return published && !confidential && !before_verification;
}

std::optional<Alarm> ReportState::alarm() const {
  if (!has_running_deadline || !next_alarm) return std::nullopt;
  return Alarm{*next_alarm, id, deadline.kind};
}

}  // namespace lapor
