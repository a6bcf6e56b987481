#include "config/settings_table.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "config/address_list.hpp"

namespace lapor::config {

namespace {

constexpr std::uint64_t kibibyte = 1'024;
constexpr std::uint64_t mebibyte = 1'024 * kibibyte;
constexpr std::uint64_t gibibyte = 1'024 * mebibyte;
constexpr std::uint64_t minute_ms = 60'000;
constexpr std::uint64_t hour_ms = 60 * minute_ms;
constexpr std::uint64_t day_ms = 24 * hour_ms;

template <auto Section, auto Key>
auto& member(Settings& settings) {
  return (settings.*Section).*Key;
}

template <auto Section, auto Key>
constexpr NumberSetting number(std::uint64_t least, std::uint64_t most) {
  return {&member<Section, Key>, least, most};
}

template <auto Section, auto Key>
constexpr TextSetting text(std::string_view allowed, bool (*accepts)(std::string_view)) {
  return {&member<Section, Key>, allowed, accepts};
}

bool is_path(std::string_view value) {
  return value.find('\0') == std::string_view::npos;
}

bool is_port(std::string_view value) {
  std::uint16_t port{};
  const auto* end = value.data() + value.size();
  return std::from_chars(value.data(), end, port) == std::from_chars_result{end, std::errc{}};
}

bool is_address(std::string_view value) {
  const auto colon = value.rfind(':');
  return colon != std::string_view::npos && colon > 0 && is_port(value.substr(colon + 1));
}

/// RFC 6454: scheme, host and port, nothing behind.
bool is_origin(std::string_view value) {
  const bool has_scheme = value.starts_with("https://") || value.starts_with("http://");
  const auto host = value.substr(std::min(value.size(), value.find("//") + 2));
  return has_scheme && !host.empty() && host.find_first_of("/?# ,*") == std::string_view::npos;
}

/// Nothing, or values with commas between.
bool are_all(std::string_view list, bool (*fits)(std::string_view)) {
  while (!list.empty()) {
    const auto comma = list.find(',');
    if (!fits(list.substr(0, comma))) return false;
    if (comma == std::string_view::npos) return true;
    list.remove_prefix(comma + 1);
    if (list.empty()) return false;
  }
  return true;
}

bool are_origins(std::string_view value) {
  return are_all(value, is_origin);
}

bool is_address_list(std::string_view value) {
  return parse_address_list(value).has_value();
}

/// C2SP signed-note: names of keys.
bool is_origin_of_log(std::string_view value) {
  return value.find_first_of(" +\t\n") == std::string_view::npos;
}

bool is_witness(std::string_view value) {
  const auto at = value.find("@http://");
  return at != std::string_view::npos && at > 0 && value.size() > at + std::string_view{"@http://"}.size();
}

bool are_witnesses(std::string_view value) {
  return are_all(value, is_witness);
}

bool is_log_level(std::string_view value) {
  static constexpr std::array<std::string_view, 6> levels{"trace", "debug", "info", "warn", "error", "off"};
  return std::find(levels.begin(), levels.end(), value) != levels.end();
}

using S = Settings;
constexpr auto server = &S::server;
constexpr auto limits = &S::limits;
constexpr auto accounts = &S::accounts;
constexpr auto engine = &S::engine;
constexpr auto storage = &S::storage;
constexpr auto attachments = &S::attachments;
constexpr auto audit = &S::audit;
constexpr auto reference = &S::reference;
constexpr auto web = &S::web;
constexpr auto log = &S::log;

const std::array settings{
    SettingDescriptor{"server", "listen", text<server, &S::Server::listen>("address:port", is_address),
                      "Where HTTP is served; port 0 takes a free one."},
    SettingDescriptor{
        "server", "trusted_proxies",
        text<server, &S::Server::trusted_proxies>("numeric addresses with commas between", is_address_list),
        "Proxies whose X-Forwarded-For tells who the client is; empty: nobody's does."},
    SettingDescriptor{"server", "loops", number<server, &S::Server::loops>(1, 64),
                      "Network threads; one per two cores is enough."},
    SettingDescriptor{"server", "max_connections", number<server, &S::Server::max_connections>(1, 1'000'000),
                      "Open connections; a further one is refused with 503."},
    SettingDescriptor{"server", "max_body_bytes", number<server, &S::Server::max_body_bytes>(kibibyte, gibibyte),
                      "Largest body of a request; above it 413."},
    SettingDescriptor{"server", "max_header_bytes", number<server, &S::Server::max_header_bytes>(kibibyte, mebibyte),
                      "Request line and header fields together; above it 431."},
    SettingDescriptor{"server", "max_pipelined", number<server, &S::Server::max_pipelined>(1, 1'024),
                      "Requests of one connection that may wait for their answers."},
    SettingDescriptor{"server", "header_timeout_ms", number<server, &S::Server::header_timeout_ms>(100, hour_ms),
                      "From the first byte of a request to the end of its header."},
    SettingDescriptor{"server", "body_timeout_ms", number<server, &S::Server::body_timeout_ms>(100, hour_ms),
                      "From the end of the header to the end of the body; for an upload, how long nothing may come."},
    SettingDescriptor{"server", "upload_timeout_ms", number<server, &S::Server::upload_timeout_ms>(100, day_ms),
                      "The same for the whole body of an upload, which is never held in memory."},
    SettingDescriptor{"server", "idle_timeout_ms", number<server, &S::Server::idle_timeout_ms>(100, hour_ms),
                      "How long a connection may stay open between two requests."},
    SettingDescriptor{"server", "request_timeout_ms", number<server, &S::Server::request_timeout_ms>(100, hour_ms),
                      "How long a request may take to be answered; after that 503."},
    SettingDescriptor{"server", "stop_patience_ms", number<server, &S::Server::stop_patience_ms>(0, hour_ms),
                      "How long an orderly stop waits for running requests."},
    SettingDescriptor{"server", "behind_tls", number<server, &S::Server::behind_tls>(0, 1),
                      "1 when clients reach the service by TLS only: cookies are marked secure and HSTS is sent."},
    SettingDescriptor{"server", "allowed_origins",
                      text<server, &S::Server::allowed_origins>("origins with commas between, or empty", are_origins),
                      "Sites whose pages may call this service from a browser (CORS), like https://peta.example.id."},

    SettingDescriptor{"limits", "requests_per_second_per_caller",
                      number<limits, &S::Limits::requests_per_second_per_caller>(0, 1'000'000),
                      "Of each account, key or receipt; above it 429 with Retry-After; 0 sets no limit."},
    SettingDescriptor{"limits", "requests_per_second_per_address",
                      number<limits, &S::Limits::requests_per_second_per_address>(0, 1'000'000),
                      "Of each network address without a token (IPv6: each /64); 0 sets no limit."},
    SettingDescriptor{"limits", "submissions_per_hour_per_address",
                      number<limits, &S::Limits::submissions_per_hour_per_address>(0, 1'000'000),
                      "Reports filed without an account from one network address; 0 sets no limit."},
    SettingDescriptor{"limits", "uploads_per_hour_per_address",
                      number<limits, &S::Limits::uploads_per_hour_per_address>(0, 1'000'000),
                      "Files sent without an account from one network address; 0 sets no limit."},
    SettingDescriptor{"limits", "codes_per_hour_per_address",
                      number<limits, &S::Limits::codes_per_hour_per_address>(0, 1'000'000),
                      "Codes that one network address may have sent; 0 sets no limit."},
    SettingDescriptor{"limits", "proof_of_work_bits", number<limits, &S::Limits::proof_of_work_bits>(0, 40),
                      "Work that a client without an account does for each report: 20 take a phone a second; 0: none."},

    SettingDescriptor{"accounts", "session_days", number<accounts, &S::Accounts::session_days>(1, 366),
                      "How long a citizen stays signed in."},
    SettingDescriptor{"accounts", "session_idle_days", number<accounts, &S::Accounts::session_idle_days>(1, 366),
                      "And how long without any request."},
    SettingDescriptor{"accounts", "staff_session_minutes",
                      number<accounts, &S::Accounts::staff_session_minutes>(1, 10'080),
                      "How long staff stay signed in."},
    SettingDescriptor{"accounts", "staff_session_idle_minutes",
                      number<accounts, &S::Accounts::staff_session_idle_minutes>(1, 10'080),
                      "And how long without any request."},
    SettingDescriptor{"accounts", "staff_second_factor", number<accounts, &S::Accounts::staff_second_factor>(0, 1),
                      "1: staff need a second factor (RFC 6238) to act in their role."},
    SettingDescriptor{"accounts", "waiting_passwords", number<accounts, &S::Accounts::waiting_passwords>(1, 4'096),
                      "Sign-ins that may wait for the one thread that checks passwords; a further one gets 503."},

    SettingDescriptor{"engine", "shards", number<engine, &S::Engine::shards>(1, 1'024),
                      "Actors that the reports are spread over by their id."},
    SettingDescriptor{"engine", "workers", number<engine, &S::Engine::workers>(1, 256),
                      "Threads that run the actors; one for two cores is fastest."},
    SettingDescriptor{"engine", "max_resident_reports",
                      number<engine, &S::Engine::max_resident_reports>(1, 100'000'000),
                      "Reports kept in memory, about 1.7 kB each; the longest idle leave first."},
    SettingDescriptor{"engine", "max_recoveries_per_shard",
                      number<engine, &S::Engine::max_recoveries_per_shard>(1, 65'536),
                      "Reports that one shard reads from the journal at the same time."},
    SettingDescriptor{"engine", "max_commands_in_flight",
                      number<engine, &S::Engine::max_commands_in_flight>(1, 1'000'000),
                      "Commands accepted and not yet answered; a further one gets 503 with Retry-After."},
    SettingDescriptor{"engine", "idle_after_ms", number<engine, &S::Engine::idle_after_ms>(1, day_ms),
                      "A report that nobody asked for so long may leave the memory."},
    SettingDescriptor{"engine", "snapshot_every_records",
                      number<engine, &S::Engine::snapshot_every_records>(1, 1'000'000),
                      "A report's state is stored after so many records, so that it loads quickly."},

    SettingDescriptor{"storage", "master_key_file", text<storage, &S::Storage::master_key_file>("a path", is_path),
                      "The key that wraps all others; empty: DIR.master-key beside the data folder DIR."},
    SettingDescriptor{"storage", "max_batch_records", number<storage, &S::Storage::max_batch_records>(1, 1'000'000),
                      "Records that one synchronous write of the journal takes at most."},
    SettingDescriptor{"storage", "max_waiting_appends",
                      number<storage, &S::Storage::max_waiting_appends>(1, 10'000'000),
                      "Records that may wait for the journal; above it the caller is told to come again."},
    SettingDescriptor{"storage", "disk_reserve_bytes",
                      number<storage, &S::Storage::disk_reserve_bytes>(0, 1'024 * gibibyte),
                      "Below so much free disk nothing new is accepted, so that orderly work can end."},
    SettingDescriptor{"storage", "block_cache_bytes",
                      number<storage, &S::Storage::block_cache_bytes>(mebibyte, 1'024 * gibibyte),
                      "Memory for blocks read from disk."},
    SettingDescriptor{"storage", "write_buffer_bytes",
                      number<storage, &S::Storage::write_buffer_bytes>(mebibyte, 16 * gibibyte),
                      "Memory that gathers writes before they become a file."},
    SettingDescriptor{"storage", "reader_threads", number<storage, &S::Storage::reader_threads>(1, 256),
                      "Threads that read histories from disk."},

    SettingDescriptor{"attachments", "max_bytes",
                      number<attachments, &S::Attachments::max_bytes>(kibibyte, 256 * mebibyte),
                      "Largest file; above it 413. One picture at a time is in memory, with three copies at most."},
    SettingDescriptor{"attachments", "per_report", number<attachments, &S::Attachments::per_report>(1, 100),
                      "Files that one command, and all commands of a report's reporter together, may attach."},
    SettingDescriptor{"attachments", "expiry_ms",
                      number<attachments, &S::Attachments::expiry_ms>(2 * hour_ms, 30 * day_ms),
                      "How long an upload may wait to be attached; an hour before it ends none is attached any more."},
    SettingDescriptor{"attachments", "max_pixels",
                      number<attachments, &S::Attachments::max_pixels>(1'000'000, 1'000'000'000),
                      "Width times height of a picture; above it 422. A viewer needs four bytes for each."},
    SettingDescriptor{"attachments", "max_uploads_bytes",
                      number<attachments, &S::Attachments::max_uploads_bytes>(mebibyte, 1'024 * gibibyte),
                      "Uploads that have not expired, together; above it 503."},

    SettingDescriptor{
        "audit", "origin", text<audit, &S::Audit::origin>("a name without blanks and plus signs", is_origin_of_log),
        "What the log is called, such as lapor.go.id/log; only the first start asks. Empty: a random name."},
    SettingDescriptor{"audit", "log_key_file", text<audit, &S::Audit::log_key_file>("a path", is_path),
                      "The private keys that sign checkpoints; empty: DIR.log-key beside the data folder DIR."},
    SettingDescriptor{"audit", "checkpoint_file", text<audit, &S::Audit::checkpoint_file>("a path", is_path),
                      "Where the last published checkpoint is kept; empty: DIR.checkpoint beside the data folder DIR. "
                      "Better on another disk."},
    SettingDescriptor{"audit", "checkpoint_interval_ms",
                      number<audit, &S::Audit::checkpoint_interval_ms>(1'000, hour_ms),
                      "A checkpoint is signed at most so often."},
    SettingDescriptor{
        "audit", "witnesses",
        text<audit, &S::Audit::witnesses>("key@http://host:port/path with commas between", are_witnesses),
        "Witnesses (C2SP tlog-witness) that are asked to cosign every checkpoint, by their verifier keys."},
    SettingDescriptor{
        "audit", "witness_timeout_ms", number<audit, &S::Audit::witness_timeout_ms>(100, minute_ms),
        "How long a checkpoint waits for its witnesses before it is published without those that are silent."},

    SettingDescriptor{
        "reference", "folder", text<reference, &S::Reference::folder>("a path", is_path),
        "Institutions, regions, categories, calendar, policy and retention; empty: found beside the program."},

    SettingDescriptor{"web", "folder", text<web, &S::Web::folder>("a path", is_path),
                      "The pages as the build of web/ leaves them; empty: found beside the program."},

    SettingDescriptor{
        "log", "level",
        text<log, &S::Log::level>("\"trace\", \"debug\", \"info\", \"warn\", \"error\" or \"off\"", is_log_level),
        "How much is logged."},
};

struct DescribeAllowed {
  std::string operator()(const NumberSetting& type) const {
    return std::to_string(type.least) + " to " + std::to_string(type.most);
  }
  std::string operator()(const TextSetting& type) const { return std::string{type.allowed}; }
};

}  // namespace

std::span<const SettingDescriptor> setting_table() {
  return settings;
}

std::string full_key(const SettingDescriptor& setting) {
  return std::string{setting.section} + "." + std::string{setting.key};
}

std::string allowed_values(const SettingDescriptor& setting) {
  return std::visit(DescribeAllowed{}, setting.type);
}

}  // namespace lapor::config
