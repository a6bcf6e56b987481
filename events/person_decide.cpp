#include "events/person_decide.hpp"

#include <algorithm>

#include "events/person_rules.hpp"

namespace lapor {
namespace {

using Decision = Result<PersonEvents, PersonRefusal>;
using Reason = PersonRefusalReason;

/// What a role is bound to.
enum class Bond { none, institution, not_for_staff };

Bond bond_of(Role role) {
  switch (role) {
    case Role::officer:
    case Role::coordinator:
      return Bond::institution;
    case Role::national_admin:
    case Role::supervisor:
    case Role::auditor:
    case Role::data_officer:
    case Role::clerk:
    case Role::gateway:
      return Bond::none;
    case Role::anyone:
    case Role::reporter:
    case Role::system:
      return Bond::not_for_staff;
  }
  return Bond::not_for_staff;
}

/// A clerk may sit in an institution or in none.
bool fits(Role role, const Slug& institution) {
  const Bond bond = bond_of(role);
  if (bond == Bond::not_for_staff) return false;
  if (bond == Bond::institution) return !institution.empty();
  return institution.empty() || role == Role::clerk;
}

bool creates(const PersonCommandBody& body) {
  return std::holds_alternative<RegisterAccount>(body) || std::holds_alternative<OpenStaffAccount>(body) ||
         std::holds_alternative<RegisterService>(body);
}

/// The appointment that a command asks for; administrators must administer it as well as the present one.
struct Wanted {
  std::vector<Role> roles;
  Slug institution;
};

std::optional<Wanted> wanted_by(const PersonCommandBody& body) {
  if (const auto* open = std::get_if<OpenStaffAccount>(&body)) return Wanted{open->roles, open->institution};
  if (const auto* service = std::get_if<RegisterService>(&body)) return Wanted{{service->role}, service->institution};
  if (const auto* appoint = std::get_if<AppointStaff>(&body)) return Wanted{appoint->roles, appoint->institution};
  return std::nullopt;
}

bool is_administrator(const PersonState& state, const PersonCommand& command, const InstitutionTree& institutions) {
  const auto wanted = wanted_by(command.body);
  if (state.exists() && !administers(command.by, state.roles, state.institution, institutions)) return false;
  return !wanted || administers(command.by, wanted->roles, wanted->institution, institutions);
}

PersonCapacities capacities_of(const PersonState& state, const PersonCommand& command,
                               const InstitutionTree& institutions) {
  PersonCapacities as;
  if (state.exists() && command.by.person == state.id) as.add(PersonCapacity::themselves);
  if (is_administrator(state, command, institutions)) as.add(PersonCapacity::administrator);
  if (command.by.role == Role::data_officer) as.add(PersonCapacity::data_officer);
  if (!state.exists() && command.by.role == Role::anyone) as.add(PersonCapacity::newcomer);
  if (command.by.role == Role::system) as.add(PersonCapacity::system);
  return as;
}

/// Decides one command on one account, after the table has said who may ask; one overload for each command.
class PersonDecider {
 public:
  PersonDecider(const PersonState& state, const PersonCommand& command, const Rulebook& rules)
      : state_(state), now_(command.now), rules_(rules) {}

  Decision operator()(const RegisterAccount& wish) const {
    return events(AccountRegistered{wish.address, wish.name, wish.password});
  }

  Decision operator()(const OpenStaffAccount& wish) const {
    if (const auto wrong = wrong_staff_roles(wish.roles, wish.institution)) return fail(*wrong);
    if (wish.roles.empty()) return refuse(Reason::wrong_roles, "Name at least one role.");
    return events(AccountRegistered{wish.address, wish.name, ""}, StaffAppointed{wish.roles, wish.institution});
  }

  Decision operator()(const RegisterService& wish) const {
    if (const auto wrong = wrong_roles({wish.role}, wish.institution)) return fail(*wrong);
    if (ends_too_early(wish.expires_at)) return too_early();
    return events(ServiceRegistered{wish.name}, StaffAppointed{{wish.role}, wish.institution},
                  ApiKeyIssued{wish.key, wish.scopes, wish.expires_at, now_});
  }

