#include <array>

#include "api/limits.hpp"
#include "api/query.hpp"
#include "api/web/api_call.hpp"
#include "api/web/forms.hpp"
#include "api/web/moments.hpp"
#include "api/web/page_handlers.hpp"
#include "api/web/parts.hpp"
#include "api/web/told.hpp"
#include "api/web/tracked_commands.hpp"

/// A reporter's own report, opened with its number and the code of the receipt. Both are sent in the body of a form
/// each time and stand in no address; the receipt is the only authority there is.
namespace lapor::api::web {
namespace {

/// One command's form as it was sent, and what became of it.
struct Attempt {
  const TrackedCommand* command{};  // null: the report was only opened
  QueryString form;
  FieldErrors errors;
  int status{200};
};

/// Who knows both may see the report as its reporter does.
struct Receipt {
  ReportId report{};
  std::string code;
};

std::optional<ReportId> report_of(const QueryString& form) {
  const auto id = number_from<std::uint64_t>(form.of("report"));
  if (!id || *id == 0 || *id > std::uint64_t{INT64_MAX}) return std::nullopt;
  return ReportId{*id};
}

/// As people copy it: with blanks, or without the dashes.
std::string code_of(const QueryString& form) {
  std::string code(form.of("code"));
  std::erase(code, ' ');
  return code;
}

std::string path_of(ReportId report) {
  return "/v1/reports/" + std::to_string(number(report));
}

ApiRequest with(const Receipt& receipt, ApiRequest request) {
  request.headers.emplace_back("lapor-receipt", receipt.code);
  return request;
}

void answer_form(Context& context, const VisitPtr& visit, const QueryString& values, const FieldErrors& errors,
                 int status) {
  Sheet sheet(context, visit);
  answer_page(
      context, visit, sheet, usual_head(sheet),
      [&] {
        FormWriter form(sheet, "track", values, errors);
        write_heading(sheet, sheet.texts("page.track.title"), sheet.texts("page.track.description"));
        form.summary();
        sheet.html.element(
            "form", {{"method", "post"}, {"action", sheet.to("/track")}, {"class", "card stack plain-form"}}, [&] {
              form.line("report", {.is_required = true, .most = 20, .mode = "numeric"});
              form.line("code", {.is_required = true, .most = 30, .mode = "numeric"});
              write_send_button(sheet, "page.track.open");
            });
      },
      Keeping::never, status);
}

/// The page of an opened report.
class TrackedReport {
 public:
  TrackedReport(const Context& context, Sheet& sheet, const Receipt& receipt, const Attempt& attempt,
                const Told& report, const Told& timeline)
      : context_(context),
        sheet_(sheet),
        html_(sheet.html),
        receipt_(receipt),
        attempt_(attempt),
        report_(report),
        timeline_(timeline) {}

  void write() {
    const std::string id = std::to_string(number(receipt_.report));
    write_heading(sheet_, sheet_.texts("page.track.heading", {{"id", id}}), "", [&] {
      write_outcome();
      write_standing(sheet_, report_);
    });
    write_question();
    write_forms();
    section("page.report.text", [&] {
      if (report_.has("title")) html_.element("h3", report_.text("title"));
      html_.paragraphs(report_.text("text"));
    });
    section("page.report.facts", [&] { write_facts(context_, sheet_, report_); });
    section("page.report.timeline", [&] { write_timeline(context_, sheet_, timeline_, id, false); });
  }

 private:
  void section(std::string_view key, const std::function<void()>& content) {
    html_.element("section", {{"class", "stack"}}, [&] {
      html_.element("h2", sheet_.texts(key));
      content();
    });
  }

  void write_outcome() {
    if (attempt_.command == nullptr || !attempt_.errors.empty()) return;
    html_.element("p", {{"class", "notice notice--success"}, {"role", "status"}},
                  sheet_.texts.of("page.done.", attempt_.command->name));
  }

  /// What was asked when the report was held last.
  void write_question() {
    if (report_.text("state") != to_word(Status::on_hold)) return;
    std::string question;
    timeline_.each("items", [&](const Told& item) {
      if (item.text("event") == "report_held") question = item.text("question");
    });
    if (question.empty()) return;
    html_.element("div", {{"class", "notice notice--warning stack"}}, [&] {
      html_.element("h2", sheet_.texts("page.track.question"));
      html_.paragraphs(question);
    });
  }

  void write_forms() {
    bool is_primary = true;
    for (const TrackedCommand& command : tracked_commands()) {
      const bool was_tried = attempt_.command == &command && !attempt_.errors.empty();
      if (!is_offered(command, report_) && !was_tried) continue;
      write_form(command, was_tried, std::exchange(is_primary, false));
    }
  }

  void write_form(const TrackedCommand& command, bool was_tried, bool is_primary) {
    const QueryString nothing;
    const FieldErrors none;
    FormWriter form(sheet_, command.name, was_tried ? attempt_.form : nothing, was_tried ? attempt_.errors : none);
    const std::string action = sheet_.to("/track/" + std::string(command.name));
    html_.element("section", {{"class", "card stack plain-form"}}, [&] {
      html_.element("h2", sheet_.texts.of("page.command.", command.name));
      form.summary();
      html_.element("form", {{"method", "post"}, {"action", action}, {"class", "stack"}}, [&] {
        form.hidden("report", std::to_string(number(receipt_.report)));
        form.hidden("code", receipt_.code);
        form.hidden("key", was_tried ? std::string(attempt_.form.of("key")) : new_form_key());
        if (command.has_score) write_scores(form);
        if (!command.text.empty()) form.text(command.text, most_of(command), command.needs_text);
        write_send_button(sheet_, "page.command." + std::string(command.name) + ".send", is_primary);
      });
    });
  }

