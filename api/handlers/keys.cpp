#include <algorithm>

#include "api/handlers/bodies.hpp"
#include "api/handlers/handlers.hpp"
#include "api/limits.hpp"
#include "api/not_permitted.hpp"
#include "api/people/directory_list.hpp"
#include "api/people/person_calls.hpp"
#include "api/people/person_json.hpp"
#include "api/people/principals.hpp"

/// API keys of institutions' systems and of gateways. Each key belongs to a service, which has a name, one role and
/// scopes; its secret is shown once, when it is made.
namespace lapor::api {
namespace {

constexpr std::size_t most_scopes = 8;
constexpr std::int64_t most_grace_hours = 24 * 90;
constexpr std::int64_t usual_grace_hours = 24;

RegisterService read_service(FieldReader& in) {
  RegisterService service;
  service.name = in.line("name", limits::contact_name, Need::required);
  service.role = in.word<Role>("role", Need::required).value_or(Role::anyone);
  service.institution = in.line("institution", limits::code, Need::optional);
  service.expires_at = in.instant("expires_at", Need::optional);
  for (const std::string& word : in.lines("scopes", limits::code, most_scopes)) {
    const auto scope = from_word<Scope>(word);
    if (!scope) in.refuse(ProblemKind::invalid_value, "scopes", "Use: read, submit, handle, administer, messages.");
    service.scopes.push_back(scope.value_or(Scope::read));
  }
  if (service.scopes.empty()) in.refuse(ProblemKind::missing_field, "scopes", "Name what the key may be used for.");
  return service;
}

struct Rotation {
  std::optional<Instant> expires_at;
  std::chrono::hours grace{};
};

Rotation read_rotation(FieldReader& in) {
  Rotation read;
  read.expires_at = in.instant("expires_at", Need::optional);
  read.grace =
      std::chrono::hours(in.integer("grace_hours", 0, most_grace_hours, Need::optional).value_or(usual_grace_hours));
  return read;
}

void answer_service(Context& context, const Call& call, const PersonState& state, const Secret* secret) {
  http::Response response;
  response.status = call.route->success;
  JsonWriter json(response.body);
  json.begin_object();
  write_service(json, state);
  if (secret != nullptr) json.member("secret", secret->reveal());
  json.end_object();
  answer(context, call, std::move(response));
}

}  // namespace

void handle_key_issue(Context& context, const CallPtr& call) {
  auto service = read_body(*call, read_service);
  if (!service) return answer(context, *call, service.error());
  if (!administers(call->caller.party, {service->role}, service->institution, context.rulebooks.now().institutions))
    return answer(
        context, *call,
        not_permitted(
            call->caller,
            "Only a coordinator may make keys, for systems of the own institution, or a national administrator."));
  if (!std::ranges::all_of(service->scopes, [&](Scope scope) { return call->caller.scopes.contains(scope); }))
    return answer(context, *call, not_permitted(call->caller, "A key makes no key that may do more than itself."));
  const Secret secret = new_prefixed_token(key_prefix);
  service->key = hash_token(secret.reveal(), context.vault);
  command_person(
      context, call, new_account_number(), std::move(*service),
      [&context, call, secret](const auto& standing) { answer_service(context, *call, standing.state, &secret); });
}

void handle_key_list(Context& context, const CallPtr& call) {
  answer_directory(context, call, storage::NameKind::service, write_service);
}

void handle_key_rotation(Context& context, const CallPtr& call) {
  const auto read = read_body(*call, read_rotation);
  if (!read) return answer(context, *call, read.error());
  const Secret secret = new_prefixed_token(key_prefix);
  const Instant former_until = context.clock.now() + read->grace;
  command_person(
      context, call, call->person,
      RotateApiKey{hash_token(secret.reveal(), context.vault), read->expires_at, former_until},
      [&context, call, secret](const auto& standing) { answer_service(context, *call, standing.state, &secret); });
}

void handle_key_revocation(Context& context, const CallPtr& call) {
  auto reason = read_body(*call, [](FieldReader& in) { return in.text("reason", limits::reason, Need::required); });
  if (!reason) return answer(context, *call, reason.error());
  command_person(context, call, call->person, RevokeApiKey{std::move(*reason)},
                 [&context, call](const auto& standing) { answer_service(context, *call, standing.state, nullptr); });
}

}  // namespace lapor::api
