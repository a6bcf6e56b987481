#include "api/web/pages.hpp"

#include <array>

#include "api/query.hpp"
#include "api/web/page_handlers.hpp"

namespace lapor::api::web {
namespace {

constexpr auto get = http::Method::get;
constexpr auto post = http::Method::post;
constexpr bool indexed = true;

constexpr auto table = std::to_array<Page>({
    {get, "/", "home", "", "citizen", show_home, indexed},
    {get, "/reports", "reports", "reports", "citizen", show_reports, indexed},
    {get, "/reports/{id}", "report", "reports", "citizen", show_report, indexed},
    {get, "/map", "map", "map", "citizen", show_frame, indexed},
    {get, "/institutions", "institutions", "institutions", "citizen", show_institutions, indexed},
    {get, "/institutions/{rest}", "institution", "institutions", "citizen", show_institution, indexed},
    {get, "/dashboard", "dashboard", "dashboard", "dashboard", show_frame, indexed},
    {get, "/dashboard/institutions/{rest}", "dashboard-institution", "dashboard", "dashboard", show_frame, indexed},
    {get, "/dashboard/regions/{code}", "dashboard-region", "dashboard", "dashboard", show_frame, indexed},
    {get, "/submit", "submit", "submit", "filing", show_submission, indexed},
    {post, "/submit", "submit", "submit", "filing", take_submission},
    {get, "/share", "submit", "submit", "filing", show_frame},
    {get, "/track", "track", "track", "filing", show_tracking, indexed},
    {post, "/track", "track", "track", "filing", take_tracking},
    {get, "/track/{code}", "track", "track", "filing", show_tracking},
    {post, "/track/{code}", "track", "track", "filing", take_tracked_command},
    {get, "/desk", "desk", "", "desk", show_frame},
    {get, "/desk/templates", "desk", "", "desk", show_frame},
    {get, "/desk/{id}", "desk-report", "", "desk", show_frame},
    {get, "/audit", "audit", "", "audit", show_frame},
    {get, "/audit/reports/{id}", "audit-report", "", "audit", show_frame},
    {get, "/audit/deadlines", "audit", "", "audit", show_frame},
    {get, "/audit/identities", "audit", "", "audit", show_frame},
    {get, "/proof", "audit-proof", "", "audit", show_frame, indexed},
    {get, "/admin", "admin", "", "admin", show_frame},
    {get, "/admin/{rest}", "admin", "", "admin", show_frame},
    {get, "/sign-in", "sign-in", "account", "account", show_frame},
    {get, "/register", "register", "account", "account", show_frame},
    {get, "/recover", "recover", "account", "account", show_frame},
    {get, "/account", "account", "account", "account", show_frame},
    {get, "/account/reports", "account", "account", "account", show_frame},
    {get, "/account/data", "account", "account", "account", show_frame},
    {get, "/about", "about", "", "citizen", show_about, indexed},
    {get, "/privacy", "privacy", "", "citizen", show_privacy, indexed},
});

constexpr std::string_view english_prefix = "/en";

/// Nobody's segment is longer.
constexpr std::size_t longest_rest = 200;

bool segments_fit(std::string_view pattern, std::string_view path, PageMatch& match) {
  while (!pattern.empty() && !path.empty()) {
    if (pattern == "/{rest}") {
      match.rest = path.substr(1);
      return !match.rest.empty() && match.rest.size() <= longest_rest && match.rest.back() != '/';
    }
    pattern.remove_prefix(1);
    path.remove_prefix(1);
    const std::string_view wanted = pattern.substr(0, pattern.find('/'));
    const std::string_view given = path.substr(0, path.find('/'));
    pattern.remove_prefix(wanted.size());
    path.remove_prefix(given.size());
    if (wanted == "{id}") {
      const auto id = given.starts_with('0') ? std::nullopt : number_from<std::uint64_t>(given);
      if (!id || *id > std::uint64_t{INT64_MAX}) return false;
      match.report = ReportId{*id};
    } else if (wanted == "{code}") {
      if (given.empty() || given.size() > longest_rest) return false;
      match.rest = given;
    } else if (wanted != given) {
      return false;
    }
  }
  return pattern.empty() && path.empty();
}

}  // namespace

std::span<const Page> pages() {
  return table;
}

PageMatch find_page(http::Method method, std::string_view path) {
  if (method == http::Method::head) method = get;
  PageMatch match;
  if (path == english_prefix || path.starts_with("/en/")) {
    match.language = Language::english;
    path.remove_prefix(english_prefix.size());
  }
  match.path = path.empty() ? "/" : path;
  for (const Page& page : table) {
    if (!segments_fit(page.pattern, match.path, match)) continue;
    if (page.method == method) {
      match.page = &page;
      return match;
    }
    match.allow += (match.allow.empty() ? "" : ", ") + std::string(page.method == get ? "GET, HEAD" : "POST");
  }
  return match;
}

std::string path_in(Language language, std::string_view path) {
  if (language != Language::english) return std::string(path);
  return path == "/" ? std::string(english_prefix) : std::string(english_prefix) + std::string(path);
}

}  // namespace lapor::api::web
