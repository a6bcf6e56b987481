#include "api/openapi.hpp"
#include "service_fixture.hpp"

using namespace lapor;
using namespace lapor::api;
using namespace lapor::api::testing;

BOOST_FIXTURE_TEST_SUITE(operations, ServiceFixture)

BOOST_AUTO_TEST_CASE(the_clock_moves_and_what_is_due_is_enforced_before_the_answer) {
  const std::string id = submit();
  const Answer before = post("/v1/clock", R"({"advance_to":"2026-11-25T23:59:59+07:00"})", {});
  BOOST_TEST(before.at("now") == "2026-11-25T23:59:59+07:00");
  BOOST_TEST(page(id, {"reporter", {}}).at("late") == "false");
  BOOST_TEST(post("/v1/clock", R"({"advance_to":"2026-11-26T00:00:00+07:00"})", {}).status() == 200);
  const Answer after = page(id, {"reporter", {}});
  BOOST_TEST(after.at("late") == "true");
  BOOST_TEST(after.at("missed_level") == "1");
  BOOST_TEST(after.at("deadline.missed") == "true");
  BOOST_TEST(story(id, {"reporter", {}}) == "report_submitted deadline_missed");
}

BOOST_AUTO_TEST_CASE(the_clock_never_goes_back) {
  BOOST_TEST(post("/v1/clock", R"({"advance_to":"2026-11-20T08:59:59+07:00"})", {}).problem() == "invalid-value");
  BOOST_TEST(post("/v1/clock", R"({})", {}).problem() == "missing-field");
  BOOST_TEST(post("/v1/clock", R"({"to":"x"})", {}).problem() == "unknown-field");
}

BOOST_AUTO_TEST_CASE(a_real_clock_is_not_moved) {
  const actors::SystemClock real;
  service = std::make_unique<Service>(ServiceOptions{}, *engine, journal, vault, rulebooks, real, tokens, identity,
                                      *reports, nullptr);
  const Answer answer = post("/v1/clock", R"({"advance_to":"2026-11-26T00:00:00+07:00"})", {});
  BOOST_TEST(answer.status() == 403);
  BOOST_TEST(answer.problem() == "clock-not-simulated");
}

BOOST_AUTO_TEST_CASE(health_is_the_process_and_readiness_the_journal) {
  BOOST_TEST(get("/healthz", {}).at("status") == "ok");
  BOOST_TEST(get("/readyz", {}).at("ready") == "true");
  journal.fail_for_good();
  const Answer answer = get("/readyz", {});
  BOOST_TEST(answer.status() == 503);
  BOOST_TEST(answer.at("ready") == "false");
  BOOST_TEST(answer.header("Retry-After") == "5");
  BOOST_TEST(get("/healthz", {}).status() == 200);
}

BOOST_AUTO_TEST_CASE(metrics_count_answers_by_route_and_status) {
  submit();
  page("1999999", {});
  get("/nowhere", {});
  const Answer answer = get("/metrics", {});
  BOOST_TEST(answer.response.content_type == "text/plain; version=0.0.4; charset=utf-8");
  const std::string& body = answer.response.body;
  for (const char* line :
       {"lapor_http_requests_total{method=\"POST\",route=\"/v1/reports\",status=\"201\"} 1\n",
        "lapor_http_requests_total{method=\"GET\",route=\"/v1/reports/{id}\",status=\"404\"} 1\n",
        "lapor_http_requests_total{method=\"\",route=\"none\",status=\"404\"} 1\n",
        "lapor_http_request_duration_seconds_count{method=\"POST\",route=\"/v1/reports\"} 1\n",
        "lapor_journal_position 1\n", "lapor_commands_accepted_total 1\n", "lapor_http_connections 0\n"})
    BOOST_TEST(body.find(line) != std::string::npos, line);
}

BOOST_AUTO_TEST_CASE(the_document_describes_itself) {
  const Answer answer = get("/v1/openapi.json", {});
  BOOST_TEST(answer.at("openapi") == "3.1.0");
  BOOST_TEST(answer.response.body == openapi_document());
}

BOOST_AUTO_TEST_CASE(other_methods_and_paths_are_told_apart) {
  const Answer method = ask(http::Method::put, "/v1/reports", "", {});
  BOOST_TEST(method.status() == 405);
  BOOST_TEST(method.header("Allow") == "POST, GET, HEAD");
  BOOST_TEST(get("/v1/nothing", {}).status() == 404);
}

BOOST_AUTO_TEST_CASE(an_unknown_token_is_refused_on_every_path) {
  const Ask nobody{"", {{"authorization", "Bearer 00"}}};
  for (const char* path : {"/healthz", "/v1/reports/1000001", "/nowhere"}) {
    const Answer answer = get(path, nobody);
    BOOST_TEST(answer.status() == 401, path);
    BOOST_TEST(answer.header("WWW-Authenticate") == "Bearer realm=\"lapor\", error=\"invalid_token\"");
  }
}

BOOST_AUTO_TEST_CASE(a_request_id_is_kept_in_the_record_and_given_back) {
  const Answer answer = post("/v1/reports", R"({"title":"a","text":"a","occurred_on":"2026-11-18"})",
                             {"reporter", {{"x-request-id", "web-42"}}});
  BOOST_TEST(answer.header("X-Request-Id") == "web-42");
  const auto records = journal.read(Position{1}, 1);
  BOOST_TEST(decode_facts(records->at(0).bytes)->request_id == "web-42");
  BOOST_TEST(get("/healthz", {}).header("X-Request-Id") != get("/healthz", {}).header("X-Request-Id"));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(limits_of_callers)

BOOST_AUTO_TEST_CASE(a_caller_over_the_limit_waits_and_the_others_do_not) {
  ServiceFixture fixture({}, {.requests_per_second_per_caller = 1});
  int refused = 0;
  for (int i = 0; i < 50; ++i)
    if (fixture.get("/healthz", {"reporter", {}}).status() == 429) ++refused;
  BOOST_TEST(refused > 0);
  BOOST_TEST(fixture.get("/healthz", {"reporter_2", {}}).status() == 200);
  BOOST_TEST(fixture.get("/healthz", {}).status() == 200);
}

BOOST_AUTO_TEST_SUITE_END()
