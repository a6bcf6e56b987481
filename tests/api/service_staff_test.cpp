#include <future>
#include <set>

#include "accounts_fixture.hpp"

using namespace lapor;
using namespace lapor::api;
using namespace lapor::api::testing;
using namespace std::chrono_literals;

namespace {

constexpr std::string_view follow_up = R"({"text":"Kami perbaiki besok.","attachments":[]})";

std::string totp_member(const std::string& code) {
  return R"(,"code":")" + code + "\"";
}

struct Unforced : AccountsFixture {
  Unforced() : AccountsFixture(without_second_factor()) {}
};

}  // namespace

BOOST_AUTO_TEST_SUITE(staff_accounts)

BOOST_FIXTURE_TEST_CASE(an_officer_is_invited_and_works_for_the_own_institution, AccountsFixture) {
  staff("budi@example.id", R"(["officer"])", "kota-35.78");
  const Ask budi = signed_in("budi@example.id", good_password, totp_member(totp_of("budi@example.id")));
  const std::string id = submit_and_verify();
  BOOST_TEST(command(id, "follow-ups", std::string(follow_up), budi).status() == 201);
  const Answer me = get("/v1/me", budi);
  BOOST_TEST(me.at("role") == "officer");
  BOOST_TEST(me.at("institution") == "kota-35.78");
  BOOST_TEST(me.at("has_second_factor") == "true");
}

BOOST_FIXTURE_TEST_CASE(without_a_second_factor_staff_see_their_own_account_only, AccountsFixture) {
  BOOST_TEST(post("/v1/staff",
                  R"({"address":"budi@example.id","name":"Budi","roles":["officer"],"institution":"kota-35.78"})",
                  admin)
                 .status() == 201);
  const std::string code = new_code("budi@example.id");
  BOOST_TEST(post("/v1/accounts/recovery",
                  R"({"address":"budi@example.id","password":"kuda laut biru 42","code":")" + code + "\"}", anybody)
                 .status() == 200);
  const Answer session = sign_in("budi@example.id");
  BOOST_TEST(session.at("must_set_up_second_factor") == "true");
  const Ask limited{"bearer:" + session.at("token"), {}};
  BOOST_TEST(get("/v1/me", limited).status() == 200);
  for (const char* path : {"/v1/reports", "/v1/worklist", "/v1/staff", "/v1/statistics/daily"})
    BOOST_TEST(get(path, limited).problem() == "second-factor-needed", path);
}

BOOST_FIXTURE_TEST_CASE(a_code_is_needed_and_counts_once, AccountsFixture) {
  staff("budi@example.id", R"(["officer"])", "kota-35.78");
  BOOST_TEST(sign_in("budi@example.id").problem() == "second-factor-needed");
  BOOST_TEST(sign_in("budi@example.id", good_password, totp_member("000000")).problem() == "wrong-credentials");
  const std::string code = totp_member(totp_of("budi@example.id"));
  BOOST_TEST(sign_in("budi@example.id", good_password, code).status() == 201);
  BOOST_TEST(sign_in("budi@example.id", good_password, code).problem() == "wrong-credentials");
  clock.move_to(clock.now() + 30s);
  BOOST_TEST(sign_in("budi@example.id", good_password, totp_member(totp_of("budi@example.id"))).status() == 201);
}

BOOST_FIXTURE_TEST_CASE(who_moves_to_another_institution_loses_the_old_one_at_once, Unforced) {
  const std::string person = staff("budi@example.id", R"(["officer"])", "kota-35.78");
  const Ask before = signed_in("budi@example.id");
  const std::string id = submit_and_verify();
  BOOST_TEST(command(id, "notes", std::string(follow_up), before).status() == 201);
  BOOST_TEST(post("/v1/staff/" + person + "/appointment", R"({"roles":["officer"],"institution":"kota-33.74"})", admin)
                 .status() == 200);
  BOOST_TEST(command(id, "notes", std::string(follow_up), before).problem() == "unknown-token");
  const Ask after = signed_in("budi@example.id");
  BOOST_TEST(command(id, "notes", std::string(follow_up), after).status() == 403);
  BOOST_TEST(get("/v1/me", after).at("institution") == "kota-33.74");
}

