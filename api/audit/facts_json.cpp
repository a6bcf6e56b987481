#include "api/audit/facts_json.hpp"

#include "api/json_values.hpp"
#include "storage/proof/base64.hpp"

namespace lapor::api {
namespace {

template <class E>
void write_words(JsonWriter& json, std::string_view name, const std::vector<E>& values) {
  json.begin_array(name);
  for (const E value : values) json.element(to_word(value));
  json.end_array();
}

void write_deadline_in_wib(JsonWriter& json, const Deadline& deadline) {
  json.begin_object("deadline");
  json.member("kind", to_word(deadline.kind));
  write_instant_in_wib(json, "due", deadline.due);
  json.member("provisional", deadline.provisional);
  json.end_object();
}

void write_region(JsonWriter& json, const Place& place) {
  if (place.region.empty()) return json.null("place");
  json.begin_object("place");
  json.member("region", place.region);
  json.end_object();
}

/// One overload for each event of a report.
struct ReportFacts {
  JsonWriter& json;

  void operator()(const ReportSubmitted& event) const {
    json.member("classification", to_word(event.classification));
    json.member("occurred_on", to_iso(event.occurred_on));
    json.member_or_null("category", event.category);
    json.member_or_null("institution", event.institution);
    write_region(json, event.place);
    json.member("anonymous", event.anonymous);
    json.member("confidential", event.confidential);
    write_texts(json, "attachments", event.attachments);
    write_deadline_in_wib(json, event.deadline);
  }
  void operator()(const ReportVerified& event) const {
    json.member("classification", to_word(event.classification));
    json.member_or_null("category", event.category);
    write_texts(json, "tags", event.tags);
    json.member("anonymous", event.anonymous);
    json.member("confidential", event.confidential);
    write_instant_in_wib(json, "resolution_target", event.resolution_target);
  }
  void operator()(const ReportForwarded& event) const {
    json.member("to", event.to);
    write_texts(json, "copies", event.copies);
    event.deadline ? write_deadline_in_wib(json, *event.deadline) : json.null("deadline");
  }
  void operator()(const ReportHeld& event) const {
    json.member("reason", to_word(event.reason));
    write_deadline_in_wib(json, event.deadline);
  }
  void operator()(const ReportCompleted& event) const {
    event.occurred_on ? json.member("occurred_on", to_iso(*event.occurred_on)) : json.null("occurred_on");
    json.member_or_null("category", event.category);
    write_region(json, event.place.value_or(Place{}));
    write_texts(json, "attachments", event.attachments);
    write_deadline_in_wib(json, event.deadline);
  }
  void operator()(const InformationAdded& event) const { write_texts(json, "attachments", event.attachments); }
  void operator()(const ReportArchived& event) const {
    json.member("initiator", to_word(event.initiator));
    json.member("reason", to_word(event.reason));
    write_instant_in_wib(json, "appeal_until", event.appeal_until);
  }
  void operator()(const ReportDeclined& event) const {
    json.member_or_null("proposed", event.proposed);
    write_deadline_in_wib(json, event.deadline);
  }
  void operator()(const FollowUpPosted& event) const {
    write_texts(json, "attachments", event.attachments);
    write_deadline_in_wib(json, event.deadline);
  }
  void operator()(const ReplyPosted& event) const {
    json.member("initiator", to_word(event.initiator));
    write_texts(json, "attachments", event.attachments);
    write_deadline_in_wib(json, event.deadline);
  }
  void operator()(const ReportClosed& event) const {
    json.member("initiator", to_word(event.initiator));
    write_instant_in_wib(json, "reopen_until", event.reopen_until);
  }
  void operator()(const ReportMerged& event) const { json.member("into", number(event.into)); }
  void operator()(const ReportReopened& event) const {
    json.member("initiator", to_word(event.initiator));
    write_deadline_in_wib(json, event.deadline);
  }
  void operator()(const ReportRestored& event) const {
    json.member("initiator", to_word(event.initiator));
    write_deadline_in_wib(json, event.deadline);
  }
  void operator()(const ReportRated& event) const { json.member("score", event.score); }
  void operator()(const VisibilityChanged& event) const {
    json.member("anonymous", event.anonymous);
    json.member("confidential", event.confidential);
  }
  void operator()(const CommentAdded& event) const { json.member("comment", event.comment); }
  void operator()(const CommentHidden& event) const { json.member("comment", event.comment); }
  void operator()(const NoteAdded& event) const { write_texts(json, "attachments", event.attachments); }
  void operator()(const DeadlineRescheduled& event) const {
    write_instant_in_wib(json, "previous_due", event.previous_due);
    write_deadline_in_wib(json, event.deadline);
  }
  void operator()(const ReporterErased& event) const { json.member("ground", to_word(event.ground)); }
  void operator()(const DeadlineMissed& event) const {
    json.begin_object("deadline");
    json.member("kind", to_word(event.kind));
    write_instant_in_wib(json, "due", event.due);
    json.end_object();
    json.member("level", unsigned{event.level});
    write_instant_in_wib(json, "next_level_at", event.next_level_at);
  }

