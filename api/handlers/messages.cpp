#include <array>

#include "api/context.hpp"
#include "api/handlers/handlers.hpp"
#include "api/json_values.hpp"
#include "api/people/person_calls.hpp"
#include "api/query.hpp"

/// Messages to people, for the gateways that send e-mail and SMS.
namespace lapor::api {
namespace {

constexpr std::size_t most_messages = 100;
constexpr auto parameters = std::to_array<std::string_view>({"channel", "limit"});

struct MessageQuery {
  std::optional<ContactAddress::Kind> kind;
  std::size_t limit{most_messages};
};

Result<MessageQuery, Problem> parse_message_query(std::string_view raw) {
  MessageQuery query;
  const auto given = parse_query(raw);
  if (!given) return fail(given.error());
  for (const auto& [name, value] : *given) {
    if (name == "channel" && (value == "email" || value == "sms")) {
      query.kind = value == "email" ? ContactAddress::Kind::email : ContactAddress::Kind::phone;
    } else if (const auto limit = number_from<std::size_t>(value); name == "limit" && limit && *limit > 0) {
      query.limit = std::min(*limit, most_messages);
    } else if (name == "channel" || name == "limit") {
      return fail(invalid_parameter(name, "Send channel=email or channel=sms, and a limit of 1 to 100."));
    } else {
      return fail(unknown_parameter(name, parameters));
    }
  }
  if (!query.kind) return fail(invalid_parameter("channel", "Send channel=email or channel=sms."));
  return query;
}

}  // namespace

/// Leases them: what is not acknowledged within a minute is offered again.
void handle_messages(Context& context, const CallPtr& call) {
  const auto query = parse_message_query(call->request.query);
  if (!query) return answer(context, *call, query.error());
  http::Response response;
  JsonWriter json(response.body);
  json.begin_object();
  json.begin_array("items");
  for (const Message& message : context.identity.messages.waiting(*query->kind, query->limit, context.clock.now())) {
    json.begin_object();
    json.member("id", message.id);
    json.member("to", message.to.value);
    json.member("subject", message.subject);
    json.member("text", message.text.reveal());
    json.member("expires_at", to_rfc3339(message.expires_at, Zone::wib));
    json.end_object();
  }
  json.end_array();
  json.end_object();
  answer(context, *call, std::move(response));
}

void handle_message_sent(Context& context, const CallPtr& call) {
  static_cast<void>(context.identity.messages.acknowledge(call->message));
  answer_nothing(context, *call);
}

}  // namespace lapor::api
