#include "api/access.hpp"

#include <boost/test/unit_test.hpp>

#include "service_fixture.hpp"

using namespace lapor;
using namespace lapor::api;

namespace {

/// How the caller stands to the report.
enum class Tie { none, own, holder, above_holder, below_holder, chosen, earlier, copied };
constexpr std::array ties{Tie::none,         Tie::own,    Tie::holder,  Tie::above_holder,
                          Tie::below_holder, Tie::chosen, Tie::earlier, Tie::copied};

/// One cell of the enumeration.
struct Case {
  Role role;
  Tie tie;
  Status status;
  bool published;
  bool anonymous;
  bool confidential;

  [[nodiscard]] bool is_staff() const { return role == Role::officer || role == Role::coordinator; }
  [[nodiscard]] bool is_staff_of(Tie other) const { return is_staff() && tie == other; }
  [[nodiscard]] bool unverified() const { return status == Status::awaiting_verification || status == Status::on_hold; }
  [[nodiscard]] bool open_to_all() const { return published && !confidential && !unverified(); }
  [[nodiscard]] bool own() const { return role == Role::reporter && tie == Tie::own; }
  [[nodiscard]] bool handles() const {
    return is_staff_of(Tie::holder) || is_staff_of(Tie::above_holder) || (is_staff_of(Tie::chosen) && unverified());
  }
};

constexpr PersonId reporter_person{11};

ReportState state_of(const Case& c) {
  ReportState state;
  state.id = ReportId{1'000'001};
  state.version = Version{1};
  state.status = c.status;
  state.published = c.published;
  state.anonymous = c.anonymous;
  state.confidential = c.confidential;
  state.reporter = reporter_person;
  switch (c.tie) {
    case Tie::holder:
      state.holder = "kota-35.78";
      break;
    case Tie::above_holder:
      state.holder = "kota-35.78/dishub";
      break;
    case Tie::below_holder:
      state.holder = "kota-35.78";
      break;
    case Tie::chosen:
      state.chosen = "kota-35.78";
      break;
    case Tie::earlier:
      state.holder = "kota-33.74", state.earlier_holders = {"kota-35.78"};
      break;
    case Tie::copied:
      state.holder = "kota-33.74", state.copies = {"prov-91", "kota-35.78/dlh"};
      break;
    case Tie::none:
    case Tie::own:
      state.holder = "kota-33.74";
      break;
  }
  return state;
}

Principal caller_of(const Case& c) {
  Principal caller{{c.role, PersonId{99}, ""}, "test"};
  if (c.tie == Tie::own) caller.party.person = reporter_person;
  if (c.is_staff()) caller.party.institution = c.tie == Tie::below_holder ? "kota-35.78/dishub" : "kota-35.78";
  return caller;
}

/// DOMAIN.md's table, read aloud a second time.
bool expected(Sight sight, const Case& c) {
  const bool sees_all = c.role == Role::national_admin || c.role == Role::supervisor;
  const bool concerned = c.is_staff_of(Tie::chosen) || c.is_staff_of(Tie::earlier) || c.is_staff_of(Tie::copied);
  const bool facts_only = c.role == Role::auditor || c.role == Role::data_officer;
  switch (sight) {
    case Sight::existence:
      return c.open_to_all() || c.own() || c.handles() || concerned || sees_all || facts_only;
    case Sight::public_text:
      return c.open_to_all() || c.own() || c.handles() || concerned || sees_all;
    case Sight::original_text:
      return c.own() || c.handles() || sees_all;
    case Sight::flags:
      return c.own() || c.handles() || sees_all || facts_only;
    case Sight::identity:
      return c.own() || (!c.anonymous && (c.handles() || c.role == Role::national_admin));
    case Sight::internal_notes:
      return c.handles() || sees_all;
    case Sight::identity_log:
      return c.own() || c.role == Role::auditor;
    case Sight::legal_hold:
      return facts_only || c.role == Role::national_admin;
  }
  return false;
}

void check(const Case& c) {
  const Sights sights(caller_of(c), state_of(c), lapor::api::testing::rules().institutions);
  for (const SightRow& row : sight_table())
    BOOST_TEST(sights.may(row.sight) == expected(row.sight, c),
               to_word(c.role) << " tie " << static_cast<int>(c.tie) << " " << to_word(c.status) << " published "
                               << c.published << " anonymous " << c.anonymous << " confidential " << c.confidential
                               << " sight " << static_cast<int>(row.sight));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(access_rules)

BOOST_AUTO_TEST_CASE(every_role_sees_what_the_table_says_in_every_state) {
  int count = 0;
  for (const auto& role : words<Role>)
    for (const Tie tie : ties)
      for (const auto& status : words<Status>)
        for (const bool published : {false, true})
          for (const bool anonymous : {false, true})
            for (const bool confidential : {false, true}) {
              if (status.value == Status::none) continue;
              check({role.value, tie, status.value, published, anonymous, confidential});
              ++count;
            }
  BOOST_TEST(count == 11 * 8 * 9 * 8);
}

BOOST_AUTO_TEST_CASE(nobody_sees_a_report_that_does_not_exist) {
  const auto& institutions = lapor::api::testing::rules().institutions;
  for (const auto& role : words<Role>) {
    const Sights sights({{role.value, reporter_person, "kota-35.78"}, "test"}, ReportState{}, institutions);
    for (const SightRow& row : sight_table()) BOOST_TEST(!sights.may(row.sight));
  }
}

BOOST_AUTO_TEST_CASE(a_report_without_a_reporter_is_nobodys_own) {
  Case c{Role::reporter, Tie::none, Status::awaiting_verification, false, false, false};
  ReportState state = state_of(c);
  state.reporter.reset();
  Principal caller = caller_of(c);
  caller.party.person.reset();
  BOOST_TEST(!Sights(caller, state, lapor::api::testing::rules().institutions).may(Sight::existence));
}

BOOST_AUTO_TEST_CASE(the_rows_stand_in_the_order_of_their_sights) {
  for (std::size_t i = 0; i < sight_count; ++i) BOOST_TEST(static_cast<std::size_t>(sight_table()[i].sight) == i);
}

BOOST_AUTO_TEST_SUITE_END()
