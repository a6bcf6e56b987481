#include "api/json_values.hpp"

#include <cmath>

#include "events/capacities.hpp"

namespace lapor::api {
namespace {

void write_deadline_members(JsonWriter& json, const Deadline& deadline, Zone zone) {
  json.member("kind", to_word(deadline.kind));
  json.member("due", to_rfc3339(deadline.due, zone));
  json.member("provisional", deadline.provisional);
}

double to_thousandths(double degrees) {
  return std::round(degrees * 1000.0) / 1000.0;
}

}  // namespace

void write_instant(JsonWriter& json, std::string_view name, const std::optional<Instant>& instant, Zone zone) {
  instant ? json.member(name, to_rfc3339(*instant, zone)) : json.null(name);
}

void write_texts(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts) {
  json.begin_array(name);
  for (const std::string& text : texts) json.element(text);
  json.end_array();
}

void write_deadline(JsonWriter& json, std::string_view name, const Deadline& deadline, Zone zone) {
  json.begin_object(name);
  write_deadline_members(json, deadline, zone);
  json.end_object();
}

void write_running_deadline(JsonWriter& json, const ReportState& state, const InstitutionTree& institutions) {
  if (!state.has_running_deadline) return json.null("deadline");
  json.begin_object("deadline");
  write_deadline_members(json, state.deadline, zone_in_charge(state, institutions));
  json.member("missed", state.missed_level > 0);
  json.end_object();
}

void write_place(JsonWriter& json, std::string_view name, const Place& place, Precision precision) {
  if (place == Place{}) return json.null(name);
  const bool exact = precision == Precision::exact;
  json.begin_object(name);
  json.member_or_null("region", place.region);
  if (exact) json.member_or_null("address", place.address);
  if (place.point) {
    json.member("lat", exact ? place.point->latitude : to_thousandths(place.point->latitude));
    json.member("lng", exact ? place.point->longitude : to_thousandths(place.point->longitude));
  }
  json.end_object();
}

void write_contact(JsonWriter& json, std::string_view name, const Contact& contact) {
  if (contact.empty()) return json.null(name);
  json.begin_object(name);
  json.member_or_null("name", contact.name);
  json.member_or_null("phone", contact.phone);
  json.member_or_null("email", contact.email);
  json.end_object();
}

void write_finding(JsonWriter& json, const Finding& finding, std::string_view field) {
  json.begin_object();
  if (!field.empty()) json.member("field", field);
  json.member("kind", to_word(finding.kind));
  json.member("begin", finding.begin);
  json.member("length", finding.length);
  json.end_object();
}

void write_standing(JsonWriter& json, const ReportState& state, const std::optional<Position>& position,
                    const InstitutionTree& institutions) {
  json.member("id", number(state.id));
  json.member("version", number(state.version));
  position ? json.member("position", number(*position)) : json.null("position");
  json.member("state", to_word(state.status));
  write_running_deadline(json, state, institutions);
}

}  // namespace lapor::api
