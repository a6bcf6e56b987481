#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "events/result.hpp"

namespace lapor::config {

/// What an operator may set (config/lapor.toml documents every key). Times end in their unit.
struct Settings {
  struct Server {
    std::string listen{"127.0.0.1:8080"};
    std::string trusted_proxies;  // parse_address_list takes it apart
    std::uint64_t loops{1};
    std::uint64_t max_connections{4'096};
    std::uint64_t max_body_bytes{262'144};
    std::uint64_t max_header_bytes{16'384};
    std::uint64_t max_pipelined{16};
    std::uint64_t header_timeout_ms{10'000};
    std::uint64_t body_timeout_ms{30'000};
    std::uint64_t upload_timeout_ms{300'000};
    std::uint64_t idle_timeout_ms{60'000};
    std::uint64_t request_timeout_ms{30'000};
    std::uint64_t stop_patience_ms{10'000};
    std::uint64_t behind_tls{0};  // 1: clients reach the service by TLS only
    std::string allowed_origins;  // of other sites' pages that may call: https://a.example,https://b.example
  } server;
  /// A rate of 0 sets no limit.
  struct Limits {
    std::uint64_t requests_per_second_per_caller{0};
    std::uint64_t requests_per_second_per_address{100};
    std::uint64_t submissions_per_hour_per_address{60};
    std::uint64_t uploads_per_hour_per_address{60};
    std::uint64_t codes_per_hour_per_address{20};
    std::uint64_t proof_of_work_bits{0};
  } limits;
  struct Accounts {
    std::uint64_t session_days{30};
    std::uint64_t session_idle_days{7};
    std::uint64_t staff_session_minutes{720};
    std::uint64_t staff_session_idle_minutes{60};
    std::uint64_t staff_second_factor{1};
    std::uint64_t waiting_passwords{32};
  } accounts;
  struct Engine {
    std::uint64_t shards{4};
    std::uint64_t workers{1};
    std::uint64_t max_resident_reports{200'000};
    std::uint64_t max_recoveries_per_shard{64};
    std::uint64_t max_commands_in_flight{8'192};
    std::uint64_t idle_after_ms{600'000};
    std::uint64_t snapshot_every_records{32};
  } engine;
  struct Storage {
    std::string master_key_file;  // empty: DIR.master-key beside the data folder
    std::uint64_t max_batch_records{4'096};
    std::uint64_t max_waiting_appends{65'536};
    std::uint64_t disk_reserve_bytes{268'435'456};
    std::uint64_t block_cache_bytes{268'435'456};
    std::uint64_t write_buffer_bytes{67'108'864};
    std::uint64_t reader_threads{2};
  } storage;
  struct Attachments {
    std::uint64_t max_bytes{10'485'760};
    std::uint64_t per_report{5};
    std::uint64_t expiry_ms{86'400'000};
    std::uint64_t max_pixels{50'000'000};
    std::uint64_t max_uploads_bytes{21'474'836'480};
  } attachments;
  struct Audit {
    std::string origin;           // empty: a random one
    std::string log_key_file;     // empty: DIR.log-key beside the data folder
    std::string checkpoint_file;  // empty: DIR.checkpoint beside the data folder
    std::uint64_t checkpoint_interval_ms{1'000};
    std::string witnesses;
    std::uint64_t witness_timeout_ms{2'000};
  } audit;
  struct Reference {
    std::string folder;  // empty: found beside the program
  } reference;
  struct Web {
    std::string folder;  // empty: found beside the program
  } web;
  struct Log {
    std::string level{"info"};
  } log;
};

/// Parses TOML text. `name` is used in messages: file, line, key, and for an unknown key the nearest known one.
[[nodiscard]] Result<Settings, std::string> parse_settings(std::string_view toml, std::string_view name);
[[nodiscard]] Result<Settings, std::string> load_settings(const std::filesystem::path& file);

/// One key as `config/lapor.toml` documents it: `server.loops`, its default as TOML, what is allowed, what it means.
struct SettingDescription {
  std::string key;
  std::string default_value;
  std::string allowed;
  std::string meaning;
};

/// Every key there is, section by section.
[[nodiscard]] std::vector<SettingDescription> known_settings();

/// The text of `config/lapor.toml`: every key with its meaning, what is allowed, and its default.
[[nodiscard]] std::string settings_document();

}  // namespace lapor::config
