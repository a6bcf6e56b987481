#include "api/web/query_string.hpp"

#include <array>
#include <boost/test/unit_test.hpp>

using namespace lapor::api::web;

BOOST_AUTO_TEST_SUITE(query_strings)

BOOST_AUTO_TEST_CASE(what_a_form_sends_is_read_and_what_was_left_empty_is_left_out) {
  const QueryString query = QueryString::parse("q=jalan+rusak%26&state=&tag=a&tag=b");
  BOOST_TEST(query.of("q") == "jalan rusak&");
  BOOST_TEST(query.of("state") == "");
  BOOST_TEST(query.text() == "q=jalan%20rusak%26&tag=a");
  BOOST_TEST(QueryString::parse("q=%FF").empty());
}

BOOST_AUTO_TEST_CASE(a_link_changes_one_thing_and_keeps_the_rest) {
  const QueryString query = QueryString::parse("q=jalan&state=closed");
  BOOST_TEST(query.with("state", "").behind("/reports") == "/reports?q=jalan");
  BOOST_TEST(query.with("state", "on_hold").text() == "q=jalan&state=on_hold");
  BOOST_TEST(query.with("sort", "oldest").text() == "q=jalan&state=closed&sort=oldest");
  BOOST_TEST(QueryString{}.behind("/reports") == "/reports");
}

BOOST_AUTO_TEST_CASE(only_known_names_are_kept) {
  constexpr std::array<std::string_view, 2> known{"state", "q"};
  BOOST_TEST(QueryString::parse("utm=x&q=a&state=b").only(known).text() == "state=b&q=a");
}

BOOST_AUTO_TEST_SUITE_END()
