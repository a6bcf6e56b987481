#include "api/receipts.hpp"

#include <boost/test/unit_test.hpp>
#include <regex>
#include <set>

using namespace lapor;
using namespace lapor::api;

BOOST_AUTO_TEST_SUITE(receipts)

BOOST_AUTO_TEST_CASE(a_receipt_is_sixteen_digits_and_its_reports_own) {
  const storage::Vault vault{storage::Key{std::array<unsigned char, 32>{1}}};
  std::set<std::string> seen;
  for (std::uint64_t id = 1'000'001; id < 1'001'001; ++id) {
    const std::string receipt = receipt_of(ReportId{id}, vault);
    BOOST_REQUIRE(std::regex_match(receipt, std::regex(R"(\d{4}-\d{4}-\d{4}-\d{4})")));
    BOOST_REQUIRE(is_receipt_of(ReportId{id}, receipt, vault));
    BOOST_REQUIRE(!is_receipt_of(ReportId{id + 1}, receipt, vault));
    seen.insert(receipt);
  }
  BOOST_TEST(seen.size() == 1'000U);
}

BOOST_AUTO_TEST_CASE(hyphens_may_be_left_out_and_nothing_else) {
  const storage::Vault vault{storage::Key{std::array<unsigned char, 32>{1}}};
  const ReportId report{1'000'001};
  const std::string receipt = receipt_of(report, vault);
  std::string bare = receipt;
  std::erase(bare, '-');
  BOOST_TEST(is_receipt_of(report, bare, vault));
  BOOST_TEST(!is_receipt_of(report, "", vault));
  BOOST_TEST(!is_receipt_of(report, bare.substr(1), vault));
  BOOST_TEST(!is_receipt_of(report, bare + "0", vault));
}

BOOST_AUTO_TEST_CASE(another_master_key_gives_another_receipt) {
  const storage::Vault one{storage::Key{std::array<unsigned char, 32>{1}}};
  const storage::Vault two{storage::Key{std::array<unsigned char, 32>{2}}};
  BOOST_TEST(receipt_of(ReportId{1'000'001}, one) != receipt_of(ReportId{1'000'001}, two));
}

BOOST_AUTO_TEST_SUITE_END()
