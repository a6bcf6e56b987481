#include <array>

#include "api/web/api_call.hpp"
#include "api/web/page_handlers.hpp"
#include "api/web/parts.hpp"
#include "api/web/query_string.hpp"
#include "api/web/told.hpp"

/// The public list: search, facets and sorting as links, page after page.
namespace lapor::api::web {
namespace {

/// What the page hands on to the API; everything else in its address is the script's.
constexpr auto passed_on =
    std::to_array<std::string_view>({"q", "state", "category", "institution", "unit", "region", "classification", "tag",
                                     "late", "from", "to", "bbox", "sort", "cursor"});
/// Those that narrow the list.
constexpr auto filters = std::to_array<std::string_view>(
    {"q", "state", "category", "institution", "unit", "region", "classification", "tag", "late", "from", "to", "bbox"});
constexpr auto facets = std::to_array<std::string_view>({"state", "category", "institution", "region"});
constexpr auto sorts = std::to_array<std::string_view>({"newest", "oldest", "supports", "due"});
constexpr std::string_view items_per_page = "20";
constexpr std::size_t most_values_of_a_facet = 12;

class ListPageWriter {
 public:
  ListPageWriter(const Context& context, Sheet& sheet, const QueryString& query, const Told& list)
      : context_(context), sheet_(sheet), html_(sheet.html), query_(query), list_(list) {}

  void write(bool is_understood) {
    html_.element("h1", sheet_.texts("page.reports.title"));
    write_words();
    write_chosen();
    if (!is_understood) {
      html_.element("p", {{"class", "notice notice--error"}, {"role", "alert"}},
                    sheet_.texts("page.reports.not_understood"));
      return;
    }
    html_.element("div", {{"class", "browse"}}, [&] {
      write_facets();
      html_.element("div", {{"class", "stack"}}, [&] { write_items(); });
    });
  }

 private:
  [[nodiscard]] std::string target(const QueryString& query) const { return query.behind(sheet_.to("/reports")); }

  void write_words() {
    write_search(sheet_, "/reports", "page.reports.words", query_.of("q"), [&] {
      for (const std::string_view name : filters)
        if (name != "q" && !query_.of(name).empty())
          html_.leaf("input", {{"type", "hidden"}, {"name", name}, {"value", query_.of(name)}});
    });
  }

  /// What narrows the list now; each leads to the list without it.
  void write_chosen() {
    if (query_.only(filters).empty()) return;
    html_.element("ul", {{"class", "row plain-list"}, {"aria-label", sheet_.texts("page.reports.chosen")}}, [&] {
      for (const std::string_view name : filters) {
        if (query_.of(name).empty()) continue;
        const std::string label = sheet_.texts("page.reports.without", {{"value", name_of(name, query_.of(name))}});
        html_.element("li", [&] {
          html_.element("a", {{"class", "chip"}, {"href", target(query_.with(name, "").put("cursor", ""))}}, label);
        });
      }
      html_.element("li", [&] {
        html_.element("a", {{"href", sheet_.to("/reports")}}, sheet_.texts("page.reports.all"));
      });
    });
  }

  [[nodiscard]] std::string name_of(std::string_view filter, std::string_view value) const {
    if (filter == "state") return sheet_.texts.of("page.state.", value);
    if (filter == "classification") return sheet_.texts.of("page.classification.", value);
    if (filter == "category") return category_name(context_, value);
    if (filter == "institution" || filter == "unit") return institution_name(context_, value);
    if (filter == "region") return region_name(context_, value);
    if (filter == "late") return sheet_.texts("page.reports.only_late");
    return std::string(value);
  }

  void write_items() {
    html_.element("p", {{"class", "muted"}}, sheet_.texts.counted("page.reports.total", list_.number("total")));
    write_sorts();
    if (list_.size("items") == 0)
      html_.element("p", {{"class", "notice"}}, sheet_.texts("page.reports.none"));
    else
      write_cards(context_, sheet_, list_);
    write_pager();
  }