BOOST_FIXTURE_TEST_CASE(who_is_suspended_is_out_at_once_and_comes_back, Unforced) {
  const std::string person = staff("budi@example.id", R"(["officer"])", "kota-35.78");
  const Ask before = signed_in("budi@example.id");
  BOOST_TEST(get("/v1/worklist", before).status() == 200);
  BOOST_TEST(post("/v1/staff/" + person + "/suspension", R"({"reason":"Pindah tugas."})", admin).status() == 200);
  BOOST_TEST(get("/v1/worklist", before).status() == 401);
  BOOST_TEST(sign_in("budi@example.id").problem() == "account-suspended");
  BOOST_TEST(post("/v1/staff/" + person + "/reinstatement", R"({"reason":"Kembali."})", admin).status() == 200);
  BOOST_TEST(sign_in("budi@example.id").status() == 201);
}

BOOST_FIXTURE_TEST_CASE(a_live_list_ends_with_the_session_that_opened_it, Unforced) {
  const std::string person = staff("budi@example.id", R"(["officer"])", "kota-35.78");
  const Answer stream = get("/v1/stream", signed_in("budi@example.id"));
  BOOST_REQUIRE_EQUAL(stream.status(), 200);
  BOOST_TEST(post("/v1/staff/" + person + "/suspension", R"({"reason":"Pindah tugas."})", admin).status() == 200);
  submit(R"(,"institution":"kota-35.78","confidential":true)");
  std::string told;
  for (bool last = false; !last;) {
    std::promise<http::Chunk> promise;
    auto chunk = promise.get_future();
    stream.response.source->pull([&promise](http::Chunk given) { promise.set_value(std::move(given)); });
    BOOST_REQUIRE(chunk.wait_for(30s) == std::future_status::ready);
    const http::Chunk given = chunk.get();
    told += given.bytes;
    last = given.last;
  }
  BOOST_TEST(told.find("Jalan berlubang") == std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_lost_device_is_reset_and_set_up_anew, AccountsFixture) {
  const std::string person = staff("budi@example.id", R"(["officer"])", "kota-35.78");
  BOOST_TEST(post("/v1/staff/" + person + "/second-factor-reset", R"({"reason":"Ponsel hilang."})", admin).status() ==
             200);
  BOOST_TEST(sign_in("budi@example.id").at("must_set_up_second_factor") == "true");
}

BOOST_FIXTURE_TEST_CASE(coordinators_administer_the_own_institution_and_see_no_other, Unforced) {
  const Ask coordinator{"coordinator:kota-35.78", {}};
  const auto open = [&](const std::string& address, const std::string& role, const std::string& where) {
    return post(
        "/v1/staff",
        R"({"address":")" + address + R"(","name":"Budi","roles":[")" + role + R"("],"institution":")" + where + "\"}",
        coordinator);
  };
  const Answer own = open("budi@example.id", "officer", "kota-35.78/dishub");
  BOOST_TEST(own.status() == 201);
  BOOST_TEST(open("siti@example.id", "officer", "kota-33.74").problem() == "not-permitted");
  BOOST_TEST(open("siti@example.id", "national_admin", "").problem() == "not-permitted");
  const std::string other = staff("siti@example.id", R"(["officer"])", "kota-33.74");
  BOOST_TEST(get("/v1/staff/" + own.at("person"), coordinator).status() == 200);
  const Answer hidden = get("/v1/staff/" + other, coordinator);
  const Answer absent = get("/v1/staff/123", coordinator);
  BOOST_TEST(hidden.status() == 404);
  BOOST_TEST(hidden.response.body == absent.response.body);
  for (const std::string what : {"suspension", "reinstatement", "second-factor-reset"})
    BOOST_TEST(post("/v1/staff/" + other + "/" + what, R"({"reason":"?"})", coordinator).response.body ==
               post("/v1/staff/123/" + what, R"({"reason":"?"})", coordinator).response.body);
  const Answer list = get("/v1/staff", coordinator);
  BOOST_REQUIRE_EQUAL(list.status(), 200);
  BOOST_TEST(list.body.at("items").as_array().size() == 1U);
  BOOST_TEST(get("/v1/staff", admin).body.at("items").as_array().size() == 2U);
  BOOST_TEST(get("/v1/staff?institution=kota-33.74", admin).body.at("items").as_array().size() == 1U);
}

