#include <algorithm>
#include <array>

#include "api/commands/fields.hpp"
#include "api/commands/parsers.hpp"
#include "api/limits.hpp"

namespace lapor::api {
namespace {

/// By which ways a role may say that a report came in; the first one is taken when it says nothing.
struct ChannelRow {
  Role role;
  std::array<Channel, 4> channels;
};

constexpr auto channel_table = std::to_array<ChannelRow>({
    {Role::gateway, {Channel::sms, Channel::app, Channel::web, Channel::import}},
    {Role::clerk, {Channel::counter, Channel::import, Channel::counter, Channel::counter}},
});
constexpr std::array<Channel, 4> channels_of_others{Channel::api, Channel::web, Channel::app, Channel::api};

const std::array<Channel, 4>& channels_of(Role role) {
  for (const auto& row : channel_table)
    if (row.role == role) return row.channels;
  return channels_of_others;
}

Channel read_channel(FieldReader& in, Role role) {
  const auto& allowed = channels_of(role);
  const auto channel = in.word<Channel>("channel", Need::optional);
  if (!channel) return allowed[0];
  if (std::ranges::find(allowed, *channel) == allowed.end())
    in.refuse(ProblemKind::not_allowed_here, "channel", "Reports of your role do not come in by this channel.");
  return *channel;
}

bool writes_for_others(Role role) {
  return role == Role::gateway || role == Role::clerk;
}

Contact read_contact(FieldReader& in, Role role) {
  const auto* object = in.object("contact");
  if (object == nullptr) return {};
  if (!writes_for_others(role))
    in.refuse(ProblemKind::not_allowed_here, "contact", "Only a gateway or a clerk names somebody else's contact.");
  FieldReader fields(*object, in.first_problem(), in.path_of("contact") + ".");
  Contact contact;
  contact.name = fields.line("name", limits::contact_name, Need::optional);
  contact.phone = fields.line("phone", limits::phone, Need::optional);
  contact.email = fields.line("email", limits::email, Need::optional);
  fields.finish();
  return contact;
}

}  // namespace

Draft parse_submission(FieldReader& in, const ParseContext& context) {
  const Rulebook& rules = context.rules;
  SubmitReport submit;
  submit.title = in.line("title", limits::title, Need::required);
  submit.text = in.text("text", limits::text, Need::required);
  submit.classification = in.word<Classification>("classification", Need::optional).value_or(Classification::complaint);
  submit.category = read_category(in, rules);
  submit.institution = read_institution(in, "institution", rules, Need::optional);
  submit.place = read_place(in, rules).value_or(Place{});
  const Zone zone = zone_of_region(submit.place.region, rules.institutions);
  submit.occurred_on = read_incident_date(in, Need::required, context.now, zone).value_or(Date{});
  submit.anonymous = in.flag("anonymous").value_or(false);
  submit.confidential = in.flag("confidential").value_or(false);
  submit.display_name = in.line("display_name", limits::display_name, Need::optional);
  submit.contact = read_contact(in, context.caller.party.role);
  submit.attachments = read_attachments(in, context);
  const Channel channel = read_channel(in, context.caller.party.role);
  return {std::move(submit), channel};
}

}  // namespace lapor::api
