#include "api/routes.hpp"

#include <array>
#include <charconv>
#include <optional>

#include "api/commands/parsers.hpp"
#include "api/handlers/handlers.hpp"

namespace lapor::api {
namespace {

constexpr auto get = http::Method::get;
constexpr auto post = http::Method::post;
constexpr auto del = http::Method::del;
constexpr auto patch = http::Method::patch;
constexpr bool bodyless = true;

constexpr auto table = std::to_array<Route>({
    {post, "/v1/reports", handle_submission, parse_submission, 201},
    {get, "/v1/reports/{id}", handle_report},
    {get, "/v1/reports/{id}/timeline", handle_timeline},
    {get, "/v1/reports/{id}/attachments/{sha256}", handle_attachment},
    {post, "/v1/attachments", handle_upload, {}, 201, false, Door::open},

    {post, "/v1/reports/{id}/verification", handle_publishing, parse_verification},
    {post, "/v1/reports/{id}/hold", handle_command, parse_hold},
    {post, "/v1/reports/{id}/completion", handle_command, parse_completion},
    {post, "/v1/reports/{id}/information", handle_command, parse_information, 201},
    {post, "/v1/reports/{id}/withdrawal", handle_command, parse_withdrawal, 200, bodyless},
    {post, "/v1/reports/{id}/notes", handle_command, parse_note, 201},
    {post, "/v1/reports/{id}/forwarding", handle_command, parse_forwarding},
    {post, "/v1/reports/{id}/decline", handle_command, parse_decline},
    {post, "/v1/reports/{id}/follow-ups", handle_command, parse_follow_up, 201},
    {post, "/v1/reports/{id}/replies", handle_command, parse_reply, 201},
    {post, "/v1/reports/{id}/closing", handle_command, parse_closing, 200, bodyless},
    {post, "/v1/reports/{id}/archive", handle_command, parse_archive},
    {post, "/v1/reports/{id}/merge", handle_command, parse_merge},
    {post, "/v1/reports/{id}/reopening", handle_command, parse_reopening},
    {post, "/v1/reports/{id}/restoration", handle_command, parse_restoration},
    {post, "/v1/reports/{id}/rating", handle_command, parse_rating},
    {post, "/v1/reports/{id}/visibility", handle_command, parse_visibility},
    {post, "/v1/reports/{id}/redaction", handle_publishing, parse_redaction},
    {post, "/v1/reports/{id}/supports", handle_command, parse_support, 201, bodyless},
    {del, "/v1/reports/{id}/supports", handle_command, parse_support_withdrawal, 200, bodyless},
    {post, "/v1/reports/{id}/comments", handle_command, parse_comment, 201},
    {post, "/v1/reports/{id}/comments/{n}/hiding", handle_command, parse_hiding},
    {post, "/v1/reports/{id}/deadline", handle_command, parse_deadline},
    {post, "/v1/reports/{id}/identity", handle_identity, parse_identity},
    {post, "/v1/reports/{id}/erasure", handle_command, parse_erasure},
    {post, "/v1/reports/{id}/legal-hold", handle_command, parse_legal_hold},
    {post, "/v1/reports/{id}/legal-hold/lifting", handle_command, parse_legal_hold_lifting},

    {post, "/v1/personal-data", handle_personal_data, {}, 200, false, Door::handle},

    {get, "/v1/reports", handle_list},
    {get, "/v1/reports/clusters", handle_clusters},
    {get, "/v1/reports/similar", handle_similar},
    {get, "/v1/reports/{id}/similar", handle_similar_to_report},
    {get, "/v1/worklist", handle_work_list},
    {get, "/v1/retention", handle_retention},
    {get, "/v1/stream", handle_stream},
    {get, "/v1/statistics/institutions", handle_institution_statistics},
    {get, "/v1/statistics/regions", handle_region_statistics},
    {get, "/v1/statistics/categories", handle_category_statistics},
    {get, "/v1/statistics/channels", handle_channel_statistics},
    {get, "/v1/statistics/figures", handle_figures},
    {get, "/v1/statistics/daily", handle_daily_statistics},
    {get, "/v1/statistics/backlog", handle_backlog},
    {get, "/v1/statistics/hours", handle_hour_statistics},
    {get, "/v1/statistics/map", handle_map_statistics},
    {get, "/v1/statistics/definitions", handle_definitions},

    {post, "/v1/views/reports/rebuild", handle_rebuild, {}, 202, bodyless, Door::administer},
    {get, "/v1/views/reports/rebuild", handle_rebuild_status},

    {post, "/v1/accounts/codes", handle_code_request, {}, 202, false, Door::open},
    {post, "/v1/accounts", handle_registration, {}, 201, false, Door::open},
    {post, "/v1/accounts/recovery", handle_recovery, {}, 200, false, Door::open},
    {post, "/v1/sessions", handle_sign_in, {}, 201, false, Door::open},
    {del, "/v1/sessions/current", handle_sign_out, {}, 204, bodyless, Door::account},
    {del, "/v1/sessions", handle_sign_out_everywhere, {}, 204, bodyless, Door::account},
    {get, "/v1/me", handle_me, {}, 200, false, Door::account},
    {patch, "/v1/me", handle_my_name, {}, 200, false, Door::account},
    {post, "/v1/me/password", handle_my_password, {}, 200, false, Door::account},
    {post, "/v1/me/address", handle_my_address, {}, 200, false, Door::account},
    {post, "/v1/me/second-factor", handle_enrolment, {}, 201, false, Door::account},
    {post, "/v1/me/second-factor/confirmation", handle_enrolment_confirmation, {}, 200, false, Door::account},
    {get, "/v1/me/history", handle_my_history, {}, 200, false, Door::account},
    {get, "/v1/me/data", handle_my_data, {}, 200, false, Door::account},
    {post, "/v1/me/erasure", handle_my_erasure, {}, 200, false, Door::account},

    {post, "/v1/staff", handle_staff_opening, {}, 201, false, Door::administer},
    {get, "/v1/staff", handle_staff_list, {}, 200, false, Door::administer},
    {get, "/v1/staff/{person}", handle_staff_member, {}, 200, false, Door::administer},
    {get, "/v1/staff/{person}/history", handle_staff_history, {}, 200, false, Door::administer},
    {post, "/v1/staff/{person}/appointment", handle_appointment, {}, 200, false, Door::administer},
    {post, "/v1/staff/{person}/suspension", handle_suspension, {}, 200, false, Door::administer},
    {post, "/v1/staff/{person}/reinstatement", handle_reinstatement, {}, 200, false, Door::administer},
    {post, "/v1/staff/{person}/second-factor-reset", handle_factor_reset, {}, 200, false, Door::administer},
    {post, "/v1/keys", handle_key_issue, {}, 201, false, Door::administer},
    {get, "/v1/keys", handle_key_list, {}, 200, false, Door::administer},
    {get, "/v1/keys/{person}/history", handle_key_history, {}, 200, false, Door::administer},
    {post, "/v1/keys/{person}/rotation", handle_key_rotation, {}, 200, bodyless, Door::administer},
    {post, "/v1/keys/{person}/revocation", handle_key_revocation, {}, 200, false, Door::administer},
    {get, "/v1/people/{person}/data", handle_persons_data, {}, 200, false, Door::administer},
    {post, "/v1/people/{person}/erasure", handle_persons_erasure, {}, 200, false, Door::administer},

    {post, "/v1/rulebook/institutions", handle_rulebook_change, {}, 200, false, Door::administer},
    {post, "/v1/rulebook/institution-names", handle_rulebook_change, {}, 200, false, Door::administer},
    {post, "/v1/rulebook/institution-closings", handle_rulebook_change, {}, 200, false, Door::administer},
    {post, "/v1/rulebook/units", handle_rulebook_change, {}, 200, false, Door::administer},
    {post, "/v1/rulebook/categories", handle_rulebook_change, {}, 200, false, Door::administer},
    {post, "/v1/rulebook/category-labels", handle_rulebook_change, {}, 200, false, Door::administer},
    {post, "/v1/rulebook/category-closings", handle_rulebook_change, {}, 200, false, Door::administer},
    {post, "/v1/rulebook/holidays", handle_rulebook_change, {}, 200, false, Door::administer},
    {post, "/v1/rulebook/policies", handle_rulebook_change, {}, 200, false, Door::administer},
    {post, "/v1/rulebook/retention", handle_rulebook_change, {}, 200, false, Door::administer},
    {post, "/v1/rulebook/answer-templates", handle_rulebook_change, {}, 200, false, Door::administer},
    {post, "/v1/rulebook/answer-template-removals", handle_rulebook_change, {}, 200, false, Door::administer},
    {get, "/v1/rulebook/history", handle_rulebook_history},
    {get, "/v1/answer-templates", handle_answer_templates},

    {get, "/v1/audit/records", handle_audit_records, {}, 200, false, Door::audit},
    {get, "/v1/audit/reports/{id}", handle_audit_report, {}, 200, false, Door::audit},
    {get, "/v1/audit/reports/{id}/records", handle_audit_report_records, {}, 200, false, Door::audit},
    {get, "/v1/audit/reports/{id}/proof", handle_audit_proof, {}, 200, false, Door::audit},
    {get, "/v1/audit/identity-reads", handle_audit_identity_reads, {}, 200, false, Door::audit},
    {get, "/v1/audit/deadlines", handle_audit_deadlines, {}, 200, false, Door::audit},

    {get, "/v1/messages", handle_messages, {}, 200, false, Door::messages},
    {del, "/v1/messages/{message}", handle_message_sent, {}, 204, bodyless, Door::messages},
    {get, "/v1/challenge", handle_challenge, {}, 200, false, Door::open},

    {get, "/v1/institutions", handle_institutions, {}, 200, false, Door::open},
    {get, "/v1/categories", handle_categories, {}, 200, false, Door::open},
    {get, "/v1/regions", handle_regions, {}, 200, false, Door::open},
    {get, "/v1/calendar", handle_calendar, {}, 200, false, Door::open},
    {get, "/v1/policies", handle_policies, {}, 200, false, Door::open},
    {get, "/v1/retention/schedule", handle_retention_schedule, {}, 200, false, Door::open},

    {get, "/v1/clock", handle_clock, {}, 200, false, Door::open},
    {post, "/v1/clock", handle_clock_move, {}, 200, false, Door::open},
    {get, "/checkpoint", handle_checkpoint, {}, 200, false, Door::open},
    {get, "/tile/{tile}", handle_tile, {}, 200, false, Door::open},
    {get, "/tile/entries/{tile}", handle_entries, {}, 200, false, Door::audit},
    {get, "/v1/log", handle_log, {}, 200, false, Door::open},
    {get, "/v1/log/consistency", handle_consistency, {}, 200, false, Door::open},
    {get, "/v1/reports/{id}/proof", handle_own_proof},

    {get, "/v1/openapi.json", handle_openapi, {}, 200, false, Door::open},
    {get, "/healthz", handle_health, {}, 200, false, Door::open},
    {get, "/readyz", handle_readiness, {}, 200, false, Door::open},
    {get, "/metrics", handle_metrics, {}, 200, false, Door::open},
});

/// A decimal number as it is written in a path: no sign, no leading zero.
template <class Number>
std::optional<Number> number_in_path(std::string_view text) {
  Number value{};
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stop != end || text.front() == '0' || text.front() == '-') return std::nullopt;
  return value;
}

std::string_view take_segment(std::string_view& path) {
  path.remove_prefix(1);
  const std::string_view segment = path.substr(0, path.find('/'));
  path.remove_prefix(segment.size());
  return segment;
}

bool segment_fits(std::string_view pattern, std::string_view segment, Match& match) {
  if (pattern == "{id}") {
    const auto id = number_in_path<std::int64_t>(segment);
    match.report = ReportId{static_cast<std::uint64_t>(id.value_or(0))};
    return id.has_value();
  }
  if (pattern == "{person}") {
    const auto number = number_in_path<std::int64_t>(segment);
    match.person = PersonId{static_cast<std::uint64_t>(number.value_or(0))};
    return number.has_value();
  }
  if (pattern == "{message}") {
    const auto number = number_in_path<std::int64_t>(segment);
    match.message = static_cast<std::uint64_t>(number.value_or(0));
    return number.has_value();
  }
  if (pattern == "{n}") {
    match.ordinal = number_in_path<std::uint32_t>(segment).value_or(0);
    return match.ordinal != 0;
  }
  if (pattern == "{sha256}") {
    const auto hash = storage::content_hash_of(segment);
    match.file = hash.value_or(storage::ContentHash{});
    return hash.has_value();
  }
  return pattern == segment;
}

/// The one part of a path that has slashes of its own.
constexpr std::string_view tile_pattern = "/tile/{tile}";
constexpr std::string_view entries_pattern = "/tile/entries/{tile}";

bool tile_fits(std::string_view pattern, std::string_view path, Match& match) {
  constexpr std::string_view root = "/tile/";
  const auto tile = path.starts_with(root) ? proof::tile_from(path.substr(root.size())) : std::nullopt;
  match.tile = tile.value_or(proof::TileId{});
  return tile && tile->level.has_value() == (pattern == tile_pattern);
}

/// Both begin with '/'.
bool path_fits(std::string_view pattern, std::string_view path, Match& match) {
  if (pattern == tile_pattern || pattern == entries_pattern) return tile_fits(pattern, path, match);
  while (!pattern.empty() && !path.empty())
    if (!segment_fits(take_segment(pattern), take_segment(path), match)) return false;
  return pattern.empty() && path.empty();
}

}  // namespace

std::span<const Route> routes() {
  return table;
}

Door door_of(const Route& route) {
  if (route.parse == nullptr) return route.door;
  return route.handler == handle_submission ? Door::submit : Door::handle;
}

Match find_route(http::Method method, std::string_view path) {
  if (method == http::Method::head) method = get;
  Match match;
  if (!path.starts_with('/')) return match;
  for (const Route& route : table) {
    if (!path_fits(route.pattern, path, match)) continue;
    if (route.method == method) {
      match.route = &route;
      return match;
    }
    match.allow += (match.allow.empty() ? "" : ", ") + std::string(http::to_word(route.method));
    if (route.method == get) match.allow += ", HEAD";
  }
  return match;
}

}  // namespace lapor::api
