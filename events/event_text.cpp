#include "events/event_text.hpp"

#include <cstdio>
#include <variant>

namespace lapor {
namespace {

/// In quotation marks, on one line: a text cannot end its own quotation or look like another line.
std::string quoted(std::string_view value) {
  std::string text{'"'};
  for (const char c : value) {
    if (c == '"' || c == '\\') text += '\\';
    text += static_cast<unsigned char>(c) < ' ' || c == '\x7f' ? ' ' : c;
  }
  return text += '"';
}

std::string degrees(const Point& point) {
  char text[64];
  std::snprintf(text, sizeof text, "%.6f %.6f", point.latitude, point.longitude);
  return text;
}

/// Collects `name value` pairs, leaving out what is empty.
class Details {
 public:
  Details& text(std::string_view name, std::string_view value) {
    return value.empty() ? *this : add(name, quoted(value));
  }
  Details& code(std::string_view name, std::string_view value) {
    return value.empty() ? *this : add(name, std::string(value));
  }
  Details& number(std::string_view name, std::uint64_t value) {
    return value == 0 ? *this : add(name, std::to_string(value));
  }
  Details& flag(std::string_view name, bool value) { return value ? add(name, {}) : *this; }
  Details& instant(std::string_view name, Instant value) {
    return value == Instant{} ? *this : add(name, to_rfc3339(value, Zone::wib));
  }
  Details& instant(std::string_view name, const std::optional<Instant>& value) {
    return value ? instant(name, *value) : *this;
  }
  Details& due(const Deadline& deadline) {
    instant(std::string(to_word(deadline.kind)) + " due", deadline.due);
    return flag("provisional", deadline.provisional);
  }
  Details& due(const std::optional<Deadline>& deadline) { return deadline ? due(*deadline) : *this; }
  Details& codes(std::string_view name, const std::vector<std::string>& values) {
    for (const std::string& value : values) code(name, value);
    return *this;
  }
  template <class E>
  Details& words_of(std::string_view name, const std::vector<E>& values) {
    for (const E value : values) code(name, to_word(value));
    return *this;
  }
  Details& place(const Place& place) {
    code("region", place.region).text("address", place.address);
    return place.point ? code("point", degrees(*place.point)) : *this;
  }
  [[nodiscard]] std::string done() const { return text_; }

 private:
  Details& add(std::string_view name, const std::string& value) {
    text_ += text_.empty() ? "" : ", ";
    text_ += name;
    if (!value.empty()) text_ += ' ' + value;
    return *this;
  }
  std::string text_;
};

struct Describe {
  using Text = std::string;

  Text operator()(const ReportSubmitted& e) const {
    Details details;
    details.text("title", e.title).text("text", e.text).code("class", to_word(e.classification));
    details.code("incident", to_iso(e.occurred_on)).code("category", e.category).code("institution", e.institution);
    details.place(e.place);
    details.flag("anonymous", e.anonymous).flag("confidential", e.confidential);
    details.text("display name", e.display_name).text("contact name", e.contact.name);
    details.text("contact phone", e.contact.phone).text("contact e-mail", e.contact.email);
    return details.codes("attachment", e.attachments).due(e.deadline).done();
  }
  Text operator()(const ReportVerified& e) const {
    Details details;
    details.text("title", e.title).text("text", e.public_text).code("class", to_word(e.classification));
    details.code("category", e.category).codes("tag", e.tags);
    details.flag("anonymous", e.anonymous).flag("confidential", e.confidential);
    return details.instant("resolution target", e.resolution_target).done();
  }
  Text operator()(const ReportForwarded& e) const {
    return Details().code("to", e.to).text("note", e.note).codes("copy to", e.copies).due(e.deadline).done();
  }
  Text operator()(const ReportHeld& e) const {
    return Details().code("because", to_word(e.reason)).text("question", e.question).due(e.deadline).done();
  }
  Text operator()(const ReportCompleted& e) const {
    Details details;
    details.text("title", e.title).text("text", e.text).code("category", e.category);
    if (e.occurred_on) details.code("incident", to_iso(*e.occurred_on));
    if (e.place) details.place(*e.place);
    return details.codes("attachment", e.attachments).due(e.deadline).done();
  }
  Text operator()(const InformationAdded& e) const {
    return Details().text("text", e.text).codes("attachment", e.attachments).done();
  }
  Text operator()(const ReportArchived& e) const {
    Details details;
    details.code("by", to_word(e.initiator)).code("because", to_word(e.reason)).text("note", e.note);
    return details.instant("appeal until", e.appeal_until).done();
  }
  Text operator()(const ReportDeclined& e) const {
    return Details().text("reason", e.reason).code("proposed", e.proposed).due(e.deadline).done();
  }
  Text operator()(const FollowUpPosted& e) const {
    return Details().text("text", e.text).codes("attachment", e.attachments).due(e.deadline).done();
  }
  Text operator()(const ReplyPosted& e) const {
    Details details;
    details.code("by", to_word(e.initiator)).text("text", e.text).codes("attachment", e.attachments);
    return details.due(e.deadline).done();
  }
  Text operator()(const ReportClosed& e) const {
    Details details;
    details.code("by", to_word(e.initiator)).text("reason", e.reason);
    return details.instant("reopening until", e.reopen_until).done();
  }
  Text operator()(const ReportMerged& e) const { return Details().number("into", lapor::number(e.into)).done(); }
  Text operator()(const ReportReopened& e) const {
    return Details().code("by", to_word(e.initiator)).text("reason", e.reason).due(e.deadline).done();
  }
  Text operator()(const ReportRestored& e) const {
    return Details().code("by", to_word(e.initiator)).text("reason", e.reason).due(e.deadline).done();
  }
  Text operator()(const ReportRated& e) const {
    return Details().number("score", static_cast<std::uint64_t>(e.score)).text("text", e.text).done();
  }
  Text operator()(const VisibilityChanged& e) const {
    Details details;
    details.flag("anonymous", e.anonymous).flag("not anonymous", !e.anonymous);
    return details.flag("confidential", e.confidential).flag("not confidential", !e.confidential).done();
  }
  Text operator()(const TextRedacted& e) const {
    return Details().text("title", e.title).text("text", e.public_text).text("reason", e.reason).done();
  }
  Text operator()(const SupportAdded&) const { return {}; }
  Text operator()(const SupportWithdrawn&) const { return {}; }
  Text operator()(const CommentAdded& e) const {
    return Details().number("comment", e.comment).text("text", e.text).done();
  }
  Text operator()(const CommentHidden& e) const {
    return Details().number("comment", e.comment).text("reason", e.reason).done();
  }
  Text operator()(const NoteAdded& e) const {
    return Details().text("text", e.text).codes("attachment", e.attachments).done();
  }
  Text operator()(const DeadlineRescheduled& e) const {
    return Details().due(e.deadline).instant("in the place of", e.previous_due).text("reason", e.reason).done();
  }
  Text operator()(const IdentityRevealed& e) const { return Details().text("reason", e.reason).done(); }
  Text operator()(const ReporterErased& e) const { return Details().code("ground", to_word(e.ground)).done(); }
  Text operator()(const DeadlineMissed& e) const {
    Details details;
    details.instant(std::string(to_word(e.kind)) + " was due", e.due).number("told to level", e.level);
    return details.instant("next level at", e.next_level_at).done();
  }
  Text operator()(const LegalHoldPlaced& e) const { return Details().text("reason", e.reason).done(); }
  Text operator()(const LegalHoldLifted& e) const { return Details().text("reason", e.reason).done(); }
};

/// Passwords, their hashes, secrets of one-time codes and hashes of tokens are left out, also when they could be read.
struct DescribePerson {
  using Text = std::string;

