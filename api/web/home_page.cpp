#include "api/web/api_call.hpp"
#include "api/web/page_handlers.hpp"
#include "api/web/parts.hpp"
#include "api/web/told.hpp"

namespace lapor::api::web {
namespace {

void write_ways_in(Sheet& sheet) {
  Html& html = sheet.html;
  html.element("p", {{"class", "hero__ways"}}, [&] {
    html.element("a", {{"class", "button button--primary button--large"}, {"href", sheet.to("/submit")}},
                 sheet.texts("page.home.submit"));
    html.element("a", {{"class", "button button--large"}, {"href", sheet.to("/track")}},
                 sheet.texts("page.home.track"));
  });
  write_search(sheet, "/reports", "page.home.search", "");
}

void write_steps(Sheet& sheet) {
  Html& html = sheet.html;
  html.element("section", {{"class", "stack"}}, [&] {
    html.element("h2", sheet.texts("page.home.steps"));
    html.element("ol", {{"class", "steps"}}, [&] {
      for (const char* step : {"1", "2", "3"})
        html.element("li", [&] { html.element("p", sheet.texts.of("page.home.step.", step)); });
    });
    html.element("p", [&] { html.element("a", {{"href", sheet.to("/about")}}, sheet.texts("page.home.more")); });
  });
}

void write_latest(const Context& context, Sheet& sheet, const Told& list) {
  Html& html = sheet.html;
  html.element("section", {{"class", "stack"}}, [&] {
    html.element("h2", sheet.texts("page.home.latest"));
    if (list.size("items") == 0) {
      html.element("p", {{"class", "muted"}}, sheet.texts("page.reports.none_yet"));
      return;
    }
    html.element("p", {{"class", "muted"}}, sheet.texts.counted("page.reports.total", list.number("total")));
    write_cards(context, sheet, list);
    html.element("p", [&] { html.element("a", {{"href", sheet.to("/reports")}}, sheet.texts("page.home.all")); });
  });
}

}  // namespace

void show_home(Context& context, const VisitPtr& visit) {
  ask_api(context, visit, {http::Method::get, "/v1/reports", "limit=5"}, [&context, visit](const http::Response& told) {
    if (!is_success(context, visit, told)) return;
    const auto list = parse_answer(told.body);
    Sheet sheet(context, visit);
    const Head head = usual_head(sheet);
    answer_page(context, visit, sheet, head, [&] {
      sheet.html.element("section", {{"class", "hero__text"}}, [&] {
        sheet.html.element("h1", sheet.texts("page.home.heading"));
        sheet.html.element("p", {{"class", "lead"}}, head.description);
        write_ways_in(sheet);
      });
      write_steps(sheet);
      write_latest(context, sheet, Told(list));
    });
  });
}

}  // namespace lapor::api::web
