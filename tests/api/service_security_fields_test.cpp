#include "api/http/response_writer.hpp"
#include "service_fixture.hpp"

using namespace lapor;
using namespace lapor::api;
using namespace lapor::api::testing;

namespace {

struct BehindTls : ServiceFixture {
  static IdentityOptions options() {
    IdentityOptions options;
    options.secure_cookies = true;
    return options;
  }
  BehindTls() : ServiceFixture({}, options()) {}
};

struct AsksForWork : ServiceFixture {
  static IdentityOptions options() {
    IdentityOptions options;
    options.proof_of_work_bits = 8;
    options.submissions_per_hour_per_address = 1;
    return options;
  }
  AsksForWork() : ServiceFixture({}, options()) {}
};

/// What a browser is told not to do with an answer, as it goes over the wire.
std::string missing_fields(const Answer& answer) {
  std::string head;
  http::append_response(head, answer.response, {}, "");
  head.resize(head.find("\r\n\r\n") + 2);
  std::string missing;
  for (const std::string field :
       {"Content-Security-Policy: default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
        "Cross-Origin-Resource-Policy: same-origin", "Permissions-Policy: camera=(), geolocation=(), microphone=()",
        "Referrer-Policy: no-referrer", "X-Frame-Options: DENY", "X-Content-Type-Options: nosniff"})
    if (head.find("\r\n" + field + "\r\n") == std::string::npos) missing += field + "; ";
  return missing;
}

void check(const Answer& answer, int status) {
  BOOST_TEST(answer.status() == status);
  BOOST_TEST(missing_fields(answer) == "", status);
}

const std::string form = R"({"title":"Jalan berlubang","text":"Lubang besar.","occurred_on":"2026-11-18"})";

}  // namespace

BOOST_AUTO_TEST_SUITE(security_fields_of_answers)

BOOST_FIXTURE_TEST_CASE(pages_lists_tables_and_documents_have_them, ServiceFixture) {
  const std::string id = in_progress();
  settle();
  check(page(id, anybody), 200);
  check(page(id, anybody), 200);  // from memory
  check(page(id, admin), 200);
  check(get("/v1/reports/" + id, {"", {{"if-none-match", "*"}}}), 304);
  for (const char* path :
       {"/v1/reports", "/v1/reports?format=csv", "/v1/reports?format=geojson", "/v1/statistics/daily",
        "/v1/statistics/definitions", "/v1/challenge", "/v1/openapi.json", "/healthz", "/readyz", "/metrics"})
    check(get(path, anybody), 200);
  check(ask(http::Method::head, "/v1/reports", "", anybody), 200);
  check(ask(http::Method::options, "/v1/reports", "", anybody), 204);
}

BOOST_FIXTURE_TEST_CASE(commands_have_them, ServiceFixture) {
  check(post("/v1/reports", form, anybody), 201);
  const std::string id = submit_and_verify();
  check(command(id, "supports", "", {"reporter", {}}), 201);
  check(command(id, "supports", "", {"reporter", {}}), 200);
  check(ask(http::Method::del, "/v1/messages/1", "", {"gateway", {}}), 204);
  check(post("/v1/views/reports/rebuild", "", admin), 202);
}

BOOST_FIXTURE_TEST_CASE(streams_have_them, ServiceFixture) {
  const Answer stream = get("/v1/stream", anybody);
  check(stream, 200);
  BOOST_REQUIRE(stream.response.source != nullptr);
  stream.response.source->abandon();
}

BOOST_FIXTURE_TEST_CASE(refusals_have_them, ServiceFixture) {
  const std::string id = submit_and_verify();
  check(get("/v1/reports?color=red", anybody), 400);
  check(get("/v1/me", anybody), 401);
  check(get("/v1/reports", {"bearer:nobody", {}}), 401);
  check(command(id, "closing", "", anybody), 403);
  check(page("1999999", anybody), 404);
  check(get("/v1/nothing", anybody), 404);
  check(ask(http::Method::put, "/v1/reports", "", anybody), 405);
  check(command(id, "completion", R"({"text":"?"})", {"reporter", {}}), 409);
  check(command(id, "supports", "", {"reporter", {{"if-match", "\"77\""}}}), 412);
  check(post("/v1/reports", form, {"", {{"content-type", "text/plain"}}}), 415);
  check(post("/v1/reports", "{}", anybody), 422);
  journal.fail_for_good();
  check(post("/v1/reports", form, anybody), 503);
}

BOOST_FIXTURE_TEST_CASE(refusals_of_abuse_have_them, AsksForWork) {
  check(post("/v1/reports", form, {"", {}, "203.0.113.7"}), 428);
  const auto file = [this] {
    const std::string challenge = get("/v1/challenge", anybody).at("challenge");
    return post("/v1/reports", form,
                {"", {{"lapor-proof-of-work", challenge + ":" + solve(challenge, 8)}}, "203.0.113.7"});
  };
  check(file(), 201);
  check(file(), 429);
}

BOOST_FIXTURE_TEST_CASE(browsers_stay_with_tls_once_they_came_by_it, BehindTls) {
  for (const char* path : {"/v1/reports", "/v1/me", "/v1/nothing"}) {
    const Answer answer = get(path, anybody);
    BOOST_TEST(missing_fields(answer) == "");
    BOOST_TEST(answer.response.fixed_fields.find("Strict-Transport-Security: max-age=31536000") !=
               std::string_view::npos);
  }
}

BOOST_FIXTURE_TEST_CASE(without_tls_browsers_are_not_told_to_use_it, ServiceFixture) {
  BOOST_TEST(get("/healthz", anybody).response.fixed_fields.find("Strict-Transport-Security") ==
             std::string_view::npos);
}

BOOST_AUTO_TEST_SUITE_END()
