#include "api/json_writer.hpp"

#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>
#include <limits>

using namespace lapor::api;

BOOST_AUTO_TEST_SUITE(json_writer)

BOOST_AUTO_TEST_CASE(nested_values_get_their_commas) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("a", 1);
  json.begin_object("b");
  json.end_object();
  json.begin_array("c");
  json.element("x");
  json.element("y");
  json.begin_object();
  json.null("n");
  json.end_object();
  json.end_array();
  json.member("d", true);
  json.member("e", -7.25);
  json.member_or_null("f", "");
  json.raw("g", "[1]");
  json.end_object();
  BOOST_TEST(out == R"({"a":1,"b":{},"c":["x","y",{"n":null}],"d":true,"e":-7.25,"f":null,"g":[1]})");
}

BOOST_AUTO_TEST_CASE(numbers_keep_every_digit) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("most", std::numeric_limits<std::uint64_t>::max());
  json.member("least", std::numeric_limits<std::int64_t>::min());
  json.member("third", 0.1);
  json.end_object();
  BOOST_TEST(out == R"({"most":18446744073709551615,"least":-9223372036854775808,"third":0.1})");
}

BOOST_AUTO_TEST_CASE(every_string_reads_back_as_it_was) {
  std::string all;
  for (char c = 1; c < 127; ++c) all += c;
  all += '\0';
  all += "é€\U0001F600";
  std::string out;
  append_json_string(out, all);
  BOOST_TEST(std::string(boost::json::parse(out).as_string()) == all);
}

BOOST_AUTO_TEST_SUITE_END()
