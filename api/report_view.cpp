#include "api/report_view.hpp"

#include <algorithm>

#include "api/json_values.hpp"
#include "api/labels.hpp"
#include "api/personal_data.hpp"
#include "api/report_page.hpp"
#include "api/search/words.hpp"
#include "api/text.hpp"
#include "events/capacities.hpp"

namespace lapor::api {
namespace {

/// Of a card's text, in code points: two lines on a screen.
constexpr std::size_t excerpt_length = 200;

/// What comes before the first word found, so that a reader sees what it is about.
constexpr std::size_t before_first_word = 60;

std::string_view from_code_point(std::string_view text, std::size_t number) {
  std::size_t at = 0;
  for (std::size_t seen = 0; at < text.size(); ++at) {
    const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
    if (begins && seen++ == number) break;
  }
  return text.substr(at);
}

/// To a tenth, towards zero: nobody is told of time that is not there.
double in_hours(std::chrono::minutes time) {
  return static_cast<double>(time.count() / 6) / 10.0;
}

/// Writes the page section by section; each section says which sight it takes.
class ReportRenderer {
 public:
  ReportRenderer(std::string& out, const ReportState& state, const ReportPage& page, const Sights& sights,
                 const Rulebook& rules)
      : json_(out),
        state_(state),
        page_(page),
        sights_(sights),
        rules_(rules),
        zone_(zone_in_charge(state, rules.institutions)) {}

  void write() {
    json_.begin_object();
    write_head();
    write_texts_of_page();
    write_desk();
    write_reporter();
    write_clock();
    write_people();
    if (sights_.may(Sight::flags)) write_flags();
    if (sights_.may(Sight::legal_hold)) json_.member("legal_hold", state_.legal_hold);
    if (sights_.may(Sight::original_text)) write_original();
    if (sights_.audience() == Audience::reporter)
      json_.member("proof", "/v1/reports/" + std::to_string(number(state_.id)) + "/proof");
    json_.end_object();
  }

  void write_card(const CardExtras& extras) {
    json_.begin_object();
    write_head();
    write_texts_of_page(excerpt_length);
    write_desk();
    write_clock();
    json_.member("supports", state_.supporters.size());
    write_rating();
    if (sights_.may(Sight::flags)) write_flags();
    if (extras.found_stems != nullptr) write_highlights(*extras.found_stems);
    if (extras.working_time_left) json_.member("working_hours_left", in_hours(*extras.working_time_left));
    json_.end_object();
  }

 private:
  void write_head() {
    json_.member("id", number(state_.id));
    json_.member("version", number(state_.version));
    json_.member("state", to_word(state_.status));
    json_.member("label_id", label_of(state_.status));
    json_.member("erased", state_.erased);
  }

  /// Verified text for who may read it; before that the reporter's own for who may read that.
  [[nodiscard]] bool shows_verified() const { return page_.verified && sights_.may(Sight::public_text); }
  [[nodiscard]] bool shows_original() const { return !page_.verified && sights_.may(Sight::original_text); }
  [[nodiscard]] std::string shown_title() const {
    return shows_verified() ? page_.public_title() : shows_original() ? page_.original.title : "";
  }
  [[nodiscard]] std::string shown_text() const {
    return shows_verified() ? page_.public_text : shows_original() ? page_.original.text : "";
  }

  /// What somebody wrote that no verifier has seen.
  [[nodiscard]] std::string unverified(const std::string& text, Role author) const {
    return sights_.may(Sight::original_text) ? text : masked(text, author);
  }

  void write_texts_of_page(std::size_t most = std::string::npos) {
    json_.member_or_null("title", shown_title());
    json_.member_or_null("text", excerpt(shown_text(), most));
    json_.member("classification", to_word(state_.classification));
    json_.member_or_null("category", page_.current_category());
    write_texts(json_, "tags", sights_.may(Sight::public_text) ? page_.tags : std::vector<std::string>{});
    json_.member("occurred_on", to_iso(page_.original.occurred_on));
    json_.member("channel", to_word(page_.original.channel));
    const bool exact = sights_.may(Sight::original_text);
    const bool coarse = page_.verified && sights_.may(Sight::public_text);
    if (exact || coarse)
      write_place(json_, "place", page_.original.place, exact ? Precision::exact : Precision::coarse);
    else
      write_place(json_, "place", Place{page_.original.place.region, "", std::nullopt}, Precision::coarse);
  }

