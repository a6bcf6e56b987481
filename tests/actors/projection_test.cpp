#include "actors/projection.hpp"

#include <atomic>

#include "engine_fixture.hpp"

using namespace lapor;
using namespace lapor::actors;
using namespace lapor::actors::testing;

namespace {

/// Counts records; stops at one that it is told it cannot read.
class Counting final : public Projection {
 public:
  explicit Counting(std::string name, Position unreadable = {}) : name_(std::move(name)), unreadable_(unreadable) {}

  std::string_view name() const override { return name_; }
  Result<void, ProjectionFault> load() override { return {}; }
  Result<void, ProjectionFault> fold(std::span<const storage::StoredRecord> records) override {
    for (const auto& record : records) {
      if (record.position == unreadable_) return fail(ProjectionFault{record.position, "told to stop"});
      in_order = in_order && record.position == next(checkpoint_);
      checkpoint_ = record.position;
    }
    return {};
  }
  Position checkpoint() const override { return checkpoint_; }

  std::atomic<bool> in_order{true};

 private:
  std::string name_;
  Position unreadable_;
  std::atomic<Position> checkpoint_{};
};

struct ProjectionFixture : EngineFixture {
  FoldWait wait_for(std::string_view name, std::uint64_t position,
                    std::chrono::milliseconds patience = std::chrono::seconds{20}) {
    auto answer = std::make_shared<std::promise<FoldWait>>();
    auto future = answer->get_future();
    engine->when_folded(name, Position{position}, patience, [answer](FoldWait outcome) { answer->set_value(outcome); });
    return wait(std::move(future));
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(projection, ProjectionFixture)

BOOST_AUTO_TEST_CASE(what_was_recorded_before_and_after_is_folded_once_and_in_order) {
  Counting counting("counting");
  start();
  for (int i = 0; i < 3; ++i) submit();
  engine->project({&counting});
  BOOST_TEST((wait_for("counting", 3) == FoldWait::reached));
  for (int i = 0; i < 600; ++i) submit();
  BOOST_TEST((wait_for("counting", 603) == FoldWait::reached));
  BOOST_TEST(number(counting.checkpoint()) == 603u);
  BOOST_TEST(counting.in_order);
  stop();
}

BOOST_AUTO_TEST_CASE(a_wait_for_what_is_not_recorded_ends_with_its_patience) {
  Counting counting("counting");
  start();
  engine->project({&counting});
  submit();
  BOOST_TEST((wait_for("counting", 2, std::chrono::milliseconds{1}) == FoldWait::too_slow));
  BOOST_TEST((wait_for("counting", 1) == FoldWait::reached));
  stop();
}

BOOST_AUTO_TEST_CASE(a_record_that_cannot_be_read_stops_its_projection_alone) {
  Counting sound("sound");
  Counting ill("ill", Position{2});
  start();
  engine->project({&sound, &ill});
  for (int i = 0; i < 3; ++i) submit();
  BOOST_TEST((wait_for("sound", 3) == FoldWait::reached));
  BOOST_TEST((wait_for("ill", 3) == FoldWait::stopped));
  const auto statuses = engine->projections();
  BOOST_TEST(!statuses.at(0).fault.has_value());
  BOOST_TEST_REQUIRE(statuses.at(1).fault.has_value());
  BOOST_TEST(number(statuses.at(1).fault->position) == 2u);
  BOOST_TEST(statuses.at(1).fault->what == "told to stop");
  stop();
}

BOOST_AUTO_TEST_CASE(a_name_that_is_not_projected_has_stopped) {
  start();
  BOOST_TEST((wait_for("nothing", 1) == FoldWait::stopped));
}

BOOST_AUTO_TEST_CASE(who_waits_is_told_when_the_engine_stops) {
  Counting counting("counting");
  start();
  engine->project({&counting});
  auto answer = std::make_shared<std::promise<FoldWait>>();
  auto future = answer->get_future();
  engine->when_folded("counting", Position{9}, std::chrono::minutes{10},
                      [answer](FoldWait outcome) { answer->set_value(outcome); });
  stop();
  BOOST_TEST((wait(std::move(future)) == FoldWait::stopped));
}

BOOST_AUTO_TEST_SUITE_END()
