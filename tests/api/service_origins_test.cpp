#include <algorithm>

#include "service_fixture.hpp"

using namespace lapor;
using namespace lapor::api;
using namespace lapor::api::testing;

namespace {

constexpr const char* ours = "https://dasbor.example.id";
constexpr const char* other = "https://dasbor.example.id.example.com";

struct OpenToDashboards : ServiceFixture {
  static ServiceOptions options() {
    ServiceOptions options;
    options.allowed_origins = "https://peta.example.id,https://dasbor.example.id";
    return options;
  }
  OpenToDashboards() : ServiceFixture(options()) {}
};

Ask from(const std::string& origin, const std::string& as = "") {
  return {as, {{"origin", origin}}};
}

Ask preflight(const std::string& origin) {
  return {"", {{"origin", origin}, {"access-control-request-method", "POST"}}};
}

bool varies_by_origin(const Answer& answer) {
  return std::ranges::count(answer.response.headers, http::Header{"Vary", "Origin"}) == 1;
}

bool has_cross_origin_fields(const Answer& answer) {
  return std::ranges::any_of(answer.response.headers,
                             [](const auto& field) { return field.first.starts_with("Access-Control-"); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cross_origin)

BOOST_FIXTURE_TEST_CASE(a_browser_that_asks_first_is_told_what_an_allowed_page_may_send, OpenToDashboards) {
  const Answer answer = ask(http::Method::options, "/v1/reports", "", preflight(ours));
  BOOST_TEST(answer.status() == 204);
  BOOST_TEST(answer.header("Access-Control-Allow-Origin") == ours);
  BOOST_TEST(answer.header("Access-Control-Allow-Methods") == "POST, GET, HEAD");
  for (const char* field : {"Authorization", "Content-Type", "Idempotency-Key", "Lapor-Proof-Of-Work", "Lapor-Receipt"})
    BOOST_TEST(answer.header("Access-Control-Allow-Headers").find(field) != std::string::npos, field);
  BOOST_TEST(answer.header("Access-Control-Max-Age") == "600");
  BOOST_TEST(varies_by_origin(answer));
}

BOOST_FIXTURE_TEST_CASE(pages_of_other_origins_are_told_nothing, OpenToDashboards) {
  for (const char* origin : {other, "http://dasbor.example.id", "https://example.id", "null", ""}) {
    const Answer asked = ask(http::Method::options, "/v1/reports", "", preflight(origin));
    BOOST_TEST(asked.status() == 204);
    BOOST_TEST(asked.header("Allow") == "POST, GET, HEAD");
    const Answer answer = get("/v1/reports", from(origin));
    BOOST_TEST(answer.status() == 200);
    for (const Answer& each : {asked, answer}) {
      BOOST_TEST(!has_cross_origin_fields(each), origin);
      BOOST_TEST(varies_by_origin(each), origin);
    }
  }
}

BOOST_FIXTURE_TEST_CASE(an_allowed_page_reads_answers_and_problems_but_never_with_cookies, OpenToDashboards) {
  for (const char* path : {"/v1/reports", "/healthz", "/v1/reports/1999999", "/v1/me", "/v1/nothing"}) {
    const Answer answer = get(path, from(ours));
    BOOST_TEST(answer.header("Access-Control-Allow-Origin") == ours, path);
    BOOST_TEST(answer.header("Access-Control-Expose-Headers").find("ETag") != std::string::npos, path);
    BOOST_TEST(answer.header("Access-Control-Allow-Credentials").empty(), path);
    BOOST_TEST(varies_by_origin(answer), path);
  }
}

BOOST_FIXTURE_TEST_CASE(caches_are_told_that_answers_without_an_origin_vary_too, OpenToDashboards) {
  const Answer answer = get("/v1/reports", anybody);
  BOOST_TEST(varies_by_origin(answer));
  BOOST_TEST(!has_cross_origin_fields(answer));
}

BOOST_FIXTURE_TEST_CASE(a_path_that_is_not_there_has_no_methods_to_tell, OpenToDashboards) {
  BOOST_TEST(ask(http::Method::options, "/v1/nothing", "", preflight(ours)).status() == 404);
}

BOOST_FIXTURE_TEST_CASE(without_a_list_nobody_is_let_in, ServiceFixture) {
  const Answer asked = ask(http::Method::options, "/v1/reports", "", preflight(ours));
  BOOST_TEST(asked.status() == 204);
  for (const Answer& each : {asked, get("/v1/reports", from(ours))}) {
    BOOST_TEST(!has_cross_origin_fields(each));
    BOOST_TEST(!varies_by_origin(each));
  }
}

BOOST_AUTO_TEST_SUITE_END()
