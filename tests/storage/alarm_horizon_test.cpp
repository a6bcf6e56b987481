#include "storage/alarm_horizon.hpp"

#include <boost/test/unit_test.hpp>

using namespace lapor;
using namespace lapor::storage;

namespace {

Instant at(int hour) {
  return Instant{std::chrono::hours{hour}};
}

Instant begins(AlarmHorizon& horizon) {
  return AlarmHorizon::Look(horizon).from();
}

void look(AlarmHorizon& horizon, Instant first) {
  AlarmHorizon::Look each(horizon);
  each.found(first);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(alarm_horizon)

BOOST_AUTO_TEST_CASE(the_first_look_begins_at_the_beginning) {
  AlarmHorizon horizon;
  BOOST_TEST((begins(horizon) == Instant::min()));
}

BOOST_AUTO_TEST_CASE(a_look_begins_where_the_last_one_found_the_first_alarm) {
  AlarmHorizon horizon;
  look(horizon, at(5));
  BOOST_TEST((begins(horizon) == at(5)));
  BOOST_TEST((begins(horizon) == at(5)));  // one that failed moves nothing
}

BOOST_AUTO_TEST_CASE(an_earlier_alarm_brings_the_horizon_back) {
  AlarmHorizon horizon;
  look(horizon, at(5));
  horizon.added(at(7));
  BOOST_TEST((begins(horizon) == at(5)));
  horizon.added(at(3));
  BOOST_TEST((begins(horizon) == at(3)));
}

BOOST_AUTO_TEST_CASE(what_is_added_while_a_look_goes_on_is_not_passed_by) {
  AlarmHorizon horizon;
  {
    AlarmHorizon::Look first(horizon);
    {
      AlarmHorizon::Look second(horizon);
      horizon.added(at(3));
      second.found(at(9));
    }
    BOOST_TEST((begins(horizon) == at(3)));
    first.found(at(9));
  }
  BOOST_TEST((begins(horizon) == at(3)));
}

BOOST_AUTO_TEST_SUITE_END()
