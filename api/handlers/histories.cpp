#include <algorithm>

#include "api/handlers/handlers.hpp"
#include "api/people/person_calls.hpp"
#include "api/people/person_json.hpp"
#include "api/people/principals.hpp"

/// What happened to accounts of staff and to API keys, for who administers them.
namespace lapor::api {
namespace {

/// Also those who are not staff any more: who appointed them is still to be told.
bool was_ever_staff(const actors::PersonDossier& person) {
  return std::ranges::any_of(person.records, [](const auto& stored) {
    return std::ranges::any_of(stored.decoded.record.events,
                               [](const PersonEvent& event) { return std::holds_alternative<StaffAppointed>(event); });
  });
}

bool may_read(const Context& context, const Call& call, const PersonState& state) {
  return administers(call.caller.party, state.roles, state.institution, context.rulebooks.now().institutions);
}

void answer_facts(Context& context, const Call& call, const actors::PersonDossier& person) {
  std::string body;
  JsonWriter json(body);
  json.begin_object();
  write_facts(json, "items", person);
  json.end_object();
  answer(context, call, json_response(std::move(body)));
}

/// Whoever may not read it gets the answer of somebody who does not exist.
template <class Fits>
void answer_history(Context& context, const CallPtr& call, Fits fits) {
  read_person(context, call, call->person, [&context, call, fits](const PersonDossierPtr& person) {
    const bool seen = person && fits(*person) && may_read(context, *call, person->state);
    seen ? answer_facts(context, *call, *person) : answer_person_hidden(context, call);
  });
}

}  // namespace

void handle_staff_history(Context& context, const CallPtr& call) {
  answer_history(context, call, [](const actors::PersonDossier& person) {
    return !person.state.is_service && was_ever_staff(person);
  });
}

void handle_key_history(Context& context, const CallPtr& call) {
  answer_history(context, call, [](const actors::PersonDossier& person) { return person.state.is_service; });
}

}  // namespace lapor::api
