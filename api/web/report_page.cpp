#include "api/text.hpp"
#include "api/web/api_call.hpp"
#include "api/web/page_handlers.hpp"
#include "api/web/parts.hpp"
#include "api/web/told.hpp"

namespace lapor::api::web {
namespace {

/// What links that are shared show, in code points.
constexpr std::size_t description_length = 200;

Head head_of(const Sheet& sheet, const Told& report) {
  const std::string state = sheet.texts.of("page.state.", report.text("state"));
  const std::string late = report.flag("late") ? ", " + sheet.texts("page.report.is_late") : "";
  std::string description = state + late + " · " + std::string(report.text("institution_name"));
  if (report.has("text")) description += ". " + excerpt(report.text("text"), description_length);
  const std::string_view title = report.text("title");
  const std::string id = std::to_string(report.number("id"));
  return {title.empty() ? sheet.texts("page.report.untitled", {{"id", id}}) : std::string(title),
          std::move(description), true, true};
}

void write_section(Sheet& sheet, std::string_view key, const std::function<void()>& content) {
  sheet.html.element("section", {{"class", "stack"}}, [&] {
    sheet.html.element("h2", sheet.texts(key));
    content();
  });
}

void write_report(const Context& context, Sheet& sheet, const Head& head, const Told& report, const Told& timeline) {
  Html& html = sheet.html;
  const std::string id = std::to_string(report.number("id"));
  html.element("article", {{"class", "stack stack--loose"}}, [&] {
    write_heading(sheet, head.title, "", [&] { write_standing(sheet, report); });
    write_section(sheet, "page.report.text", [&] {
      report.has("text")
          ? void(html.element("div", {{"class", "prose"}}, [&] { html.paragraphs(report.text("text")); }))
          : void(html.element("p", {{"class", "muted"}}, sheet.texts("page.report.no_text")));
    });
    write_section(sheet, "page.report.facts", [&] { write_facts(context, sheet, report); });
    write_section(sheet, "page.report.timeline", [&] { write_timeline(context, sheet, timeline, id, true); });
    write_section(sheet, "page.report.comments", [&] { write_comments(sheet, report); });
    html.element("p", [&] {
      html.element("a", {{"href", sheet.to("/track?report=" + id)}}, sheet.texts("page.report.is_mine"));
    });
  });
}

}  // namespace

void show_report(Context& context, const VisitPtr& visit) {
  const std::string path = "/v1/reports/" + std::to_string(number(visit->match.report));
  std::vector<ApiRequest> asked{{http::Method::get, path}, {http::Method::get, path + "/timeline"}};
  ask_api(context, visit, std::move(asked), [&context, visit](const std::vector<http::Response>& told) {
    for (const http::Response& each : told)
      if (!is_success(context, visit, each)) return;
    const auto report = parse_answer(told[0].body);
    const auto timeline = parse_answer(told[1].body);
    Sheet sheet(context, visit);
    const Head head = head_of(sheet, Told(report));
    answer_page(context, visit, sheet, head, [&] { write_report(context, sheet, head, Told(report), Told(timeline)); });
  });
}

}  // namespace lapor::api::web
