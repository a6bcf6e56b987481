#include "api/people/person_json.hpp"

#include <concepts>

#include "api/json_values.hpp"

namespace lapor::api {
namespace {

template <class E>
void write_words(JsonWriter& json, std::string_view name, const std::vector<E>& values) {
  json.begin_array(name);
  for (const E value : values) json.element(to_word(value));
  json.end_array();
}

void write_common(JsonWriter& json, const PersonState& state) {
  json.member("person", number(state.id));
  json.member("version", number(state.version));
  json.member_or_null("name", state.name);
  write_words(json, "roles", state.roles);
  json.member_or_null("institution", state.institution);
  json.member("suspended", state.suspended);
  json.member("erased", state.erased);
  json.member("registered_at", to_rfc3339(state.registered_at, Zone::wib));
}

/// For whom a history is written.
enum class Reader : std::uint8_t { owner, administrator };

/// What an event has beside its name; passwords, secrets and hashes are nobody's to read, what is sealed the owner's.
struct EventDetails {
  JsonWriter& json;
  Reader reader;

  void operator()(const AccountRegistered& event) const {
    sealed("address", event.address);
    sealed("name", event.name);
  }
  void operator()(const ServiceRegistered& event) const { sealed("name", event.name); }
  void operator()(const StaffAppointed& event) const {
    write_words(json, "roles", event.roles);
    json.member_or_null("institution", event.institution);
  }
  void operator()(const AccountSuspended& event) const { sealed("reason", event.reason); }
  void operator()(const AccountReinstated& event) const { sealed("reason", event.reason); }
  void operator()(const PasswordChanged& event) const { json.member("recovered", event.recovered); }
  void operator()(const AddressChanged& event) const { sealed("address", event.address); }
  void operator()(const NameChanged& event) const { sealed("name", event.name); }
  void operator()(const SignedIn& event) const {
    json.member("role", to_word(event.role));
    json.member("second_factor", event.totp_step > 0);
    sealed("source", event.source);
    json.member("expires_at", to_rfc3339(event.expires_at, Zone::wib));
  }
  void operator()(const SignInsRefused& event) const {
    json.member("count", event.count);
    sealed("source", event.source);
  }
  void operator()(const TotpReset& event) const { sealed("reason", event.reason); }
  void operator()(const ApiKeyIssued& event) const {
    write_words(json, "scopes", event.scopes);
    write_instant(json, "expires_at", event.expires_at, Zone::wib);
  }
  void operator()(const ApiKeyRevoked& event) const { sealed("reason", event.reason); }
  void operator()(const PersonErased& event) const { json.member("ground", to_word(event.ground)); }

  // These have nothing beside their name.
  void operator()(const SignedOut&) const {}
  void operator()(const SignedOutEverywhere&) const {}
  void operator()(const TotpEnrolled&) const {}
  void operator()(const TotpConfirmed&) const {}
  void operator()(const ApiKeyUsed&) const {}
  void operator()(const DataExported&) const {}

 private:
  void sealed(std::string_view name, std::string_view text) const {
    if (reader == Reader::owner) json.member_or_null(name, text);
  }
};

bool is_by_themselves(const PersonRecord& record) {
  return record.by.person && number(*record.by.person) == record.stream.id;
}

/// Administrators are told which of them it was.
void write_who(JsonWriter& json, const PersonRecord& record, Reader reader) {
  json.member("by", is_by_themselves(record) ? "themselves" : to_word(record.by.role));
  if (reader == Reader::owner) return;
  record.by.person ? json.member("by_person", number(*record.by.person)) : json.null("by_person");
  json.member_or_null("by_institution", record.by.institution);
}

void write_event(JsonWriter& json, const PersonRecord& record, Position position, const PersonEvent& event,
                 Reader reader) {
  json.begin_object();
  json.member("position", number(position));
  json.member("at", to_rfc3339(record.at, Zone::wib));
  json.member("event", name_of(event));
  write_who(json, record, reader);
  std::visit(EventDetails{json, reader}, event);
  json.end_object();
}

void write_events(JsonWriter& json, std::string_view name, const actors::PersonDossier& person, Reader reader) {
  json.begin_array(name);
  for (const auto& [position, decoded] : person.records)
    for (const PersonEvent& event : decoded.record.events) write_event(json, decoded.record, position, event, reader);
  json.end_array();
}

}  // namespace

void write_account(JsonWriter& json, const PersonState& state) {
  write_common(json, state);
  json.member_or_null("address", state.address);
  json.member("has_password", !state.password.empty());
  json.member("has_second_factor", state.totp_confirmed);
  json.begin_array("sessions");
  for (const Session& session : state.sessions) {
    json.begin_object();
    json.member("role", to_word(session.role));
    json.member("began_at", to_rfc3339(session.began, Zone::wib));
    json.member("expires_at", to_rfc3339(session.expires_at, Zone::wib));
    json.end_object();
  }
  json.end_array();
}

void write_service(JsonWriter& json, const PersonState& state) {
  write_common(json, state);
  write_words(json, "scopes", state.scopes);
  json.member("keys", state.keys.size());
  write_instant(json, "expires_at", state.keys.empty() ? std::nullopt : state.keys.back().valid_until, Zone::wib);
  write_instant(json, "used_at", state.key_used_at, Zone::wib);
}

void write_history(JsonWriter& json, std::string_view name, const actors::PersonDossier& person) {
  write_events(json, name, person, Reader::owner);
}

void write_facts(JsonWriter& json, std::string_view name, const actors::PersonDossier& person) {
  write_events(json, name, person, Reader::administrator);
}

}  // namespace lapor::api
