#include "api/routes.hpp"

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>
#include <set>

#include "api/openapi.hpp"

using namespace lapor;
using namespace lapor::api;

namespace {

std::string upper(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return result;
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

/// Keys may lack a scope, and a browser's request that changes something its X-CSRF-Token.
bool may_be_forbidden(const Route& route) {
  const Door door = door_of(route);
  return route.method != http::Method::get || (door != Door::open && door != Door::account);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(routes_of_the_api)

BOOST_AUTO_TEST_CASE(a_path_finds_its_row_and_its_numbers) {
  const Match match = find_route(http::Method::post, "/v1/reports/1000001/comments/7/hiding");
  BOOST_REQUIRE(match.route != nullptr);
  BOOST_TEST(match.route->pattern == "/v1/reports/{id}/comments/{n}/hiding");
  BOOST_TEST(number(match.report) == 1'000'001U);
  BOOST_TEST(match.ordinal == 7U);
}

BOOST_AUTO_TEST_CASE(a_file_is_named_by_its_hash_in_one_way_only) {
  const std::string hash = std::string(62, '0') + "af";
  const std::string path = "/v1/reports/1000001/attachments/";
  BOOST_TEST(storage::to_hex(find_route(http::Method::get, path + hash).file) == hash);
  for (const std::string& other : {std::string(62, '0') + "AF", hash + "0", hash.substr(1), std::string(64, 'g'),
                                   std::string("../../journal"), hash.substr(2) + "%2f", std::string()})
    BOOST_TEST(find_route(http::Method::get, path + other).route == nullptr, other);
}

BOOST_AUTO_TEST_CASE(head_goes_where_get_goes) {
  BOOST_TEST(find_route(http::Method::head, "/v1/reports/1").route ==
             find_route(http::Method::get, "/v1/reports/1").route);
}

BOOST_AUTO_TEST_CASE(another_method_is_told_what_there_is) {
  const Match match = find_route(http::Method::put, "/v1/reports/1/supports");
  BOOST_TEST(match.route == nullptr);
  BOOST_TEST(match.allow == "POST, DELETE");
  BOOST_TEST(find_route(http::Method::del, "/v1/reports").allow == "POST, GET, HEAD");
}

BOOST_AUTO_TEST_CASE(a_path_that_is_not_exactly_a_row_finds_nothing) {
  for (const char* path :
       {"", "/", "/v1", "/v1/reports/", "/v1/reports/abc", "/v1/reports/0", "/v1/reports/01", "/v1/reports/-1",
        "/v1/reports/+1", "/v1/reports/9223372036854775808", "/v1/reports/1/", "/v1/reports/1/holds",
        "/v1/reports/1/hold/x", "/v1/reports/1/comments/0/hiding", "healthz"}) {
    const Match match = find_route(http::Method::get, path);
    BOOST_TEST((match.route == nullptr && match.allow.empty()), path);
  }
  BOOST_TEST(find_route(http::Method::get, "/v1/reports/9223372036854775807").route != nullptr);
}

BOOST_AUTO_TEST_CASE(openapi_has_exactly_these_operations) {
  std::set<std::string> ours;
  for (const Route& route : routes())
    ours.insert(std::string(http::to_word(route.method)) + " " + std::string(route.pattern));
  std::set<std::string> documented;
  const auto document = boost::json::parse(openapi_document());
  for (const auto& path : document.at("paths").as_object())
    for (const auto& operation : path.value().as_object())
      documented.insert(upper(operation.key()) + " " + std::string(path.key()));
  BOOST_TEST(ours == documented, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(openapi_declares_what_every_door_may_answer) {
  const auto document = boost::json::parse(openapi_document());
  for (const Route& route : routes()) {
    const auto& operation = document.at("paths").at(route.pattern).at(lower(http::to_word(route.method)));
    const auto& responses = operation.at("responses").as_object();
    const bool forbids = may_be_forbidden(route);
    for (const char* status : {"401", "429", "500", "503", "default"})
      BOOST_TEST(responses.contains(status), route.pattern << " does not declare " << status);
    BOOST_TEST((!forbids || responses.contains("403")), route.pattern << " does not declare 403");
  }
}

BOOST_AUTO_TEST_SUITE_END()
