#include "api/json_reader.hpp"

#include <boost/test/unit_test.hpp>

#include "api/json_text.hpp"

using namespace lapor;
using namespace lapor::api;

namespace {

/// Reads one body and tells the first problem as "name field".
template <class Read>
std::string problem_of(std::string_view text, Read read) {
  const auto object = parse_object(text, {});
  if (!object) return std::string(type_of(object.error().kind).name);
  std::optional<Problem> problem;
  FieldReader in(*object, problem);
  read(in);
  in.finish();
  return problem ? std::string(type_of(problem->kind).name) + " " + problem->field : "none";
}

std::string problem_of_text(std::string_view text) {
  return problem_of(text, [](FieldReader& in) { in.text("text", 5, Need::required); });
}

std::string problem_of_json(std::string_view text) {
  return problem_of(text, [](FieldReader&) {});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(json_reader)

BOOST_AUTO_TEST_CASE(only_one_strict_object_is_read) {
  BOOST_TEST(problem_of_json("{}") == "none");
  BOOST_TEST(problem_of_json(" {} \n") == "none");
  for (const char* bad :
       {"", "null", "[]", "\"a\"", "{", "{}{}", "{} x", "{\"a\":1,}", "{'a':1}", "{a:1}", "{\"a\":01}", "{\"a\":NaN}",
        "// c\n{}", "{\"a\":\"\\ud800\"}", "{\"a\":\"\n\"}", "\xEF\xBB\xBF{}"})
    BOOST_TEST(problem_of_json(bad) == "malformed-json", bad);
}

BOOST_AUTO_TEST_CASE(invalid_utf8_is_told_apart) {
  BOOST_TEST(problem_of_json("{\"a\":\"\xFF\"}") == "invalid-utf8");
  BOOST_TEST(problem_of_json("{\"a\":\"\xED\xA0\x80\"}") == "invalid-utf8");
}

BOOST_AUTO_TEST_CASE(a_repeated_name_is_refused_at_every_depth) {
  BOOST_TEST(problem_of_json(R"({"a":1,"a":1})") == "malformed-json");
  BOOST_TEST(problem_of_json(R"({"a":1,"\u0061":1})") == "malformed-json");
  BOOST_TEST(problem_of_json(R"({"x":[{"a":1,"a":2}]})") == "malformed-json");
  BOOST_TEST(problem_of_json(R"({"x":{"a":1},"y":{"a":1}})") == "unknown-field x");
}

BOOST_AUTO_TEST_CASE(nesting_is_bounded) {
  const auto nested = [](std::size_t depth) {
    return "{\"a\":" + std::string(depth - 1, '[') + std::string(depth - 1, ']') + "}";
  };
  BOOST_TEST(problem_of_json(nested(max_json_depth)) == "unknown-field a");
  BOOST_TEST(problem_of_json(nested(max_json_depth + 1)) == "malformed-json");
  BOOST_TEST(problem_of_json(nested(100'000)) == "malformed-json");
}

BOOST_AUTO_TEST_CASE(required_text_is_there_and_not_blank) {
  BOOST_TEST(problem_of_text(R"({"text":"lima!"})") == "none");
  BOOST_TEST(problem_of_text(R"({})") == "missing-field text");
  BOOST_TEST(problem_of_text(R"({"text":""})") == "blank-text text");
  BOOST_TEST(problem_of_text(R"({"text":" \n\u00a0"})") == "blank-text text");
  BOOST_TEST(problem_of_text(R"({"text":null})") == "wrong-type text");
  BOOST_TEST(problem_of_text(R"({"text":["a"]})") == "wrong-type text");
}

BOOST_AUTO_TEST_CASE(length_is_measured_in_code_points) {
  BOOST_TEST(problem_of_text(R"({"text":"éééé€"})") == "none");
  BOOST_TEST(problem_of_text(R"({"text":"éééé€x"})") == "too-long text");
}

BOOST_AUTO_TEST_CASE(control_characters_are_refused) {
  BOOST_TEST(problem_of_text(R"({"text":"a\nb"})") == "none");
  BOOST_TEST(problem_of_text(R"({"text":"a\u0000b"})") == "control-character text");
  BOOST_TEST(problem_of(R"({"t":"a\nb"})", [](FieldReader& in) { in.line("t", 9, Need::required); }) ==
             "control-character t");
}

BOOST_AUTO_TEST_CASE(nothing_is_trimmed) {
  std::optional<Problem> problem;
  const auto object = parse_object(R"({"text":" a "})", {});
  FieldReader in(*object, problem);
  BOOST_TEST(in.text("text", 5, Need::required) == " a ");
  BOOST_TEST(!problem);
}

BOOST_AUTO_TEST_CASE(an_unknown_field_beats_a_missing_one_and_names_the_nearest) {
  std::optional<Problem> problem;
  const auto object = parse_object(R"({"tittle":"a"})", {});
  FieldReader in(*object, problem);
  in.line("title", 9, Need::required);
  in.finish();
  BOOST_REQUIRE(problem);
  BOOST_TEST(problem->field == "tittle");
  BOOST_TEST(problem->detail == "There is no such field; did you mean \"title\"?");
}

BOOST_AUTO_TEST_CASE(an_overlong_unknown_name_is_not_echoed) {
  const std::string text = "{\"" + std::string(200'000, 'x') + "\":1}";
  BOOST_TEST(problem_of_json(text) == "unknown-field ");
}

BOOST_AUTO_TEST_CASE(numbers_have_their_bounds) {
  const auto score = [](FieldReader& in) { in.integer("n", 1, 5, Need::required); };
  BOOST_TEST(problem_of(R"({"n":5})", score) == "none");
  BOOST_TEST(problem_of(R"({"n":6})", score) == "invalid-value n");
  BOOST_TEST(problem_of(R"({"n":1.5})", score) == "wrong-type n");
  BOOST_TEST(problem_of(R"({"n":"1"})", score) == "wrong-type n");
  BOOST_TEST(problem_of(R"({"n":18446744073709551615})", score) == "wrong-type n");
}

BOOST_AUTO_TEST_CASE(words_dates_and_instants_are_checked) {
  const auto word = [](FieldReader& in) { in.word<HoldReason>("w", Need::required); };
  BOOST_TEST(problem_of(R"({"w":"unclear"})", word) == "none");
  BOOST_TEST(problem_of(R"({"w":"Unclear"})", word) == "invalid-value w");
  const auto date = [](FieldReader& in) { in.date("d", Need::required); };
  BOOST_TEST(problem_of(R"({"d":"2024-02-29"})", date) == "none");
  BOOST_TEST(problem_of(R"({"d":"2026-02-29"})", date) == "invalid-value d");
  const auto instant = [](FieldReader& in) { in.instant("i", Need::required); };
  BOOST_TEST(problem_of(R"({"i":"2026-11-26T00:00:00+07:00"})", instant) == "none");
  BOOST_TEST(problem_of(R"({"i":"2026-11-26T00:00:00"})", instant) == "invalid-value i");
}

BOOST_AUTO_TEST_CASE(lists_hold_clean_lines_only) {
  const auto tags = [](FieldReader& in) { in.lines("tags", 4, 2); };
  BOOST_TEST(problem_of(R"({"tags":["a","b"]})", tags) == "none");
  BOOST_TEST(problem_of(R"({"tags":["a","b","c"]})", tags) == "too-long tags");
  BOOST_TEST(problem_of(R"({"tags":["abcde"]})", tags) == "too-long tags");
  BOOST_TEST(problem_of(R"({"tags":[""]})", tags) == "blank-text tags");
  BOOST_TEST(problem_of(R"({"tags":[1]})", tags) == "wrong-type tags");
  BOOST_TEST(problem_of(R"({"tags":"a"})", tags) == "wrong-type tags");
}

BOOST_AUTO_TEST_SUITE_END()
