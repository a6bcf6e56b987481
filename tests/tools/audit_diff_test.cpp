#include <boost/test/unit_test.hpp>

#include "tests/tools/audit_log.hpp"
#include "tests/tools/program.hpp"
#include "tools/audit/verify/diff.hpp"
#include "tools/audit/verify/export_reader.hpp"

/// What two exports say of each other.
using namespace lapor;
using namespace lapor::audit;
using namespace lapor::audit::samples;
using lapor::tests::TemporaryFolder;

namespace {

Result<LogDifference, proof::Fault> compared(const Log& first, const Log& second,
                                             const proof::SignerKey& second_key = log_key()) {
  const TemporaryFolder folder;
  export_to(folder / "a", first);
  export_to(folder / "b", second, second_key);
  auto a = ExportReader::open(folder / "a");
  auto b = ExportReader::open(folder / "b");
  BOOST_TEST_REQUIRE((a && b));
  return difference(*a, *b);
}

std::string told(const Log& first, const Log& second) {
  const auto found = compared(first, second);
  return found ? text_of(*found, "A", "B", 5) : found.error().what;
}

Log beginning(std::size_t size) {
  return {honest_log().begin(), honest_log().begin() + static_cast<std::ptrdiff_t>(size)};
}

const std::string size = std::to_string(honest_log().size());

}  // namespace

BOOST_AUTO_TEST_SUITE(audit_diff)

BOOST_AUTO_TEST_CASE(copies_that_are_the_same_say_so) {
  BOOST_TEST(told(honest_log(), honest_log()) ==
             "log log.example/test: " + size + " records are the same\nboth end at position " + size + "\n");
}

BOOST_AUTO_TEST_CASE(the_beginning_of_the_other_is_told_whichever_side_it_stands_on) {
  BOOST_TEST(told(beginning(300), honest_log())
                 .find("A is the beginning of B, which has " + std::to_string(honest_log().size() - 300) +
                       " records more") != std::string::npos);
  BOOST_TEST(told(honest_log(), beginning(300)).find("B is the beginning of A") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_first_record_that_differs_and_the_histories_that_differ_are_named) {
  Log other = honest_log();
  Record record = facts_of(other[500]);
  record.at += std::chrono::minutes{1};
  other[500] = encoded(record);
  const auto found = compared(honest_log(), other);
  BOOST_TEST_REQUIRE((found && found->at));
  BOOST_TEST(number(found->at->position) == 501);
  BOOST_TEST((found->at->stream == record.stream));
  BOOST_TEST(found->compared == 500);
  BOOST_TEST_REQUIRE(found->streams.size() == 1);
  BOOST_TEST((found->streams[0].stream == record.stream));
  BOOST_TEST(found->streams[0].records_first == found->streams[0].records_second);
}

BOOST_AUTO_TEST_CASE(a_record_left_out_moves_all_behind_it_and_only_its_own_history_differs) {
  Log other = honest_log();
  const Stream stream = *decode_stream(other[400]);
  other.erase(other.begin() + 400);
  const auto found = compared(honest_log(), other);
  BOOST_TEST_REQUIRE((found && found->at));
  BOOST_TEST(number(found->at->position) == 401);
  BOOST_TEST_REQUIRE(found->streams.size() == 1);
  BOOST_TEST((found->streams[0].stream == stream));
  BOOST_TEST(found->streams[0].records_first == found->streams[0].records_second + 1);
}

BOOST_AUTO_TEST_CASE(copies_of_different_logs_are_not_compared) {
  const auto found = compared(honest_log(), honest_log(), proof::SignerKey::make("log.example/other"));
  BOOST_TEST_REQUIRE(!found.has_value());
  BOOST_TEST((found.error().kind == proof::FaultKind::other_log));
}

BOOST_AUTO_TEST_SUITE_END()
