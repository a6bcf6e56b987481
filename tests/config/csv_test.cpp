#include "config/csv.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace {

using lapor::config::parse_csv;
using Strings = std::vector<std::string>;

lapor::config::CsvTable parsed(std::string_view text) {
  const auto table = parse_csv(text, "x.csv");
  BOOST_REQUIRE_MESSAGE(table.has_value(), (table ? "" : table.error()));
  return *table;
}

std::string refused(std::string_view text) {
  const auto table = parse_csv(text, "x.csv");
  return table ? "accepted" : table.error();
}

BOOST_AUTO_TEST_SUITE(csv)

BOOST_AUTO_TEST_CASE(header_and_rows_are_read_with_their_lines) {
  const auto table = parsed("code,name\n11,Aceh\n12,Sumatera Utara\n");
  BOOST_TEST(table.name == "x.csv");
  BOOST_TEST(table.header == (Strings{"code", "name"}), boost::test_tools::per_element());
  BOOST_REQUIRE_EQUAL(table.rows.size(), 2U);
  BOOST_TEST(table.rows[1].fields == (Strings{"12", "Sumatera Utara"}), boost::test_tools::per_element());
  BOOST_TEST(table.rows[1].line == 3U);
}

BOOST_AUTO_TEST_CASE(a_last_line_without_a_line_break_counts) {
  BOOST_TEST(parsed("a,b\n1,2").rows.at(0).fields.at(1) == "2");
}

BOOST_AUTO_TEST_CASE(quoted_fields_keep_commas_quotes_and_line_breaks) {
  const auto table = parsed("a,b\n\"x, y\",\"she said \"\"no\"\"\"\n\"two\nlines\",z\nlast,row\n");
  BOOST_TEST(table.rows.at(0).fields.at(0) == "x, y");
  BOOST_TEST(table.rows.at(0).fields.at(1) == "she said \"no\"");
  BOOST_TEST(table.rows.at(1).fields.at(0) == "two\nlines");
  BOOST_TEST(table.rows.at(2).line == 5U);
}

BOOST_AUTO_TEST_CASE(windows_line_ends_read_like_unix_ones) {
  const auto table = parsed("a,b\r\n1,2\r\n\"3\",\"4\"\r\n");
  BOOST_REQUIRE_EQUAL(table.rows.size(), 2U);
  BOOST_TEST(table.rows[0].fields[1] == "2");
  BOOST_TEST(table.rows[1].fields[1] == "4");
  BOOST_TEST(table.rows[1].line == 3U);
}

BOOST_AUTO_TEST_CASE(a_byte_order_mark_is_no_part_of_the_first_heading) {
  BOOST_TEST(parsed("\xEF\xBB\xBF"
                    "code\n11\n")
                 .header.at(0) == "code");
}

BOOST_AUTO_TEST_CASE(empty_fields_stay_and_empty_lines_go) {
  const auto table = parsed("\na,b,c\n,,\n\n1,\"\",3\n\n");
  BOOST_REQUIRE_EQUAL(table.rows.size(), 2U);
  BOOST_TEST(table.rows[0].fields == (Strings{"", "", ""}), boost::test_tools::per_element());
  BOOST_TEST(table.rows[1].fields == (Strings{"1", "", "3"}), boost::test_tools::per_element());
  BOOST_TEST(table.rows[1].line == 5U);
}

BOOST_AUTO_TEST_CASE(characters_of_every_width_are_kept) {
  const std::string text{"é€😀"};
  BOOST_TEST(parsed("a\n" + text + "\n").rows.at(0).fields.at(0) == text);
}

BOOST_AUTO_TEST_CASE(columns_are_found_by_their_heading) {
  const auto table = parsed("a,b\n1,2\n");
  BOOST_TEST(table.column("b").value() == 1U);
  BOOST_TEST(!table.column("c").has_value());
  const auto both = table.columns(std::array<std::string_view, 2>{"b", "a"});
  BOOST_REQUIRE(both.has_value());
  BOOST_TEST((*both)[0] == 1U);
  const auto missing = table.columns(std::array<std::string_view, 1>{"c"});
  BOOST_REQUIRE(!missing.has_value());
  BOOST_TEST(missing.error() == "x.csv:1: has no column `c`; add it to the header and to every row");
}

BOOST_AUTO_TEST_CASE(a_row_of_another_width_is_refused_with_its_line) {
  BOOST_TEST(refused("a,b\n1,2\n3\n") ==
             "x.csv:3: has 1 fields where the header has 2; quote fields that contain a comma");
  BOOST_TEST(refused("a,b\n1,2,3\n") ==
             "x.csv:2: has 3 fields where the header has 2; quote fields that contain a comma");
}

BOOST_AUTO_TEST_CASE(stray_and_unclosed_quotes_are_refused) {
  BOOST_TEST(refused("a,b\n1,x\"y\n") == "x.csv:2: a quote inside a plain field; quote the whole field");
  BOOST_TEST(refused("a,b\n\"1\"2,3\n") == "x.csv:2: text after a closing quote; double the quote");
  BOOST_TEST(refused("a,b\n1,\"2\n3\n4\n") == "x.csv:2: a quoted field that never ends; close its quote");
}

BOOST_AUTO_TEST_CASE(a_carriage_return_alone_is_refused) {
  BOOST_TEST(refused("a,b\r1,2\r") ==
             "x.csv:1: a carriage return without a line feed; save the file with LF or CRLF line ends");
}

BOOST_AUTO_TEST_CASE(a_file_needs_a_header_of_distinct_names) {
  BOOST_TEST(refused("") == "x.csv:1: is empty; the first line must name the columns");
  BOOST_TEST(refused("\n\n") == "x.csv:1: is empty; the first line must name the columns");
  BOOST_TEST(refused("a,b,a\n") == "x.csv:1: the heading `a` is empty or repeated; name every column once");
  BOOST_TEST(refused("a,,b\n") == "x.csv:1: the heading `` is empty or repeated; name every column once");
}

BOOST_AUTO_TEST_CASE(bytes_that_are_no_utf8_are_refused_with_their_line) {
  const std::vector<std::string> malformed{
      "\xFF",              // never a lead byte
      "\x80",              // a continuation alone
      "\xC3",              // cut off at the end of the field
      "\xC0\xAF",          // overlong slash
      "\xE0\x80\xAF",      // overlong in three bytes
      "\xED\xA0\x80",      // a surrogate
      "\xF4\x90\x80\x80",  // above U+10FFFF
      "\xE2\x82",          // two bytes of three
  };
  for (const auto& bytes : malformed)
    BOOST_TEST(refused("a\nok\n" + bytes + "\n") == "x.csv:3: is not valid UTF-8; save the file as UTF-8");
  BOOST_TEST(refused("a\n\xE2\x82") == "x.csv:2: is not valid UTF-8; save the file as UTF-8");
}

BOOST_AUTO_TEST_CASE(a_missing_file_is_named) {
  const auto table = lapor::config::load_csv("no/such/file.csv");
  BOOST_REQUIRE(!table.has_value());
  BOOST_TEST(table.error() == "no/such/file.csv: there is no such file; restore it or correct the path");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
