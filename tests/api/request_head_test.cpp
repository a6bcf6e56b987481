#include "api/request_head.hpp"

#include <boost/test/unit_test.hpp>

using namespace lapor;
using namespace lapor::api;

namespace {

http::Request with(std::vector<http::Header> headers, std::string body = "") {
  return {http::Method::post, "/v1/reports", "", std::move(headers), std::move(body), true};
}

const storage::Vault& vault() {
  static const storage::Vault instance{storage::Key{std::array<unsigned char, 32>{1}}};
  return instance;
}

storage::RequestMark mark_of(const http::Request& request, std::string_view caller) {
  return request_mark(request, caller, vault()).value().value();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(request_head)

BOOST_AUTO_TEST_CASE(a_bearer_token_is_read_and_nothing_else) {
  BOOST_TEST(bearer_token(with({})).value() == "");
  BOOST_TEST(bearer_token(with({{"authorization", "Bearer abc"}})).value() == "abc");
  BOOST_TEST(bearer_token(with({{"authorization", "bearer  abc "}})).value() == "abc");
  for (const char* bad : {"", "Bearer", "Bearer ", "Basic abc", "abc"})
    BOOST_TEST(!bearer_token(with({{"authorization", bad}})), bad);
  BOOST_TEST(!bearer_token(with({{"authorization", "Bearer a"}, {"authorization", "Bearer b"}})));
}

BOOST_AUTO_TEST_CASE(if_match_is_one_version_in_quotes) {
  BOOST_TEST((if_match(with({})).value() == std::nullopt));
  BOOST_TEST((if_match(with({{"if-match", "*"}})).value() == std::nullopt));
  BOOST_TEST((if_match(with({{"if-match", "\"12\""}})).value() == Version{12}));
  BOOST_TEST((if_match(with({{"if-match", "\"0\""}})).value() == Version{0}));  // of a rulebook that nobody has changed
  for (const char* bad : {"", "12", "\"\"", "\"00\"", "\"01\"", "\"-1\"", "W/\"1\"", "\"1\", \"2\"", "\"4294967296\""})
    BOOST_TEST(!if_match(with({{"if-match", bad}})), bad);
}

BOOST_AUTO_TEST_CASE(if_none_match_compares_weakly) {
  const auto knows = [](const char* value) { return is_known_to_client(with({{"if-none-match", value}}), Version{3}); };
  BOOST_TEST(knows("\"3\""));
  BOOST_TEST(knows("W/\"3\""));
  BOOST_TEST(knows("\"2\", \"3\""));
  BOOST_TEST(knows("*"));
  BOOST_TEST(!knows("\"2\""));
  BOOST_TEST(!knows("nonsense"));
  BOOST_TEST(!is_known_to_client(with({}), Version{3}));
}

BOOST_AUTO_TEST_CASE(the_key_is_the_callers_own) {
  const auto request = with({{"idempotency-key", "k"}}, "{}");
  BOOST_TEST((mark_of(request, "clerk").key == mark_of(request, "clerk").key));
  BOOST_TEST((mark_of(request, "clerk").key != mark_of(request, "gateway").key));
}

BOOST_AUTO_TEST_CASE(the_fingerprint_covers_method_path_and_body) {
  const auto first = with({{"idempotency-key", "k"}}, "{}");
  for (auto change : {+[](http::Request& r) { r.body = "{ }"; }, +[](http::Request& r) { r.path += "/1/hold"; },
                      +[](http::Request& r) { r.method = http::Method::del; }}) {
    http::Request other = first;
    change(other);
    BOOST_TEST((mark_of(first, "clerk").key == mark_of(other, "clerk").key));
    BOOST_TEST((mark_of(first, "clerk").fingerprint != mark_of(other, "clerk").fingerprint));
  }
}

BOOST_AUTO_TEST_CASE(a_malformed_key_is_refused) {
  BOOST_TEST((request_mark(with({}), "clerk", vault()).value() == std::nullopt), "no key, no mark");
  BOOST_TEST(request_mark(with({{"idempotency-key", std::string(255, 'k')}}), "clerk", vault()).has_value());
  for (const std::string& bad : {std::string(), std::string(256, 'k'), std::string("a b"), std::string("\xC3\xA9")})
    BOOST_TEST(!request_mark(with({{"idempotency-key", bad}}), "clerk", vault()), bad);
}

BOOST_AUTO_TEST_CASE(a_body_is_json_in_utf8) {
  BOOST_TEST(!content_type_problem(with({})));
  for (const char* good :
       {"application/json", "Application/JSON", "application/json; charset=UTF-8", "application/json;"})
    BOOST_TEST(!content_type_problem(with({{"content-type", good}}, "{}")), good);
  for (const char* bad : {"text/plain", "application/jsonx", "application/json; charset=latin1", ""})
    BOOST_TEST(content_type_problem(with({{"content-type", bad}}, "{}")).has_value(), bad);
  BOOST_TEST(content_type_problem(with({}, "{}")).has_value());
}

BOOST_AUTO_TEST_CASE(a_plain_request_id_is_taken) {
  BOOST_TEST(request_id(with({{"x-request-id", "web-1.A_b"}})) == "web-1.A_b");
  BOOST_TEST(request_id(with({{"x-request-id", "a\"b"}})) == "");
  BOOST_TEST(request_id(with({{"x-request-id", std::string(65, 'a')}})) == "");
}

BOOST_AUTO_TEST_SUITE_END()
