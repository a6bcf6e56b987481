#include <algorithm>
#include <array>
#include <cmath>

#include "api/access.hpp"
#include "api/handlers/handlers.hpp"
#include "api/handlers/reading.hpp"
#include "api/handlers/view_answer.hpp"
#include "api/json_writer.hpp"
#include "api/not_permitted.hpp"
#include "api/query.hpp"
#include "api/report_view.hpp"
#include "api/search/words.hpp"
#include "api/text.hpp"

namespace lapor::api {
namespace {

constexpr auto parameters =
    std::to_array<std::string_view>({"text", "category", "region", "lat", "lng", "limit", "format"});

/// About two kilometres: the next streets, not the next village.
constexpr double near_degrees = 0.02;

constexpr std::size_t most_similar = 20;
constexpr std::size_t most_text = 1'000;  // the beginning says what it is about, and fits into a target
constexpr std::size_t most_stems = 64;    // of a long text the first ones say what it is about

Box around(const Point& point) {
  return {point.longitude - near_degrees, point.latitude - near_degrees, point.longitude + near_degrees,
          point.latitude + near_degrees};
}

void shorten(std::vector<std::string>& stems) {
  if (stems.size() > most_stems) stems.resize(most_stems);
}

/// The category at the top: people choose the finer one differently.
std::string top_of(const std::string& category) {
  return category.substr(0, category.find('/'));
}

/// The regency or city: people name villages differently.
std::string regency_of(const std::string& region) {
  const auto first = region.find('.');
  return first == std::string::npos ? region : region.substr(0, region.find('.', first + 1));
}

class LikenessParser {
 public:
  explicit LikenessParser(const Rulebook& rules) : rules_(rules) {}

  [[nodiscard]] std::optional<Format> format() const { return format_; }

  Result<Likeness, Problem> parse(std::string_view raw) {
    const auto given = parse_query(raw);
    if (!given) return fail(given.error());
    for (const auto& [name, value] : *given) {
      if (std::ranges::find(parameters, name) == parameters.end()) return fail(unknown_parameter(name, parameters));
      read(name, value);
      if (problem_) return fail(*problem_);
    }
    if (latitude_.has_value() != longitude_.has_value())
      return fail(invalid_parameter(latitude_ ? "lng" : "lat", "Give both lat and lng, or neither."));
    if (latitude_) likeness_.box = around({*latitude_, *longitude_});
    return std::move(likeness_);
  }

 private:
  void read(const std::string& name, const std::string& value) {
    if (name == "text") {
      if (code_points(value) > most_text) return refuse(name, "Send its beginning: 1,000 characters at most.");
      likeness_.stems = query_stems(value);
      shorten(likeness_.stems);
    } else if (name == "category") {
      if (!rules_.categories.contains(value)) return refuse(name, "Give a known category.");
      likeness_.category = top_of(value);
    } else if (name == "region") {
      if (!rules_.regions->contains(value)) return refuse(name, "Give a known region code.");
      likeness_.region = regency_of(value);
    } else if (name == "limit") {
      const auto limit = number_from<std::size_t>(value);
      if (!limit || *limit < 1 || *limit > most_similar) return refuse(name, "Give a number from 1 to 20.");
      likeness_.limit = *limit;
    } else if (name == "format") {
      format_ = from_word<Format>(value);
      if (!format_) refuse(name, "Give one of: " + all_words<Format>() + ".");
    } else {
      read_degrees(name, value);
    }
  }

  void read_degrees(const std::string& name, const std::string& value) {
    const auto degrees = number_from<double>(value);
    if (!degrees || !(std::abs(*degrees) <= (name == "lat" ? 90 : 180))) return refuse(name, "Give degrees.");
    (name == "lat" ? latitude_ : longitude_) = degrees;
  }

  void refuse(std::string_view name, std::string detail) { problem_ = invalid_parameter(name, std::move(detail)); }

  const Rulebook& rules_;
  Likeness likeness_;
  std::optional<Format> format_;
  std::optional<double> latitude_;
  std::optional<double> longitude_;
  std::optional<Problem> problem_;
};

/// All of them are published: whoever asks sees them as the public does.
std::vector<std::string> cards_of(const Context& context, const Likeness& likeness, const ListPage& page) {
  std::vector<std::string> cards;
  CardExtras extras;
  if (!likeness.stems.empty()) extras.found_stems = &likeness.stems;
  for (const ReportRow& row : page.rows) {
    const Sights sights(Principal{}, row.state, context.rulebooks.now().institutions);
    render_card(cards.emplace_back(), row.state, row.page, sights, context.rulebooks.now(), extras);
  }
  return cards;
}

std::string as_json(const std::vector<std::string>& cards, Position position) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.raw_array("items", cards);
  json.member("position", number(position));
  json.end_object();
  return out;
}

Result<ViewBody, storage::Error> read_similar(const Context& context, const Likeness& likeness, Format format) {
  const auto page = context.reports.similar(likeness);
  if (!page) return fail(page.error());
  const auto cards = cards_of(context, likeness, *page);
  return ViewBody{format == Format::json ? as_json(cards, page->position) : as_table(cards, card_columns(), format),
                  page->position};
}

void answer_similar(Context& context, const CallPtr& call, Likeness likeness, std::optional<Format> wish) {
  const Format format = wish.value_or(accepted_format(call->request));
  answer_from_view(context, call, {format, "", [&context, likeness = std::move(likeness), format] {
                                     return read_similar(context, likeness, format);
                                   }});
}

/// A request that may have no other parameter than the format.
Result<std::optional<Format>, Problem> only_format(std::string_view raw) {
  const auto given = parse_query(raw);
  if (!given) return fail(given.error());
  std::optional<Format> format;
  for (const auto& [name, value] : *given) {
    if (name != "format") return fail(unknown_parameter(name, std::array<std::string_view, 1>{"format"}));
    format = from_word<Format>(value);
    if (!format) return fail(invalid_parameter("format", "Give one of: " + all_words<Format>() + "."));
  }
  return format;
}

/// One that has no place is compared with those of its institution.
Likeness likeness_of(const ReportState& state, const ReportPage& page, const InstitutionTree& institutions) {
  Likeness likeness;
  likeness.stems = query_stems(page.public_title() + " " + (page.verified ? page.public_text : page.original.text));
  shorten(likeness.stems);
  likeness.category = top_of(page.current_category());
  likeness.region = regency_of(page.original.place.region);
  if (page.original.place.point) likeness.box = around(*page.original.place.point);
  if (likeness.region.empty() && !likeness.box && !state.desk().empty())
    likeness.institution = institutions.root_of(state.desk());
  likeness.except = state.id;
  return likeness;
}

}  // namespace

void handle_similar(Context& context, const CallPtr& call) {
  LikenessParser parser(context.rulebooks.now());
  auto likeness = parser.parse(call->request.query);
  if (!likeness) return answer(context, *call, likeness.error());
  answer_similar(context, call, std::move(*likeness), parser.format());
}

/// By what the reporter wrote, so only for who may read that.
void handle_similar_to_report(Context& context, const CallPtr& call) {
  const auto format = only_format(call->request.query);
  if (!format) return answer(context, *call, format.error());
  read_own_dossier(context, call, [&context, call, format = *format](const DossierPtr& dossier, const Sights& sights) {
    if (!sights.may(Sight::original_text))
      return answer(context, *call, not_permitted(call->caller, "Only who may read the original may search by it."));
    answer_similar(context, call,
                   likeness_of(dossier->state, fold_page(*dossier), context.rulebooks.now().institutions), format);
  });
}

}  // namespace lapor::api
