#include "api/audit/parameters.hpp"
#include "api/compression.hpp"
#include "api/context.hpp"
#include "api/handlers/handlers.hpp"
#include "api/reference_pages.hpp"
#include "api/request_head.hpp"

/// What the rulebook says, for everybody.
namespace lapor::api {
namespace {

/// Long enough to spare a page that opens many others the repetition; short enough for a decree that was corrected.
constexpr std::string_view for_a_minute = "public, max-age=60";

/// The rulebook's pages as it stands now. The one place that says which rulebook is read here.
std::shared_ptr<const ReferencePages> pages_now(Context& context) {
  return context.reference.of(context.rulebooks.now());
}

/// With 304 when the client has what `body` would make.
template <class Body>
void answer_reference(Context& context, const Call& call, const ReferencePages& pages, Body body) {
  const bool is_known = is_known_to_client(call.request, pages.etag());
  http::Response response = is_known ? http::Response{304, {}, "", ""} : json_response(body());
  response.headers = {{"ETag", pages.etag()}, {"Cache-Control", std::string(for_a_minute)}};
  compress(call.request, response);
  answer(context, call, std::move(response));
}

/// A page that is the same whatever is asked.
void answer_whole(Context& context, const CallPtr& call, const std::string& (ReferencePages::*page)() const) {
  if (const auto given = Parameters::parse(call->request.query, {}); !given)
    return answer(context, *call, given.error());
  const auto pages = pages_now(context);
  answer_reference(context, *call, *pages, [&] { return (*pages.*page)(); });
}

struct RegionQuery {
  RegionLevel level{RegionLevel::province};
  std::string above;
};

/// Without a level what lies right below `above`.
Result<RegionQuery, Problem> parse_regions(std::string_view raw, const Rulebook& rules) {
  constexpr auto known = std::to_array<std::string_view>({"level", "parent"});
  const auto given = Parameters::parse(raw, known);
  if (!given) return fail(given.error());
  RegionQuery query;
  if (const std::string* parent = given->find("parent")) {
    if (!rules.regions->contains(*parent)) return fail(invalid_parameter("parent", "Give the code of a region."));
    query.above = *parent;
    if (level_of(*parent) != RegionLevel::district)
      query.level = static_cast<RegionLevel>(static_cast<int>(level_of(*parent)) + 1);
  }
  if (const std::string* word = given->find("level")) {
    const auto level = from_word<RegionLevel>(*word);
    if (!level) return fail(invalid_parameter("level", "Give one of: " + all_words<RegionLevel>() + "."));
    query.level = *level;
  }
  return query;
}

Result<int, Problem> parse_year(std::string_view raw, Date today) {
  constexpr auto known = std::to_array<std::string_view>({"year"});
  constexpr std::size_t digits = 4;
  const auto given = Parameters::parse(raw, known);
  if (!given) return fail(given.error());
  const std::string* text = given->find("year");
  if (text == nullptr) return static_cast<int>(today.year());
  const auto year = number_from<std::uint32_t>(*text);
  if (!year || text->size() != digits) return fail(invalid_parameter("year", "Give a year like 2026."));
  return static_cast<int>(*year);
}

}  // namespace

void handle_institutions(Context& context, const CallPtr& call) {
  answer_whole(context, call, &ReferencePages::institutions);
}

void handle_categories(Context& context, const CallPtr& call) {
  answer_whole(context, call, &ReferencePages::categories);
}

void handle_policies(Context& context, const CallPtr& call) {
  answer_whole(context, call, &ReferencePages::policies);
}

void handle_retention_schedule(Context& context, const CallPtr& call) {
  answer_whole(context, call, &ReferencePages::retention);
}

void handle_regions(Context& context, const CallPtr& call) {
  const auto query = parse_regions(call->request.query, context.rulebooks.now());
  if (!query) return answer(context, *call, query.error());
  const auto pages = pages_now(context);
  answer_reference(context, *call, *pages, [&] { return pages->regions(query->level, query->above); });
}

void handle_calendar(Context& context, const CallPtr& call) {
  const auto year = parse_year(call->request.query, local_date(context.clock.now(), Zone::wib));
  if (!year) return answer(context, *call, year.error());
  const auto pages = pages_now(context);
  answer_reference(context, *call, *pages, [&] { return pages->calendar(*year); });
}

}  // namespace lapor::api
