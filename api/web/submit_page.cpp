#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "api/commands/fields.hpp"
#include "api/limits.hpp"
#include "api/web/api_call.hpp"
#include "api/web/forms.hpp"
#include "api/web/institution_names.hpp"
#include "api/web/moments.hpp"
#include "api/web/page_handlers.hpp"
#include "api/web/parts.hpp"
#include "api/web/told.hpp"
#include "events/vocabulary.hpp"

/// The form for a report, and what comes of it. A report goes the way of POST /v1/reports.
namespace lapor::api::web {
namespace {

namespace json = boost::json;

constexpr std::string_view form_id = "submit";
constexpr auto required = std::to_array<std::string_view>({"title", "text", "occurred_on"});

/// Codes of the rulebook with their names, in the order of the names.
using Choices = std::vector<std::pair<std::string_view, std::string_view>>;

Choices by_name(Choices choices) {
  std::ranges::sort(choices, {}, [](const auto& choice) { return std::tie(choice.second, choice.first); });
  return choices;
}

/// Those that take new reports.
Choices topics_of(const CategoryTable& categories) {
  Choices choices;
  for (const Category& category : categories.all())
    if (category.code.find('/') == std::string::npos && !category.closing)
      choices.emplace_back(category.code, category.label);
  return by_name(std::move(choices));
}

Choices regions_with(std::size_t code_length, const Regions& regions) {
  Choices choices;
  for (const auto& [code, region] : regions)
    if (code.size() == code_length) choices.emplace_back(code, region.name);
  return by_name(std::move(choices));
}

constexpr std::size_t province_length = 2;
constexpr std::size_t regency_length = 5;

class SubmitForm {
 public:
  SubmitForm(const Context& context, Sheet& sheet, const QueryString& values, const FieldErrors& errors)
      : context_(context), sheet_(sheet), html_(sheet.html), values_(values), form_(sheet, form_id, values, errors) {}

  void write() {
    write_heading(sheet_, sheet_.texts("page.submit.title"), sheet_.texts("page.submit.description"));
    if (context_.identity.options.proof_of_work_bits > 0)
      html_.element("p", {{"class", "notice"}}, sheet_.texts("page.submit.limited"));
    form_.summary();
    html_.element("form",
                  {{"method", "post"}, {"action", sheet_.to("/submit")}, {"class", "stack stack--loose plain-form"}},
                  [&] {
                    form_.hidden("key", values_.of("key"));
                    write_what();
                    write_where();
                    write_who();
                    write_send_button(sheet_, "page.submit.send");
                  });
  }

 private:
  void group(std::string_view key, const std::function<void()>& fields) {
    html_.element("fieldset", {{"class", "card stack"}}, [&] {
      html_.element("legend", sheet_.texts(key));
      fields();
    });
  }

  void write_what() {
    group("page.submit.what", [&] {
      form_.line("title", {.is_required = true, .most = limits::title});
      form_.text("text", limits::text, true);
      form_.line("occurred_on", {.type = "date", .is_required = true, .greatest = today()});
      form_.choice("classification", [&] {
        for (const auto* word : {"complaint", "aspiration", "information_request"})
          form_.option("classification", word, sheet_.texts.of("page.classification.", word));
      });
      form_.choice("category", [&] {
        for (const auto& [code, label] : topics_of(context_.rulebooks.now().categories))
          form_.option("category", code, label);
      });
    });
  }

  /// The latest day that any reporter's calendar shows.
  [[nodiscard]] std::string today() const { return to_iso(local_date(context_.clock.now(), Zone::wit)); }

  void write_where() {
    group("page.submit.where", [&] {
      form_.choice("region", [&] { write_regions(); });
      form_.line("address", {.most = limits::address});
      form_.line("institution", {.most = limits::title});
    });
  }

  void write_regions() {
    const Regions& regions = context_.rulebooks.now().regions;
    const Choices regencies = regions_with(regency_length, regions);
    for (const auto& [province, name] : regions_with(province_length, regions))
      html_.element("optgroup", {{"label", name}}, [&, code = province, label = name] {
        form_.option("region", code, sheet_.texts("page.submit.whole_province", {{"province", label}}));
        for (const auto& [regency, regency_name] : regencies)
          if (regency.starts_with(code)) form_.option("region", regency, regency_name);
      });
  }

  void write_who() {
    group("page.submit.who", [&] {
      html_.element("div", {{"class", "choices"}}, [&] {
        form_.box("anonymous");
        form_.box("confidential");
      });
      form_.line("display_name", {.most = limits::display_name, .autocomplete = "nickname"});
    });
  }