  /// The spans of the title, and a part of the text around the first word found, with spans of its own.
  void write_highlights(const std::vector<std::string>& stems) {
    const std::string text = shown_text();
    const auto spans = find_stems(text, stems);
    const std::size_t first = spans.empty() ? 0 : spans.front().begin;
    const std::size_t begin = first < before_first_word ? 0 : first - before_first_word;
    const std::string snippet = excerpt(from_code_point(text, begin), excerpt_length);
    json_.begin_object("highlights");
    write_spans("title", find_stems(shown_title(), stems));
    json_.member_or_null("snippet", snippet);
    write_spans("spans", find_stems(snippet, stems));
    json_.end_object();
  }

  void write_spans(std::string_view name, const std::vector<Span>& spans) {
    json_.begin_array(name);
    for (const Span& span : spans)
      json_.raw_element("[" + std::to_string(span.begin) + "," + std::to_string(span.length) + "]");
    json_.end_array();
  }

  void write_desk() {
    const Slug& desk = state_.desk();
    const Slug institution = desk.empty() ? Slug{} : rules_.institutions.root_of(desk);
    const Institution* node = rules_.institutions.find(institution);
    json_.member_or_null("institution", institution);
    json_.member_or_null("institution_name", node == nullptr ? "" : node->name);
    json_.member_or_null("unit", desk == institution ? "" : desk);
    write_texts(json_, "copies", state_.copies);
    json_.member("bounces", unsigned{state_.bounces});
  }

  /// An anonymous reporter looks like one without a display name.
  void write_reporter() {
    const OriginalReport& original = page_.original;
    const bool identity = sights_.may(Sight::identity);
    const bool shown = sights_.may(Sight::public_text) && !state_.anonymous && !original.display_name.empty();
    if (!identity && !shown) return json_.null("reporter");
    json_.begin_object("reporter");
    json_.member_or_null("display_name",
                         identity ? original.display_name : unverified(original.display_name, Role::reporter));
    if (identity) write_contact(json_, "contact", original.contact);
    json_.end_object();
  }

  void write_clock() {
    const bool closed = state_.status == Status::closed;
    const bool archived = state_.status == Status::archived;
    const std::optional<Instant> none;
    write_running_deadline(json_, state_, rules_.institutions);
    json_.member("late", state_.missed_level > 0);
    json_.member("missed_level", unsigned{state_.missed_level});
    write_instant(json_, "received_at", state_.submitted_at, zone_);
    write_instant(json_, "verified_at", state_.verified_at, zone_);
    write_instant(json_, "first_follow_up_at", state_.first_follow_up_at, zone_);
    write_instant(json_, "resolution_target", state_.resolution_target, zone_);
    write_instant(json_, "closed_at", closed ? state_.ended_at : none, zone_);
    json_.member_or_null("closed_by", closed ? to_word(state_.closed_by) : "");
    write_instant(json_, "archived_at", archived ? state_.ended_at : none, zone_);
    json_.member_or_null("archive_reason", page_.archive_reason ? to_word(*page_.archive_reason) : "");
    write_instant(json_, "window_until", state_.window_until, zone_);
    state_.status == Status::merged ? json_.member("merged_into", number(state_.merged_into))
                                    : json_.null("merged_into");
  }

  void write_people() {
    json_.member("supports", state_.supporters.size());
    write_rating();
    json_.begin_array("comments");
    if (sights_.may(Sight::public_text))
      for (const auto& [ordinal, comment] : page_.comments) write_comment(ordinal, comment);
    json_.end_array();
  }