BOOST_FIXTURE_TEST_CASE(the_directory_pages, Unforced) {
  for (int i = 0; i < 5; ++i)
    post("/v1/staff",
         R"({"address":"staf)" + std::to_string(i) +
             R"(@example.id","name":"Staf","roles":["officer"],"institution":"kota-35.78"})",
         admin);
  std::set<std::string> seen;
  std::string cursor;
  for (int pages = 0; pages < 10; ++pages) {
    const Answer part = get("/v1/staff?limit=2" + (cursor.empty() ? "" : "&cursor=" + cursor), admin);
    BOOST_REQUIRE_EQUAL(part.status(), 200);
    for (const auto& item : part.body.at("items").as_array()) seen.insert(json::serialize(item.at("person")));
    if (part.at("next_cursor") == "null") break;
    cursor = part.at("next_cursor");
  }
  BOOST_TEST(seen.size() == 5U);
  for (const char* bad : {"limit=0", "limit=101", "cursor=x", "institution=nowhere", "color=red"})
    BOOST_TEST(get("/v1/staff?" + std::string(bad), admin).status() == 400, bad);
}

BOOST_FIXTURE_TEST_CASE(ordinary_accounts_are_no_staff, AccountsFixture) {
  const std::string person = registered("ani@example.id");
  const Ask ani = signed_in("ani@example.id");
  BOOST_TEST(get("/v1/staff/" + person, admin).status() == 404);
  BOOST_TEST(get("/v1/staff", ani).body.at("items").as_array().empty());
  BOOST_TEST(
      post("/v1/staff", R"({"address":"x@example.id","name":"X","roles":["national_admin"],"institution":""})", ani)
          .problem() == "not-permitted");
}

BOOST_FIXTURE_TEST_CASE(roles_that_do_not_fit_are_refused, AccountsFixture) {
  const auto open = [&](const std::string& roles, const std::string& where) {
    return post(
        "/v1/staff",
        R"({"address":"budi@example.id","name":"Budi","roles":)" + roles + R"(,"institution":")" + where + "\"}",
        admin);
  };
  BOOST_TEST(open(R"(["officer"])", "").problem() == "roles-do-not-fit");
  BOOST_TEST(open(R"(["auditor"])", "kota-35.78").problem() == "roles-do-not-fit");
  BOOST_TEST(open(R"([])", "kota-35.78").problem() == "roles-do-not-fit");
  BOOST_TEST(open(R"(["king"])", "kota-35.78").problem() == "invalid-value");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(api_keys)

BOOST_FIXTURE_TEST_CASE(a_key_does_what_its_scopes_and_its_role_allow, AccountsFixture) {
  const Ask sms = key("gateway", R"(["submit","messages"])");
  const std::string id = submit("", sms);
  BOOST_TEST(!id.empty());
  BOOST_TEST(get("/v1/messages?channel=sms", sms).status() == 200);
  BOOST_TEST(get("/v1/reports", sms).problem() == "out-of-scope");
  BOOST_TEST(command(id, "closing", "", sms).problem() == "out-of-scope");
  BOOST_TEST(get("/v1/keys", sms).problem() == "out-of-scope");
  BOOST_TEST(get("/v1/me", sms).problem() == "sign-in-needed");
  const Ask system = key("officer", R"(["read","handle"])", "kota-35.78");
  const std::string own = submit_and_verify();
  BOOST_TEST(command(own, "follow-ups", std::string(follow_up), system).status() == 201);
  BOOST_TEST(post("/v1/reports", "{}", system).problem() == "out-of-scope");
}

BOOST_FIXTURE_TEST_CASE(a_rotated_key_counts_for_a_while_and_then_no_more, AccountsFixture) {
  const Answer made = post("/v1/keys", R"({"name":"SMS","role":"gateway","scopes":["messages"]})", admin);
  const Ask former{"bearer:" + made.at("secret"), {}};
  const Answer rotated = post("/v1/keys/" + made.at("person") + "/rotation", R"({"grace_hours":2})", admin);
  BOOST_REQUIRE_EQUAL(rotated.status(), 200);
  const Ask present{"bearer:" + rotated.at("secret"), {}};
  clock.move_to(clock.now() + 2h - 1ms);
  BOOST_TEST(get("/v1/messages?channel=sms", former).status() == 200);
  BOOST_TEST(get("/v1/messages?channel=sms", present).status() == 200);
  clock.move_to(clock.now() + 1ms);
  BOOST_TEST(get("/v1/messages?channel=sms", former).status() == 401);
  BOOST_TEST(get("/v1/messages?channel=sms", present).status() == 200);
}

