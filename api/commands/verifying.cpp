#include <limits>

#include "api/commands/fields.hpp"
#include "api/commands/parsers.hpp"
#include "api/commands/public_texts.hpp"
#include "api/limits.hpp"

namespace lapor::api {
namespace {

/// These two belong to the reporter and to the timer.
bool is_administrators(ArchiveReason reason) {
  return reason != ArchiveReason::withdrawn && reason != ArchiveReason::not_completed;
}

}  // namespace

Draft parse_verification(FieldReader& in, const ParseContext& context) {
  VerifyReport verify;
  verify.title = in.line("title", limits::title, Need::optional);
  verify.public_text = in.text("public_text", limits::text, Need::required);
  const auto classification = in.word<Classification>("classification", Need::optional);
  verify.classification = classification.value_or(Classification::complaint);
  verify.category = read_category(in, context.rules);
  verify.tags = in.lines("tags", limits::tag, limits::tags);
  verify.anonymous = in.flag("anonymous").value_or(false);
  verify.confidential = in.flag("confidential").value_or(false);
  verify.forward_to = read_institution(in, "forward_to", context.rules, Need::required);
  verify.copies = read_institutions(in, "copies", context.rules);
  auto masked = mask_public_texts(in, {{"title", verify.title}, {"public_text", verify.public_text}});
  return {std::move(verify), Channel::api, {.classification = !classification}, std::move(masked)};
}

Draft parse_hold(FieldReader& in, const ParseContext&) {
  const auto reason = in.word<HoldReason>("reason", Need::optional).value_or(HoldReason::incomplete);
  return {HoldReport{reason, in.text("question", limits::reason, Need::required)}};
}

Draft parse_archive(FieldReader& in, const ParseContext&) {
  const auto reason = in.word<ArchiveReason>("reason", Need::required);
  if (reason && !is_administrators(*reason))
    in.refuse(ProblemKind::invalid_value, "reason",
              "Use one of: duplicate, unclear, not_government, abusive, incomplete, other.");
  return {ArchiveReport{reason.value_or(ArchiveReason::other), in.text("note", limits::reason, Need::optional)}};
}

Draft parse_merge(FieldReader& in, const ParseContext&) {
  const auto into = in.integer("into", 1, std::numeric_limits<std::int64_t>::max(), Need::required);
  return {MergeReport{ReportId{static_cast<std::uint64_t>(into.value_or(0))}}};
}

Draft parse_visibility(FieldReader& in, const ParseContext&) {
  const auto anonymous = in.flag("anonymous");
  const auto confidential = in.flag("confidential");
  if (!anonymous && !confidential)
    in.refuse(ProblemKind::missing_field, "anonymous", "Say at least one of anonymous and confidential.");
  return {ChangeVisibility{anonymous.value_or(false), confidential.value_or(false)},
          Channel::api,
          {.anonymous = !anonymous, .confidential = !confidential}};
}

Draft parse_redaction(FieldReader& in, const ParseContext&) {
  RedactText redact;
  redact.title = in.line("title", limits::title, Need::optional);
  redact.public_text = in.text("public_text", limits::text, Need::required);
  redact.reason = in.text("reason", limits::reason, Need::required);
  auto masked = mask_public_texts(in, {{"title", redact.title}, {"public_text", redact.public_text}});
  return {std::move(redact), Channel::api, {}, std::move(masked)};
}

Draft parse_hiding(FieldReader& in, const ParseContext& context) {
  return {HideComment{context.ordinal, in.text("reason", limits::reason, Need::required)}};
}

}  // namespace lapor::api