  void write_rating() {
    if (state_.rating == 0) return json_.null("rating");
    json_.begin_object("rating");
    json_.member("score", unsigned{state_.rating});
    json_.member_or_null("text", sights_.may(Sight::public_text) ? unverified(page_.rating_text, Role::reporter) : "");
    json_.end_object();
  }

  void write_comment(std::uint32_t ordinal, const Comment& comment) {
    const bool hidden = std::ranges::binary_search(state_.hidden_comments, ordinal);
    const bool is_shown = !hidden || sights_.may(Sight::internal_notes);
    json_.begin_object();
    json_.member("comment", ordinal);
    json_.member("at", to_rfc3339(comment.at, zone_));
    json_.member("role", to_word(comment.by.role));
    json_.member("hidden", hidden);
    json_.member_or_null("text", is_shown ? unverified(comment.text, comment.by.role) : "");
    json_.end_object();
  }

  void write_flags() {
    json_.member("anonymous", state_.anonymous);
    json_.member("confidential", state_.confidential);
  }

  void write_original() {
    json_.begin_object("original");
    json_.member_or_null("title", page_.original.title);
    json_.member_or_null("text", page_.original.text);
    write_texts(json_, "attachments", page_.original.attachments);
    write_personal_data();
    json_.end_object();
  }

  /// For the verifier to confirm: what would be masked, and the text as it would be.
  void write_personal_data() {
    const OriginalReport& original = page_.original;
    const auto in_text = find_personal_data(original.text);
    json_.begin_array("personal_data");
    for (const Finding& finding : find_personal_data(original.title)) write_finding(json_, finding, "title");
    for (const Finding& finding : in_text) write_finding(json_, finding, "text");
    json_.end_array();
    json_.member_or_null("suggested_public_text", mask(original.text, in_text));
  }

  JsonWriter json_;
  const ReportState& state_;
  const ReportPage& page_;
  const Sights& sights_;
  const Rulebook& rules_;
  Zone zone_;
};

constexpr auto columns_of_cards = std::to_array<std::string_view>({"id",
                                                                   "state",
                                                                   "label_id",
                                                                   "title",
                                                                   "text",
                                                                   "classification",
                                                                   "category",
                                                                   "tags",
                                                                   "institution",
                                                                   "institution_name",
                                                                   "unit",
                                                                   "place.region",
                                                                   "place.address",
                                                                   "place.lat",
                                                                   "place.lng",
                                                                   "channel",
                                                                   "occurred_on",
                                                                   "received_at",
                                                                   "verified_at",
                                                                   "first_follow_up_at",
                                                                   "closed_at",
                                                                   "closed_by",
                                                                   "archived_at",
                                                                   "archive_reason",
                                                                   "deadline.kind",
                                                                   "deadline.due",
                                                                   "late",
                                                                   "missed_level",
                                                                   "bounces",
                                                                   "supports",
                                                                   "rating.score",
                                                                   "working_hours_left"});

}  // namespace

std::span<const std::string_view> card_columns() {
  return columns_of_cards;
}

std::string render_report(const ReportState& state, const ReportPage& page, const Sights& sights,
                          const Rulebook& rules) {
  std::string out;
  out.reserve(2'048);
  ReportRenderer{out, state, page, sights, rules}.write();
  return out;
}

std::string render_report(const actors::Dossier& dossier, const Sights& sights, const Rulebook& rules) {
  return render_report(dossier.state, fold_page(dossier), sights, rules);
}

void render_card(std::string& out, const ReportState& state, const ReportPage& page, const Sights& sights,
                 const Rulebook& rules, const CardExtras& extras) {
  ReportRenderer{out, state, page, sights, rules}.write_card(extras);
}

std::string render_identity(const OriginalReport& original) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  original.reporter ? json.member("person", number(*original.reporter)) : json.null("person");
  json.member_or_null("display_name", original.display_name);
  write_contact(json, "contact", original.contact);
  json.end_object();
  return out;
}

}  // namespace lapor::api
