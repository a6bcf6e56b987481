#include <boost/test/unit_test.hpp>
#include <fstream>
#include <memory>
#include <tuple>

#include "storage/memory_views.hpp"
#include "storage/rocks_views.hpp"
#include "tests/storage/temporary_folder.hpp"

namespace lapor::storage::test {
namespace {

struct MemoryViewsWorld {
  MemoryViews rows;
  [[nodiscard]] Views& views() { return rows; }
};

struct RocksViewsWorld {
  TemporaryFolder folder;
  std::unique_ptr<Views> rows{open()};
  [[nodiscard]] std::unique_ptr<Views> open() const {
    auto opened = RocksViews::open({.path = folder.path() / "views" / "rows"});
    BOOST_TEST_REQUIRE(opened.has_value());
    return std::move(*opened);
  }
  [[nodiscard]] Views& views() { return *rows; }
};

using ViewsWorlds = std::tuple<MemoryViewsWorld, RocksViewsWorld>;

std::string value(const Views& views, std::string_view key) {
  return views.get(key)->value_or("nothing");
}

std::string keys_of(const Result<std::vector<ViewRow>, Error>& rows) {
  std::string keys;
  for (const auto& row : *rows) keys += row.key + " ";
  return keys;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(views_contract)

BOOST_AUTO_TEST_CASE_TEMPLATE(rows_are_set_replaced_and_deleted_together, World, ViewsWorlds) {
  World world;
  auto& views = world.views();
  BOOST_TEST(value(views, "a") == "nothing");
  BOOST_TEST(views.write({{"a", "1"}, {"b", "2"}, {"checkpoint", "7"}}).has_value());
  BOOST_TEST(views.write({{"a", "3"}, {"b", std::nullopt}, {"checkpoint", "8"}}).has_value());
  BOOST_TEST(value(views, "a") == "3");
  BOOST_TEST(value(views, "b") == "nothing");
  BOOST_TEST(value(views, "checkpoint") == "8");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_scan_gives_the_keys_of_its_prefix_in_pages, World, ViewsWorlds) {
  World world;
  auto& views = world.views();
  BOOST_TEST(views.write({{"b1", ""}, {"b2", ""}, {"a9", ""}, {"b3", ""}, {"c0", ""}}).has_value());
  BOOST_TEST(keys_of(views.scan("b", "", 10)) == "b1 b2 b3 ");
  BOOST_TEST(keys_of(views.scan("b", "", 2)) == "b1 b2 ");
  BOOST_TEST(keys_of(views.scan("b", "b2", 2)) == "b3 ");
  BOOST_TEST(keys_of(views.scan("b", "b3", 2)).empty());
  BOOST_TEST(keys_of(views.scan("", "", 10)) == "a9 b1 b2 b3 c0 ");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(clearing_leaves_an_empty_store_that_takes_rows, World, ViewsWorlds) {
  World world;
  auto& views = world.views();
  BOOST_TEST(views.write({{"a", "1"}}).has_value());
  BOOST_TEST(views.flush().has_value());
  BOOST_TEST(views.clear().has_value());
  BOOST_TEST(keys_of(views.scan("", "", 10)).empty());
  BOOST_TEST(views.write({{"b", "1"}}).has_value());
  BOOST_TEST(keys_of(views.scan("", "", 10)) == "b ");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(rocks_views)

BOOST_AUTO_TEST_CASE(an_orderly_end_keeps_what_was_written) {
  RocksViewsWorld world;
  BOOST_TEST(world.rows->write({{"a", "1"}}).has_value());
  world.rows.reset();
  world.rows = world.open();
  BOOST_TEST(value(world.views(), "a") == "1");
}

BOOST_AUTO_TEST_CASE(a_damaged_store_is_begun_anew) {
  RocksViewsWorld world;
  BOOST_TEST(world.rows->write({{"a", "1"}}).has_value());
  world.rows.reset();
  std::ofstream{world.folder.path() / "views" / "rows" / "CURRENT"} << "nonsense";
  world.rows = world.open();
  BOOST_TEST(value(world.views(), "a") == "nothing");
  BOOST_TEST(world.rows->write({{"a", "2"}}).has_value());
}

BOOST_AUTO_TEST_CASE(a_store_whose_clearing_was_cut_short_is_begun_anew) {
  RocksViewsWorld world;
  BOOST_TEST(world.rows->write({{"a", "1"}}).has_value());
  world.rows.reset();
  for (const auto& entry : std::filesystem::directory_iterator{world.folder.path() / "views" / "rows"})
    if (entry.path().filename().string().starts_with("MANIFEST")) std::filesystem::remove(entry.path());
  world.rows = world.open();
  BOOST_TEST(value(world.views(), "a") == "nothing");
  BOOST_TEST(world.rows->write({{"a", "2"}}).has_value());
}

BOOST_AUTO_TEST_CASE(forgotten_values_leave_the_files) {
  RocksViewsWorld world;
  const std::string secret = "sekali-tertulis-harus-hilang";
  BOOST_TEST(world.rows->write({{"a", secret}, {"b", "2"}}).has_value());
  BOOST_TEST(world.rows->flush().has_value());
  BOOST_TEST(world.rows->write({{"a", "erased"}}).has_value());
  BOOST_TEST(world.rows->forget({"a"}).has_value());
  BOOST_TEST(value(world.views(), "a") == "erased");
  world.rows.reset();
  for (const auto& entry : std::filesystem::directory_iterator{world.folder.path() / "views" / "rows"}) {
    std::ifstream file{entry.path(), std::ios::binary};
    const std::string bytes{std::istreambuf_iterator<char>{file}, {}};
    BOOST_TEST(bytes.find(secret) == std::string::npos, entry.path().string());
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::storage::test
