#pragma once

#include <string>
#include <vector>

#include "config/tables.hpp"

namespace lapor::config {

/// What does not agree within and between the tables: one sentence each, with file, line and remedy; empty when all is
/// well. Tables without a finding make a rulebook whose every reference leads somewhere.
[[nodiscard]] std::vector<std::string> check_tables(const ReferenceTables& tables);

}  // namespace lapor::config
