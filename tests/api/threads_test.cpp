#include <boost/test/unit_test.hpp>
#include <future>
#include <stdexcept>
#include <thread>

#include "api/fair_mutex.hpp"
#include "api/in_parallel.hpp"

using namespace lapor::api;

BOOST_AUTO_TEST_SUITE(fair_mutex)

BOOST_AUTO_TEST_CASE(readers_share_it_and_a_writer_has_it_alone) {
  FairMutex mutex;
  mutex.lock_shared();
  BOOST_TEST(mutex.try_lock_shared());
  mutex.unlock_shared();
  mutex.unlock_shared();
  mutex.lock();
  BOOST_TEST(!mutex.try_lock_shared());
  mutex.unlock();
  BOOST_TEST(mutex.try_lock_shared());
  mutex.unlock_shared();
}

BOOST_AUTO_TEST_CASE(who_comes_after_a_waiting_writer_does_not_pass_it) {
  FairMutex mutex;
  mutex.lock_shared();
  std::promise<void> written;
  std::thread writer([&] {
    mutex.lock();
    written.set_value();
    mutex.unlock();
  });
  while (mutex.try_lock_shared()) {  // until the writer waits
    mutex.unlock_shared();
    std::this_thread::yield();
  }
  std::promise<bool> read;
  std::thread reader([&] {
    mutex.lock_shared();
    read.set_value(written.get_future().wait_for(std::chrono::seconds{0}) == std::future_status::ready);
    mutex.unlock_shared();
  });
  mutex.unlock_shared();
  BOOST_TEST(read.get_future().get(), "the writer came first");
  writer.join();
  reader.join();
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(two_threads)

BOOST_AUTO_TEST_CASE(both_works_are_done_when_it_returns) {
  int one = 0;
  int other = 0;
  in_parallel([&] { one = 1; }, [&] { other = 2; });
  BOOST_TEST(one == 1);
  BOOST_TEST(other == 2);
}

BOOST_AUTO_TEST_CASE(what_either_throws_comes_out_after_both_have_ended) {
  bool ended = false;
  BOOST_CHECK_THROW(in_parallel([] { throw std::runtime_error("here"); }, [&] { ended = true; }), std::runtime_error);
  BOOST_TEST(ended);
  ended = false;
  BOOST_CHECK_THROW(in_parallel([&] { ended = true; }, [] { throw std::runtime_error("there"); }), std::runtime_error);
  BOOST_TEST(ended);
}

BOOST_AUTO_TEST_SUITE_END()
