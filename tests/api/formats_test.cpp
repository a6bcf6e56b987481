#include "api/formats.hpp"

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

using namespace lapor;
using namespace lapor::api;

namespace {

constexpr auto two = std::to_array<std::string_view>({"a", "b.c"});

std::string line(const char* item) {
  return csv_line(two, boost::json::parse(item));
}

std::string table(Format format, std::initializer_list<const char*> items) {
  std::string out;
  TableWriter writer(format, two, out);
  writer.begin();
  for (const char* item : items) writer.item(item);
  writer.end();
  return out;
}

Format accepted(const char* accept) {
  http::Request request;
  request.headers.emplace_back("accept", accept);
  return accepted_format(request);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(formats)

BOOST_AUTO_TEST_CASE(a_text_that_looks_like_a_formula_is_defused) {
  for (const std::string formula : {"=A1", "+A1", "-A1", "@A1"})
    BOOST_TEST(line(("{\"a\":\"" + formula + "\"}").c_str()) == "'" + formula + ",\r\n");
  BOOST_TEST(line(R"({"a":"\t=1"})") == "'\t=1,\r\n");
  BOOST_TEST(line(R"({"a":"\r=1"})") == "\"'\r=1\",\r\n");
  BOOST_TEST(line(R"({"a":["=1","2"]})") == "\"'=1; 2\",\r\n");
}

BOOST_AUTO_TEST_CASE(a_negative_number_is_no_formula) {
  BOOST_TEST(line(R"({"a":-3.5,"b":{"c":-2}})") == "-3.5,-2\r\n");
}

BOOST_AUTO_TEST_CASE(quotes_commas_and_line_ends_stay_inside_their_cell) {
  BOOST_TEST(line(R"({"a":"say \"x\", then\ny"})") == "\"say \"\"x\"\", then\ny\",\r\n");
}

BOOST_AUTO_TEST_CASE(null_and_absent_members_are_empty_cells) {
  BOOST_TEST(line(R"({"a":null})") == ",\r\n");
  BOOST_TEST(line(R"({"a":true,"b":null})") == "true,\r\n");
}

BOOST_AUTO_TEST_CASE(a_table_begins_with_the_names_of_its_columns) {
  BOOST_TEST(table(Format::csv, {R"({"a":1,"b":{"c":"x"}})"}) == "a,b.c\r\n1,x\r\n");
  BOOST_TEST(table(Format::csv, {}) == "a,b.c\r\n");
}

BOOST_AUTO_TEST_CASE(ndjson_is_one_item_a_line) {
  BOOST_TEST(table(Format::ndjson, {"{}", R"({"a":1})"}) == "{}\n{\"a\":1}\n");
}

BOOST_AUTO_TEST_CASE(geojson_has_a_feature_for_each_item_with_a_point) {
  BOOST_TEST(
      table(Format::geojson, {R"({"place":{"lat":-7.5,"lng":112.0}})", R"({"place":null})",
                              R"({"place":{"region":"35"}})", R"({"place":{"lat":1,"lng":2}})"}) ==
      R"({"type":"FeatureCollection","features":[)"
      R"({"type":"Feature","geometry":{"type":"Point","coordinates":[112,-7.5]},"properties":{"place":{"lat":-7.5,"lng":112.0}}},)"
      R"({"type":"Feature","geometry":{"type":"Point","coordinates":[2,1]},"properties":{"place":{"lat":1,"lng":2}}}]})");
}

BOOST_AUTO_TEST_CASE(the_first_known_type_that_accept_names_is_taken) {
  BOOST_TEST((accepted("text/csv") == Format::csv));
  BOOST_TEST((accepted("text/html, application/x-ndjson;q=0.9, text/csv") == Format::ndjson));
  BOOST_TEST((accepted("*/*") == Format::json));
  BOOST_TEST((accepted("") == Format::json));
}

BOOST_AUTO_TEST_SUITE_END()