  Text operator()(const AccountRegistered& e) const {
    return Details().text("address", e.address).text("name", e.name).done();
  }
  Text operator()(const ServiceRegistered& e) const { return Details().text("name", e.name).done(); }
  Text operator()(const StaffAppointed& e) const {
    Details details;
    details.flag("no role any more", e.roles.empty()).words_of("as", e.roles);
    return details.code("of", e.institution).done();
  }
  Text operator()(const AccountSuspended& e) const { return Details().text("reason", e.reason).done(); }
  Text operator()(const AccountReinstated& e) const { return Details().text("reason", e.reason).done(); }
  Text operator()(const PasswordChanged& e) const {
    return Details().flag("by a code sent to the address", e.recovered).done();
  }
  Text operator()(const AddressChanged& e) const { return Details().text("to", e.address).done(); }
  Text operator()(const NameChanged& e) const { return Details().text("to", e.name).done(); }
  Text operator()(const SignedIn& e) const {
    Details details;
    details.code("as", to_word(e.role)).instant("until", e.expires_at).text("from", e.source);
    return details.number("with a one-time code of step", e.totp_step).done();
  }
  Text operator()(const SignedOut&) const { return {}; }
  Text operator()(const SignedOutEverywhere&) const { return {}; }
  Text operator()(const SignInsRefused& e) const {
    return Details().number("attempts", e.count).text("from", e.source).done();
  }
  Text operator()(const TotpEnrolled&) const { return {}; }
  Text operator()(const TotpConfirmed& e) const { return Details().number("by the code of step", e.step).done(); }
  Text operator()(const TotpReset& e) const { return Details().text("reason", e.reason).done(); }
  Text operator()(const ApiKeyIssued& e) const {
    Details details;
    details.words_of("may", e.scopes).instant("until", e.expires_at);
    return details.instant("former key until", e.former_valid_until).done();
  }
  Text operator()(const ApiKeyRevoked& e) const { return Details().text("reason", e.reason).done(); }
  Text operator()(const ApiKeyUsed&) const { return {}; }
  Text operator()(const DataExported&) const { return {}; }
  Text operator()(const PersonErased& e) const { return Details().code("ground", to_word(e.ground)).done(); }
};

std::string line(std::string_view name, const std::string& details) {
  return std::string(name) + (details.empty() ? "" : ": " + details);
}

}  // namespace

std::string readable(const Event& event) {
  return line(name_of(event), std::visit(Describe{}, event));
}

std::string readable(const PersonEvent& event) {
  return line(name_of(event), std::visit(DescribePerson{}, event));
}

std::string readable(const Party& party) {
  std::string text(to_word(party.role));
  if (party.person) text += ' ' + std::to_string(number(*party.person));
  if (!party.institution.empty()) text += " of " + party.institution;
  return text;
}

}  // namespace lapor
