#include <algorithm>
#include <map>

#include "api/web/api_call.hpp"
#include "api/web/institution_names.hpp"
#include "api/web/page_handlers.hpp"
#include "api/web/parts.hpp"
#include "api/web/query_string.hpp"
#include "api/web/told.hpp"

namespace lapor::api::web {
namespace {

/// Institutions without their units, in the order of the rulebook, by their kind.
using ByKind = std::vector<std::pair<std::string, std::vector<const Institution*>>>;

ByKind by_kind(const Context& context, std::string_view words) {
  ByKind kinds;
  for (const Institution& institution : context.rulebooks.now().institutions.all()) {
    if (!institution.parent.empty() || !is_named(institution, words)) continue;
    auto kind = std::ranges::find(kinds, institution.kind, &ByKind::value_type::first);
    if (kind == kinds.end()) kind = kinds.insert(kinds.end(), {institution.kind, {}});
    kind->second.push_back(&institution);
  }
  return kinds;
}

std::string kind_name(const Sheet& sheet, const std::string& kind) {
  return sheet.texts.has("page.kind." + kind) ? sheet.texts.of("page.kind.", kind) : kind;
}

class InstitutionsWriter {
 public:
  InstitutionsWriter(const Context& context, Sheet& sheet, std::string_view words, const Told& list)
      : sheet_(sheet), html_(sheet.html), words_(words), kinds_(by_kind(context, words)) {
    list.each_number("facets.institution",
                     [&](std::string_view slug, std::uint64_t reports) { reports_[std::string(slug)] = reports; });
  }

  void write() {
    write_heading(sheet_, sheet_.texts("page.institutions.title"), sheet_.texts("page.institutions.description"));
    write_search(sheet_, "/institutions", "page.institutions.search", words_);
    if (kinds_.empty()) html_.element("p", {{"class", "notice"}}, sheet_.texts("page.institutions.none"));
    html_.element("div", {{"class", "stack stack--tight"}}, [&] {
      for (const auto& [kind, institutions] : kinds_) write_kind(kind, institutions);
    });
  }

 private:
  /// All are open when somebody searches; else only the first, so that the page stays short.
  void write_kind(const std::string& kind, const std::vector<const Institution*>& institutions) {
    const bool is_open = !words_.empty() || &kind == &kinds_.front().first;
    html_.element("details", {{"class", "plain-kind"}, {"open", "", is_open}}, [&] {
      html_.element("summary", kind_name(sheet_, kind) + " (" + std::to_string(institutions.size()) + ')');
      html_.element("ul", {{"class", "units"}}, [&] {
        for (const Institution* institution : institutions)
          html_.element("li", [&] { write_institution(*institution); });
      });
    });
  }

  void write_institution(const Institution& institution) {
    html_.element("a", {{"href", sheet_.to("/institutions/" + institution.slug)}}, institution.name);
    const auto found = reports_.find(institution.slug);
    if (found != reports_.end())
      html_.element("span", {{"class", "muted"}},
                    ' ' + sheet_.texts.counted("page.institutions.reports", found->second));
  }

  Sheet& sheet_;
  Html& html_;
  const std::string_view words_;
  const ByKind kinds_;
  std::map<std::string, std::uint64_t> reports_;
};

void write_units(const Context& context, Sheet& sheet, const Institution& institution) {
  std::vector<const Institution*> units;
  for (const Institution& each : context.rulebooks.now().institutions.all())
    if (each.parent == institution.slug) units.push_back(&each);
  if (units.empty()) return;
  sheet.html.element("section", {{"class", "stack"}}, [&] {
    sheet.html.element("h2", sheet.texts("page.institution.units"));
    sheet.html.element("ul", {{"class", "units"}}, [&] {
      for (const Institution* unit : units)
        sheet.html.element("li", [&] {
          sheet.html.element("a", {{"href", sheet.to("/institutions/" + unit->slug)}}, unit->name);
        });
    });
  });
}

void write_counts(Sheet& sheet, const QueryString& filter, const Told& list) {
  Html& html = sheet.html;
  html.element("table", [&] {
    html.element("caption", sheet.texts("page.institution.by_state"));
    html.element("thead", [&] {
      html.element("tr", [&] {
        html.element("th", {{"scope", "col"}}, sheet.texts("page.facet.state"));
        html.element("th", {{"scope", "col"}, {"class", "number"}}, sheet.texts("page.institution.count"));
      });
    });
    html.element("tbody", [&] {
      list.each_number("facets.state", [&](std::string_view state, std::uint64_t reports) {
        html.element("tr", [&] {
          html.element("th", {{"scope", "row"}}, [&] {
            html.element("a", {{"href", filter.with("state", state).behind(sheet.to("/reports"))}},
                         sheet.texts.of("page.state.", state));
          });
          html.element("td", {{"class", "number"}}, grouped(reports, sheet.texts.language()));
        });
      });
    });
  });
}

void write_institution(const Context& context, Sheet& sheet, const Institution& institution, const QueryString& filter,
                       const Told& list) {
  Html& html = sheet.html;
  html.element("h1", institution.name);
  html.element("p", {{"class", "muted row"}}, [&] {
    if (!institution.abbreviation.empty()) html.element("span", institution.abbreviation);
    html.element("span", kind_name(sheet, institution.kind));
    if (!institution.parent.empty())
      html.element("a", {{"href", sheet.to("/institutions/" + institution.parent)}},
                   institution_name(context, institution.parent));
  });
  html.element("p", sheet.texts.counted("page.reports.total", list.number("total")));
  if (list.number("total") > 0) write_counts(sheet, filter, list);
  write_units(context, sheet, institution);
  if (list.number("total") == 0) return;
  html.element("section", {{"class", "stack"}}, [&] {
    html.element("h2", sheet.texts("page.home.latest"));
    write_cards(context, sheet, list);
    html.element("p", [&] {
      html.element("a", {{"href", filter.behind(sheet.to("/reports"))}}, sheet.texts("page.home.all"));
    });
  });
}

}  // namespace

void show_institutions(Context& context, const VisitPtr& visit) {
  const std::string words(QueryString::parse(visit->call->request.query).of("q"));
  ask_api(context, visit, {http::Method::get, "/v1/reports", "limit=1&facets=institution"},
          [&context, visit, words](const http::Response& told) {
            if (!is_success(context, visit, told)) return;
            const auto list = parse_answer(told.body);
            Sheet sheet(context, visit);
            Head head = usual_head(sheet);
            head.is_indexed = words.empty();
            answer_page(context, visit, sheet, head,
                        [&] { InstitutionsWriter(context, sheet, words, Told(list)).write(); });
          });
}

void show_institution(Context& context, const VisitPtr& visit) {
  const Institution* institution = context.rulebooks.now().institutions.find(visit->match.rest);
  if (institution == nullptr) return answer_not_found(context, visit);
  QueryString filter;
  filter.put(institution->parent.empty() ? "institution" : "unit", institution->slug);
  QueryString asked = filter;
  asked.put("limit", "10").put("facets", "state");
  ask_api(context, visit, {http::Method::get, "/v1/reports", asked.text()},
          [&context, visit, filter, institution = *institution](const http::Response& told) {
            if (!is_success(context, visit, told)) return;
            const auto list = parse_answer(told.body);
            Sheet sheet(context, visit);
            Head head = usual_head(sheet);
            head.title = institution.name;
            head.description = institution.name + ". " + head.description;
            answer_page(context, visit, sheet, head,
                        [&] { write_institution(context, sheet, institution, filter, Told(list)); });
          });
}

}  // namespace lapor::api::web
