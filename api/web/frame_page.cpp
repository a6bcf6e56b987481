#include "api/web/document.hpp"
#include "api/web/page_handlers.hpp"

namespace lapor::api::web {

void show_frame(Context& context, const VisitPtr& visit) {
  Sheet sheet(context, visit);
  const Head head = usual_head(sheet);
  answer_page(context, visit, sheet, head, [&] {
    sheet.html.element("h1", head.title);
    sheet.html.element("noscript", [&] {
      sheet.html.element("p", {{"class", "notice notice--warning"}}, sheet.texts("page.needs_script"));
    });
  });
}

}  // namespace lapor::api::web