  const Context& context_;
  Sheet& sheet_;
  Html& html_;
  const QueryString& values_;
  FormWriter form_;
};

void answer_form(Context& context, const VisitPtr& visit, const QueryString& values, const FieldErrors& errors,
                 int status) {
  Sheet sheet(context, visit);
  answer_page(
      context, visit, sheet, usual_head(sheet), [&] { SubmitForm(context, sheet, values, errors).write(); },
      Keeping::never, status);
}

/// Every required field that is empty at once; the API would name only the first.
FieldErrors missing_in(const Texts& texts, const QueryString& form) {
  FieldErrors errors;
  for (const std::string_view name : required)
    if (form.of(name).empty()) errors.push_back({std::string(name), texts("page.problem.missing-field")});
  return errors;
}

json::object place_of(const QueryString& form) {
  json::object place;
  for (const char* name : {"region", "address"})
    if (!form.of(name).empty()) place[name] = form.of(name);
  return place;
}

std::string body_of(const QueryString& form, const Slug& institution) {
  json::object body{{"channel", "web"}};
  for (const char* name : {"title", "text", "occurred_on", "classification", "category", "display_name"})
    if (!form.of(name).empty()) body[name] = form.of(name);
  for (const char* name : {"anonymous", "confidential"}) body[name] = !form.of(name).empty();
  if (!institution.empty()) body["institution"] = institution;
  if (json::object place = place_of(form); !place.empty()) body["place"] = std::move(place);
  return json::serialize(body);
}

void write_slip(Sheet& sheet, const Told& told) {
  Html& html = sheet.html;
  html.element("div", {{"class", "card receipt__slip"}}, [&] {
    html.element("dl", [&] {
      html.element("div", [&] {
        html.element("dt", sheet.texts("page.fact.number"));
        html.element("dd", {{"class", "receipt__number"}}, std::to_string(told.number("id")));
      });
      html.element("div", [&] {
        html.element("dt", sheet.texts("page.form.code"));
        html.element("dd", {{"class", "receipt__code"}}, told.text("receipt"));
      });
    });
    html.element("p", {{"class", "notice notice--warning"}}, sheet.texts("page.receipt.keep"));
    html.element("form", {{"method", "post"}, {"action", sheet.to("/track")}}, [&] {
      html.leaf("input", {{"type", "hidden"}, {"name", "report"}, {"value", std::to_string(told.number("id"))}});
      html.leaf("input", {{"type", "hidden"}, {"name", "code"}, {"value", told.text("receipt")}});
      write_send_button(sheet, "page.receipt.open");
    });
  });
}

void write_receipt(Sheet& sheet, const Told& told) {
  Html& html = sheet.html;
  html.element("div", {{"class", "receipt stack stack--loose"}}, [&] {
    html.element("div", {{"role", "status"}}, [&] { html.element("h1", sheet.texts("page.receipt.title")); });
    write_slip(sheet, told);
    html.element("section", {{"class", "stack"}}, [&] {
      html.element("h2", sheet.texts("page.receipt.next"));
      html.element("p", [&] {
        html.element("strong", sheet.texts.of("page.deadline.", told.text("deadline.kind")) + ": ");
        write_limit(html, sheet.texts, told.text("deadline.due"));
      });
      html.element("ol", {{"class", "steps"}}, [&] {
        for (const char* step : {"1", "2", "3"})
          html.element("li", [&] { html.element("p", sheet.texts.of("page.receipt.step.", step)); });
      });
    });
  });
}

/// Shown at once and kept nowhere: neither the number nor the code ever stands in an address.
void answer_receipt(Context& context, const VisitPtr& visit, const http::Response& told) {
  const auto standing = parse_answer(told.body);
  Sheet sheet(context, visit);
  Head head = usual_head(sheet);
  head.title = sheet.texts("page.receipt.title");
  answer_page(
      context, visit, sheet, head, [&] { write_receipt(sheet, Told(standing)); }, Keeping::never);
}

void answer_refusal(Context& context, const VisitPtr& visit, QueryString form, const http::Response& refusal) {
  const Texts texts(context.web->messages, visit->match.language);
  if (!may_have_been_done(refusal)) form.put("key", new_form_key());
  answer_form(context, visit, form, {error_of(texts, refusal)}, refusal.status);
}

}  // namespace

void show_submission(Context& context, const VisitPtr& visit) {
  constexpr auto offered = std::to_array<std::string_view>({"title", "text", "category", "region", "institution"});
  QueryString values = QueryString::parse(visit->call->request.query).only(offered);
  values.put("key", new_form_key());
  if (const Institution* named = context.rulebooks.now().institutions.find(values.of("institution")))
    values.put("institution", named->name);
  answer_form(context, visit, values, {}, 200);
}

void take_submission(Context& context, const VisitPtr& visit) {
  auto form = read_form(context, visit);
  if (!form) return;
  if (form->of("key").empty()) form->put("key", new_form_key());
  const Texts texts(context.web->messages, visit->match.language);
  FieldErrors errors = missing_in(texts, *form);
  const auto institution = find_by_name(context.rulebooks.now().institutions, form->of("institution"));
  if (!institution) errors.push_back({"institution", institution_problem(texts, institution.error())});
  if (!errors.empty()) return answer_form(context, visit, *form, errors, 422);
  ApiRequest request{http::Method::post, "/v1/reports", "", body_of(*form, *institution)};
  request.headers.emplace_back("idempotency-key", form->of("key"));
  ask_api(context, visit, std::move(request), [&context, visit, form = std::move(*form)](const http::Response& told) {
    told.status < 300 ? answer_receipt(context, visit, told) : answer_refusal(context, visit, form, told);
  });
}

}  // namespace lapor::api::web
