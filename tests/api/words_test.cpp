#include "api/search/words.hpp"

#include <boost/test/unit_test.hpp>

using namespace lapor::api;

namespace {

std::string stems(std::string_view text) {
  std::string all;
  for (const auto& word : words_of(text)) all += (all.empty() ? "" : " ") + word.stem;
  return all;
}

std::string spans(std::string_view text, std::string_view query) {
  std::string all;
  for (const auto& span : find_stems(text, query_stems(query)))
    all += "[" + std::to_string(span.begin) + "," + std::to_string(span.length) + "]";
  return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(words_of_texts)

BOOST_AUTO_TEST_CASE(forms_of_one_word_have_one_stem) {
  BOOST_TEST(stems("Perbaikan, diperbaiki; memperbaiki!") == "baik baik baik");
  BOOST_TEST(stems("JALAN jalanan berlubang lubangnya") == "jalan jalan lubang lubang");
}

BOOST_AUTO_TEST_CASE(function_words_are_left_out) {
  BOOST_TEST(stems("jalan yang ada di depan rumah saya") == "jalan depan rumah");
  BOOST_TEST(query_stems("yang di dan").empty());
}

BOOST_AUTO_TEST_CASE(a_query_has_each_stem_once) {
  BOOST_TEST(query_stems("jalan jalanan JALAN lubang").size() == 2u);
}

BOOST_AUTO_TEST_CASE(wildcards_and_signs_are_no_words) {
  BOOST_TEST(query_stems("* % ... \"\" --").empty());
}

BOOST_AUTO_TEST_CASE(spans_count_characters_not_bytes) {
  BOOST_TEST(spans("Café: jalan, perbaikan jalan", "jalanan diperbaiki") == "[6,5][13,9][23,5]");
}

BOOST_AUTO_TEST_CASE(a_word_without_end_is_cut) {
  BOOST_TEST(words_of(std::string(10'000, 'a')).front().stem.size() <= 64u);
}

BOOST_AUTO_TEST_SUITE_END()
