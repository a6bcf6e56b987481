#include "tools/serve_settings.hpp"

#include "config/address_list.hpp"

namespace lapor::tools {

storage::RocksOptions journal_options(const config::Settings& settings, const std::filesystem::path& data,
                                      const storage::Vault& vault) {
  storage::RocksOptions options;
  options.path = data / "journal";
  options.vault = &vault;
  options.block_cache_bytes = settings.storage.block_cache_bytes;
  options.write_buffer_bytes = settings.storage.write_buffer_bytes;
  options.max_batch_records = settings.storage.max_batch_records;
  options.max_waiting = settings.storage.max_waiting_appends;
  options.disk_reserve_bytes = settings.storage.disk_reserve_bytes;
  options.reader_threads = settings.storage.reader_threads;
  return options;
}

actors::EngineOptions engine_options(const config::Settings& settings) {
  actors::EngineOptions options;
  options.shards = settings.engine.shards;
  options.workers = settings.engine.workers;
  options.max_resident = settings.engine.max_resident_reports;
  options.max_recoveries = settings.engine.max_recoveries_per_shard;
  options.max_in_flight = settings.engine.max_commands_in_flight;
  options.idle_after = std::chrono::milliseconds(settings.engine.idle_after_ms);
  options.snapshot_every = static_cast<std::uint32_t>(settings.engine.snapshot_every_records);
  return options;
}

api::IdentityOptions identity_options(const config::Settings& settings) {
  const auto& accounts = settings.accounts;
  const auto& limits = settings.limits;
  api::IdentityOptions options;
  options.session_lifetime = std::chrono::days(accounts.session_days);
  options.session_idle = std::chrono::days(accounts.session_idle_days);
  options.staff_session_lifetime = std::chrono::minutes(accounts.staff_session_minutes);
  options.staff_session_idle = std::chrono::minutes(accounts.staff_session_idle_minutes);
  options.staff_needs_second_factor = accounts.staff_second_factor != 0;
  options.secure_cookies = settings.server.behind_tls != 0;
  options.waiting_passwords = accounts.waiting_passwords;
  options.requests_per_second_per_caller = static_cast<double>(limits.requests_per_second_per_caller);
  options.requests_per_second_per_address = static_cast<double>(limits.requests_per_second_per_address);
  options.submissions_per_hour_per_address = static_cast<double>(limits.submissions_per_hour_per_address);
  options.uploads_per_hour_per_address = static_cast<double>(limits.uploads_per_hour_per_address);
  options.codes_per_hour_per_address = static_cast<double>(limits.codes_per_hour_per_address);
  options.proof_of_work_bits = static_cast<unsigned>(limits.proof_of_work_bits);
  return options;
}

api::AttachmentLimits attachment_limits(const config::Settings& settings) {
  const config::Settings::Attachments& attachments = settings.attachments;
  api::AttachmentLimits limits;
  limits.file_bytes = attachments.max_bytes;
  limits.files_per_report = attachments.per_report;
  limits.expiry = std::chrono::milliseconds(attachments.expiry_ms);
  limits.pixels = attachments.max_pixels;
  limits.uploads_bytes = attachments.max_uploads_bytes;
  return limits;
}

api::http::ServerOptions server_options(const config::Settings& settings, const NetworkAddress& address) {
  const config::Settings::Server& server = settings.server;
  api::http::ServerOptions options;
  options.address = address.host;
  options.port = address.port;
  options.loops = server.loops;
  options.trusted_proxies = config::parse_address_list(server.trusted_proxies).value_or(std::vector<std::string>{});
  options.limits.connections = server.max_connections;
  options.limits.body = server.max_body_bytes;
  options.limits.header_bytes = server.max_header_bytes;
  options.limits.pipelined = server.max_pipelined;
  options.limits.header_timeout_ms = server.header_timeout_ms;
  options.limits.body_timeout_ms = server.body_timeout_ms;
  options.limits.upload_timeout_ms = server.upload_timeout_ms;
  options.limits.idle_timeout_ms = server.idle_timeout_ms;
  options.limits.request_timeout_ms = server.request_timeout_ms;
  return options;
}

Result<std::unique_ptr<actors::Clock>, std::string> make_clock(const std::string& wish) {
  if (wish.empty()) return std::make_unique<actors::SystemClock>();
  constexpr std::string_view prefix = "simulated:";
  const bool is_simulated = wish.starts_with(prefix);
  const auto start = is_simulated ? parse_rfc3339(std::string_view(wish).substr(prefix.size())) : std::nullopt;
  if (!start) return fail("--clock: write simulated:2026-11-20T09:00:00+07:00, not `" + wish + "`");
  return std::make_unique<actors::SimulatedClock>(*start);
}

}  // namespace lapor::tools
