#include "api/tokens.hpp"

#include <sys/stat.h>

#include <boost/test/unit_test.hpp>
#include <fstream>

#include "service_fixture.hpp"

using namespace lapor;
using namespace lapor::api;

namespace {

/// A file in a folder of its own that goes with the test.
struct TemporaryFile {
  TemporaryFile() {
    std::string pattern = (std::filesystem::temp_directory_path() / "lapor-tokens-XXXXXX").string();
    BOOST_REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    folder = pattern;
  }
  ~TemporaryFile() { std::filesystem::remove_all(folder); }
  [[nodiscard]] std::filesystem::path path() const { return folder / "tokens.json"; }
  std::filesystem::path folder;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(tokens)

BOOST_AUTO_TEST_CASE(a_role_word_names_its_principal) {
  const auto officer = principal_of("officer:kota-35.78/dishub");
  BOOST_REQUIRE(officer);
  BOOST_TEST((officer->party.role == Role::officer));
  BOOST_TEST(officer->party.institution == "kota-35.78/dishub");
  BOOST_TEST((principal_of("reporter")->party.person != principal_of("reporter_2")->party.person));
  BOOST_TEST((principal_of("reporter")->party == principal_of("reporter")->party));
  for (const char* unknown : {"", "system", "anyone", "officer", "officer:", "admin"})
    BOOST_TEST(!principal_of(unknown));
}

BOOST_AUTO_TEST_CASE(each_role_gets_a_token_of_256_bits) {
  const auto made = make_dev_tokens(lapor::api::testing::rules(), {"prov-91"});
  BOOST_REQUIRE(made);
  for (const char* word : {"national_admin", "supervisor", "auditor", "data_officer", "reporter", "reporter_2", "clerk",
                           "gateway", "coordinator:kota-35.78", "officer:kota-33.74", "officer:prov-91"})
    BOOST_TEST(made->contains(word), word);
  std::set<std::string> different;
  for (const auto& [word, token] : *made) {
    BOOST_TEST(token.size() == 64U);
    BOOST_TEST(token.find_first_not_of("0123456789abcdef") == std::string::npos);
    different.insert(token);
  }
  BOOST_TEST(different.size() == made->size());
}

BOOST_AUTO_TEST_CASE(an_unknown_institution_gets_no_tokens) {
  BOOST_TEST(!make_dev_tokens(lapor::api::testing::rules(), {"kota-00.00"}));
}

BOOST_AUTO_TEST_CASE(a_token_finds_its_holder_and_nothing_else_does) {
  const TokenList list{{"clerk", new_token()}};
  const auto book = ListedTokens::from_tokens(list);
  BOOST_TEST((book.find(list.at("clerk"))->party.role == Role::clerk));
  BOOST_TEST(!book.find(""));
  BOOST_TEST(!book.find(new_token()));
  BOOST_TEST(!book.find(hash_of_token(list.at("clerk"))));
}

BOOST_AUTO_TEST_CASE(hashes_serve_as_well_as_tokens) {
  const std::string token = new_token();
  const auto book = ListedTokens::from_hashes({{"auditor", hash_of_token(token)}});
  BOOST_TEST((book.find(token)->party.role == Role::auditor));
}

BOOST_AUTO_TEST_CASE(a_saved_file_reads_back_and_is_for_its_owner_only) {
  const TemporaryFile file;
  const TokenList list{{"clerk", "abc"}, {"officer:kota-35.78", "def"}};
  BOOST_REQUIRE(save_tokens(file.path(), list));
  BOOST_REQUIRE(save_tokens(file.path(), list));
  BOOST_TEST((load_tokens(file.path()).value() == list));
  struct stat facts {};
  BOOST_REQUIRE(::stat(file.path().c_str(), &facts) == 0);
  BOOST_TEST((facts.st_mode & 0777U) == 0600U);
}

BOOST_AUTO_TEST_CASE(a_file_that_is_no_list_is_refused) {
  const TemporaryFile file;
  BOOST_TEST(!load_tokens(file.path()));
  for (const char* text : {"", "[]", "{\"clerk\":1}", "{\"boss\":\"abc\"}"}) {
    std::ofstream(file.path()) << text;
    BOOST_TEST(!load_tokens(file.path()), text);
  }
}

BOOST_AUTO_TEST_SUITE_END()
