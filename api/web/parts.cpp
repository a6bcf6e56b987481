#include "api/web/parts.hpp"

#include "api/web/moments.hpp"

namespace lapor::api::web {
namespace {

std::string category_label(const Rulebook& rules, std::string_view code) {
  const Category* found = rules.categories.find(code);
  return found == nullptr ? std::string(code) : found->label;
}

std::string region_label(const Rulebook& rules, std::string_view code) {
  const auto found = rules.regions->find(std::string(code));
  return found == rules.regions->end() ? std::string(code) : found->second.name;
}

/// A title that no verifier has written and nobody else may read.
std::string title_of(const Sheet& sheet, const Told& report) {
  const std::string_view title = report.text("title");
  return title.empty() ? sheet.texts("page.report.untitled", {{"id", std::to_string(report.number("id"))}})
                       : std::string(title);
}

std::string where(const Context& context, const Told& report) {
  const std::string_view region = report.text("place.region");
  return region.empty() ? std::string{} : region_name(context, region);
}

void write_card(const Context& context, Sheet& sheet, const Told& report) {
  Html& html = sheet.html;
  const std::string target = sheet.to("/reports/" + std::to_string(report.number("id")));
  html.element("article", [&] {
    html.element("p", {{"class", "row card__state"}}, [&] {
      write_state(sheet, report.text("state"));
      write_late(sheet, report);
    });
    html.element("h3", [&] { html.element("a", {{"href", target}}, title_of(sheet, report)); });
    if (report.has("text")) html.element("p", {{"class", "card__text"}}, report.text("text"));
    html.element("p", {{"class", "card__meta small muted"}}, [&] {
      if (report.has("institution_name")) html.element("span", report.text("institution_name"));
      if (const std::string place = where(context, report); !place.empty()) html.element("span", place);
      html.element("time", {{"datetime", report.text("received_at")}}, date(sheet.texts, report.text("received_at")));
      if (const auto supports = report.number("supports"); supports > 0)
        html.element("span", sheet.texts.counted("page.report.supports", supports));
    });
  });
}

/// Events that the page shows in another place: thousands may support a report.
bool stands_elsewhere(std::string_view event) {
  return event == "support_added" || event == "support_withdrawn" || event == "comment_added";
}

/// Of comments the newest; the page stays one that an old telephone can read.
constexpr std::size_t most_comments = 100;

/// One item of a timeline.
class TimelineItem {
 public:
  TimelineItem(const Context& context, Sheet& sheet, const Told& item, std::string_view report, bool with_files)
      : context_(context), sheet_(sheet), html_(sheet.html), item_(item), report_(report), with_files_(with_files) {}

  void write() {
    html_.element("li",
                  {{"class", is_late()      ? "timeline__late"
                             : has_speech() ? "timeline__speech"
                                            : ""}},
                  [&] {
                    html_.element("p", {{"class", "timeline__title"}}, [&] { html_.element("strong", title()); });
                    html_.element("p", {{"class", "small muted"}}, [&] {
                      write_time(html_, sheet_.texts, item_.text("at"));
                      html_.text(" · " + author());
                    });
                    write_texts();
                    write_limits();
                    write_files();
                  });
  }

 private:
  [[nodiscard]] bool is_late() const { return item_.text("event") == "deadline_missed"; }
  [[nodiscard]] bool has_speech() const { return item_.has("text") || item_.has("question"); }

  [[nodiscard]] std::string title() const {
    const std::string event(item_.text("event"));
    return sheet_.texts("page.event." + event, {{"to", institution_name(context_, item_.text("to"))},
                                                {"proposed", institution_name(context_, item_.text("proposed"))},
                                                {"score", std::to_string(item_.number("score"))},
                                                {"into", std::to_string(item_.number("into"))},
                                                {"level", std::to_string(item_.number("level"))},
                                                {"reason", reason()}});
  }

  /// Some reasons are words of the domain, the others sentences of somebody's.
  [[nodiscard]] std::string reason() const {
    const std::string key = "page.reason." + std::string(item_.text("reason"));
    return sheet_.texts.has(key) ? sheet_.texts(key) : std::string{};
  }

  [[nodiscard]] std::string author() const {
    const std::string role = sheet_.texts.of("page.role.", item_.text("by.role"));
    const std::string_view institution = item_.text("by.institution");
    return institution.empty() ? role : role + ", " + institution_name(context_, institution);
  }

  void write_texts() {
    for (const char* member : {"title", "question", "text", "note"})
      if (item_.has(member)) write_quote(item_.text(member));
    if (item_.has("reason") && reason().empty()) write_quote(item_.text("reason"));
    if (item_.has("proposed"))
      html_.element("p", {{"class", "small timeline__fact"}},
                    sheet_.texts("page.timeline.proposed",
                                 {{"institution", institution_name(context_, item_.text("proposed"))}}));
  }

