#include "accounts_fixture.hpp"

using namespace lapor;
using namespace lapor::api;
using namespace lapor::api::testing;
using namespace std::chrono_literals;

namespace {

const std::string form = R"({"title":"Jalan berlubang","text":"Lubang besar.","occurred_on":"2026-11-18"})";

template <class Set>
IdentityOptions options_with(Set set) {
  IdentityOptions options;
  set(options);
  return options;
}

struct AsksForWork : ServiceFixture {
  static constexpr unsigned bits = 8;

  AsksForWork() : ServiceFixture({}, options_with([](IdentityOptions& o) { o.proof_of_work_bits = bits; })) {}

  /// A new challenge with its nonce.
  std::string proof() {
    const Answer challenge = get("/v1/challenge", anybody);
    BOOST_REQUIRE_EQUAL(challenge.status(), 200);
    return challenge.at("challenge") + ":" + solve(challenge.at("challenge"), bits);
  }

  Answer file(const std::string& proof, const std::string& body = form) {
    return post("/v1/reports", body, {"", {{"lapor-proof-of-work", proof}}});
  }
};

struct LimitsNetworks : AccountsFixture {
  LimitsNetworks()
      : AccountsFixture(options_with([](IdentityOptions& o) {
          o.submissions_per_hour_per_address = 2;
          o.codes_per_hour_per_address = 2;
        })) {}