BOOST_FIXTURE_TEST_CASE(a_revoked_or_expired_key_counts_no_more, AccountsFixture) {
  const Answer made = post("/v1/keys",
                           R"({"name":"SMS","role":"gateway","scopes":["messages"],)"
                           R"("expires_at":"2026-11-21T00:00:00+07:00"})",
                           admin);
  const Ask sms{"bearer:" + made.at("secret"), {}};
  BOOST_TEST(get("/v1/messages?channel=sms", sms).status() == 200);
  clock.move_to(*parse_rfc3339("2026-11-21T00:00:00+07:00"));
  BOOST_TEST(get("/v1/messages?channel=sms", sms).status() == 401);
  const Answer second = post("/v1/keys", R"({"name":"SMS","role":"gateway","scopes":["messages"]})", admin);
  const Ask stolen{"bearer:" + second.at("secret"), {}};
  BOOST_TEST(get("/v1/messages?channel=sms", stolen).status() == 200);
  BOOST_TEST(post("/v1/keys/" + second.at("person") + "/revocation", R"({"reason":"Bocor."})", admin).status() == 200);
  BOOST_TEST(get("/v1/messages?channel=sms", stolen).status() == 401);
}

BOOST_FIXTURE_TEST_CASE(the_last_use_is_noted_each_day, AccountsFixture) {
  const Ask sms = key("gateway", R"(["messages"])");
  const auto used_at = [&] {
    const Answer list = get("/v1/keys", admin);
    return std::string(json::serialize(list.body.at("items").as_array().at(0).at("used_at")));
  };
  BOOST_TEST(used_at() == "null");
  get("/v1/messages?channel=sms", sms);
  const std::string first = used_at();
  clock.move_to(clock.now() + 30min);
  get("/v1/messages?channel=sms", sms);
  BOOST_TEST(used_at() == first);
  clock.move_to(clock.now() + 24h);
  get("/v1/messages?channel=sms", sms);
  get("/v1/messages?channel=sms", sms);
  BOOST_TEST(used_at() != first);
}

