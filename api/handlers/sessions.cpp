#include <string>

#include "api/handlers/bodies.hpp"
#include "api/handlers/handlers.hpp"
#include "api/identity/totp.hpp"
#include "api/json_values.hpp"
#include "api/limits.hpp"
#include "api/people/cookies.hpp"
#include "api/people/person_calls.hpp"
#include "api/people/principals.hpp"

namespace lapor::api {
namespace {

/// What somebody says to sign in.
struct Credentials {
  std::optional<ContactAddress> address;
  Secret password;
  Secret code;
  std::optional<Role> role;
  bool wants_cookie{};
  std::string source;      // network
  bool source_is_known{};  // the account has signed in from it before
};

Credentials read_credentials(FieldReader& in) {
  Credentials said;
  said.address = read_address(in, "address");
  said.password = Secret(in.line("password", PasswordRules::most, Need::required));
  said.code = Secret(in.line("code", limits::code, Need::optional));
  said.role = in.word<Role>("role", Need::optional);
  if (said.role == Role::anyone) in.refuse(ProblemKind::invalid_value, "role", "Name a role that the account has.");
  said.wants_cookie = in.flag("cookie").value_or(false);
  return said;
}

Problem wrong_credentials() {
  return {ProblemKind::wrong_credentials, "Check the address, the password and the code.", "", ""};
}

Problem second_factor_needed() {
  return {ProblemKind::second_factor_needed, "Send the six digits that your authenticator shows as `code`.", "", ""};
}

/// One sign-in after its address was looked up. Shared by its steps.
class SigningIn : public std::enable_shared_from_this<SigningIn> {
 public:
  SigningIn(Context& context, CallPtr call, Credentials said, PersonDossierPtr person)
      : context_(context), call_(std::move(call)), said_(std::move(said)), person_(std::move(person)) {}

  void begin() {
    said_.source_is_known = person_ && knows(person_->state, said_.source);
    const auto verdict = guard().before(account(), said_.source, said_.source_is_known, now());
    if (!verdict.allowed) {
      note(verdict.refused);
      return answer(context_, *call_,
                    slowed_down("There were too many wrong passwords; wait, then try again.", verdict.wait_for));
    }
    with_password_pool(context_, call_, [self = shared_from_this()] { self->check_password(); });
  }

 private:
  static bool knows(const PersonState& state, const std::string& source) {
    return std::find(state.sources.begin(), state.sources.end(), source) != state.sources.end();
  }

  /// As long for an address without an account, or with one that has no password yet.
  void check_password() {
    const bool has_password = person_ && !person_->state.password.empty();
    const std::string& hash = has_password ? person_->state.password : decoy_hash();
    const bool is_right = verify_password(said_.password, hash) && has_password;
    is_right ? check_code() : refuse(wrong_credentials());
  }

  void check_code() {
    const PersonState& state = person_->state;
    if (!state.totp_confirmed) return sign_in(0);
    if (said_.code.reveal().empty()) return refuse(second_factor_needed());
    const auto step = totp_step_of(state.totp_secret, said_.code.reveal(), now(), state.totp_step);
    step ? sign_in(*step) : refuse(wrong_credentials());
  }

  /// Staff who lack the factor that the installation asks for may only set it up.
  void sign_in(std::uint64_t step) {
    const PersonState& state = person_->state;
    const IdentityOptions& options = context_.identity.options;
    const bool must_enrol = state.is_staff() && options.staff_needs_second_factor && step == 0;
    const Role held = state.roles.empty() ? Role::reporter : state.roles.front();
    const Role role = must_enrol ? Role::anyone : said_.role.value_or(held);
    const Secret token = new_prefixed_token(session_prefix);
    const TokenHash hash = hash_token(token.reveal(), context_.vault);
    const auto lifetime = state.is_staff() ? options.staff_session_lifetime : options.session_lifetime;
    const Instant end = now() + lifetime;
    command_person_as(context_, call_, {role == Role::anyone ? Role::reporter : role, state.id, ""}, state.id,
                      SignIn{hash, role, end, step, said_.source, options.staff_needs_second_factor, state.password,
                             state.totp_secret},
                      [self = shared_from_this(), token, hash, role, end](const auto& standing) {
                        self->guard().succeeded(self->account(), self->said_.source, self->said_.source_is_known,
                                                self->now());
                        self->answer_session(standing.state, token, hash, role, end);
                      });
  }

  void answer_session(const PersonState& state, const Secret& token, const TokenHash& hash, Role role, Instant end) {
    http::Response response;
    response.status = call_->route->success;
    JsonWriter json(response.body);
    json.begin_object();
    json.member("person", number(state.id));
    json.member_or_null("name", state.name);
    json.member("role", to_word(role));
    json.member_or_null("institution", principal_of(state, role).party.institution);
    json.member("must_set_up_second_factor", role == Role::anyone);
    json.member("expires_at", to_rfc3339(end, Zone::wib));
    if (said_.wants_cookie)
      json.member("csrf_token", csrf_token(hash, context_.vault));
    else
      json.member("token", token.reveal());
    json.end_object();
    if (said_.wants_cookie) response.headers.emplace_back("Set-Cookie", session_cookie(token, end - now(), secure()));
    answer(context_, *call_, std::move(response));
  }

  void refuse(const Problem& problem) {
    note(guard().failed(account(), said_.source, said_.source_is_known, now()));
    answer(context_, *call_, problem);
  }

  /// The audit trail of an account that exists; nobody waits for it.
  void note(std::uint64_t refused) {
    if (!person_ || !is_worth_recording(refused)) return;
    PersonCommand command{
        now(), {Role::system, {}, ""}, Channel::api, call_->request_id, NoteRefusedSignIns{refused, said_.source}};
    context_.engine.send({person_->state.id, std::move(command)}, [](const actors::PersonOutcome&) {});
  }

  [[nodiscard]] SignInGuard& guard() const { return context_.identity.guard; }
  [[nodiscard]] const std::string& account() const { return said_.address->value; }
  [[nodiscard]] Instant now() const { return context_.clock.now(); }
  [[nodiscard]] bool secure() const { return context_.identity.options.secure_cookies; }

  Context& context_;
  CallPtr call_;
  Credentials said_;
  PersonDossierPtr person_;
};

void answer_signed_out(Context& context, const Call& call) {
  http::Response response{204, {}, "", ""};
  if (call.by_cookie)
    response.headers.emplace_back("Set-Cookie", ended_cookie(context.identity.options.secure_cookies));
  answer(context, call, std::move(response));
}

}  // namespace

void handle_sign_in(Context& context, const CallPtr& call) {
  auto said = read_body(*call, read_credentials);
  if (!said) return answer(context, *call, said.error());
  said->source = source_of(*call);
  const auto who = actors::address_name(said->address->value, context.vault);
  read_person(context, call, who, [&context, call, said = *said](const PersonDossierPtr& person) {
    std::make_shared<SigningIn>(context, call, said, person)->begin();
  });
}

void handle_sign_out(Context& context, const CallPtr& call) {
  command_person_as(context, call, {Role::reporter, call->caller.party.person, ""}, *call->caller.party.person,
                    SignOut{*call->session}, [&context, call](const auto&) { answer_signed_out(context, *call); });
}

void handle_sign_out_everywhere(Context& context, const CallPtr& call) {
  command_person_as(context, call, {Role::reporter, call->caller.party.person, ""}, *call->caller.party.person,
                    SignOutEverywhere{}, [&context, call](const auto&) { answer_signed_out(context, *call); });
}

}  // namespace lapor::api
