#include "api/people/person_calls.hpp"

#include <algorithm>

#include "api/identity/network.hpp"
#include "api/json_reader.hpp"
#include "api/limits.hpp"

namespace lapor::api {
namespace {

using Reason = PersonRefusalReason;

http::Response person_not_found() {
  return to_response({ProblemKind::not_found, "There is nobody with this number, or you may not see them.", "", ""});
}

http::Response refused(const PersonRefusal& refusal, const Call& call) {
  switch (refusal.reason) {
    case Reason::unknown_person:
    case Reason::not_permitted:
    case Reason::erased:
      return person_not_found();
    case Reason::person_exists:
      return to_response({ProblemKind::address_in_use, refusal.detail, "", ""});
    case Reason::suspended:
      return to_response({ProblemKind::account_suspended, refusal.detail, "", ""});
    case Reason::role_not_held:
      return to_response({ProblemKind::invalid_value, refusal.detail, "role", ""});
    case Reason::second_factor_needed:
      return to_response({ProblemKind::second_factor_needed, refusal.detail, "", ""});
    case Reason::factor_in_place:
      return to_response({ProblemKind::not_permitted, refusal.detail, "", ""});
    case Reason::code_used:
    case Reason::credentials_changed:
      return to_response({ProblemKind::wrong_credentials, refusal.detail, "", ""});
    case Reason::wrong_roles:
      return to_response({ProblemKind::roles_do_not_fit, refusal.detail,
                          call.route->pattern.starts_with("/v1/keys") ? "role" : "roles", ""});
    case Reason::not_enrolled:
      return to_response({ProblemKind::wrong_code, refusal.detail, "code", ""});
    case Reason::not_a_service:
    case Reason::not_an_account:
      return to_response({ProblemKind::no_account, refusal.detail, "", ""});
    case Reason::weak_expiry:
      return to_response({ProblemKind::invalid_value, refusal.detail, "expires_at", ""});
  }
  return to_response({ProblemKind::internal_error, refusal.detail, "", ""});
}

Problem unavailable(const actors::Unavailable& reason) {
  return {ProblemKind::unavailable, reason.what, "", ""};
}

/// One overload for each way in which a command on a person ends.
struct PersonOutcomeAnswer {
  Context& context;
  const CallPtr& call;
  const std::function<void(const actors::PersonStanding&)>& next;