  int file_from(const std::string& peer, const std::string& as = "") {
    return post("/v1/reports", form, {as, {}, peer}).status();
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(proof_of_work_for_submissions)

BOOST_FIXTURE_TEST_CASE(a_challenge_says_how_hard_it_is_and_until_when, AsksForWork) {
  const Answer challenge = get("/v1/challenge", anybody);
  BOOST_TEST(challenge.at("bits") == "8");
  BOOST_TEST((*parse_rfc3339(challenge.at("expires_at")) == clock.now() + ProofOfWork::lifetime));
  BOOST_TEST(challenge.at("challenge") != get("/v1/challenge", anybody).at("challenge"));
}

BOOST_FIXTURE_TEST_CASE(a_solved_challenge_files_one_report, AsksForWork) {
  const std::string proof = this->proof();
  BOOST_TEST(file(proof).status() == 201);
  const Answer again = file(proof);
  BOOST_TEST(again.status() == 428);
  BOOST_TEST(again.problem() == "proof-of-work-needed");
  BOOST_TEST(file(this->proof()).status() == 201);
}

BOOST_FIXTURE_TEST_CASE(without_a_solved_challenge_nothing_is_filed, AsksForWork) {
  const std::string harder = identity.challenges.issue(clock.now(), ProofOfWork::most_bits).text;
  std::string altered = proof();
  altered.front() = altered.front() == 'A' ? 'B' : 'A';
  for (const std::string& bad : {std::string(), std::string(":"), std::string("x"), harder + ":0", altered})
    BOOST_TEST(file(bad).problem() == "proof-of-work-needed", bad);
  BOOST_TEST(post("/v1/reports", form, anybody).status() == 428);
  BOOST_TEST(number(journal.last_position()) == 0U);
}

BOOST_FIXTURE_TEST_CASE(a_challenge_ends, AsksForWork) {
  const std::string early = proof();
  const std::string late = proof();
  clock.move_to(clock.now() + ProofOfWork::lifetime - 1ms);
  BOOST_TEST(file(early).status() == 201);
  clock.move_to(clock.now() + 1ms);
  BOOST_TEST(file(late).status() == 428);
}

BOOST_FIXTURE_TEST_CASE(a_wrong_form_does_not_use_up_the_work, AsksForWork) {
  const std::string proof = this->proof();
  BOOST_TEST(file(proof, "{}").status() == 422);
  BOOST_TEST(file(proof).status() == 201);
}

BOOST_FIXTURE_TEST_CASE(who_is_known_does_no_work, AsksForWork) {
  for (const char* role : {"reporter", "gateway", "clerk"})
    BOOST_TEST(post("/v1/reports", form, {role, {}}).status() == 201, role);
}

BOOST_FIXTURE_TEST_CASE(none_is_asked_for_unless_the_operator_wants_it, ServiceFixture) {
  BOOST_TEST(get("/v1/challenge", anybody).at("bits") == "0");
  BOOST_TEST(post("/v1/reports", form, anybody).status() == 201);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(limits_of_networks)

BOOST_FIXTURE_TEST_CASE(a_network_files_so_many_reports_an_hour_and_others_are_not_held_up, LimitsNetworks) {
  BOOST_TEST(file_from("203.0.113.7") == 201);
  BOOST_TEST(file_from("203.0.113.7") == 201);
  const Answer third = post("/v1/reports", form, {"", {}, "203.0.113.7"});
  BOOST_TEST(third.status() == 429);
  BOOST_TEST(third.problem() == "too-many-requests");
  BOOST_TEST(!third.header("Retry-After").empty());
  BOOST_TEST(file_from("203.0.113.8") == 201);
  BOOST_TEST(number(journal.last_position()) == 3U);
}

BOOST_FIXTURE_TEST_CASE(addresses_of_one_customers_network_count_together, LimitsNetworks) {
  BOOST_TEST(file_from("2001:db8::1") == 201);
  BOOST_TEST(file_from("2001:db8::2") == 201);
  BOOST_TEST(file_from("2001:db8::3") == 429);
  BOOST_TEST(file_from("2001:db8:0:1::1") == 201);
  BOOST_TEST(file_from("::ffff:203.0.113.7") == 201);
  BOOST_TEST(file_from("203.0.113.7") == 201);
  BOOST_TEST(file_from("203.0.113.7") == 429);
}

BOOST_FIXTURE_TEST_CASE(who_is_known_or_comes_from_this_machine_is_not_counted, LimitsNetworks) {
  for (int i = 0; i < 4; ++i) {
    BOOST_TEST(file_from("203.0.113.7", "reporter") == 201);
    BOOST_TEST(file_from("203.0.113.7", "gateway") == 201);
    BOOST_TEST(file_from("127.0.0.1") == 201);
    BOOST_TEST(file_from("::1") == 201);
  }
  BOOST_TEST(file_from("203.0.113.7") == 201);
}

BOOST_FIXTURE_TEST_CASE(wrong_forms_are_not_counted, LimitsNetworks) {
  for (int i = 0; i < 4; ++i) BOOST_TEST(post("/v1/reports", "{}", {"", {}, "203.0.113.7"}).status() == 422);
  BOOST_TEST(file_from("203.0.113.7") == 201);
}

BOOST_FIXTURE_TEST_CASE(a_network_asks_for_so_many_codes_an_hour, LimitsNetworks) {
  const auto ask_for = [this](const std::string& address, const std::string& peer) {
    return post("/v1/accounts/codes", R"({"address":")" + address + "\"}", {"", {}, peer}).status();
  };
  BOOST_TEST(ask_for("ani@example.id", "203.0.113.7") == 202);
  BOOST_TEST(ask_for("budi@example.id", "203.0.113.7") == 202);
  BOOST_TEST(ask_for("siti@example.id", "203.0.113.7") == 429);
  BOOST_TEST(ask_for("siti@example.id", "203.0.113.8") == 202);
}

BOOST_FIXTURE_TEST_CASE(the_history_says_from_which_network_somebody_signed_in, LimitsNetworks) {
  registered("ani@example.id");
  const Answer session = post("/v1/sessions", R"({"address":"ani@example.id","password":"kuda laut biru 42"})",
                              {"", {}, "2001:db8:0:7:1::9"});
  BOOST_REQUIRE_EQUAL(session.status(), 201);
  const Answer history = get("/v1/me/history", {"bearer:" + session.at("token"), {}});
  BOOST_TEST(history.body.at("items").as_array().back().at("source").as_string() == "2001:db8:0:7::/64");
}

BOOST_AUTO_TEST_SUITE_END()
