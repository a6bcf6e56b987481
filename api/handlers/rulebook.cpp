#include "api/commands/rulebook.hpp"

#include <array>

#include "api/audit/facts_json.hpp"
#include "api/audit/parameters.hpp"
#include "api/audit/rulebook_facts.hpp"
#include "api/branches.hpp"
#include "api/handlers/bodies.hpp"
#include "api/handlers/handlers.hpp"
#include "events/codec_rulebook.hpp"
#include "storage/load_now.hpp"

/// Changes of the rulebook, who made them, and the templates for answers.
namespace lapor::api {
namespace {

using Reason = RulebookRefusalReason;

ProblemKind kind_of(Reason reason) {
  switch (reason) {
    case Reason::not_permitted:
      return ProblemKind::not_permitted;
    case Reason::unknown_institution:
    case Reason::unknown_category:
    case Reason::unknown_region:
      return ProblemKind::unknown_code;
    case Reason::code_taken:
      return ProblemKind::code_taken;
    case Reason::institution_closed:
      return ProblemKind::institution_closed;
    case Reason::category_closed:
      return ProblemKind::category_closed;
    case Reason::year_over:
    case Reason::already_in_force:
      return ProblemKind::date_out_of_range;
    case Reason::malformed_code:
    case Reason::wrong_kind:
    case Reason::wrong_successor:
    case Reason::wrong_days:
    case Reason::too_many:
      return ProblemKind::invalid_value;
  }
  return ProblemKind::internal_error;
}

/// One overload for each way in which a change ends.
struct ChangeAnswer {
  Context& context;
  const Call& call;

