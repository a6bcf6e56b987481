#include "events/person_decide.hpp"

#include <boost/test/unit_test.hpp>

#include "events/person_rules.hpp"
#include "tests/events/scenario.hpp"

namespace {

using namespace lapor;
using Reason = PersonRefusalReason;
using scenario::at;

constexpr PersonId owner{77};
constexpr TokenHash first_token{std::byte{1}};
constexpr TokenHash second_token{std::byte{2}};

Party self(Role role = Role::reporter) {
  return {role, owner, ""};
}
Party nobody() {
  return {};
}
Party system_itself() {
  return {Role::system, {}, ""};
}

std::string names_of(const PersonEvents& events) {
  std::string names;
  for (const PersonEvent& event : events) names += (names.empty() ? "" : " ") + std::string(name_of(event));
  return names;
}

std::string outcome_of(const Result<PersonEvents, PersonRefusal>& result) {
  return result ? "events: " + names_of(*result) : "refused: " + result.error().detail;
}

/// One account's story, as events/scenario.hpp does it for reports.
class Account {
 public:
  Account& on(const char* rfc3339) {
    now_ = at(rfc3339);
    return *this;
  }
  Account& given(const Party& by, PersonCommandBody body) {
    const auto events = run(by, std::move(body));
    BOOST_REQUIRE_MESSAGE(events.has_value(), "the past was refused: " + outcome_of(events));
    return *this;
  }
  Account& when(const Party& by, PersonCommandBody body) {
    result_ = run(by, std::move(body));
    return *this;
  }
  Account& then(const std::string& names) {
    BOOST_REQUIRE_MESSAGE(result_.has_value(), outcome_of(result_));
    BOOST_TEST(names_of(*result_) == names);
    return *this;
  }
  Account& then_refused(Reason reason) {
    BOOST_REQUIRE_MESSAGE(!result_.has_value(), outcome_of(result_));
    BOOST_TEST(static_cast<int>(result_.error().reason) == static_cast<int>(reason));
    BOOST_TEST(!result_.error().detail.empty());
    return *this;
  }
  [[nodiscard]] const PersonState& state() const { return state_; }

 private:
  Result<PersonEvents, PersonRefusal> run(const Party& by, PersonCommandBody body) {
    if (auto* wish = std::get_if<SignIn>(&body); wish != nullptr && wish->verified_password.empty()) {
      wish->verified_password = state_.password;
      wish->verified_secret = state_.totp_secret;
    }
    auto events = decide_person(state_, {now_, by, Channel::api, "", std::move(body)}, scenario::rules());
    if (events && !events->empty())
      state_ = evolve(std::move(state_),
                      PersonRecord{stream_of(owner), next(state_.version), now_, by, Channel::api, "", *events});
    return events;
  }

