#include "tools/event_text.hpp"

#include <variant>

namespace lapor::tools {
namespace {

/// Collects `name value` pairs, leaving out what is empty.
class Details {
 public:
  Details& text(std::string_view name, const std::string& value) {
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
  Details& due(const Deadline& deadline) {
    instant(to_word(deadline.kind), deadline.due);
    return flag("(provisional)", deadline.provisional);
  }
  Details& due(const std::optional<Deadline>& deadline) { return deadline ? due(*deadline) : *this; }
  Details& codes(std::string_view name, const std::vector<std::string>& values) {
    for (const std::string& value : values) code(name, value);
    return *this;
  }
  [[nodiscard]] std::string done() const { return text_; }

 private:
  static std::string quoted(const std::string& value) { return '"' + value + '"'; }
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
    details.code("region", e.place.region).text("address", e.place.address);
    details.flag("anonymous", e.anonymous).flag("confidential", e.confidential);
    return details.text("display name", e.display_name).due(e.deadline).done();
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
    return Details().text("title", e.title).text("text", e.text).code("category", e.category).due(e.deadline).done();
  }
  Text operator()(const InformationAdded& e) const { return Details().text("text", e.text).done(); }
  Text operator()(const ReportArchived& e) const {
    Details details;
    details.code("by", to_word(e.initiator)).code("because", to_word(e.reason)).text("note", e.note);
    return details.instant("appeal until", e.appeal_until).done();
  }
  Text operator()(const ReportDeclined& e) const {
    return Details().text("reason", e.reason).code("proposed", e.proposed).due(e.deadline).done();
  }
  Text operator()(const FollowUpPosted& e) const { return Details().text("text", e.text).due(e.deadline).done(); }
  Text operator()(const ReplyPosted& e) const {
    return Details().code("by", to_word(e.initiator)).text("text", e.text).due(e.deadline).done();
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
    return Details().flag("anonymous", e.anonymous).flag("confidential", e.confidential).done();
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
  Text operator()(const NoteAdded& e) const { return Details().text("text", e.text).done(); }
  Text operator()(const DeadlineRescheduled& e) const {
    return Details().due(e.deadline).instant("before", e.previous_due).text("reason", e.reason).done();
  }
  Text operator()(const IdentityRevealed& e) const { return Details().text("reason", e.reason).done(); }
  Text operator()(const ReporterErased& e) const { return Details().code("ground", to_word(e.ground)).done(); }
  Text operator()(const DeadlineMissed& e) const {
    return Details().code("of", to_word(e.kind)).instant("due", e.due).number("level", e.level).done();
  }
  Text operator()(const LegalHoldPlaced& e) const { return Details().text("reason", e.reason).done(); }
  Text operator()(const LegalHoldLifted& e) const { return Details().text("reason", e.reason).done(); }
};

}  // namespace

std::string readable(const Event& event) {
  const std::string details = std::visit(Describe{}, event);
  return std::string(name_of(event)) + (details.empty() ? "" : ": " + details);
}

std::string readable(const Party& party) {
  std::string text(to_word(party.role));
  if (party.person) text += ' ' + std::to_string(number(*party.person));
  if (!party.institution.empty()) text += " of " + party.institution;
  return text;
}

}  // namespace lapor::tools