  void operator()(const actors::PersonStanding& standing) const { next(standing); }
  void operator()(const actors::PersonRefusedWith& refusal) const {
    const bool hides = refusal.refusal.reason == Reason::unknown_person ||
                       refusal.refusal.reason == Reason::not_permitted || refusal.refusal.reason == Reason::erased;
    hides ? answer_person_hidden(context, call) : answer(context, *call, refused(refusal.refusal, *call));
  }
  void operator()(const actors::NameHeld&) const {
    answer(context, *call,
           Problem{ProblemKind::address_in_use, "Sign in with it, or have its password recovered.", "address", ""});
  }
  void operator()(const actors::Unavailable& reason) const { answer(context, *call, unavailable(reason)); }
};

std::string_view to_sentence(PasswordRules::Flaw flaw) {
  using enum PasswordRules::Flaw;
  switch (flaw) {
    case too_short:
      return "It is too short: 10 characters at least, 12 for staff.";
    case too_long:
      return "It is too long: 128 characters at most.";
    case repeated:
    case sequential:
      return "It is little but a pattern; choose some words that only you would put together.";
    case common:
      return "It is among the most common ones; choose some words that only you would put together.";
    case contains_address:
    case contains_name:
    case contains_service:
      return "It is made of your address, your name or this service's; choose something else.";
  }
  return "Choose another one.";
}

}  // namespace

void command_person_as(Context& context, const CallPtr& call, Party by, PersonId person, PersonCommandBody body,
                       std::function<void(const actors::PersonStanding&)> next) {
  PersonCommand command{context.clock.now(), std::move(by), Channel::api, call->request_id, std::move(body)};
  context.engine.send({person, std::move(command)},
                      [&context, call, next = std::move(next)](actors::PersonOutcome outcome) {
                        guarded(context, *call, [&] { std::visit(PersonOutcomeAnswer{context, call, next}, outcome); });
                      });
}

void command_person(Context& context, const CallPtr& call, PersonId person, PersonCommandBody body,
                    std::function<void(const actors::PersonStanding&)> next) {
  command_person_as(context, call, call->caller.party, person, std::move(body), std::move(next));
}

void read_person(Context& context, const CallPtr& call, actors::PersonKey who,
                 std::function<void(const PersonDossierPtr&)> next) {
  context.engine.person(who, [&context, call, next = std::move(next)](actors::PersonDossierOutcome outcome) {
    guarded(context, *call, [&] {
      if (const auto* reason = std::get_if<actors::Unavailable>(&outcome))
        return answer(context, *call, unavailable(*reason));
      const auto* dossier = std::get_if<PersonDossierPtr>(&outcome);
      next(dossier == nullptr ? nullptr : *dossier);
    });
  });
}

void with_password_pool(Context& context, const CallPtr& call, std::function<void()> work) {
  const auto admission = context.identity.passwords.post(
      [&context, call, work = std::move(work)] { guarded(context, *call, [&] { work(); }); });
  if (admission != storage::JobPool::Admission::accepted)
    answer(context, *call, Problem{ProblemKind::unavailable, "Too many sign in at this moment; try again.", "", ""});
}

bool is_within_own_limits(Context& context, const CallPtr& call, TokenBuckets& bucket) {
  if (bucket.allow(call->caller.name, call->begun)) return true;
  answer(context, *call,
         slowed_down("Your account did this too often; wait.", bucket.wait(call->caller.name, call->begun)));
  return false;
}

bool redeem_code(Context& context, const CallPtr& call, const ContactAddress& address, const Secret& code) {
  const auto redeemed = context.identity.codes.redeem("address", address.value, code.reveal(), context.clock.now());
  if (redeemed) return true;
  const bool used_up = redeemed.error() == CodeFlaw::used_up;
  answer(context, *call,
         Problem{ProblemKind::wrong_code,
                 used_up ? "It was tried too often; ask for a new one."
                         : "Send the newest code within 15 minutes; each counts once, so ask for a new one.",
                 "code", ""});
  return false;
}

std::optional<Problem> password_problem(const Context& context, const Secret& password, std::string_view address,
                                        std::string_view name, bool is_staff, std::string_view field) {
  const auto least = is_staff ? PasswordRules::least_for_staff : PasswordRules::least_for_people;
  const auto flaw = context.identity.password_rules.flaw_of(password.reveal(), address, name, least);
  if (!flaw) return std::nullopt;
  return Problem{ProblemKind::weak_password, std::string(to_sentence(*flaw)), std::string(field), ""};
}

std::optional<ContactAddress> read_address(FieldReader& in, std::string_view name) {
  const std::string text = in.line(name, limits::email, Need::required);
  auto address = parse_contact_address(text);
  if (!text.empty() && !address)
    in.refuse(ProblemKind::invalid_value, name, "Send an e-mail address or a phone number, like +628123456789.");
  return address;
}

http::Response slowed_down(std::string detail, std::chrono::milliseconds wait) {
  http::Response response = to_response({ProblemKind::too_many_requests, std::move(detail), "", ""});
  std::erase_if(response.headers, [](const auto& field) { return field.first == "Retry-After"; });
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
  response.headers.emplace_back("Retry-After", std::to_string(std::max<std::int64_t>(1, seconds)));
  return response;
}

void answer_person_hidden(Context& context, const CallPtr& call) {
  context.late.give(call->begun, [&context, call] { answer(context, *call, person_not_found()); });
}

void answer_nothing(Context& context, const Call& call) {
  answer(context, call, http::Response{204, {}, "", ""});
}

std::string source_of(const Call& call) {
  const std::string& peer = call.request.peer;
  if (peer.empty() || peer == "::1" || peer.starts_with("127.")) return {};
  return network_of(peer);
}

}  // namespace lapor::api
