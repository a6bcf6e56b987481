#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "actors/clock.hpp"
#include "actors/engine.hpp"
#include "api/attachments/attachment_service.hpp"
#include "api/http/server.hpp"
#include "api/identity/identity.hpp"
#include "config/settings.hpp"
#include "events/result.hpp"
#include "storage/rocks_options.hpp"
#include "tools/network_address.hpp"

/// What an operator sets, in the terms of the parts that are set by it.
namespace lapor::tools {

[[nodiscard]] storage::RocksOptions journal_options(const config::Settings& settings, const std::filesystem::path& data,
                                                    const storage::Vault& vault);
[[nodiscard]] actors::EngineOptions engine_options(const config::Settings& settings);
[[nodiscard]] api::IdentityOptions identity_options(const config::Settings& settings);
[[nodiscard]] api::AttachmentLimits attachment_limits(const config::Settings& settings);
[[nodiscard]] api::http::ServerOptions server_options(const config::Settings& settings, const NetworkAddress& address);

/// The system's clock for an empty wish, one that stands still for `simulated:RFC3339`.
[[nodiscard]] Result<std::unique_ptr<actors::Clock>, std::string> make_clock(const std::string& wish);

}  // namespace lapor::tools
