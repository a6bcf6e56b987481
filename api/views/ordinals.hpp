#pragma once

#include <cstdint>

#include "events/identifiers.hpp"

namespace lapor::api {

/// A report's number in the bitmaps: how far its id is from the first one.
using Ordinal = std::uint32_t;
[[nodiscard]] constexpr Ordinal ordinal_of(ReportId report) {
  return static_cast<Ordinal>(number(report) - number(before_first_report));
}
/// Whether an id, as callers may write it, lies where reports' numbers lie.
[[nodiscard]] constexpr bool has_ordinal(ReportId report) {
  return report > before_first_report && number(report) - number(before_first_report) <= UINT32_MAX;
}
[[nodiscard]] constexpr ReportId report_of(Ordinal ordinal) {
  return ReportId{number(before_first_report) + ordinal};
}

}  // namespace lapor::api