  Decision operator()(const AppointStaff& wish) const {
    if (state_.is_service) return no_account();
    if (wish.roles == state_.roles && wish.institution == state_.institution) return nothing();
    if (const auto wrong = wrong_staff_roles(wish.roles, wish.institution)) return fail(*wrong);
    return events(StaffAppointed{wish.roles, wish.institution});
  }

  Decision operator()(const SuspendAccount& wish) const {
    return state_.suspended ? nothing() : events(AccountSuspended{wish.reason});
  }

  Decision operator()(const ReinstateAccount& wish) const {
    return state_.suspended ? events(AccountReinstated{wish.reason}) : nothing();
  }

  Decision operator()(const ChangePassword& wish) const {
    if (state_.is_service) return no_account();
    return events(PasswordChanged{wish.password, wish.recovered});
  }

  Decision operator()(const ChangeAddress& wish) const {
    if (state_.is_service) return no_account();
    return wish.address == state_.address ? nothing() : events(AddressChanged{wish.address});
  }

  Decision operator()(const ChangeName& wish) const {
    return wish.name == state_.name ? nothing() : events(NameChanged{wish.name});
  }

  Decision operator()(const SignIn& wish) const {
    if (state_.is_service) return no_account();
    if (state_.suspended) return refuse(Reason::suspended, "The account is suspended; ask your administrator.");
    if (wish.expires_at <= now_) return too_early();
    if (wish.verified_password != state_.password || wish.verified_secret != state_.totp_secret)
      return refuse(Reason::credentials_changed, "The password or the second factor was changed just now; try again.");
    if (wish.role != Role::anyone && !state_.has_role(wish.role))
      return refuse(Reason::role_not_held, "The account does not have this role; name one that it has.");
    const bool lacks_factor = state_.is_staff() && wish.needs_second_factor && wish.totp_step == 0;
    if (lacks_factor && wish.role != Role::anyone)
      return refuse(Reason::second_factor_needed, "Set up a second factor first, then sign in with its code.");
    if (wish.totp_step > 0 && wish.totp_step <= state_.totp_step)
      return refuse(Reason::code_used, "This code was used already; wait for the next one.");
    return events(SignedIn{wish.session, wish.role, wish.expires_at, wish.totp_step, wish.source});
  }

  Decision operator()(const SignOut& wish) const {
    return state_.session(wish.session) == nullptr ? nothing() : events(SignedOut{wish.session});
  }

  Decision operator()(const SignOutEverywhere&) const {
    return state_.sessions.empty() ? nothing() : events(SignedOutEverywhere{});
  }

  Decision operator()(const NoteRefusedSignIns& note) const { return events(SignInsRefused{note.count, note.source}); }

  Decision operator()(const EnrolTotp& wish) const {
    if (state_.is_service) return no_account();
    if (state_.totp_confirmed)
      return refuse(Reason::factor_in_place,
                    "A second factor is set up: sign in with its code, or ask an administrator to reset it.");
    return events(TotpEnrolled{wish.secret});
  }

  Decision operator()(const ConfirmTotp& wish) const {
    if (state_.totp_secret.empty()) return refuse(Reason::not_enrolled, "Ask for a secret first.");
    return state_.totp_confirmed ? nothing() : events(TotpConfirmed{wish.step});
  }

  Decision operator()(const ResetTotp& wish) const {
    return state_.totp_secret.empty() ? nothing() : events(TotpReset{wish.reason});
  }

  Decision operator()(const RotateApiKey& wish) const {
    if (!state_.is_service) return no_service();
    if (state_.suspended) return refuse(Reason::suspended, "The service is suspended; reinstate it first.");
    if (ends_too_early(wish.expires_at)) return too_early();
    return events(ApiKeyIssued{wish.key, state_.scopes, wish.expires_at, wish.former_valid_until});
  }

