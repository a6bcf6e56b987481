#include "storage/job_pool.hpp"

#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/test/unit_test.hpp>
#include <future>

namespace lapor::storage::test {

BOOST_AUTO_TEST_SUITE(job_pool)

BOOST_AUTO_TEST_CASE(a_background_thread_steps_back_but_for_urgent_sections) {
  JobPool pool(1, 10, JobPool::Priority::background);
  std::promise<std::array<int, 3>> promise;
  pool.post([&promise] {
    const int before = ::sched_getscheduler(0);
    int within = 0;
    {
      const UrgentSection urgent;
      within = ::sched_getscheduler(0);
    }
    promise.set_value({before, within, ::sched_getscheduler(0)});
  });
  const auto [before, within, after] = promise.get_future().get();
  BOOST_TEST(before == SCHED_IDLE);
  BOOST_TEST(after == SCHED_IDLE);
  if (::geteuid() == 0) BOOST_TEST(within == SCHED_OTHER);
}

BOOST_AUTO_TEST_CASE(a_low_thread_gives_way_and_nobody_else_does) {
  JobPool pool(1, 10, JobPool::Priority::low);
  std::promise<int> promise;
  pool.post([&promise] { promise.set_value(::getpriority(PRIO_PROCESS, 0)); });
  const int here = ::getpriority(PRIO_PROCESS, 0);
  BOOST_TEST(promise.get_future().get() == std::max(here, 15));
  BOOST_TEST(::getpriority(PRIO_PROCESS, 0) == here);
}

BOOST_AUTO_TEST_CASE(an_urgent_section_of_another_thread_changes_nothing) {
  const int before = ::sched_getscheduler(0);
  {
    const UrgentSection urgent;
    BOOST_TEST(::sched_getscheduler(0) == before);
  }
  BOOST_TEST(::sched_getscheduler(0) == before);
}

BOOST_AUTO_TEST_CASE(a_full_pool_and_a_stopped_one_say_so) {
  JobPool pool(1, 1);
  std::promise<void> begun;
  std::promise<void> release;
  pool.post([&] {
    begun.set_value();
    release.get_future().wait();
  });
  begun.get_future().wait();
  BOOST_TEST((pool.post([] {}) == JobPool::Admission::accepted));
  BOOST_TEST((pool.post([] {}) == JobPool::Admission::full));
  release.set_value();
  pool.stop();
  BOOST_TEST((pool.post([] {}) == JobPool::Admission::stopped));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::storage::test
