#include "api/problem.hpp"

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <iterator>

using namespace lapor;
using namespace lapor::api;

BOOST_AUTO_TEST_SUITE(problem)

BOOST_AUTO_TEST_CASE(a_problem_has_the_members_of_rfc_9457) {
  const auto response = to_response({ProblemKind::blank_text, "Say \"something\".", "title", ""});
  BOOST_TEST(response.status == 422);
  BOOST_TEST(response.content_type == "application/problem+json");
  BOOST_TEST(response.body == R"({"type":"urn:lapor:problem:blank-text","title":"The text is empty","status":422,)"
                              R"("detail":"Say \"something\".","field":"title"})");
}

BOOST_AUTO_TEST_CASE(the_readme_lists_every_type) {
  std::ifstream file(LAPOR_SOURCE_DIR "/api/README.md");
  const std::string readme{std::istreambuf_iterator<char>(file), {}};
  for (const ProblemType& type : problem_types()) {
    const std::string row =
        "| `" + std::string(type.name) + "` | " + std::to_string(type.status) + " | " + std::string(type.title) + " |";
    BOOST_TEST(readme.find(row) != std::string::npos, row);
  }
}

BOOST_AUTO_TEST_CASE(refusals_keep_their_names) {
  for (int ordinal = 0; ordinal <= static_cast<int>(RefusalReason::erased); ++ordinal) {
    const auto reason = static_cast<RefusalReason>(ordinal);
    const std::string_view expected = reason == RefusalReason::unknown_report ? "not-found" : to_word(reason);
    BOOST_TEST(type_of(kind_of(reason)).name == expected);
  }
}

BOOST_AUTO_TEST_CASE(statuses_that_promise_a_header_keep_it) {
  for (const ProblemType& type : problem_types()) {
    const auto response = to_response({type.kind, "", "", ""});
    const bool has_header = !response.headers.empty();
    BOOST_TEST(has_header == (type.status == 401 || type.status == 429 || type.status == 503), type.name);
  }
}

BOOST_AUTO_TEST_SUITE_END()