  // All else that these hold is sealed.
  void operator()(const TextRedacted&) const {}
  void operator()(const SupportAdded&) const {}
  void operator()(const SupportWithdrawn&) const {}
  void operator()(const IdentityRevealed&) const {}
  void operator()(const LegalHoldPlaced&) const {}
  void operator()(const LegalHoldLifted&) const {}
};

/// One overload for each event of a person.
struct PersonFacts {
  JsonWriter& json;

  void operator()(const StaffAppointed& event) const {
    write_words(json, "roles", event.roles);
    json.member_or_null("institution", event.institution);
  }
  void operator()(const PasswordChanged& event) const { json.member("recovered", event.recovered); }
  void operator()(const SignedIn& event) const {
    json.member("role", to_word(event.role));
    json.member("second_factor", event.totp_step > 0);
    write_instant_in_wib(json, "expires_at", event.expires_at);
  }
  void operator()(const SignInsRefused& event) const { json.member("count", event.count); }
  void operator()(const ApiKeyIssued& event) const {
    write_words(json, "scopes", event.scopes);
    write_instant_in_wib(json, "expires_at", event.expires_at);
    write_instant_in_wib(json, "former_valid_until", event.former_valid_until);
  }
  void operator()(const PersonErased& event) const { json.member("ground", to_word(event.ground)); }

  // All else that these hold is sealed or a hash of a token.
  void operator()(const AccountRegistered&) const {}
  void operator()(const ServiceRegistered&) const {}
  void operator()(const AccountSuspended&) const {}
  void operator()(const AccountReinstated&) const {}
  void operator()(const AddressChanged&) const {}
  void operator()(const NameChanged&) const {}
  void operator()(const SignedOut&) const {}
  void operator()(const SignedOutEverywhere&) const {}
  void operator()(const TotpEnrolled&) const {}
  void operator()(const TotpConfirmed&) const {}
  void operator()(const TotpReset&) const {}
  void operator()(const ApiKeyRevoked&) const {}
  void operator()(const ApiKeyUsed&) const {}
  void operator()(const DataExported&) const {}
};

/// One overload for each event of the log.
struct LogFacts {
  JsonWriter& json;

  void operator()(const LogKeysChanged& event) const { write_texts(json, "keys", event.keys); }
  void operator()(const RollbackAccepted& event) const {
    json.member("size", event.size);
    json.member("root", proof::to_base64(event.root));
  }
  void operator()(const AuditRead& event) const {
    json.member("resource", to_word(event.resource));
    event.report == ReportId{} ? json.null("report") : json.member("report", number(event.report));
    json.member_or_null("query", event.query);
  }
  void operator()(const ReportNumbersSkipped& event) const { json.member("up_to", number(event.up_to)); }
};

template <class Facts>
void write(JsonWriter& json, const auto& event) {
  json.member("kind", name_of(event));
  std::visit(Facts{json}, event);
}

}  // namespace

void write_instant_in_wib(JsonWriter& json, std::string_view name, Instant instant) {
  json.member(name, to_rfc3339(instant, Zone::wib));
}

void write_instant_in_wib(JsonWriter& json, std::string_view name, const std::optional<Instant>& instant) {
  instant ? write_instant_in_wib(json, name, *instant) : json.null(name);
}

void write_party(JsonWriter& json, std::string_view name, const Party& party) {
  json.begin_object(name);
  json.member("role", to_word(party.role));
  if (party.person) json.member("person", number(*party.person));
  if (!party.institution.empty()) json.member("institution", party.institution);
  json.end_object();
}

void write_facts(JsonWriter& json, const Event& event) {
  write<ReportFacts>(json, event);
}

void write_facts(JsonWriter& json, const PersonEvent& event) {
  write<PersonFacts>(json, event);
}

void write_facts(JsonWriter& json, const LogEvent& event) {
  write<LogFacts>(json, event);
}

}  // namespace lapor::api
