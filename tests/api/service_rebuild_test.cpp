#include <condition_variable>
#include <thread>

#include "service_fixture.hpp"

using namespace lapor;
using namespace lapor::api;
using namespace lapor::api::testing;

namespace {

constexpr const char* path = "/v1/views/reports/rebuild";
const Ask anybody{"", {}};
const Ask admin{"national_admin", {}};

struct RebuildFixture : ServiceFixture {
  /// Everything that lists and figures tell.
  std::string everything() {
    std::string all;
    for (const Ask& by : {anybody, admin}) {
      all += list("facets=state,institution,category,region,late&limit=200", by).response.body;
      all += list("q=lubang&limit=200", by).response.body;
      all += get("/v1/statistics/channels", by).response.body;
    }
    return all;
  }

  /// Until the rebuild has ended: the phase in which it did.
  std::string ended() {
    for (;;) {
      const std::string phase = get(path, admin).at("phase");
      if (phase == "done" || phase == "failed") return phase;
      std::this_thread::yield();
    }
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(service_rebuild, RebuildFixture)

BOOST_AUTO_TEST_CASE(before_the_first_one_there_is_nothing_to_tell) {
  const Answer status = get(path, admin);
  BOOST_TEST(status.status() == 200);
  BOOST_TEST(status.response.body == R"({"phase":"none","done":0,"total":0,"fault":null})");
}

BOOST_AUTO_TEST_CASE(only_a_national_administrator_may_ask_for_one) {
  for (const char* role : {"reporter", "officer:kota-35.78", "auditor", "supervisor"}) {
    BOOST_TEST(post(path, "", {role, {}}).status() == 403, role);
    BOOST_TEST(get(path, {role, {}}).status() == 403, role);
  }
  BOOST_TEST(post(path, "", anybody).status() == 403);
  BOOST_TEST(get(path, admin).at("phase") == "none");
}

BOOST_AUTO_TEST_CASE(views_made_anew_while_the_journal_rests_tell_what_the_old_ones_told) {
  for (int i = 0; i < 5; ++i) closed();
  submit_and_verify(R"(,"confidential":true)");
  const std::string expected = everything();
  const auto old_rows = views.scan("r", "", 1'000)->size();
  BOOST_TEST(post(path, "", admin).status() == 202);
  BOOST_TEST(ended() == "done");
  BOOST_TEST(everything() == expected);
  BOOST_TEST(page("1000001", anybody).status() == 200);
  submit();
  BOOST_TEST(list("limit=1", admin).at("total") == "7");
  BOOST_TEST(views.scan("r", "", 1'000)->size() == old_rows, "the old store gets nothing any more");
}

BOOST_AUTO_TEST_CASE(views_made_anew_again_and_again_while_people_write_and_read_lose_nothing) {
  int filed = 0;
  for (int rebuilds = 0; rebuilds < 5; ++rebuilds) {
    BOOST_TEST_REQUIRE(post(path, "", admin).status() == 202);
    for (std::string phase = "folding"; phase != "done"; phase = get(path, admin).at("phase")) {
      BOOST_TEST_REQUIRE(phase != "failed");
      submit_and_verify();
      ++filed;
      BOOST_TEST_REQUIRE(list("limit=1", anybody).at("total") == std::to_string(filed));
      BOOST_TEST_REQUIRE(list("limit=1&q=gubeng", anybody).at("total") == std::to_string(filed));
    }
  }
}

BOOST_AUTO_TEST_CASE(what_is_under_way_is_not_begun_twice) {
  for (int i = 0; i < 50; ++i) submit();
  BOOST_TEST(post(path, "", admin).status() == 202);
  BOOST_TEST(post(path, "", admin).status() == 202);
  BOOST_TEST(ended() == "done");
  const std::string metrics = get("/metrics", anybody).response.body;
  BOOST_TEST(metrics.find("\nlapor_rebuild_under_way 0\n") != std::string::npos);
  BOOST_TEST(metrics.find("\nlapor_rebuild_done 50\n") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(view_rebuild)

BOOST_FIXTURE_TEST_CASE(one_that_finds_no_place_says_so_and_the_old_views_serve_on, ServiceFixture) {
  submit_and_verify();
  ViewRebuild failing({*reports,
                       journal,
                       vault,
                       rules(),
                       {[]() -> Result<ViewStore, std::string> { return fail(std::string("No space; make some.")); },
                        [] { return Result<void, std::string>{}; }, [] { return Result<void, std::string>{}; }},
                       [this] { engine->wake_projections(); },
                       [] { return false; },
                       {}});
  failing.start();
  while (failing.status().phase == RebuildPhase::folding) std::this_thread::yield();
  BOOST_TEST((failing.status().phase == RebuildPhase::failed));
  BOOST_TEST(failing.status().fault == "No space; make some.");
  BOOST_TEST(list("limit=1", {"", {}}).at("total") == "1");
}

BOOST_FIXTURE_TEST_CASE(a_view_that_has_stopped_gets_the_new_one_at_the_next_start, ServiceFixture) {
  int chosen = 0;
  int removed = 0;
  const auto counted = [](int& count) {
    return [&count] {
      ++count;
      return Result<void, std::string>{};
    };
  };
  ViewRebuild rebuild_of_stopped({*reports,
                                  journal,
                                  vault,
                                  rules(),
                                  {[] {
                                     return Result<ViewStore, std::string>{ViewStore{
                                         std::make_shared<storage::MemoryViews>(), storage::TextIndex::in_memory()}};
                                   },
                                   counted(chosen), counted(removed)},
                                  [] {},
                                  [] { return true; },
                                  {}});
  rebuild_of_stopped.start();
  while (rebuild_of_stopped.status().phase == RebuildPhase::folding) std::this_thread::yield();
  BOOST_TEST(rebuild_of_stopped.status().fault.find("start the server again") != std::string::npos);
  BOOST_TEST(chosen == 1);
  BOOST_TEST(removed == 0, "the stopped view still reads its store");
}

BOOST_AUTO_TEST_SUITE_END()
