#include "config/policy_file.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>

namespace {

using namespace std::chrono_literals;

/// A policy with every key; `tail` is put after it.
std::string policy(std::string_view from, std::string_view tail = "") {
  return "[[policy]]\neffective_from = " + std::string{from} +
         "\nverification = 1\ncompletion = 2\nfollow_up = 3\nreassignment = 4\nauto_close = 5\nreopen_window = 6\n"
         "appeal_window = 7\nescalation = [8, 9]\noffice_hours = [7, 15]\nresolve_information_request = "
         "10\nresolve_aspiration = 11\n"
         "resolve_complaint = 12\nresolve_supervised_complaint = 13\n" +
         std::string{tail};
}

std::string replaced(std::string_view before, std::string_view after) {
  auto text = policy("2019-01-01");
  return text.replace(text.find(before), before.size(), after);
}

std::string refused(std::string_view toml) {
  const auto policies = lapor::config::parse_policies(toml, "p.toml");
  return policies ? "accepted" : policies.error();
}

BOOST_AUTO_TEST_SUITE(policy_file)

BOOST_AUTO_TEST_CASE(every_limit_reaches_its_own_member) {
  const auto policies = lapor::config::parse_policies(policy("2019-01-01"), "p.toml");
  BOOST_REQUIRE(policies.has_value());
  BOOST_REQUIRE_EQUAL(policies->size(), 1U);
  const auto& limits = policies->front();
  BOOST_TEST((limits.effective_from == lapor::Date{2019y / 1 / 1}));
  BOOST_TEST(limits.verification == 1);
  BOOST_TEST(limits.completion == 2);
  BOOST_TEST(limits.follow_up == 3);
  BOOST_TEST(limits.reassignment == 4);
  BOOST_TEST(limits.auto_close == 5);
  BOOST_TEST(limits.reopen_window == 6);
  BOOST_TEST(limits.appeal_window == 7);
  BOOST_TEST(limits.escalation[0] == 8);
  BOOST_TEST(limits.escalation[1] == 9);
  BOOST_TEST(limits.office.opens.count() == 7);
  BOOST_TEST(limits.office.closes.count() == 15);
  BOOST_TEST(limits.resolve_information_request == 10);
  BOOST_TEST(limits.resolve_aspiration == 11);
  BOOST_TEST(limits.resolve_complaint == 12);
  BOOST_TEST(limits.resolve_supervised_complaint == 13);
}

BOOST_AUTO_TEST_CASE(policies_follow_one_another_in_time) {
  BOOST_TEST(refused(policy("2019-01-01") + policy("2020-09-01")) == "accepted");
  const auto message = "p.toml:16: does not begin after the policy before it; sort policies by date";
  BOOST_TEST(refused(policy("2019-01-01") + policy("2019-01-01")) == message);
  BOOST_TEST(refused(policy("2019-01-01") + policy("2018-12-31")) == message);
}

BOOST_AUTO_TEST_CASE(a_limit_left_out_is_no_default) {
  BOOST_TEST(refused(replaced("follow_up = 3\n", "")) ==
             "p.toml:1: this policy has no `follow_up`; write every limit down");
  BOOST_TEST(refused(replaced("escalation = [8, 9]\n", "")) ==
             "p.toml:1: this policy has no `escalation`; write every limit down");
}

BOOST_AUTO_TEST_CASE(a_limit_is_a_whole_number_of_days_within_bounds) {
  BOOST_TEST(refused(replaced("verification = 1", "verification = 0")) ==
             "p.toml:3: `verification` is 0; allowed is 1 to 1000");
  BOOST_TEST(refused(replaced("verification = 1", "verification = 1001")) ==
             "p.toml:3: `verification` is 1001; allowed is 1 to 1000");
  BOOST_TEST(refused(replaced("verification = 1", "verification = \"1\"")) ==
             "p.toml:3: `verification` must be a whole number of working days, not a text");
}

BOOST_AUTO_TEST_CASE(office_hours_are_two_growing_hours_of_a_day) {
  const auto message = "p.toml:11: `office_hours` must be two growing hours of the day from 0 to 24, as in [8, 16]";
  for (const char* wrong : {"[16, 8]", "[8, 8]", "[-1, 8]", "[8, 25]", "[8]", "8", "\"8-16\""})
    BOOST_TEST(refused(replaced("office_hours = [7, 15]", std::string("office_hours = ") + wrong)) == message, wrong);
}

BOOST_AUTO_TEST_CASE(escalation_is_two_growing_numbers) {
  const auto message = "p.toml:10: `escalation` must be two growing numbers of working days, as in [5, 10]";
  for (const auto* value : {"[5]", "[5, 5]", "[0, 5]", "[5, 10, 15]", "[5, 1001]", "5", "[5, \"10\"]", "[]"})
    BOOST_TEST(refused(replaced("[8, 9]", value)) == message, value);
}

BOOST_AUTO_TEST_CASE(a_policy_begins_on_a_date) {
  BOOST_TEST(refused(policy("\"2019-01-01\"")) ==
             "p.toml:2: `effective_from` must be a date like 2019-01-01, not a text");
}

BOOST_AUTO_TEST_CASE(unknown_keys_and_places_are_refused) {
  BOOST_TEST(refused(policy("2019-01-01", "folow_up = 5\n")) ==
             "p.toml:16: unknown key `folow_up`; see the head of the file for those that count");
  BOOST_TEST(refused("verification = 3\n").ends_with("only [[policy]] may stand here; put every key below one"));
  BOOST_TEST(refused("[policy]\nverification = 3\n") ==
             "p.toml:1: only [[policy]] may stand here; put every key below one");
  BOOST_TEST(refused("") == "p.toml:1: has no [[policy]]; restore the one of 2019-01-01");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
