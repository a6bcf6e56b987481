#pragma once

#include <string>
#include <string_view>

#include "events/identifiers.hpp"
#include "storage/vault.hpp"

namespace lapor::api {

/// The receipt of a report: 16 digits in groups of four, derived from the id with the server's secret. The same report
/// always has the same one, and no receipt is stored.
[[nodiscard]] std::string receipt_of(ReportId report, const storage::Vault& vault);

/// Whether `receipt` is the report's, with or without its hyphens. Takes the same time for every wrong one.
[[nodiscard]] bool is_receipt_of(ReportId report, std::string_view receipt, const storage::Vault& vault);

}  // namespace lapor::api