  void operator()(const actors::RulebookStanding& standing) const {
    http::Response response = json_response("");
    response.headers.emplace_back("ETag", etag_of(standing.version));
    JsonWriter json(response.body);
    json.begin_object();
    json.member("version", number(standing.version));
    standing.position ? json.member("position", number(*standing.position)) : json.null("position");
    json.end_object();
    answer(context, call, std::move(response));
  }
  void operator()(const actors::RulebookRefusedWith& refused) const {
    const RulebookRefusal& refusal = refused.refusal;
    answer(context, call, Problem{kind_of(refusal.reason), refusal.detail, std::string(refusal.field), ""});
  }
  void operator()(const actors::StaleRulebook& stale) const {
    http::Response response =
        to_response({ProblemKind::stale_version, "Read the rulebook again; ETag has its version.", "", ""});
    response.headers.emplace_back("ETag", etag_of(stale.version));
    answer(context, call, std::move(response));
  }
  void operator()(const actors::RulebookKeyReused&) const {
    answer(context, call,
           Problem{ProblemKind::request_key_reused, "Use a new Idempotency-Key for a new request.", "", ""});
  }
  void operator()(const actors::Unavailable& reason) const {
    const std::string advice =
        reason.maybe_written ? " It may have been carried out: repeat it with the same Idempotency-Key." : "";
    answer(context, call, Problem{ProblemKind::unavailable, reason.what + advice, "", ""});
  }
};

/// What a record of the rulebook is about, as the history is asked for it.
std::string_view topic_of(const RulebookEvent& event) {
  struct Topic {
    std::string_view operator()(const InstitutionOpened&) const { return "institutions"; }
    std::string_view operator()(const InstitutionNamed&) const { return "institutions"; }
    std::string_view operator()(const InstitutionClosed&) const { return "institutions"; }
    std::string_view operator()(const UnitOpened&) const { return "institutions"; }
    std::string_view operator()(const CategoryOpened&) const { return "categories"; }
    std::string_view operator()(const CategoryLabelled&) const { return "categories"; }
    std::string_view operator()(const CategoryClosed&) const { return "categories"; }
    std::string_view operator()(const HolidaysDecreed&) const { return "holidays"; }
    std::string_view operator()(const PolicyAdopted&) const { return "policies"; }
    std::string_view operator()(const RetentionAdopted&) const { return "retention"; }
    std::string_view operator()(const AnswerTemplateSet&) const { return "answer-templates"; }
    std::string_view operator()(const AnswerTemplateRemoved&) const { return "answer-templates"; }
  };
  return std::visit(Topic{}, event);
}

constexpr auto topics = std::to_array<std::string_view>(
    {"institutions", "categories", "holidays", "policies", "retention", "answer-templates"});

struct HistoryQuery {
  std::string about;          // a topic; empty: all
  std::uint64_t limit{20};    // items
  std::uint64_t before{~0U};  // versions below this one
};

Result<HistoryQuery, Problem> parse_history_query(std::string_view raw) {
  constexpr std::uint64_t most_items = 200;
  constexpr auto known = std::to_array<std::string_view>({"about", "limit", "cursor"});
  auto given = Parameters::parse(raw, known);
  if (!given) return fail(given.error());
  HistoryQuery query;
  if (const std::string* about = given->find("about")) {
    if (std::ranges::find(topics, *about) == topics.end())
      given->refuse("about", "Give one of: institutions, categories, holidays, policies, retention, answer-templates.");
    query.about = *about;
  }
  query.limit = given->number("limit", 1).value_or(query.limit);
  if (query.limit > most_items) given->refuse("limit", "Give a number from 1 to 200.");
  query.before = given->number("cursor", 1).value_or(query.before);
  if (given->problem()) return fail(*given->problem());
  return query;
}

void write_change(JsonWriter& json, Position position, const RulebookRecord& record) {
  json.begin_object();
  json.member("version", number(record.version));
  json.member("position", number(position));
  write_instant_in_wib(json, "at", record.at);
  write_party(json, "by", record.by);
  json.begin_array("events");
  for (const RulebookEvent& event : record.events) {
    json.begin_object();
    write_facts(json, event);
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

bool is_about(const RulebookRecord& record, std::string_view topic) {
  return topic.empty() ||
         std::ranges::any_of(record.events, [&](const RulebookEvent& event) { return topic_of(event) == topic; });
}

/// The newest changes first.
Result<std::string, storage::Error> history_page(const storage::StreamHistory& history, const HistoryQuery& query) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.begin_array("items");
  std::uint64_t written = 0;
  std::optional<Version> next;
  for (auto stored = history.records.rbegin(); stored != history.records.rend() && !next; ++stored) {
    const auto record = decode_rulebook(stored->bytes);
    if (!record) return fail(storage::Error{storage::ErrorCode::corrupt, record.error().what});
    if (number(record->version) >= query.before || !is_about(*record, query.about)) continue;
    if (written == query.limit)
      next = lapor::next(record->version);
    else
      write_change(json, stored->position, *record), ++written;
  }
  json.end_array();
  next ? json.member("next_cursor", std::to_string(number(*next))) : json.null("next_cursor");
  json.end_object();
  return out;
}

/// Whom the desk's tools are for, and who must know who changed what.
bool is_staff(const Principal& caller) {
  return caller.party.role != Role::anyone && caller.party.role != Role::reporter;
}

void answer_for_staff_only(Context& context, const Call& call) {
  answer(context, call,
         call.caller.is_public() ? Problem{ProblemKind::sign_in_needed, "Sign in as staff.", "", ""}
                                 : Problem{ProblemKind::not_permitted, "Sign in as staff.", "", ""});
}

/// Whose templates are asked for: those of the desk that `institution` names, without it of the caller's own.
Result<Slug, Problem> parse_desk(const Call& call, const InstitutionTree& tree) {
  constexpr auto known = std::to_array<std::string_view>({"institution"});
  const auto given = Parameters::parse(call.request.query, known);
  if (!given) return fail(given.error());
  const std::string* desk = given->find("institution");
  if (desk == nullptr) return call.caller.party.institution;
  if (tree.find(*desk) != nullptr) return *desk;
  return fail(invalid_parameter("institution", "Give the slug of an institution or unit that is known."));
}

void write_templates(JsonWriter& json, const Rulebook& rules, const Slug& institution) {
  const auto* templates = rules.templates.find(institution);
  if (templates == nullptr) return;
  for (const AnswerTemplate& each : *templates) {
    json.begin_object();
    json.member_or_null("institution", institution);
    json.member("name", each.name);
    json.member("text", *each.text);
    json.end_object();
  }
}

}  // namespace

void handle_rulebook_change(Context& context, const CallPtr& call) {
  auto body = read_body(*call, [&](FieldReader& in) { return read_rulebook_command(call->route->pattern, in); });
  if (!body) return answer(context, *call, body.error());
  const auto version = if_match(call->request);
  if (!version) return answer(context, *call, version.error());
  const auto mark = request_mark(call->request, name_of_caller(*call), context.vault);
  if (!mark) return answer(context, *call, mark.error());
  RulebookCommand command{context.clock.now(), call->caller.party, Channel::api, call->request_id, std::move(*body)};
  context.engine.send({std::move(command), *version, *mark}, [&context, call](actors::RulebookOutcome outcome) {
    guarded(context, *call, [&] { std::visit(ChangeAnswer{context, *call}, outcome); });
  });
}

void handle_rulebook_history(Context& context, const CallPtr& call) {
  if (!is_staff(call->caller)) return answer_for_staff_only(context, *call);
  auto query = parse_history_query(call->request.query);
  if (!query) return answer(context, *call, query.error());
  const auto admission = context.searches.post([&context, call, query = std::move(*query)] {
    guarded(context, *call, [&] {
      const auto history = storage::load_now(context.journal, rulebook_stream);
      const auto page =
          history ? history_page(*history, query) : Result<std::string, storage::Error>{fail(history.error())};
      page ? answer(context, *call, json_response(*page))
           : answer(context, *call, Problem{ProblemKind::unavailable, page.error().what, "", ""});
    });
  });
  if (admission != storage::JobPool::Admission::accepted)
    answer(context, *call, Problem{ProblemKind::unavailable, "Too many searches wait; retry in a moment.", "", ""});
}

/// Those of the desk, of each one above it, and everybody's.
void handle_answer_templates(Context& context, const CallPtr& call) {
  if (!is_staff(call->caller)) return answer_for_staff_only(context, *call);
  const Rulebook& rules = context.rulebooks.now();
  auto desk = parse_desk(*call, rules.institutions);
  if (!desk) return answer(context, *call, desk.error());
  http::Response response = json_response("");
  response.headers.emplace_back("ETag", etag_of(rules.version));
  JsonWriter json(response.body);
  json.begin_object();
  json.begin_array("items");
  with_those_above(rules.institutions, *desk, [&](const Slug& each) { write_templates(json, rules, each); });
  write_templates(json, rules, "");
  json.end_array();
  json.member("version", number(rules.version));
  json.end_object();
  answer(context, *call, std::move(response));
}

}  // namespace lapor::api
