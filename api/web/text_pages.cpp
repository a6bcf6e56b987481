#include "api/web/document.hpp"
#include "api/web/page_handlers.hpp"
#include "api/web/parts.hpp"

/// Pages that are nothing but text: sections `page.NAME.1.title`, `page.NAME.1.text`, and so on.
namespace lapor::api::web {
namespace {

void show_text(Context& context, const VisitPtr& visit) {
  Sheet sheet(context, visit);
  const Head head = usual_head(sheet);
  answer_page(context, visit, sheet, head, [&] {
    write_heading(sheet, head.title, head.description);
    for (int number = 1;; ++number) {
      const std::string key = "page." + std::string(visit->match.page->name) + '.' + std::to_string(number);
      if (!sheet.texts.has(key + ".title")) break;
      sheet.html.element("section", {{"class", "stack"}}, [&] {
        sheet.html.element("h2", sheet.texts(key + ".title"));
        sheet.html.element("div", {{"class", "prose"}}, [&] { sheet.html.paragraphs(sheet.texts(key + ".text")); });
      });
    }
  });
}

}  // namespace

void show_about(Context& context, const VisitPtr& visit) {
  show_text(context, visit);
}

void show_privacy(Context& context, const VisitPtr& visit) {
  show_text(context, visit);
}

}  // namespace lapor::api::web
