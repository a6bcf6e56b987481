#include "api/web/negotiation.hpp"

#include <boost/test/unit_test.hpp>

using namespace lapor::api;
using namespace lapor::api::web;

namespace {

std::string_view chosen(std::string_view accept) {
  return to_word(best_encoding(accept, true, true));
}

bool prefers(const char* accept) {
  http::Request request;
  if (*accept != '\0') request.headers.emplace_back("accept", accept);
  return prefers_html(request);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(negotiation)

BOOST_AUTO_TEST_CASE(the_smallest_of_what_the_client_likes_best_is_given) {
  BOOST_TEST(chosen("gzip, deflate, br, zstd") == "br");
  BOOST_TEST(chosen("gzip, deflate") == "gzip");
  BOOST_TEST(chosen("br;q=0.5, gzip;q=0.8") == "gzip");
  BOOST_TEST(chosen("BR ; Q=1.000") == "br");
  BOOST_TEST(chosen("*") == "br");
  BOOST_TEST(chosen("*;q=0.1, br;q=0") == "gzip");
}

BOOST_AUTO_TEST_CASE(without_a_wish_or_against_it_nothing_is_compressed) {
  BOOST_TEST(chosen("") == "");
  BOOST_TEST(chosen("deflate") == "");
  BOOST_TEST(chosen("br;q=0, gzip;q=0") == "");
  BOOST_TEST(chosen("gzip;q=0.000") == "");
  BOOST_TEST(chosen("identity, gzip;q=0.5") == "");
  BOOST_TEST(chosen("gzip;q=nonsense") == "");
  BOOST_TEST(chosen("brotli, xgzip") == "");
}

BOOST_AUTO_TEST_CASE(what_there_is_not_is_not_given) {
  BOOST_TEST(to_word(best_encoding("br, gzip", false, true)) == "gzip");
  BOOST_TEST(to_word(best_encoding("br, gzip;q=0.1", false, true)) == "gzip");
  BOOST_TEST(to_word(best_encoding("br, gzip", false, false)) == "");
}

BOOST_AUTO_TEST_CASE(a_browser_is_told_from_a_program_by_what_it_names) {
  BOOST_TEST(prefers("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"));
  BOOST_TEST(prefers("text/html"));
  BOOST_TEST(!prefers(""));
  BOOST_TEST(!prefers("*/*"));
  BOOST_TEST(!prefers("application/json"));
  BOOST_TEST(!prefers("application/json, text/html;q=0.5"));
  BOOST_TEST(!prefers("text/html;q=0"));
}

BOOST_AUTO_TEST_SUITE_END()