  void write_sorts() {
    const std::string_view chosen = query_.of("sort");
    html_.element("ul", {{"class", "row plain-list"}, {"aria-label", sheet_.texts("page.reports.sort")}}, [&] {
      if (!query_.of("q").empty()) write_sort("relevance", chosen.empty());
      for (const std::string_view sort : sorts)
        write_sort(sort, chosen == sort || (chosen.empty() && query_.of("q").empty() && sort == "newest"));
    });
  }

  void write_sort(std::string_view sort, bool is_chosen) {
    html_.element("li", [&] {
      html_.element("a",
                    {{"class", is_chosen ? "chip" : "chip chip--off"},
                     {"href", target(query_.with("sort", sort).put("cursor", ""))},
                     {"aria-current", "true", is_chosen}},
                    sheet_.texts.of("page.sort.", sort));
    });
  }

  void write_pager() {
    const std::string_view next = list_.text("next_cursor");
    if (next.empty() && query_.of("cursor").empty()) return;
    html_.element("nav", {{"class", "pager row"}, {"aria-label", sheet_.texts("page.reports.pager")}}, [&] {
      if (!query_.of("cursor").empty())
        html_.element("a", {{"class", "button"}, {"href", target(query_.with("cursor", ""))}},
                      sheet_.texts("page.reports.first"));
      if (!next.empty())
        html_.element("a", {{"class", "button"}, {"rel", "next"}, {"href", target(query_.with("cursor", next))}},
                      sheet_.texts("page.reports.next"));
    });
  }

  void write_facets() {
    html_.element("nav", {{"class", "facets"}, {"aria-label", sheet_.texts("page.reports.narrow")}}, [&] {
      const QueryString late = query_.with("late", "true").put("cursor", "");
      html_.element("p", [&] { html_.element("a", {{"href", target(late)}}, sheet_.texts("page.reports.only_late")); });
      for (const std::string_view facet : facets) write_facet(facet);
    });
  }

  void write_facet(std::string_view facet) {
    std::size_t written = 0;
    html_.element(
        "details", {{"class", "browse__filters"}, {"open", "", facet == "state" || !query_.of(facet).empty()}}, [&] {
          html_.element("summary", sheet_.texts.of("page.facet.", facet));
          html_.element("ul", [&] {
            list_.each_number("facets." + std::string(facet), [&](std::string_view value, std::uint64_t reports) {
              if (reports > 0 && written++ < most_values_of_a_facet) write_value(facet, value, reports);
            });
          });
        });
  }

  void write_value(std::string_view facet, std::string_view value, std::uint64_t reports) {
    const std::string link = target(query_.with(facet, value).put("cursor", ""));
    html_.element("li", [&] {
      html_.element("a", {{"href", link}, {"aria-current", "true", query_.of(facet) == value}}, [&] {
        html_.element("span", name_of(facet, value));
        html_.element("span", {{"class", "muted number"}}, grouped(reports, sheet_.texts.language()));
      });
    });
  }

  const Context& context_;
  Sheet& sheet_;
  Html& html_;
  const QueryString& query_;
  const Told& list_;
};

/// A parameter that the API does not understand is told on the page, beside what was asked for.
bool is_misunderstood(const http::Response& told) {
  return told.status == 400;
}

}  // namespace

void show_reports(Context& context, const VisitPtr& visit) {
  const QueryString query = QueryString::parse(visit->call->request.query).only(passed_on);
  QueryString asked = query;
  asked.put("facets", "state,category,institution,region").put("limit", items_per_page);
  ask_api(context, visit, {http::Method::get, "/v1/reports", asked.text()},
          [&context, visit, query](const http::Response& told) {
            if (!is_misunderstood(told) && !is_success(context, visit, told)) return;
            const auto list = parse_answer(told.body);
            Sheet sheet(context, visit);
            Head head = usual_head(sheet);
            head.is_indexed = query.empty();  // one page of the list, not every way to narrow it
            answer_page(
                context, visit, sheet, head,
                [&] { ListPageWriter(context, sheet, query, Told(list)).write(!is_misunderstood(told)); },
                Keeping::revalidated, told.status);
          });
}

}  // namespace lapor::api::web
