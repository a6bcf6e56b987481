#pragma once

#include <string>

namespace lapor::tools {

/// `lapor check-reference`: prints everything that does not fit together in the reference data. An empty `folder` means
/// the one that `serve` would use. Exit code 0 when all agrees, else 1.
[[nodiscard]] int check_reference_folder(const std::string& folder);

}  // namespace lapor::tools