  void write_quote(std::string_view text) {
    html_.element("div", {{"class", "timeline__text prose"}}, [&] { html_.paragraphs(text); });
  }

  void write_limits() {
    if (!item_.has("deadline.due")) return;
    html_.element("p", {{"class", "small timeline__fact"}}, [&] {
      html_.text(sheet_.texts.of("page.deadline.", item_.text("deadline.kind")) + ": ");
      write_limit(html_, sheet_.texts, item_.text("deadline.due"));
    });
  }

  void write_files() {
    const std::size_t files = item_.size("attachments");
    if (files == 0) return;
    if (!with_files_) {
      html_.element("p", {{"class", "small timeline__fact"}}, sheet_.texts.counted("page.timeline.files", files));
      return;
    }
    html_.element("ul", {{"class", "attachments"}}, [&] {
      std::size_t number = 0;
      item_.each("attachments", [&](const Told& file) {
        const std::string target = "/v1/reports/" + std::string(report_) + "/attachments/" + std::string(file.itself());
        const std::string name = sheet_.texts("page.timeline.file", {{"number", std::to_string(++number)}});
        html_.element("li", [&] { html_.element("a", {{"href", target}}, name); });
      });
    });
  }

  const Context& context_;
  Sheet& sheet_;
  Html& html_;
  const Told& item_;
  std::string_view report_;
  bool with_files_;
};

void write_comment(Sheet& sheet, const Told& comment) {
  Html& html = sheet.html;
  html.element("li", {{"class", "stack stack--tight"}}, [&] {
    html.element("p", {{"class", "small muted"}}, [&] {
      html.text(sheet.texts.of("page.role.", comment.text("role")) + " · ");
      write_time(html, sheet.texts, comment.text("at"));
    });
    comment.has("text") ? void(html.paragraphs(comment.text("text")))
                        : void(html.element("p", {{"class", "muted"}}, sheet.texts("page.comment.hidden")));
  });
}

}  // namespace

std::string institution_name(const Context& context, std::string_view slug) {
  const Institution* node = context.rulebooks.now().institutions.find(slug);
  return node == nullptr ? std::string(slug) : node->name;
}

std::string category_name(const Context& context, std::string_view code) {
  std::string name = category_label(context.rulebooks.now(), code);
  const auto slash = code.find('/');
  if (slash == std::string_view::npos) return name;
  return category_label(context.rulebooks.now(), code.substr(0, slash)) + " › " + name;
}

std::string region_name(const Context& context, std::string_view code) {
  std::string name = region_label(context.rulebooks.now(), code);
  const auto dot = code.rfind('.');
  return dot == std::string_view::npos ? name : name + ", " + region_name(context, code.substr(0, dot));
}

void write_heading(Sheet& sheet, std::string_view title, std::string_view lead, const std::function<void()>& more) {
  sheet.html.element("header", {{"class", "stack stack--tight"}}, [&] {
    sheet.html.element("h1", title);
    if (!lead.empty()) sheet.html.element("p", {{"class", "lead"}}, lead);
    if (more) more();
  });
}

void write_state(Sheet& sheet, std::string_view state) {
  const std::string classes = "badge badge--" + std::string(state);
  sheet.html.element("span", {{"class", classes}}, sheet.texts.of("page.state.", state));
}

void write_late(Sheet& sheet, const Told& report) {
  if (!report.flag("late")) return;
  const std::string level = std::to_string(report.number("missed_level"));
  sheet.html.element("span", {{"class", "badge badge--late"}}, sheet.texts("page.report.late", {{"level", level}}));
}

void write_cards(const Context& context, Sheet& sheet, const Told& list) {
  sheet.html.element("ul", {{"class", "list"}}, [&] {
    list.each("items",
              [&](const Told& report) { sheet.html.element("li", [&] { write_card(context, sheet, report); }); });
  });
}

void write_fact(Sheet& sheet, std::string_view key, std::string_view value) {
  if (value.empty()) return;
  sheet.html.element("div", [&] {
    sheet.html.element("dt", sheet.texts(key));
    sheet.html.element("dd", value);
  });
}

void write_standing(Sheet& sheet, const Told& report) {
  Html& html = sheet.html;
  html.element("p", {{"class", "row"}}, [&] {
    write_state(sheet, report.text("state"));
    write_late(sheet, report);
  });
  const std::string institution(report.text("institution_name"));
  const std::string named = institution.empty() ? sheet.texts("page.turn.somebody") : institution;
  html.element("p", {{"class", "lead"}}, sheet.texts.of("page.turn.", report.text("state"), {{"institution", named}}));
  if (report.has("deadline.due"))
    html.element("p", [&] {
      html.element("strong", sheet.texts.of("page.deadline.", report.text("deadline.kind")) + ": ");
      write_limit(html, sheet.texts, report.text("deadline.due"));
      if (report.flag("deadline.provisional"))
        html.element("span", {{"class", "muted"}}, ' ' + sheet.texts("page.deadline.is_provisional"));
    });
  if (report.has("merged_into"))
    html.element("p", [&] {
      const std::string id = std::to_string(report.number("merged_into"));
      html.element("a", {{"href", sheet.to("/reports/" + id)}}, sheet.texts("page.report.merged_into", {{"id", id}}));
    });
}

void write_facts(const Context& context, Sheet& sheet, const Told& report) {
  sheet.html.element("dl", {{"class", "meta"}}, [&] {
    write_fact(sheet, "page.fact.number", std::to_string(report.number("id")));
    if (report.has("institution"))
      sheet.html.element("div", [&] {
        const std::string target = sheet.to("/institutions/" + std::string(report.text("institution")));
        sheet.html.element("dt", sheet.texts("page.fact.institution"));
        sheet.html.element("dd", [&] { sheet.html.element("a", {{"href", target}}, report.text("institution_name")); });
      });
    if (report.has("unit")) write_fact(sheet, "page.fact.unit", institution_name(context, report.text("unit")));
    write_fact(sheet, "page.fact.classification",
               sheet.texts.of("page.classification.", report.text("classification")));
    if (report.has("category"))
      write_fact(sheet, "page.fact.category", category_name(context, report.text("category")));
    write_fact(sheet, "page.fact.place", where(context, report));
    write_fact(sheet, "page.fact.address", report.text("place.address"));
    write_fact(sheet, "page.fact.occurred_on", date(sheet.texts, report.text("occurred_on")));
    write_fact(sheet, "page.fact.received_at", date_time(sheet.texts, report.text("received_at")));
    write_fact(sheet, "page.fact.reporter", report.text("reporter.display_name"));
    if (const auto supports = report.number("supports"); supports > 0)
      write_fact(sheet, "page.fact.supports", sheet.texts.counted("page.report.supports", supports));
    if (report.has("rating"))
      write_fact(sheet, "page.fact.rating",
                 sheet.texts("page.report.rating", {{"score", std::to_string(report.number("rating.score"))}}));
  });
}

void write_timeline(const Context& context, Sheet& sheet, const Told& timeline, std::string_view report,
                    bool with_files) {
  sheet.html.element("ol", {{"class", "timeline"}}, [&] {
    timeline.each("items", [&](const Told& item) {
      if (!stands_elsewhere(item.text("event"))) TimelineItem(context, sheet, item, report, with_files).write();
    });
  });
}

void write_comments(Sheet& sheet, const Told& report) {
  const std::size_t comments = report.size("comments");
  if (comments == 0) {
    sheet.html.element("p", {{"class", "muted"}}, sheet.texts("page.comment.none"));
    return;
  }
  std::size_t left_out = comments > most_comments ? comments - most_comments : 0;
  if (left_out > 0)
    sheet.html.element("p", {{"class", "muted"}}, sheet.texts.counted("page.comment.left_out", left_out));
  sheet.html.element("ol", {{"class", "comments"}}, [&] {
    report.each("comments", [&](const Told& comment) {
      if (left_out > 0) return void(--left_out);
      write_comment(sheet, comment);
    });
  });
}

void write_search(Sheet& sheet, std::string_view path, std::string_view key, std::string_view words,
                  const std::function<void()>& more) {
  Html& html = sheet.html;
  html.element(
      "form", {{"class", "stack stack--tight plain-form"}, {"role", "search"}, {"action", sheet.to(path)}}, [&] {
        html.element("label", {{"for", "q"}, {"class", "field__label"}}, sheet.texts(key));
        html.element("div", {{"class", "search"}}, [&] {
          html.leaf("input", {{"type", "search"}, {"id", "q"}, {"name", "q"}, {"maxlength", "500"}, {"value", words}});
          write_send_button(sheet, "page.reports.search", false);
        });
        if (more) more();
      });
}

void write_send_button(Sheet& sheet, std::string_view key, bool is_primary) {
  sheet.html.element("button", {{"type", "submit"}, {"class", is_primary ? "button button--primary" : "button"}},
                     sheet.texts(key));
}

}  // namespace lapor::api::web
