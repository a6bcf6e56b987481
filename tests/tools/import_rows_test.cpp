#include "tools/import_rows.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <boost/test/unit_test.hpp>

namespace {

using lapor::tools::AddresseeMatcher;
using lapor::tools::Form;
using lapor::tools::import_key;
using lapor::tools::ImportRow;
using lapor::tools::read_rows;

const Form dated{{"occurred_on", "2026-03-01"}};

lapor::InstitutionTree institutions() {
  return lapor::InstitutionTree({{"kota-35.78", "Pemerintah Kota Surabaya", "", "kota", "", lapor::Zone::wib},
                                 {"kab-51.03", "Pemerintah Kabupaten Badung", "", "kabupaten", "", lapor::Zone::wita}});
}

lapor::Result<std::vector<ImportRow>, std::string> read(const std::string& csv, const Form& defaults = dated) {
  const auto table = lapor::config::parse_csv(csv, "sample.csv");
  BOOST_TEST_REQUIRE(table.has_value());
  return read_rows(*table, defaults, AddresseeMatcher(institutions()));
}

std::vector<ImportRow> rows_of(const std::string& csv, const Form& defaults = dated) {
  auto rows = read(csv, defaults);
  BOOST_TEST_REQUIRE(rows.has_value());
  return std::move(*rows);
}

boost::json::object body_of(const ImportRow& row) {
  return boost::json::parse(row.body).as_object();
}

std::string member(const ImportRow& row, const char* name) {
  const auto body = body_of(row);
  const auto* value = body.if_contains(name);
  return value == nullptr ? "absent" : std::string(value->as_string());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(import_rows)

BOOST_AUTO_TEST_CASE(a_row_has_the_same_key_in_every_file_and_at_every_place) {
  const auto alone = rows_of("title,text\nLampu mati,Gelap\n");
  const auto among = rows_of("text,note,title\nx,y,z\nGelap,anything,Lampu mati\n");
  BOOST_TEST(alone[0].key == among[1].key);
  BOOST_TEST(among[0].key != among[1].key);
}

BOOST_AUTO_TEST_CASE(the_key_is_what_it_has_always_been) {
  BOOST_TEST(import_key("17", "Lampu mati", "Gelap", {{"channel", "import"}}) ==
             "import-9910f2182274014d697b5dd434f56343");
}

BOOST_AUTO_TEST_CASE(every_part_of_a_row_and_every_default_changes_the_key) {
  const std::string key = import_key("1", "a", "b", dated);
  BOOST_TEST(key == import_key("1", "a", "b", dated));
  BOOST_TEST(key != import_key("2", "a", "b", dated));
  BOOST_TEST(key != import_key("1", "ab", "", dated));
  BOOST_TEST(key != import_key("1a", "", "b", dated));
  BOOST_TEST(key != import_key("1", "a", "b", {{"occurred_on", "2026-03-02"}}));
  BOOST_TEST(key != import_key("1", "a", "b", {}));
}

BOOST_AUTO_TEST_CASE(an_addressee_that_is_matched_becomes_the_institution) {
  const auto rows = rows_of("title,text,addressee\nA,B,Pemkot Surabaya\nC,D,Dinas Sosial\nE,F,\n");
  BOOST_TEST(member(rows[0], "institution") == "kota-35.78");
  BOOST_TEST(rows[0].is_matched);
  BOOST_TEST(member(rows[1], "institution") == "absent");
  BOOST_TEST(rows[1].has_addressee);
  BOOST_TEST(!rows[1].is_matched);
  BOOST_TEST(!rows[2].has_addressee);
}

BOOST_AUTO_TEST_CASE(an_institution_named_in_the_row_wins_over_the_addressee) {
  const auto rows = rows_of("title,text,addressee,institution\nA,B,Pemkot Surabaya,kab-51.03\n");
  BOOST_TEST(member(rows[0], "institution") == "kab-51.03");
}

BOOST_AUTO_TEST_CASE(defaults_fill_only_what_a_row_leaves_empty) {
  const auto rows =
      rows_of("title,text,category\nA,B,agama\nC,D,\n", {{"occurred_on", "2026-03-01"}, {"category", "sosial"}});
  BOOST_TEST(member(rows[0], "category") == "agama");
  BOOST_TEST(member(rows[1], "category") == "sosial");
  BOOST_TEST(member(rows[1], "occurred_on") == "2026-03-01");
}

BOOST_AUTO_TEST_CASE(stray_control_characters_of_old_exports_become_spaces) {
  const auto rows = rows_of("title,text\nA\x7f,\"b\x03 c\td\"\n");
  BOOST_TEST(member(rows[0], "title") == "A ");
  BOOST_TEST(member(rows[0], "text") == "b  c\td");
}

BOOST_AUTO_TEST_CASE(short_titles_and_texts_and_line_breaks_go_as_they_are) {
  const auto rows = rows_of("title,text\nA,\"b\nc \"\n");
  BOOST_TEST(member(rows[0], "title") == "A");
  BOOST_TEST(member(rows[0], "text") == "b\nc ");
  BOOST_TEST(rows[0].line == 2U);
}

BOOST_AUTO_TEST_CASE(a_number_that_is_none_is_that_rows_problem_only) {
  const auto rows = rows_of("title,text,lat,lng\nA,B,here,112.7\nC,D,-7.25,112.75\n");
  BOOST_TEST(rows[0].problem == "lat: write degrees such as -7.25, not `here`");
  BOOST_TEST(rows[1].problem.empty());
  BOOST_TEST(body_of(rows[1]).at("place").at("lat").to_number<double>() == -7.25);
}

BOOST_AUTO_TEST_CASE(a_file_without_title_text_or_date_is_refused_with_the_column) {
  BOOST_TEST(read("title,body\nA,B\n").error() == "sample.csv: needs a column `text`");
  BOOST_TEST(read("title,text\nA,B\n", {}).error() ==
             "sample.csv: has no column `occurred_on`; give the date of the incidents with --occurred-on");
}

BOOST_AUTO_TEST_SUITE_END()