BOOST_FIXTURE_TEST_CASE(secrets_are_shown_once_and_stored_nowhere, AccountsFixture) {
  const Answer made = post("/v1/keys", R"({"name":"SMS","role":"gateway","scopes":["messages"]})", admin);
  const std::string secret = made.at("secret");
  BOOST_TEST(get("/v1/keys", admin).response.body.find(secret) == std::string::npos);
  registered("ani@example.id");
  const std::string token = sign_in("ani@example.id").at("token");
  const auto records = journal.read(Position{1}, 1'000);
  for (const auto& record : *records) {
    const std::string_view bytes(reinterpret_cast<const char*>(record.bytes.data()), record.bytes.size());
    for (const std::string_view hidden : {std::string_view(secret), std::string_view(token), good_password,
                                          std::string_view("ani@example.id"), std::string_view("argon2")})
      BOOST_TEST(bytes.find(hidden) == std::string_view::npos, hidden);
  }
}

BOOST_FIXTURE_TEST_CASE(keys_are_made_for_the_own_institution_only, AccountsFixture) {
  const Ask coordinator{"coordinator:kota-35.78", {}};
  const auto make = [&](const std::string& role, const std::string& where) {
    return post("/v1/keys", R"({"name":"x","role":")" + role + R"(","scopes":["read"],"institution":")" + where + "\"}",
                coordinator);
  };
  BOOST_TEST(make("officer", "kota-35.78").status() == 201);
  BOOST_TEST(make("officer", "kota-33.74").problem() == "not-permitted");
  BOOST_TEST(make("gateway", "").problem() == "not-permitted");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(rights_of_the_data_subject)

BOOST_FIXTURE_TEST_CASE(everything_that_is_held_comes_as_one_document, AccountsFixture) {
  registered("ani@example.id");
  registered("budi@example.id");
  const Ask ani = signed_in("ani@example.id");
  const std::string id = submit(R"(,"display_name":"Warga Gubeng")", ani);
  submit("", signed_in("budi@example.id"));
  const Answer data = get("/v1/me/data", ani);
  BOOST_REQUIRE_EQUAL(data.status(), 200);
  BOOST_TEST(data.at("account.address") == "ani@example.id");
  BOOST_REQUIRE_EQUAL(data.body.at("reports").as_array().size(), 1U);
  BOOST_TEST(json::serialize(data.body.at("reports").as_array()[0].at("report").at("id")) == id);
  BOOST_TEST(data.response.body.find("Lubang besar di depan rumah saya.") != std::string::npos);
  BOOST_TEST(data.response.body.find("argon2") == std::string::npos);
  BOOST_TEST(get("/v1/me/history", ani).response.body.find("data_exported") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(the_data_officer_answers_for_others_and_nobody_else_does, AccountsFixture) {
  const std::string person = registered("ani@example.id");
  BOOST_TEST(get("/v1/people/" + person + "/data", data_officer).at("account.address") == "ani@example.id");
  BOOST_TEST(get("/v1/people/123/data", data_officer).status() == 404);
  for (const std::string role : {"national_admin", "supervisor", "auditor", "officer:kota-35.78", "reporter"})
    BOOST_TEST(get("/v1/people/" + person + "/data", {role, {}}).status() == 403, role);
}

BOOST_FIXTURE_TEST_CASE(who_may_see_an_identity_sees_how_to_reach_the_account, AccountsFixture) {
  registered("ani@example.id");
  const Ask ani = signed_in("ani@example.id");
  const std::string open = submit("", ani);
  const std::string anonymous = submit(R"(,"anonymous":true)", ani);
  BOOST_TEST(page(open, admin).at("reporter.contact.email") == "ani@example.id");
  BOOST_TEST(page(open, {"supervisor", {}}).response.body.find("ani@example.id") == std::string::npos);
  BOOST_TEST(page(anonymous, admin).response.body.find("ani@example.id") == std::string::npos);
  const Answer revealed = command(anonymous, "identity", R"({"reason":"Ancaman."})", admin);
  BOOST_TEST(revealed.at("identity.contact.email") == "ani@example.id");
  BOOST_TEST(timeline(anonymous, ani).response.body.find("Ancaman.") != std::string::npos);
  BOOST_TEST(post("/v1/me/erasure", R"({"password":"kuda laut biru 42"})", ani).status() == 200);
  BOOST_TEST(page(open, admin).response.body.find("ani@example.id") == std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(an_account_is_erased_by_its_owner_at_once, AccountsFixture) {
  const std::string person = registered("ani@example.id");
  const Ask ani = signed_in("ani@example.id");
  BOOST_TEST(post("/v1/me/erasure", R"({"password":"salah salah"})", ani).problem() == "wrong-credentials");
  BOOST_TEST(post("/v1/me/erasure", R"({"password":"kuda laut biru 42"})", ani).status() == 200);
  BOOST_TEST(get("/v1/me", ani).status() == 401);
  BOOST_TEST(sign_in("ani@example.id").status() == 401);
  BOOST_TEST((!*journal.wrapped_key(stream_of(PersonId{std::stoull(person)}))));
  registered("ani@example.id");
}

BOOST_FIXTURE_TEST_CASE(a_person_and_their_reports_are_erased_together, AccountsFixture) {
  const std::string person = registered("ani@example.id");
  const Ask ani = signed_in("ani@example.id");
  const std::string first = submit("", ani);
  const std::string second = submit("", ani);
  const Answer erased = post("/v1/people/" + person + "/erasure", R"({"ground":"subject_request"})", data_officer);
  BOOST_REQUIRE_MESSAGE(erased.status() == 200, erased.response.body);
  BOOST_TEST(erased.at("erased_reports") == "2");
  for (const std::string& id : {first, second}) {
    BOOST_TEST(page(id, admin).at("erased") == "true");
    BOOST_TEST(page(id, admin).at("title") == "null");
  }
  BOOST_TEST(get("/v1/me", ani).status() == 401);
  BOOST_TEST(post("/v1/people/" + person + "/erasure", R"({"ground":"subject_request"})", data_officer).status() ==
             200);
  BOOST_TEST(post("/v1/people/" + person + "/erasure", R"({"ground":"subject_request"})", admin).status() == 403);
}

BOOST_AUTO_TEST_SUITE_END()
