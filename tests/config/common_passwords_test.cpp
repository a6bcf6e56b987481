#include "config/common_passwords.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <fstream>

namespace {

using lapor::config::load_common_passwords;

/// A reference folder with this list and nothing else; removed with the object.
class Folder {
 public:
  explicit Folder(std::string_view list) {
    std::string name = (std::filesystem::temp_directory_path() / "lapor-passwords-XXXXXX").string();
    BOOST_REQUIRE(mkdtemp(name.data()) != nullptr);
    path_ = name;
    std::ofstream{path_ / "common_passwords.txt", std::ios::binary} << list;
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// The message without the folder.
std::string refusal_of(std::string_view list) {
  const Folder folder{list};
  const auto loaded = load_common_passwords(folder.path());
  BOOST_REQUIRE(!loaded.has_value());
  return loaded.error().substr(folder.path().string().size() + 1);
}

BOOST_AUTO_TEST_SUITE(common_passwords)

BOOST_AUTO_TEST_CASE(the_shipped_list_has_what_people_choose) {
  const auto list = load_common_passwords(LAPOR_SOURCE_DIR "/config/reference");
  BOOST_REQUIRE_MESSAGE(list.has_value(), (list ? "" : list.error()));
  BOOST_TEST(list->size() > 1'000U);
  for (const char* entry : {"1234567890", "qwertyuiop", "password", "sayang", "bismillah", "indonesia", "persib"})
    BOOST_TEST((std::ranges::find(*list, entry) != list->end()), entry);
}

BOOST_AUTO_TEST_CASE(comments_and_empty_lines_do_not_count) {
  const Folder folder{"# a title\n\nsayang\n  # no comment\nrahasia"};
  const auto list = load_common_passwords(folder.path());
  BOOST_REQUIRE(!list.has_value());
  const Folder right{"# a title\n\nsayang\n#\nrahasia"};
  BOOST_TEST(load_common_passwords(right.path()).value() == (std::vector<std::string>{"sayang", "rahasia"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_wrong_line_is_named_with_its_remedy) {
  BOOST_TEST(refusal_of("sayang\nRahasia\n") ==
             "common_passwords.txt:2: `Rahasia` has capitals; write it in lower case");
  BOOST_TEST(refusal_of("sayang \n") == "common_passwords.txt:1: `sayang ` has blanks around it; remove them");
  BOOST_TEST(refusal_of("a\r\n") == "common_passwords.txt:1: `a\r` has blanks around it; remove them");
  BOOST_TEST(refusal_of("a\nb\na\n") == "common_passwords.txt:3: `a` stands here a second time; remove one of the two");
  BOOST_TEST(refusal_of("\xFF\n") == "common_passwords.txt:1: is not UTF-8; write it anew");
  BOOST_TEST(refusal_of(std::string(65, 'a')) ==
             "common_passwords.txt:1: has more than 64 bytes; shorten or remove it");
}

BOOST_AUTO_TEST_CASE(a_list_that_is_missing_empty_or_endless_is_refused) {
  BOOST_TEST(load_common_passwords("no/such/folder").error() ==
             "no/such/folder/common_passwords.txt: there is no such file; restore it or correct the path");
  BOOST_TEST(refusal_of("# nothing\n") == "common_passwords.txt: lists no password; restore it");
  std::string endless;
  for (int i = 0; i <= 200'000; ++i) endless += std::to_string(i) + "\n";
  BOOST_TEST(refusal_of(endless) ==
             "common_passwords.txt:200001: is one more than 200000 passwords; remove the rarest");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
