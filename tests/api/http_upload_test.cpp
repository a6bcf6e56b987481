#include <boost/test/unit_test.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "api/http/upload.hpp"

namespace lapor::api::http {
namespace {

using namespace std::chrono_literals;

/// Has room or not, as the test says, and keeps all it is told.
class Bucket : public BodySink {
 public:
  bool take(std::string_view bytes, std::function<void()> drained) override {
    if (during_take) drained();
    taken += bytes;
    rooms.push_back(std::move(drained));
    return has_room;
  }
  void end(bool whole) override { ends.push_back(whole); }

  bool has_room{true};
  bool during_take{false};  // tells of room before it says that there is none
  std::string taken;
  std::vector<std::function<void()>> rooms;
  std::vector<bool> ends;
};

/// An upload of connection 7 whose letters come back to it at once.
struct Fixture {
  std::shared_ptr<Bucket> bucket{std::make_shared<Bucket>()};
  Upload upload;
  std::vector<std::uint64_t> connections;  // of the letters
  std::shared_ptr<Outbox> outbox = std::make_shared<Outbox>([] {},
                                                            [this](const Letter& letter) {
                                                              const auto& room = std::get<Drained>(letter);
                                                              connections.push_back(room.connection);
                                                              upload.take_note(room);
                                                            });
  Limits limits;

  Fixture() {
    outbox->belong_to_this_thread();
    limits.upload_timeout_ms = 1'000;
    limits.body_timeout_ms = 100;
  }
  void take(std::string_view bytes, LoopTime now = 0ms) { upload.take(bytes, now, outbox, 7); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(http_upload, Fixture)

BOOST_AUTO_TEST_CASE(bytes_reach_the_sink_and_the_end_is_told_once) {
  BOOST_TEST(!upload.is_open());
  upload.open(bucket, 0ms);
  BOOST_TEST(upload.is_open());
  take("hello, ");
  take("world");
  BOOST_TEST(upload.end(true) == bucket);
  BOOST_TEST(!upload.is_open());
  BOOST_TEST(upload.end(false) == nullptr);
  BOOST_TEST(bucket->taken == "hello, world");
  BOOST_TEST((bucket->ends == std::vector{true}));
}

BOOST_AUTO_TEST_CASE(a_sink_without_room_is_full_until_it_is_drained) {
  upload.open(bucket, 0ms);
  take("a");
  BOOST_TEST(!upload.is_full());
  bucket->has_room = false;
  take("b");
  BOOST_TEST(upload.is_full());
  bucket->rooms.back()();
  BOOST_TEST(!upload.is_full());
  BOOST_TEST((connections == std::vector<std::uint64_t>{7}));
}

BOOST_AUTO_TEST_CASE(a_sink_may_be_drained_before_it_says_that_it_has_no_room) {
  upload.open(bucket, 0ms);
  bucket->has_room = false;
  bucket->during_take = true;
  take("a");
  BOOST_TEST(!upload.is_full());
}

BOOST_AUTO_TEST_CASE(room_for_other_bytes_is_not_taken_for_room_now) {
  upload.open(bucket, 0ms);
  take("a");
  bucket->has_room = false;
  take("b");
  bucket->rooms.front()();
  BOOST_TEST(upload.is_full());
  upload.end(false);
  upload.open(bucket, 0ms);
  BOOST_TEST(!upload.is_full());
  take("c");
  bucket->rooms[1]();
  BOOST_TEST(upload.is_full());
  bucket->rooms[2]();
  BOOST_TEST(!upload.is_full());
}

BOOST_AUTO_TEST_CASE(a_body_without_progress_is_due_after_the_body_timeout) {
  upload.open(bucket, 50ms);
  BOOST_TEST((upload.due(limits, true) == 150ms));
  take("a", 120ms);
  BOOST_TEST((upload.due(limits, true) == 220ms));
  upload.restart_clock(300ms);
  BOOST_TEST((upload.due(limits, true) == 400ms));
}

BOOST_AUTO_TEST_CASE(progress_does_not_put_off_the_end_of_the_whole_body) {
  upload.open(bucket, 50ms);
  take("a", 1'040ms);
  BOOST_TEST((upload.due(limits, true) == 1'050ms));
  upload.restart_clock(1'045ms);
  BOOST_TEST((upload.due(limits, true) == 1'050ms));
}

BOOST_AUTO_TEST_CASE(while_no_bytes_are_expected_only_the_whole_body_is_due) {
  upload.open(bucket, 50ms);
  BOOST_TEST((upload.due(limits, false) == 1'050ms));
}

BOOST_AUTO_TEST_CASE(each_upload_of_a_connection_has_its_own_time) {
  upload.open(bucket, 50ms);
  upload.end(true);
  upload.open(bucket, 5'000ms);
  BOOST_TEST((upload.due(limits, true) == 5'100ms));
  BOOST_TEST((upload.due(limits, false) == 6'000ms));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::api::http
