#include "api/commands/fields.hpp"
#include "api/commands/parsers.hpp"
#include "api/limits.hpp"

namespace lapor::api {
namespace {

std::string reason(FieldReader& in, Need need) {
  return in.text("reason", limits::reason, need);
}

}  // namespace

Draft parse_completion(FieldReader& in, const ParseContext& context) {
  CompleteReport complete;
  complete.text = in.text("text", limits::text, Need::required);
  complete.title = in.line("title", limits::title, Need::optional);
  complete.category = read_category(in, context.rules);
  complete.place = read_place(in, context.rules);
  const Zone zone = zone_of_region(complete.place ? complete.place->region : "", context.rules.institutions);
  complete.occurred_on = read_incident_date(in, Need::optional, context.now, zone);
  complete.attachments = read_attachments(in, context);
  return {std::move(complete)};
}

Draft parse_information(FieldReader& in, const ParseContext& context) {
  return {AddInformation{in.text("text", limits::text, Need::required), read_attachments(in, context)}};
}

Draft parse_withdrawal(FieldReader& in, const ParseContext&) {
  return {WithdrawReport{reason(in, Need::optional)}};
}

Draft parse_reply(FieldReader& in, const ParseContext& context) {
  return {ReplyToFollowUp{in.text("text", limits::text, Need::required), read_attachments(in, context)}};
}

Draft parse_rating(FieldReader& in, const ParseContext&) {
  const auto score = in.integer("score", limits::lowest_score, limits::highest_score, Need::required);
  return {RateReport{static_cast<int>(score.value_or(0)), in.text("text", limits::reason, Need::optional)}};
}

Draft parse_reopening(FieldReader& in, const ParseContext&) {
  return {ReopenReport{reason(in, Need::required)}};
}

Draft parse_restoration(FieldReader& in, const ParseContext&) {
  return {RestoreReport{reason(in, Need::required)}};
}

Draft parse_support(FieldReader&, const ParseContext&) {
  return {AddSupport{}};
}

Draft parse_support_withdrawal(FieldReader&, const ParseContext&) {
  return {WithdrawSupport{}};
}

Draft parse_comment(FieldReader& in, const ParseContext&) {
  return {AddComment{in.text("text", limits::reason, Need::required)}};
}

}  // namespace lapor::api
