#include <boost/test/unit_test.hpp>
#include <initializer_list>

#include "tools/demo/life.hpp"

using namespace lapor::tools::demo;

namespace {

Life after(std::initializer_list<Move> moves) {
  Life life;
  life.addressee = 1;
  life.office = 2;
  for (const Move move : moves) life.remember(move);
  return life;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(demo_lives)

BOOST_AUTO_TEST_CASE(a_report_passed_on_is_with_a_unit_until_it_is_verified_anew) {
  BOOST_TEST(after({Move::submit, Move::verify, Move::pass_to_unit}).is_with_unit);
  // Verifying hands it to the institution, so an officer of the unit must not follow it up.
  BOOST_TEST(!after({Move::submit, Move::verify, Move::pass_to_unit, Move::decline, Move::archive, Move::restore,
                     Move::verify})
                  .is_with_unit);
}

BOOST_AUTO_TEST_CASE(a_report_forwarded_again_is_with_the_right_office_and_no_unit) {
  const Life life = after({Move::submit, Move::verify, Move::pass_to_unit, Move::decline, Move::forward_again});
  BOOST_TEST(life.addressee == 2);
  BOOST_TEST(!life.is_with_unit);
  BOOST_TEST(life.was_declined);
}

BOOST_AUTO_TEST_SUITE_END()
