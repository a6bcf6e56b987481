#include "api/commands/fields.hpp"
#include "api/commands/parsers.hpp"
#include "api/limits.hpp"

namespace lapor::api {

Draft parse_forwarding(FieldReader& in, const ParseContext& context) {
  ForwardReport forward;
  forward.to = read_institution(in, "to", context.rules, Need::required);
  forward.note = in.text("note", limits::reason, Need::optional);
  forward.copies = read_institutions(in, "copies", context.rules);
  return {std::move(forward)};
}

Draft parse_decline(FieldReader& in, const ParseContext& context) {
  return {DeclineReport{in.text("reason", limits::reason, Need::required),
                        read_institution(in, "proposed", context.rules, Need::optional)}};
}

Draft parse_follow_up(FieldReader& in, const ParseContext& context) {
  return {PostFollowUp{in.text("text", limits::text, Need::required), read_attachments(in, context)}};
}

Draft parse_note(FieldReader& in, const ParseContext& context) {
  return {AddNote{in.text("text", limits::text, Need::required), read_attachments(in, context)}};
}

/// A reporter is simply satisfied; an administrator must say why.
Draft parse_closing(FieldReader& in, const ParseContext& context) {
  const bool explains = context.caller.party.role == Role::national_admin;
  return {CloseReport{in.text("reason", limits::reason, explains ? Need::required : Need::optional)}};
}

Draft parse_deadline(FieldReader& in, const ParseContext&) {
  const auto due = in.instant("due", Need::required);
  std::string reason = in.text("reason", limits::reason, Need::required);
  return {RescheduleDeadline{due.value_or(Instant{}), in.flag("provisional").value_or(false), std::move(reason)}};
}

Draft parse_identity(FieldReader& in, const ParseContext&) {
  return {RevealIdentity{in.text("reason", limits::reason, Need::required)}};
}

Draft parse_erasure(FieldReader& in, const ParseContext&) {
  const auto ground = in.word<ErasureGround>("ground", Need::required);
  if (ground == ErasureGround::unstated)
    in.refuse(ProblemKind::invalid_value, "ground", "Use one of: subject_request, retention_ended, court_order.");
  return {EraseReporter{ground.value_or(ErasureGround::unstated)}};
}

Draft parse_legal_hold(FieldReader& in, const ParseContext&) {
  return {PlaceLegalHold{in.text("reason", limits::reason, Need::required)}};
}

Draft parse_legal_hold_lifting(FieldReader& in, const ParseContext&) {
  return {LiftLegalHold{in.text("reason", limits::reason, Need::required)}};
}

}  // namespace lapor::api
