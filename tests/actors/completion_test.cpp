#include "actors/completion.hpp"

#include <boost/test/unit_test.hpp>
#include <vector>

namespace lapor::actors {
namespace {

struct Told {
  std::vector<Outcome> outcomes;
  Completion<Outcome> completion() {
    return Completion<Outcome>{[this](Outcome outcome) { outcomes.push_back(std::move(outcome)); }};
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(completion)

BOOST_AUTO_TEST_CASE(what_is_told_is_told_once) {
  Told told;
  {
    auto completion = told.completion();
    completion.tell(RequestKeyReused{});
  }
  BOOST_TEST(told.outcomes.size() == 1U);
  BOOST_TEST(std::holds_alternative<RequestKeyReused>(told.outcomes.at(0)));
}

BOOST_AUTO_TEST_CASE(let_go_untold_it_answers_unavailable) {
  Told told;
  { const auto completion = told.completion(); }
  BOOST_REQUIRE(told.outcomes.size() == 1U);
  BOOST_TEST(!std::get<Unavailable>(told.outcomes[0]).maybe_written);
}

BOOST_AUTO_TEST_CASE(let_go_during_an_append_it_says_that_it_may_be_written) {
  Told told;
  {
    auto completion = told.completion();
    completion.set_maybe_written(true);
  }
  BOOST_REQUIRE(told.outcomes.size() == 1U);
  BOOST_TEST(std::get<Unavailable>(told.outcomes[0]).maybe_written);
}

BOOST_AUTO_TEST_CASE(only_the_last_holder_answers) {
  Told told;
  {
    auto first = told.completion();
    const auto second = std::move(first);
  }
  BOOST_TEST(told.outcomes.size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::actors
