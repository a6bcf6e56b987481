#include "api/audit/rulebook_facts.hpp"

namespace lapor::api {
namespace {

void write_closing(JsonWriter& json, std::string_view reason, std::string_view successor) {
  json.member("reason", reason);
  json.member_or_null("successor", successor);
}

void write_two(JsonWriter& json, std::string_view name, std::int64_t first, std::int64_t second) {
  json.raw(name, "[" + std::to_string(first) + "," + std::to_string(second) + "]");
}

/// One overload for each event of the rulebook.
struct RulebookFacts {
  JsonWriter& json;

  void operator()(const InstitutionOpened& event) const {
    json.member("slug", event.slug);
    json.member("name", event.name);
    json.member_or_null("abbreviation", event.abbreviation);
    json.member("institution_kind", event.kind);
    json.member_or_null("region", event.region);
    json.member("zone", abbreviation(event.zone));
  }
  void operator()(const InstitutionNamed& event) const {
    json.member("slug", event.slug);
    json.member("name", event.name);
    json.member_or_null("abbreviation", event.abbreviation);
  }
  void operator()(const InstitutionClosed& event) const {
    json.member("slug", event.slug);
    write_closing(json, event.reason, event.successor);
  }
  void operator()(const UnitOpened& event) const {
    json.member("slug", event.slug);
    json.member("parent", event.parent);
    json.member("name", event.name);
  }
  void operator()(const CategoryOpened& event) const {
    json.member("code", event.code);
    json.member("label", event.label);
  }
  void operator()(const CategoryLabelled& event) const {
    json.member("code", event.code);
    json.member("label", event.label);
  }
  void operator()(const CategoryClosed& event) const {
    json.member("code", event.code);
    write_closing(json, event.reason, event.successor);
  }
  void operator()(const HolidaysDecreed& event) const {
    json.member("year", event.year);
    json.member("decree", event.decree.decree);
    json.begin_array("days");
    for (const Holiday& day : event.decree.days) {
      json.begin_object();
      json.member("date", to_iso(day.date));
      json.member("name", day.name);
      json.member("kind", to_word(day.kind));
      json.end_object();
    }
    json.end_array();
  }
  void operator()(const PolicyAdopted& event) const {
    const DeadlinePolicy& policy = event.policy;
    json.member("effective_from", to_iso(policy.effective_from));
    for (const PolicyLimit& limit : policy_limits) json.member(limit.name, policy.*limit.working_days);
    write_two(json, "escalation", policy.escalation[0], policy.escalation[1]);
    write_two(json, "office_hours", policy.office.opens.count(), policy.office.closes.count());
  }
  void operator()(const RetentionAdopted& event) const {
    json.member("effective_from", to_iso(event.periods.effective_from));
    json.member("years", event.periods.standard.count());
    json.begin_array("own");
    for (const auto& [slug, years] : event.periods.own) {
      json.begin_object();
      json.member("institution", slug);
      json.member("years", years.count());
      json.end_object();
    }
    json.end_array();
  }
  void operator()(const AnswerTemplateSet& event) const {
    json.member_or_null("institution", event.institution);
    json.member("name", event.name);
    json.member("text", event.text);
  }
  void operator()(const AnswerTemplateRemoved& event) const {
    json.member_or_null("institution", event.institution);
    json.member("name", event.name);
  }
};

}  // namespace

void write_facts(JsonWriter& json, const RulebookEvent& event) {
  json.member("kind", name_of(event));
  std::visit(RulebookFacts{json}, event);
}

}  // namespace lapor::api
