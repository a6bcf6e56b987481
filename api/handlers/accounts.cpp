#include <string>

#include "api/handlers/bodies.hpp"
#include "api/handlers/handlers.hpp"
#include "api/json_values.hpp"
#include "api/limits.hpp"
#include "api/people/person_calls.hpp"
#include "api/people/principals.hpp"

/// Registering and recovering an account. Both begin with a code to the address, which is sent whether or not the
/// address has an account, so nobody learns who has one; only who holds the code is told.
namespace lapor::api {
namespace {

constexpr std::string_view subject = "Kode LAPOR! / LAPOR! code";

Secret text_of_code(const Secret& code) {
  const std::string digits(code.reveal());
  return Secret("Kode LAPOR! Anda: " + digits + ". Berlaku 15 menit. Jangan beri tahu siapa pun. / Your LAPOR! code: " +
                digits + ". Valid for 15 minutes. Tell nobody.");
}

/// A code, and who says that the address is theirs.
struct Proof {
  std::optional<ContactAddress> address;
  Secret code;
  Secret password;
  std::string name;
};

Proof read_proof(FieldReader& in, Need name) {
  Proof proof;
  proof.address = read_address(in, "address");
  proof.code = Secret(in.line("code", limits::code, Need::required));
  proof.password = Secret(in.line("password", PasswordRules::most, Need::required));
  if (name == Need::required) proof.name = in.line("name", limits::contact_name, Need::required);
  return proof;
}

void answer_sent(Context& context, const Call& call, const ContactAddress& address) {
  http::Response response;
  response.status = call.route->success;
  JsonWriter json(response.body);
  json.begin_object();
  json.member("channel", address.kind == ContactAddress::Kind::email ? "email" : "sms");
  json.member("valid_for_seconds", std::chrono::seconds(OneTimeCodes::lifetime).count());
  json.end_object();
  answer(context, call, std::move(response));
}

void answer_account(Context& context, const Call& call, const PersonState& person) {
  http::Response response;
  response.status = call.route->success;
  JsonWriter json(response.body);
  json.begin_object();
  json.member("person", number(person.id));
  json.member_or_null("name", person.name);
  json.end_object();
  answer(context, call, std::move(response));
}

void change_password(Context& context, const CallPtr& call, const PersonDossierPtr& person, const Proof& proof) {
  const PersonState& state = person->state;
  if (!redeem_code(context, call, *proof.address, proof.code)) return;
  if (const auto problem =
          password_problem(context, proof.password, state.address, state.name, state.is_staff(), "password"))
    return answer(context, *call, *problem);
  with_password_pool(context, call, [&context, call, proof, id = state.id] {
    command_person_as(context, call, {Role::reporter, id, ""}, id, ChangePassword{hash_password(proof.password), true},
                      [&context, call](const auto& standing) { answer_account(context, *call, standing.state); });
  });
}

}  // namespace

void handle_code_request(Context& context, const CallPtr& call) {
  const auto address = read_body(*call, [](FieldReader& in) { return read_address(in, "address"); });
  if (!address) return answer(context, *call, address.error());
  const Instant now = context.clock.now();
  const std::string source = source_of(*call);
  if (!source.empty() && !context.identity.code_requests.allow(source, call->begun))
    return answer(context, *call,
                  slowed_down("Too many codes were asked for from your network.",
                              context.identity.code_requests.wait(source, call->begun)));
  const auto code = context.identity.codes.issue("address", (*address)->value, now, "", OneTimeCodes::recovery_digits);
  if (!code)
    return answer(context, *call,
                  slowed_down("A code is on its way; wait before the next.", OneTimeCodes::least_pause));
  const auto posted =
      context.identity.messages.post(**address, std::string(subject), text_of_code(*code), now, OneTimeCodes::lifetime);
  if (!posted)
    return answer(context, *call, Problem{ProblemKind::unavailable, "Too many messages wait to be sent.", "", ""});
  answer_sent(context, *call, **address);
}

void handle_registration(Context& context, const CallPtr& call) {
  const auto proof = read_body(*call, [](FieldReader& in) { return read_proof(in, Need::required); });
  if (!proof) return answer(context, *call, proof.error());
  if (const auto problem =
          password_problem(context, proof->password, proof->address->value, proof->name, false, "password"))
    return answer(context, *call, *problem);
  if (!redeem_code(context, call, *proof->address, proof->code)) return;
  with_password_pool(context, call, [&context, call, proof = *proof] {
    command_person_as(context, call, {}, new_account_number(),
                      RegisterAccount{proof.address->value, proof.name, hash_password(proof.password)},
                      [&context, call](const auto& standing) { answer_account(context, *call, standing.state); });
  });
}

/// Also how invited staff choose their first password.
void handle_recovery(Context& context, const CallPtr& call) {
  const auto proof = read_body(*call, [](FieldReader& in) { return read_proof(in, Need::optional); });
  if (!proof) return answer(context, *call, proof.error());
  // Judged alike for every address; what only its owner may know is judged after the code.
  if (const auto problem = password_problem(context, proof->password, proof->address->value, "", false, "password"))
    return answer(context, *call, *problem);
  const auto who = actors::address_name(proof->address->value, context.vault);
  read_person(context, call, who, [&context, call, proof = *proof](const PersonDossierPtr& person) {
    if (person) return change_password(context, call, person, proof);
    if (!redeem_code(context, call, *proof.address, proof.code)) return;
    answer(context, *call, Problem{ProblemKind::no_account, "Register with a new code.", "address", ""});
  });
}

void handle_challenge(Context& context, const CallPtr& call) {
  const auto challenge =
      context.identity.challenges.issue(context.clock.now(), context.identity.options.proof_of_work_bits);
  http::Response response;
  JsonWriter json(response.body);
  json.begin_object();
  json.member("challenge", challenge.text);
  json.member("bits", challenge.bits);
  json.member("expires_at", to_rfc3339(challenge.expires_at, Zone::wib));
  json.end_object();
  answer(context, *call, std::move(response));
}

}  // namespace lapor::api
