#include "api/personal_data.hpp"

#include "api/context.hpp"
#include "api/handlers/bodies.hpp"
#include "api/handlers/handlers.hpp"
#include "api/json_values.hpp"
#include "api/limits.hpp"
#include "api/not_permitted.hpp"

namespace lapor::api {
namespace {

std::string preview_of(std::string_view text) {
  const auto findings = find_personal_data(text);
  std::string body;
  JsonWriter json(body);
  json.begin_object();
  json.begin_array("findings");
  for (const Finding& finding : findings) write_finding(json, finding);
  json.end_array();
  json.member("masked", mask(text, findings));
  json.end_object();
  return body;
}

}  // namespace

/// The text is neither kept nor logged.
void handle_personal_data(Context& context, const CallPtr& call) {
  if (!is_staff(call->caller.party.role))
    return answer(context, *call, not_permitted(call->caller, "Only staff may do this."));
  const auto text = read_body(*call, [](FieldReader& in) { return in.text("text", limits::text, Need::required); });
  if (!text) return answer(context, *call, text.error());
  answer(context, *call, json_response(preview_of(*text)));
}

}  // namespace lapor::api
