#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "actors/engine.hpp"
#include "api/tokens.hpp"
#include "events/directory.hpp"
#include "events/result.hpp"
#include "storage/journal.hpp"
#include "storage/vault.hpp"

namespace lapor::tools {

/// Tokens for tests and demonstrations, in clear in `data/tokens.json`: made at the first start, kept at later ones.
[[nodiscard]] Result<std::unique_ptr<api::TokenBook>, std::string> development_callers(
    const std::filesystem::path& data, const Rulebook& rules, const std::vector<std::string>& further_institutions);

/// Whether nobody has been let in yet: no staff, no service.
[[nodiscard]] Result<bool, std::string> has_no_staff(const storage::Journal& journal);

/// Makes a service of this name with the national admin's role and an API key for everything, and returns the key: the
/// first administrator of an installation, or a new one when all keys are lost. Waits for it to be durable.
[[nodiscard]] Result<std::string, std::string> make_administrator(actors::Engine& engine, const storage::Vault& vault,
                                                                  Instant now, std::string name);

/// `lapor keys emergency`: the same in a data folder that no server has open, for whoever holds its master key. Prints
/// the key. Exit code 0, or 1 with the reason.
[[nodiscard]] int make_emergency_key(const std::filesystem::path& data, const std::filesystem::path& key_file);

}  // namespace lapor::tools
