#include "api/handlers/bodies.hpp"
#include "api/handlers/handlers.hpp"
#include "api/identity/totp.hpp"
#include "api/json_values.hpp"
#include "api/limits.hpp"
#include "api/people/person_calls.hpp"
#include "api/people/person_json.hpp"
#include "api/people/principals.hpp"

/// The caller's own account.
namespace lapor::api {
namespace {

constexpr std::string_view issuer = "LAPOR!";

PersonId me(const Call& call) {
  return *call.caller.party.person;
}

/// Staff act on their own account as the persons they are, not in their role.
Party myself(const Call& call) {
  return {Role::reporter, me(call), ""};
}

void command_me(Context& context, const CallPtr& call, PersonCommandBody body,
                std::function<void(const actors::PersonStanding&)> next) {
  command_person_as(context, call, myself(*call), me(*call), std::move(body), std::move(next));
}

void answer_profile(Context& context, const CallPtr& call, const PersonState& state) {
  http::Response response;
  JsonWriter json(response.body);
  json.begin_object();
  write_account(json, state);
  json.member("role", to_word(call->caller.party.role));
  if (call->by_cookie) json.member("csrf_token", csrf_token(*call->session, context.vault));
  json.end_object();
  answer(context, *call, std::move(response));
}

/// Goes on when `password` is the caller's.
void with_my_password(Context& context, const CallPtr& call, Secret password,
                      std::function<void(const PersonState&)> next) {
  if (!is_within_own_limits(context, call, context.identity.own_passwords)) return;
  read_person(context, call, me(*call), [&context, call, password, next](const PersonDossierPtr& person) {
    if (!person) return answer_person_hidden(context, call);
    with_password_pool(context, call, [&context, call, password, next, person] {
      if (verify_password(password, person->state.password)) return next(person->state);
      answer(context, *call, Problem{ProblemKind::wrong_credentials, "Send your present password.", "password", ""});
    });
  });
}

struct NewPassword {
  Secret former;
  Secret wanted;
};

NewPassword read_passwords(FieldReader& in) {
  NewPassword read;
  read.former = Secret(in.line("password", PasswordRules::most, Need::required));
  read.wanted = Secret(in.line("new_password", PasswordRules::most, Need::required));
  return read;
}

struct NewAddress {
  std::optional<ContactAddress> address;
  Secret code;
  Secret password;
};

NewAddress read_new_address(FieldReader& in) {
  NewAddress read;
  read.address = read_address(in, "address");
  read.code = Secret(in.line("code", limits::code, Need::required));
  read.password = Secret(in.line("password", PasswordRules::most, Need::required));
  return read;
}

void answer_enrolment(Context& context, const Call& call, const PersonState& state, const std::string& secret) {
  http::Response response;
  response.status = call.route->success;
  JsonWriter json(response.body);
  json.begin_object();
  json.member("secret", secret);
  json.member("uri", totp_uri(secret, state.address, issuer));
  json.end_object();
  answer(context, call, std::move(response));
}

}  // namespace

void handle_me(Context& context, const CallPtr& call) {
  read_person(context, call, me(*call), [&context, call](const PersonDossierPtr& person) {
    person ? answer_profile(context, call, person->state) : answer_person_hidden(context, call);
  });
}

void handle_my_name(Context& context, const CallPtr& call) {
  auto name = read_body(*call, [](FieldReader& in) { return in.line("name", limits::contact_name, Need::required); });
  if (!name) return answer(context, *call, name.error());
  if (!is_within_own_limits(context, call, context.identity.own_changes)) return;
  command_me(context, call, ChangeName{std::move(*name)},
             [&context, call](const auto& standing) { answer_profile(context, call, standing.state); });
}

/// Ends all sessions, this one too.
void handle_my_password(Context& context, const CallPtr& call) {
  auto read = read_body(*call, read_passwords);
  if (!read) return answer(context, *call, read.error());
  with_my_password(context, call, read->former, [&context, call, wanted = read->wanted](const PersonState& state) {
    if (const auto problem =
            password_problem(context, wanted, state.address, state.name, state.is_staff(), "new_password"))
      return answer(context, *call, *problem);
    command_me(context, call, ChangePassword{hash_password(wanted), false},
               [&context, call](const auto& standing) { answer_profile(context, call, standing.state); });
  });
}

/// With a code that was sent to the new address (POST /v1/accounts/codes).
void handle_my_address(Context& context, const CallPtr& call) {
  auto read = read_body(*call, read_new_address);
  if (!read) return answer(context, *call, read.error());
  with_my_password(context, call, read->password, [&context, call, read = *read](const PersonState&) {
    if (!redeem_code(context, call, *read.address, read.code)) return;
    command_me(context, call, ChangeAddress{read.address->value},
               [&context, call](const auto& standing) { answer_profile(context, call, standing.state); });
  });
}

void handle_enrolment(Context& context, const CallPtr& call) {
  const auto password = read_body(
      *call, [](FieldReader& in) { return Secret(in.line("password", PasswordRules::most, Need::required)); });
  if (!password) return answer(context, *call, password.error());
  with_my_password(context, call, *password, [&context, call](const PersonState&) {
    const std::string secret = new_totp_secret();
    command_me(context, call, EnrolTotp{secret}, [&context, call, secret](const auto& standing) {
      answer_enrolment(context, *call, standing.state, secret);
    });
  });
}

void handle_enrolment_confirmation(Context& context, const CallPtr& call) {
  const auto code =
      read_body(*call, [](FieldReader& in) { return Secret(in.line("code", limits::code, Need::required)); });
  if (!code) return answer(context, *call, code.error());
  read_person(context, call, me(*call), [&context, call, code = *code](const PersonDossierPtr& person) {
    if (!person) return answer_person_hidden(context, call);
    const PersonState& state = person->state;
    const auto step = totp_step_of(state.totp_secret, code.reveal(), context.clock.now(), state.totp_step);
    if (!step)
      return answer(context, *call,
                    Problem{ProblemKind::wrong_code, "Send the six digits that are shown now.", "code", ""});
    command_me(context, call, ConfirmTotp{*step},
               [&context, call](const auto& standing) { answer_profile(context, call, standing.state); });
  });
}

}  // namespace lapor::api
