#include "tools/view_folders.hpp"

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <set>

#include "tests/tools/program.hpp"

namespace {

using lapor::tests::TemporaryFolder;
using lapor::tests::write_file;
using lapor::tools::ViewFolders;

/// What lies in `views`, sorted, with blanks between.
std::string content(const TemporaryFolder& folder) {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder / "views")) names.insert(entry.path().filename());
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : " ") + name;
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(view_folders)

BOOST_AUTO_TEST_CASE(a_new_view_counts_once_it_is_chosen) {
  const TemporaryFolder folder;
  ViewFolders folders(std::filesystem::path(folder / ""));
  {
    const auto current = folders.open_chosen();
    BOOST_TEST_REQUIRE(current.has_value());
    BOOST_TEST(current->rows->write({{"a", "old"}}).has_value());
    BOOST_TEST(current->rows->flush().has_value());
  }
  {
    const auto next = folders.open_next();
    BOOST_TEST_REQUIRE(next.has_value());
    BOOST_TEST(next->rows->write({{"a", "new"}}).has_value());
    BOOST_TEST(next->rows->flush().has_value());
  }
  ViewFolders after_a_crash(std::filesystem::path(folder / ""));
  BOOST_TEST((*after_a_crash.open_chosen()->rows->get("a") == "old"));
  BOOST_TEST(content(folder) == "1", "what was not chosen is gone");
  {
    const auto next = folders.open_next();
    BOOST_TEST(!next->rows->get("a")->has_value(), "a new one is empty");
    BOOST_TEST(next->rows->write({{"a", "new"}}).has_value());
    BOOST_TEST(next->rows->flush().has_value());
  }
  BOOST_TEST(folders.choose_next().has_value());
  BOOST_TEST(content(folder) == "1 2 current");
  ViewFolders later(std::filesystem::path(folder / ""));
  BOOST_TEST((*later.open_chosen()->rows->get("a") == "new"));
  BOOST_TEST(content(folder) == "2 current");
}

BOOST_AUTO_TEST_CASE(views_of_an_earlier_program_and_other_remains_go) {
  const TemporaryFolder folder;
  std::filesystem::create_directories(folder / "views/reports");
  std::filesystem::create_directories(folder / "views/next/texts");
  write_file(folder / "views/current.new", "7");
  ViewFolders folders(std::filesystem::path(folder / ""));
  BOOST_TEST(folders.open_chosen().has_value());
  BOOST_TEST(content(folder) == "1");
}

BOOST_AUTO_TEST_CASE(a_damaged_pointer_means_to_begin_anew) {
  const TemporaryFolder folder;
  std::filesystem::create_directories(folder / "views");
  for (const char* damaged : {"", "x", "-1", "0", "99999999999999999999999"}) {
    write_file(folder / "views/current", damaged);
    ViewFolders folders(std::filesystem::path(folder / ""));
    BOOST_TEST(folders.open_chosen().has_value(), damaged);
  }
}

BOOST_AUTO_TEST_SUITE_END()