  Decision operator()(const RevokeApiKey& wish) const {
    if (!state_.is_service) return no_service();
    return state_.keys.empty() ? nothing() : events(ApiKeyRevoked{wish.reason});
  }

  /// Once a day is enough to see which keys are not used any more.
  Decision operator()(const NoteKeyUse&) const {
    const auto today = local_date(now_, Zone::wib);
    const bool known = state_.key_used_at && local_date(*state_.key_used_at, Zone::wib) == today;
    return known || state_.keys.empty() ? nothing() : events(ApiKeyUsed{});
  }

  Decision operator()(const ExportData&) const { return events(DataExported{}); }
  Decision operator()(const ErasePerson& wish) const { return events(PersonErased{wish.ground}); }

 private:
  template <class... E>
  static Decision events(E... happened) {
    PersonEvents result;
    result.reserve(sizeof...(happened));
    (result.emplace_back(std::move(happened)), ...);
    return result;
  }

  static Decision nothing() { return PersonEvents{}; }
  static Decision refuse(Reason reason, std::string detail) { return fail(PersonRefusal{reason, std::move(detail)}); }
  static Decision no_account() { return refuse(Reason::not_an_account, "A service has no such thing; it has keys."); }
  static Decision no_service() { return refuse(Reason::not_a_service, "Only a service has API keys."); }
  static Decision too_early() { return refuse(Reason::weak_expiry, "Name an end that lies in the future."); }

  [[nodiscard]] bool ends_too_early(const std::optional<Instant>& end) const { return end && *end <= now_; }

  [[nodiscard]] std::optional<PersonRefusal> wrong_roles(const std::vector<Role>& roles,
                                                         const Slug& institution) const {
    if (!institution.empty() && rules_.institutions.find(institution) == nullptr)
      return PersonRefusal{Reason::wrong_roles, "There is no such institution or unit."};
    if (!std::ranges::all_of(roles, [&](Role role) { return fits(role, institution); }))
      return PersonRefusal{
          Reason::wrong_roles,
          "Officers and coordinators need an institution, clerks may have one, the other roles must not."};
    return std::nullopt;
  }

  /// A gateway is a program, and nobody's office.
  [[nodiscard]] std::optional<PersonRefusal> wrong_staff_roles(const std::vector<Role>& roles,
                                                               const Slug& institution) const {
    if (std::ranges::find(roles, Role::gateway) != roles.end())
      return PersonRefusal{Reason::wrong_roles, "Gateways are services; make an API key."};
    return wrong_roles(roles, institution);
  }

  const PersonState& state_;
  Instant now_;
  const Rulebook& rules_;
};

}  // namespace

bool administers(const Party& party, const std::vector<Role>& roles, std::string_view institution,
                 const InstitutionTree& institutions) {
  if (party.role == Role::national_admin) return true;
  if (party.role != Role::coordinator || !institutions.is_same_or_above(party.institution, institution)) return false;
  return std::ranges::all_of(
      roles, [](Role role) { return role == Role::officer || role == Role::coordinator || role == Role::clerk; });
}

Result<PersonEvents, PersonRefusal> decide_person(const PersonState& state, const PersonCommand& command,
                                                  const Rulebook& rules) {
  if (state.exists() == creates(command.body))
    return fail(state.exists() ? PersonRefusal{Reason::person_exists, "This person exists already."}
                               : PersonRefusal{Reason::unknown_person, "There is no such person."});
  const auto as = capacities_of(state, command, rules.institutions);
  if (!person_rules[command.body.index()].by.intersects(as))
    return fail(PersonRefusal{Reason::not_permitted, "Your role may not do this to this account."});
  if (state.erased)
    return std::holds_alternative<ErasePerson>(command.body)
               ? Decision{PersonEvents{}}
               : Decision{fail(PersonRefusal{Reason::erased, "The account was erased."})};
  return std::visit(PersonDecider{state, command, rules}, command.body);
}

}  // namespace lapor
