#include "api/web/forms.hpp"

#include <algorithm>

#include "api/tokens.hpp"
#include "api/web/told.hpp"

namespace lapor::api::web {
namespace {

/// A browser says where a form comes from. Pages that ask for no referrer send `Origin: null`, which says nothing.
bool is_from_elsewhere(const http::Request& request) {
  const std::string_view site = request.header("sec-fetch-site");
  if (!site.empty()) return site != "same-origin" && site != "none";
  const std::string_view origin = request.header("origin");
  if (origin.empty() || origin == "null") return false;
  const auto host = origin.find("://");
  return host == std::string_view::npos || origin.substr(host + 3) != request.header("host");
}

bool is_plain_form(const http::Request& request) {
  const std::string_view type = request.header("content-type");
  return type.substr(0, type.find(';')) == "application/x-www-form-urlencoded";
}

constexpr std::string_view problem_prefix = "urn:lapor:problem:";

}  // namespace

std::optional<QueryString> read_form(Context& context, const VisitPtr& visit) {
  const http::Request& request = visit->call->request;
  if (is_from_elsewhere(request)) return answer_error(context, visit, 403), std::nullopt;
  if (!request.body.empty() && !is_plain_form(request)) {
    answer(context, *visit->call,
           Problem{ProblemKind::unsupported_media_type,
                   "Send the form as application/x-www-form-urlencoded, or use the API: POST /v1/reports.", "", ""});
    return std::nullopt;
  }
  return QueryString::parse_form(request.body);
}

FieldError error_of(const Texts& texts, const http::Response& refusal) {
  const auto body = parse_answer(refusal.body);
  const Told told(body);
  std::string_view name = told.text("type");
  if (name.starts_with(problem_prefix)) name.remove_prefix(problem_prefix.size());
  std::string_view field = told.text("field");
  if (field.starts_with("place.")) field.remove_prefix(std::string_view("place.").size());
  const std::string key = "page.problem." + std::string(name);
  return {std::string(field), texts.has(key) ? texts(key) : texts("page.problem.other")};
}

bool may_have_been_done(const http::Response& response) {
  return response.status >= 500;
}

std::string new_form_key() {
  return "form-" + new_token();
}

void FormWriter::line(std::string_view name, const Line& line) {
  const std::string most = std::to_string(line.most);
  const std::string described = described_by(name);
  field(name, line.is_required, [&] {
    html_.leaf("input", {{"type", line.type},
                         {"class", "date-input", line.type == "date"},
                         {"id", id_of(name)},
                         {"name", name},
                         {"value", values_.of(name)},
                         {"maxlength", most, line.most > 0},
                         {"max", line.greatest, !line.greatest.empty()},
                         {"inputmode", line.mode, !line.mode.empty()},
                         {"autocomplete", line.autocomplete},
                         {"required", "", line.is_required},
                         {"aria-invalid", "true", error_at(name) != nullptr},
                         {"aria-describedby", described, !described.empty()}});
  });
}

void FormWriter::text(std::string_view name, std::size_t most, bool is_required) {
  const std::string described = described_by(name);
  field(name, is_required, [&] {
    html_.element("textarea",
                  {{"id", id_of(name)},
                   {"name", name},
                   {"rows", "6"},
                   {"maxlength", std::to_string(most)},
                   {"required", "", is_required},
                   {"aria-invalid", "true", error_at(name) != nullptr},
                   {"aria-describedby", described, !described.empty()}},
                  [&] { html_.text("\n").text(values_.of(name)); });  // HTML drops one line end at the beginning
  });
}

void FormWriter::box(std::string_view name) {
  const std::string described = described_by(name);
  html_.element("label", {{"class", "choice"}, {"for", id_of(name)}}, [&] {
    html_.leaf("input", {{"type", "checkbox"},
                         {"id", id_of(name)},
                         {"name", name},
                         {"value", "1"},
                         {"checked", "", !values_.of(name).empty()},
                         {"aria-describedby", described, !described.empty()}});
    html_.element("span", {{"class", "choice__title"}}, said_of(name));
    html_.element("span", {{"class", "choice__hint"}, {"id", id_of(name) + "-hint"}}, said_of(name, ".hint"));
  });
}

void FormWriter::choice(std::string_view name, const std::function<void()>& options) {
  const std::string described = described_by(name);
  field(name, false, [&] {
    html_.element("select",
                  {{"id", id_of(name)},
                   {"name", name},
                   {"aria-invalid", "true", error_at(name) != nullptr},
                   {"aria-describedby", described, !described.empty()}},
                  [&] {
                    html_.element("option", {{"value", ""}}, sheet_.texts("page.form.nothing"));
                    options();
                  });
  });
}

void FormWriter::option(std::string_view name, std::string_view value, std::string_view label) {
  html_.element("option", {{"value", value}, {"selected", "", values_.of(name) == value}}, label);
}

void FormWriter::hidden(std::string_view name, std::string_view value) {
  html_.leaf("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
}

void FormWriter::summary() {
  if (errors_.empty()) return;
  html_.element("div", {{"class", "notice notice--error"}, {"role", "alert"}}, [&] {
    html_.element("p", sheet_.texts("page.form.mistakes"));
    html_.element("ul", [&] {
      for (const FieldError& mistake : errors_)
        html_.element("li", [&] {
          if (mistake.field.empty()) return void(html_.text(mistake.message));
          html_.element("a", {{"href", '#' + id_of(mistake.field)}}, said_of(mistake.field) + ": " + mistake.message);
        });
    });
  });
}

const FieldError* FormWriter::error_at(std::string_view name) const {
  const auto found =
      std::ranges::find(errors_, name, [](const FieldError& each) { return std::string_view(each.field); });
  return found == errors_.end() ? nullptr : &*found;
}

std::string FormWriter::described_by(std::string_view name) const {
  std::string ids = said_of(name, ".hint").empty() ? "" : id_of(name) + "-hint";
  if (error_at(name) != nullptr) ids += (ids.empty() ? "" : " ") + id_of(name) + "-error";
  return ids;
}

std::string FormWriter::said_of(std::string_view name, std::string_view what) const {
  const std::string tail = std::string(name) + std::string(what);
  const std::string own = "page.form." + id_ + '.' + tail;
  if (sheet_.texts.has(own)) return sheet_.texts(own);
  const std::string shared = "page.form." + tail;
  return sheet_.texts.has(shared) ? sheet_.texts(shared) : std::string{};
}

void FormWriter::field(std::string_view name, bool is_required, const std::function<void()>& input) {
  html_.element("div", {{"class", "field"}}, [&] {
    html_.element("label", {{"for", id_of(name)}}, [&] {
      html_.text(said_of(name));
      if (!is_required) html_.element("span", {{"class", "muted"}}, ' ' + sheet_.texts("page.form.optional"));
    });
    hint(name);
    input();
    error(name);
  });
}

void FormWriter::hint(std::string_view name) {
  const std::string said = said_of(name, ".hint");
  if (!said.empty()) html_.element("p", {{"class", "field__hint"}, {"id", id_of(name) + "-hint"}}, said);
}

void FormWriter::error(std::string_view name) {
  if (const FieldError* mistake = error_at(name))
    html_.element("p", {{"class", "field__error"}, {"id", id_of(name) + "-error"}}, mistake->message);
}

}  // namespace lapor::api::web