  static std::size_t most_of(const TrackedCommand& command) {
    return command.text == "reason" || command.has_score ? limits::reason : limits::text;
  }

  void write_scores(FormWriter& form) {
    form.choice("score", [&] {
      for (int score = limits::highest_score; score >= limits::lowest_score; --score) {
        const std::string value = std::to_string(score);
        form.option("score", value, sheet_.texts.of("page.score.", value));
      }
    });
  }

  const Context& context_;
  Sheet& sheet_;
  Html& html_;
  const Receipt& receipt_;
  const Attempt& attempt_;
  const Told& report_;
  const Told& timeline_;
};

/// The number and the code do not go together, whether or not there is such a report.
bool is_wrong_receipt(const http::Response& told) {
  return told.status == 401 || told.status == 404;
}

void answer_wrong_receipt(Context& context, const VisitPtr& visit, const QueryString& form) {
  const Texts texts(context.web->messages, visit->match.language);
  answer_form(context, visit, form, {{"code", texts("page.track.wrong_receipt")}}, 422);
}

void show_report(Context& context, const VisitPtr& visit, const Receipt& receipt, Attempt attempt) {
  const std::string path = path_of(receipt.report);
  std::vector<ApiRequest> asked{with(receipt, {http::Method::get, path}),
                                with(receipt, {http::Method::get, path + "/timeline"})};
  ask_api(context, visit, std::move(asked),
          [&context, visit, receipt, attempt = std::move(attempt)](const std::vector<http::Response>& told) {
            for (const http::Response& each : told) {
              if (is_wrong_receipt(each)) return answer_wrong_receipt(context, visit, attempt.form);
              if (!is_success(context, visit, each)) return;
            }
            const auto report = parse_answer(told[0].body);
            const auto timeline = parse_answer(told[1].body);
            Sheet sheet(context, visit);
            answer_page(
                context, visit, sheet, usual_head(sheet),
                [&] { TrackedReport(context, sheet, receipt, attempt, Told(report), Told(timeline)).write(); },
                Keeping::never, attempt.status);
          });
}

/// The receipt that a form names; nothing, and the visit answered, when it names none.
std::optional<Receipt> read_receipt(Context& context, const VisitPtr& visit, const QueryString& form) {
  const auto report = report_of(form);
  std::string code = code_of(form);
  if (report && !code.empty()) return Receipt{*report, std::move(code)};
  const Texts texts(context.web->messages, visit->match.language);
  FieldErrors errors;
  if (!report) errors.push_back({"report", texts("page.track.no_number")});
  if (code.empty()) errors.push_back({"code", texts("page.problem.missing-field")});
  answer_form(context, visit, form, errors, 422);
  return std::nullopt;
}

void show_outcome(Context& context, const VisitPtr& visit, const Receipt& receipt, Attempt attempt,
                  const http::Response& told) {
  if (told.status >= 300) {
    const Texts texts(context.web->messages, visit->match.language);
    attempt.errors = {error_of(texts, told)};
    attempt.status = told.status;
    if (!may_have_been_done(told)) attempt.form.put("key", new_form_key());
  }
  show_report(context, visit, receipt, std::move(attempt));
}

}  // namespace

void show_tracking(Context& context, const VisitPtr& visit) {
  constexpr auto offered = std::to_array<std::string_view>({"report"});
  answer_form(context, visit, QueryString::parse(visit->call->request.query).only(offered), {}, 200);
}

void take_tracking(Context& context, const VisitPtr& visit) {
  const auto form = read_form(context, visit);
  if (!form) return;
  const auto receipt = read_receipt(context, visit, *form);
  if (receipt) show_report(context, visit, *receipt, {nullptr, *form, {}, 200});
}

void take_tracked_command(Context& context, const VisitPtr& visit) {
  const TrackedCommand* command = find_tracked_command(visit->match.rest);
  if (command == nullptr) return answer_not_found(context, visit);
  auto form = read_form(context, visit);
  if (!form) return;
  const auto receipt = read_receipt(context, visit, *form);
  if (!receipt) return;
  if (form->of("key").empty()) form->put("key", new_form_key());
  const Texts texts(context.web->messages, visit->match.language);
  Attempt attempt{command, std::move(*form), {}, 200};
  attempt.errors = missing_in(*command, texts, attempt.form);
  if (!attempt.errors.empty()) {
    attempt.status = 422;
    return show_report(context, visit, *receipt, std::move(attempt));
  }
  ApiRequest request{http::Method::post, path_of(receipt->report) + '/' + std::string(command->name), "",
                     body_of(*command, attempt.form)};
  request.headers.emplace_back("idempotency-key", attempt.form.of("key"));
  ask_api(context, visit, with(*receipt, std::move(request)),
          [&context, visit, receipt = *receipt, attempt = std::move(attempt)](const http::Response& told) {
            if (is_wrong_receipt(told)) return answer_wrong_receipt(context, visit, attempt.form);
            show_outcome(context, visit, receipt, attempt, told);
          });
}

}  // namespace lapor::api::web
