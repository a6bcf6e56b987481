#include <poll.h>

#include <boost/test/unit_test.hpp>
#include <thread>

#include "api/http/bell.hpp"

namespace lapor::api::http {
namespace {

bool rings(const Bell& bell) {
  pollfd waiting{.fd = bell.descriptor(), .events = POLLIN, .revents = 0};
  return ::poll(&waiting, 1, 0) == 1;
}

BOOST_AUTO_TEST_SUITE(http_bell)

BOOST_AUTO_TEST_CASE(is_silent_at_first) {
  BOOST_TEST(!rings(*Bell::make()));
}

BOOST_AUTO_TEST_CASE(a_ring_of_another_thread_is_heard) {
  const auto bell = Bell::make();
  std::thread{[bell] { bell->ring(); }}.join();
  BOOST_TEST(rings(*bell));
}

BOOST_AUTO_TEST_CASE(many_rings_are_silenced_at_once) {
  const auto bell = Bell::make();
  for (int i = 0; i < 3; ++i) bell->ring();
  bell->silence();
  BOOST_TEST(!rings(*bell));
}

BOOST_AUTO_TEST_CASE(silencing_a_silent_bell_does_not_wait) {
  const auto bell = Bell::make();
  bell->silence();
  BOOST_TEST(!rings(*bell));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace lapor::api::http
