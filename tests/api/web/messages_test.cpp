#include "api/web/messages.hpp"

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "events/events.hpp"
#include "tests/api/web/web_fixture.hpp"

using namespace lapor;
using namespace lapor::api::web;
using namespace lapor::api::web::testing;

namespace {

/// Every literal of the sources of pages that is the whole key of a message.
std::set<std::string> keys_in_sources() {
  static const std::regex literal(R"re("(page\.[a-z0-9_.-]*[a-z0-9_])")re");
  std::set<std::string> keys;
  for (const auto& file : std::filesystem::directory_iterator(std::string(LAPOR_SOURCE_DIR) + "/api/web")) {
    std::ifstream in(file.path());
    const std::string source{std::istreambuf_iterator<char>(in), {}};
    for (std::sregex_iterator found(source.begin(), source.end(), literal), end; found != end; ++found)
      if ((*found)[1] != "page.json") keys.insert((*found)[1]);
  }
  return keys;
}

const Messages& messages() {
  return web_folder().messages;
}

bool is_said(Language language, const std::string& key) {
  return messages().has(language, key) ||
         (messages().has(language, key + "_one") && messages().has(language, key + "_other"));
}

template <std::size_t... Index>
std::vector<std::string_view> names_of_events(std::index_sequence<Index...>) {
  return {name_of(Event{std::in_place_index<Index>})...};
}

template <class E>
void check_family(const std::string& family) {
  for (const auto& [value, word] : words<E>)
    for (const Language language : languages)
      BOOST_TEST((word == "none" || messages().has(language, family + std::string(word))), family << word);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(messages_of_pages)

BOOST_AUTO_TEST_CASE(every_key_that_the_server_names_is_said_in_both_languages) {
  const auto keys = keys_in_sources();
  BOOST_TEST(keys.size() > 50U);
  for (const std::string& key : keys)
    for (const Language language : languages) BOOST_TEST(is_said(language, key), key);
}

BOOST_AUTO_TEST_CASE(every_word_of_the_domain_is_said_in_both_languages) {
  check_family<Status>("page.state.");
  check_family<Status>("page.turn.");
  check_family<Classification>("page.classification.");
  check_family<Role>("page.role.");
  check_family<DeadlineKind>("page.deadline.");
  check_family<ArchiveReason>("page.reason.");
  check_family<HoldReason>("page.reason.");
  for (const std::string_view name : names_of_events(std::make_index_sequence<std::variant_size_v<Event>>{}))
    for (const Language language : languages)
      BOOST_TEST(messages().has(language, "page.event." + std::string(name)), name);
}

BOOST_AUTO_TEST_CASE(both_languages_have_the_same_keys_and_every_sentence_says_something) {
  const auto& indonesian = messages().all(Language::indonesian);
  const auto& english = messages().all(Language::english);
  BOOST_TEST(indonesian.size() == english.size());
  for (const auto& [key, sentence] : indonesian) {
    BOOST_TEST(english.contains(key), key);
    BOOST_TEST(!sentence.empty(), key);
  }
  for (const auto& [key, sentence] : english) BOOST_TEST(sentence.find_first_not_of(' ') != std::string::npos, key);
}

BOOST_AUTO_TEST_CASE(names_are_filled_in_and_numbers_counted) {
  Messages some;
  some.add(Language::english, "greeting", "{name} and {name}, {nobody}.");
  some.add(Language::english, "reports_one", "{count} report");
  some.add(Language::english, "reports_other", "{count} reports");
  some.add(Language::indonesian, "reports", "{count} laporan");
  BOOST_TEST(some.text(Language::english, "greeting", {{"name", "{you}"}}) == "{you} and {you}, .");
  BOOST_TEST(some.counted(Language::english, "reports", 1) == "1 report");
  BOOST_TEST(some.counted(Language::english, "reports", 1'234'567) == "1,234,567 reports");
  BOOST_TEST(some.counted(Language::indonesian, "reports", 12'345) == "12.345 laporan");
  BOOST_TEST(some.text(Language::english, "gap") == "gap");
}

BOOST_AUTO_TEST_SUITE_END()