  Instant now_{at("2026-11-20T09:00:00+07:00")};
  PersonState state_;
  Result<PersonEvents, PersonRefusal> result_{PersonEvents{}};
};

SignIn sign_in(Role role = Role::reporter, std::uint64_t step = 0) {
  return {first_token, role, at("2026-11-21T09:00:00+07:00"), step, "192.0.2.1", true, "", ""};
}

Account citizen() {
  return Account{}.given(nobody(), RegisterAccount{"ani@example.id", "Ani", "hash"});
}
Account officer_account() {
  return Account{}
      .given(scenario::national_admin(), OpenStaffAccount{"budi@example.id", "Budi", {Role::officer}, "kota-35.78"})
      .given(self(), ChangePassword{"hash", true});
}
Account with_factor() {
  return officer_account().given(self(), EnrolTotp{"SECRET"}).given(self(), ConfirmTotp{100});
}
Account service() {
  return Account{}.given(scenario::national_admin(),
                         RegisterService{"SMS 1708", Role::gateway, "", first_token, {Scope::submit}, {}});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(person_rules_of_accounts)

BOOST_AUTO_TEST_CASE(anybody_registers_and_nobody_twice) {
  citizen().when(nobody(), RegisterAccount{"ani@example.id", "Ani", "hash"}).then_refused(Reason::person_exists);
  Account{}.when(nobody(), RegisterAccount{"ani@example.id", "Ani", "hash"}).then("account_registered");
  Account{}.when(self(), RegisterAccount{"ani@example.id", "Ani", "hash"}).then_refused(Reason::not_permitted);
}

BOOST_AUTO_TEST_CASE(what_does_not_exist_takes_no_command) {
  Account{}.when(self(), ChangeName{"Ani"}).then_refused(Reason::unknown_person);
}

BOOST_AUTO_TEST_CASE(only_an_administrator_opens_staff_accounts) {
  const OpenStaffAccount officer{"budi@example.id", "Budi", {Role::officer}, "kota-35.78"};
  Account{}.when(scenario::national_admin(), officer).then("account_registered staff_appointed");
  Account{}.when(scenario::coordinator_of("kota-35.78"), officer).then("account_registered staff_appointed");
  Account{}.when(scenario::officer_of("kota-35.78"), officer).then_refused(Reason::not_permitted);
  Account{}.when(scenario::supervisor(), officer).then_refused(Reason::not_permitted);
  Account{}.when(nobody(), officer).then_refused(Reason::not_permitted);
}

BOOST_AUTO_TEST_CASE(a_coordinator_administers_the_own_institution_and_nothing_else) {
  const auto open = [](std::vector<Role> roles, const char* institution) {
    return OpenStaffAccount{"budi@example.id", "Budi", std::move(roles), institution};
  };
  const Party coordinator = scenario::coordinator_of("kota-35.78");
  Account{}.when(coordinator, open({Role::officer}, "kota-33.74")).then_refused(Reason::not_permitted);
  Account{}.when(coordinator, open({Role::national_admin}, "")).then_refused(Reason::not_permitted);
  Account{}.when(coordinator, open({Role::auditor}, "kota-35.78")).then_refused(Reason::not_permitted);
  citizen().when(coordinator, SuspendAccount{"?"}).then_refused(Reason::not_permitted);
  officer_account().when(coordinator, AppointStaff{{Role::officer}, "kota-33.74"}).then_refused(Reason::not_permitted);
  officer_account()
      .when(scenario::coordinator_of("kota-33.74"), AppointStaff{{Role::officer}, "kota-33.74"})
      .then_refused(Reason::not_permitted);
}

BOOST_AUTO_TEST_CASE(roles_and_institutions_must_fit) {
  const auto open = [](std::vector<Role> roles, const char* institution) {
    return Account{}.when(scenario::national_admin(),
                          OpenStaffAccount{"budi@example.id", "Budi", std::move(roles), institution});
  };
  open({Role::officer}, "").then_refused(Reason::wrong_roles);
  open({Role::auditor}, "kota-35.78").then_refused(Reason::wrong_roles);
  open({Role::reporter}, "").then_refused(Reason::wrong_roles);
  open({Role::system}, "").then_refused(Reason::wrong_roles);
  open({Role::gateway}, "").then_refused(Reason::wrong_roles);
  open({Role::officer}, "kota-00.00").then_refused(Reason::wrong_roles);
  open({}, "kota-35.78").then_refused(Reason::wrong_roles);
  open({Role::officer, Role::coordinator}, "kota-35.78").then("account_registered staff_appointed");
  open({Role::clerk}, "kota-35.78").then("account_registered staff_appointed");
}

BOOST_AUTO_TEST_CASE(who_is_moved_is_signed_out) {
  auto account = with_factor().given(self(), sign_in(Role::officer, 101));
  BOOST_TEST(account.state().sessions.size() == 1);
  account.when(scenario::national_admin(), AppointStaff{{Role::officer}, "kota-33.74"}).then("staff_appointed");
  BOOST_TEST(account.state().sessions.empty());
  account.when(scenario::national_admin(), AppointStaff{{Role::officer}, "kota-33.74"}).then("");
}

BOOST_AUTO_TEST_CASE(who_is_suspended_is_signed_out_and_stays_out) {
  auto account = with_factor().given(self(), sign_in(Role::officer, 101));
  account.when(scenario::national_admin(), SuspendAccount{"left"}).then("account_suspended");
  BOOST_TEST(account.state().sessions.empty());
  BOOST_TEST(!account.state().is_active());
  account.when(scenario::national_admin(), SuspendAccount{"left"}).then("");
  account.when(self(), sign_in(Role::officer, 102)).then_refused(Reason::suspended);
  account.when(scenario::national_admin(), ReinstateAccount{"back"}).then("account_reinstated");
  account.when(scenario::national_admin(), ReinstateAccount{"back"}).then("");
  account.when(self(), sign_in(Role::officer, 102)).then("signed_in");
}

BOOST_AUTO_TEST_CASE(a_new_password_ends_all_sessions) {
  auto account = citizen().given(self(), sign_in());
  account.when(self(), ChangePassword{"other"}).then("password_changed");
  BOOST_TEST(account.state().sessions.empty());
  BOOST_TEST(account.state().password == "other");
  citizen().when(scenario::national_admin(), ChangePassword{"mine"}).then_refused(Reason::not_permitted);
}

BOOST_AUTO_TEST_CASE(only_the_owner_changes_address_and_name) {
  auto account = citizen();
  account.when(self(), ChangeAddress{"ani@example.id"}).then("");
  account.when(self(), ChangeAddress{"+628123456789"}).then("address_changed");
  account.when(self(), ChangeName{"Ani"}).then("");
  account.when(self(), ChangeName{"Ani S."}).then("name_changed");
  account.when(scenario::national_admin(), ChangeName{"?"}).then_refused(Reason::not_permitted);
  account.when(scenario::national_admin(), ChangeAddress{"?"}).then_refused(Reason::not_permitted);
}

BOOST_AUTO_TEST_CASE(signing_in_takes_a_role_that_one_has) {
  citizen().when(self(), sign_in(Role::officer)).then_refused(Reason::role_not_held);
  citizen().when(self(), sign_in()).then("signed_in");
  with_factor().when(self(), sign_in(Role::coordinator, 101)).then_refused(Reason::role_not_held);
  with_factor().when(self(), sign_in(Role::reporter, 101)).then_refused(Reason::role_not_held);
  service().when(self(), sign_in(Role::gateway)).then_refused(Reason::not_an_account);
}

BOOST_AUTO_TEST_CASE(staff_without_a_second_factor_get_their_own_account_only) {
  officer_account().when(self(), sign_in(Role::officer)).then_refused(Reason::second_factor_needed);
  officer_account().when(self(), sign_in(Role::anyone)).then("signed_in");
  SignIn unforced = sign_in(Role::officer);
  unforced.needs_second_factor = false;
  officer_account().when(self(), unforced).then("signed_in");
}

BOOST_AUTO_TEST_CASE(what_was_verified_before_a_change_signs_nobody_in) {
  SignIn stale = sign_in();
  stale.verified_password = "hash";
  citizen().when(self(), stale).then("signed_in");
  citizen().given(self(), ChangePassword{"other", false}).when(self(), stale).then_refused(Reason::credentials_changed);
}

BOOST_AUTO_TEST_CASE(a_code_counts_once) {
  auto account = with_factor();
  account.when(self(), sign_in(Role::officer, 100)).then_refused(Reason::code_used);  // confirmed the enrolment
  account.when(self(), sign_in(Role::officer, 101)).then("signed_in");
  account.when(self(), sign_in(Role::officer, 101)).then_refused(Reason::code_used);
  account.when(self(), sign_in(Role::officer, 99)).then_refused(Reason::code_used);
}

BOOST_AUTO_TEST_CASE(a_lost_device_is_reset_by_an_administrator) {
  auto account = with_factor().given(self(), sign_in(Role::officer, 101));
  account.when(self(), ResetTotp{"lost"}).then_refused(Reason::not_permitted);
  account.when(scenario::coordinator_of("kota-35.78"), ResetTotp{"lost"}).then("totp_reset");
  BOOST_TEST(account.state().sessions.empty());
  BOOST_TEST(!account.state().totp_confirmed);
  account.when(scenario::coordinator_of("kota-35.78"), ResetTotp{"lost"}).then("");
}

BOOST_AUTO_TEST_CASE(a_factor_is_confirmed_after_it_is_enrolled) {
  officer_account().when(self(), ConfirmTotp{5}).then_refused(Reason::not_enrolled);
  with_factor().when(self(), ConfirmTotp{101}).then("");
}

BOOST_AUTO_TEST_CASE(a_factor_in_place_is_not_replaced_by_whoever_has_the_session) {
  with_factor().when(self(), EnrolTotp{"OTHER"}).then_refused(Reason::factor_in_place);
}

BOOST_AUTO_TEST_CASE(who_has_set_up_a_factor_signs_in_again) {
  auto account = officer_account().given(self(), sign_in(Role::anyone)).given(self(), EnrolTotp{"SECRET"});
  account.when(self(), ConfirmTotp{100}).then("totp_confirmed");
  BOOST_TEST(account.state().sessions.empty());
}

BOOST_AUTO_TEST_CASE(sessions_end_one_by_one_or_all_at_once) {
  auto account = citizen().given(self(), sign_in());
  account.when(self(), SignOut{second_token}).then("");
  account.when(self(), SignOut{first_token}).then("signed_out");
  account.when(self(), SignOutEverywhere{}).then("");
  account.given(self(), sign_in())
      .when(scenario::national_admin(), SignOutEverywhere{})
      .then_refused(Reason::not_permitted);
  account.when(self(), SignOutEverywhere{}).then("signed_out_everywhere");
}

BOOST_AUTO_TEST_CASE(expired_sessions_go_with_the_next_sign_in) {
  auto account = citizen().given(self(), sign_in());
  SignIn later = sign_in();
  later.session = second_token;
  later.expires_at = at("2026-11-30T09:00:00+07:00");
  account.on("2026-11-21T09:00:00+07:00").given(self(), later);
  BOOST_TEST(account.state().sessions.size() == 1);
  BOOST_TEST(account.state().session(first_token) == nullptr);
}

BOOST_AUTO_TEST_CASE(a_person_has_so_many_sessions_and_no_more) {
  auto account = citizen();
  for (std::size_t i = 0; i <= most_sessions; ++i) {
    SignIn next_one = sign_in();
    next_one.session[31] = static_cast<std::byte>(i + 1);
    account.given(self(), next_one);
  }
  BOOST_TEST(account.state().sessions.size() == most_sessions);
}

BOOST_AUTO_TEST_CASE(the_last_sources_are_remembered) {
  auto account = citizen();
  for (int i = 0; i < 12; ++i) {
    SignIn from = sign_in();
    from.source = "192.0.2." + std::to_string(i);
    account.given(self(), from);
  }
  BOOST_TEST(account.state().sources.size() == remembered_sources);
  BOOST_TEST(account.state().sources.back() == "192.0.2.11");
}

BOOST_AUTO_TEST_CASE(keys_are_issued_rotated_and_revoked) {
  auto account = service();
  RotateApiKey rotate{second_token, {}, at("2026-11-21T09:00:00+07:00")};
  account.when(scenario::national_admin(), rotate).then("api_key_issued");
  BOOST_TEST((account.state().valid_key(first_token, at("2026-11-21T08:59:59+07:00")) != nullptr));
  BOOST_TEST((account.state().valid_key(first_token, at("2026-11-21T09:00:00+07:00")) == nullptr));
  BOOST_TEST((account.state().valid_key(second_token, at("2030-01-01T00:00:00+07:00")) != nullptr));
  account.when(self(), RevokeApiKey{"stolen"}).then_refused(Reason::not_permitted);
  account.when(scenario::national_admin(), RevokeApiKey{"stolen"}).then("api_key_revoked");
  BOOST_TEST(account.state().keys.empty());
  account.when(scenario::national_admin(), RevokeApiKey{"stolen"}).then("");
  citizen().when(scenario::national_admin(), rotate).then_refused(Reason::not_a_service);
}

BOOST_AUTO_TEST_CASE(a_service_keeps_the_role_it_was_made_for) {
  service()
      .when(scenario::national_admin(), AppointStaff{{Role::national_admin}, ""})
      .then_refused(Reason::not_an_account);
}

BOOST_AUTO_TEST_CASE(a_key_must_not_end_before_it_begins) {
  const Instant past = at("2026-11-20T09:00:00+07:00");
  Account{}
      .when(scenario::national_admin(), RegisterService{"x", Role::gateway, "", first_token, {Scope::submit}, past})
      .then_refused(Reason::weak_expiry);
  service().when(scenario::national_admin(), RotateApiKey{second_token, past, past}).then_refused(Reason::weak_expiry);
}

BOOST_AUTO_TEST_CASE(the_use_of_a_key_is_noted_once_a_day) {
  auto account = service();
  account.when(system_itself(), NoteKeyUse{}).then("api_key_used");
  account.on("2026-11-20T23:59:59+07:00").when(system_itself(), NoteKeyUse{}).then("");
  account.on("2026-11-21T00:00:00+07:00").when(system_itself(), NoteKeyUse{}).then("api_key_used");
  account.when(self(), NoteKeyUse{}).then_refused(Reason::not_permitted);
}

BOOST_AUTO_TEST_CASE(erasure_leaves_facts_only) {
  auto account = with_factor().given(self(), sign_in(Role::officer, 101));
  account.when(scenario::data_officer(), ErasePerson{ErasureGround::court_order}).then("person_erased");
  PersonState left;
  left.id = owner;
  left.version = account.state().version;
  left.erased = true;
  left.registered_at = account.state().registered_at;
  BOOST_TEST((account.state() == left));
  account.when(scenario::data_officer(), ErasePerson{ErasureGround::court_order}).then("");
  account.when(self(), ChangeName{"Ani"}).then_refused(Reason::erased);
  citizen()
      .when(scenario::national_admin(), ErasePerson{ErasureGround::subject_request})
      .then_refused(Reason::not_permitted);
  citizen().when(self(), ErasePerson{ErasureGround::subject_request}).then("person_erased");
}

BOOST_AUTO_TEST_CASE(what_is_held_is_exported_to_its_owner_and_the_data_officer) {
  citizen().when(self(), ExportData{}).then("data_exported");
  citizen().when(scenario::data_officer(), ExportData{}).then("data_exported");
  citizen().when(scenario::national_admin(), ExportData{}).then_refused(Reason::not_permitted);
}

BOOST_AUTO_TEST_CASE(refused_sign_ins_are_noted_by_the_system_alone) {
  citizen().when(system_itself(), NoteRefusedSignIns{10, "192.0.2.1"}).then("sign_ins_refused");
  citizen().when(self(), NoteRefusedSignIns{10, "192.0.2.1"}).then_refused(Reason::not_permitted);
}

BOOST_AUTO_TEST_SUITE_END()
