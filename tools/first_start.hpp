#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "api/tokens.hpp"
#include "events/directory.hpp"
#include "events/result.hpp"

namespace lapor::tools {

/// Who may call the service. `announcement` is for the operator's eyes, once; mostly empty.
struct Callers {
  std::unique_ptr<api::TokenBook> tokens;
  std::string announcement;
};

/// Tokens for tests and demonstrations, in clear in `data/tokens.json`: made at the first start, kept at later ones.
[[nodiscard]] Result<Callers, std::string> development_callers(const std::filesystem::path& data, const Rulebook& rules,
                                                               const std::vector<std::string>& further_institutions);

/// The callers of a real installation: `data/callers.json` keeps the hashes of their tokens. The first start makes the
/// first national administrator, whose token stands in `announcement` and nowhere else.
[[nodiscard]] Result<Callers, std::string> registered_callers(const std::filesystem::path& data);

/// `lapor add-caller`: gives a role word (api/tokens.hpp) a new token, prints it this once and keeps its hash. A role
/// that has one keeps it unless `replace`; then the former token no longer counts. A running server reads the list at
/// its next start. Exit code 0, or 1 with the reason.
[[nodiscard]] int add_caller(const std::filesystem::path& data, const std::string& role, bool replace);

}  // namespace lapor::tools
