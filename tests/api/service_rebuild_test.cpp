#include <future>
#include <thread>

#include "listener.hpp"
#include "service_fixture.hpp"

using namespace lapor;
using namespace lapor::api;
using namespace lapor::api::testing;

namespace {

constexpr const char* path = "/v1/views/reports/rebuild";

struct RebuildFixture : ServiceFixture {
  /// Everything that lists and figures tell.
  std::string everything() {
    std::string all;
    for (const Ask& by : {anybody, admin}) {
      all += list("facets=state,institution,category,region,late&limit=200", by).response.body;
      all += list("q=lubang&limit=200", by).response.body;
      all += get("/v1/statistics/channels", by).response.body;
      all += get("/v1/statistics/hours", by).response.body;
      all += get("/v1/statistics/categories?by=institution&value=kota-35.78", by).response.body;
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
  BOOST_TEST(post(path, "", anybody).status() == 401);
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

BOOST_AUTO_TEST_CASE(streams_and_exports_go_on_over_an_exchange) {
  for (int i = 0; i < 3; ++i) submit_and_verify();
  Listener listener(get("/v1/stream?q=gubeng", anybody).response.source);
  const std::string before = submit_and_verify();
  BOOST_TEST(listener.until("\"id\":" + before).find("event: report") != std::string::npos);
  BOOST_TEST(post(path, "", admin).status() == 202);
  BOOST_TEST(ended() == "done");
  const std::string after = submit_and_verify();
  const std::string came = listener.until("\"id\":" + after);
  BOOST_TEST(came.find("event: reset") == std::string::npos, "nothing was missed");
  const Answer whole = list("format=csv&q=gubeng", anybody);
  BOOST_TEST(std::ranges::count(whole.response.body, '\n') == 6, whole.response.body);
}

BOOST_AUTO_TEST_CASE(how_far_it_came_stands_in_the_metrics) {
  for (int i = 0; i < 50; ++i) submit();
  BOOST_TEST(post(path, "", admin).status() == 202);
  BOOST_TEST(ended() == "done");
  const std::string metrics = get("/metrics", anybody).response.body;
  BOOST_TEST(metrics.find("\nlapor_rebuild_under_way 0\n") != std::string::npos);
  BOOST_TEST(metrics.find("\nlapor_rebuild_failed 0\n") != std::string::npos);
  BOOST_TEST(metrics.find("\nlapor_rebuild_done 50\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_was_erased_while_views_are_made_anew_is_in_neither) {
  const std::string id = submit_and_verify();
  BOOST_TEST(post(path, "", admin).status() == 202);
  BOOST_TEST(command(id, "erasure", R"({"ground":"subject_request"})", {"data_officer", {}}).status() == 200);
  BOOST_TEST(ended() == "done");
  BOOST_TEST(list("q=lubang", admin).at("total") == "0");
  BOOST_TEST(list("", admin).response.body.find("Lubang") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_is_known_of_the_old_views_is_not_known_of_the_new_ones) {
  submit();
  const Answer before = list("", admin);
  const Ask known{"national_admin", {{"if-none-match", before.header("ETag")}}};
  BOOST_TEST(get("/v1/reports", known).status() == 304);
  BOOST_TEST(post(path, "", admin).status() == 202);
  BOOST_TEST(ended() == "done");
  BOOST_TEST(get("/v1/reports", known).status() == 200);
}

BOOST_AUTO_TEST_SUITE_END()

namespace {

/// Rebuilds of the fixture's view in a place that does as it is told.
struct PlaceFixture : ServiceFixture {
  PlaceFixture() { submit_and_verify(); }

  std::unique_ptr<ViewRebuild> rebuild_here() {
    return std::make_unique<ViewRebuild>(ViewRebuild::Parts{*reports,
                                                            journal,
                                                            vault,
                                                            rulebooks,
                                                            {[this] { return open(); }, [this] { calls += "use "; },
                                                             [this] {
                                                               calls += "choose ";
                                                               return choosing;
                                                             },
                                                             [this] {
                                                               calls += "remove ";
                                                               return Result<void, std::string>{};
                                                             }},
                                                            [this] { engine->wake_projections(); },
                                                            [this] { return has_stopped.load(); },
                                                            {}});
  }

  Result<ViewStore, std::string> open() {
    calls += "open ";
    if (held) held->get_future().wait();
    if (!opening) return fail(opening.error());
    return ViewStore{std::make_shared<storage::MemoryViews>(), storage::TextIndex::in_memory()};
  }

  static RebuildStatus end_of(const ViewRebuild& rebuild) {
    for (;;) {
      const RebuildStatus status = rebuild.status();
      if (status.phase == RebuildPhase::done || status.phase == RebuildPhase::failed) return status;
      std::this_thread::yield();
    }
  }

  std::string calls;  // on the rebuild's thread until it has ended
  Result<void, std::string> opening;
  Result<void, std::string> choosing;
  std::unique_ptr<std::promise<void>> held;
  std::atomic<bool> has_stopped{};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(view_rebuild, PlaceFixture)

BOOST_AUTO_TEST_CASE(what_is_under_way_is_not_begun_twice) {
  held = std::make_unique<std::promise<void>>();
  const auto one = rebuild_here();
  one->start();
  one->start();
  held->set_value();
  BOOST_TEST((end_of(*one).phase == RebuildPhase::done));
  one->stop();
  BOOST_TEST(calls == "open use choose remove ");
}

BOOST_AUTO_TEST_CASE(one_that_finds_no_place_says_so_and_the_old_views_serve_on) {
  opening = fail(std::string("No space; make some."));
  const auto failing = rebuild_here();
  failing->start();
  BOOST_TEST(end_of(*failing).fault == "No space; make some.");
  BOOST_TEST(list("limit=1", {"", {}}).at("total") == "1");
  failing->stop();
  BOOST_TEST(calls == "open remove ");
}

BOOST_AUTO_TEST_CASE(one_that_cannot_be_chosen_is_in_use_and_says_so) {
  choosing = fail(std::string("The disk is full."));
  const auto unchosen = rebuild_here();
  unchosen->start();
  BOOST_TEST(end_of(*unchosen).fault == "The disk is full.");
  submit_and_verify();
  BOOST_TEST(list("limit=1", {"", {}}).at("total") == "2");
  unchosen->stop();
  BOOST_TEST(calls == "open use choose remove ");
}

BOOST_AUTO_TEST_CASE(a_view_that_has_stopped_gets_the_new_one_at_the_next_start) {
  has_stopped = true;
  const auto of_stopped = rebuild_here();
  of_stopped->start();
  BOOST_TEST(end_of(*of_stopped).fault.find("start the server again") != std::string::npos);
  of_stopped->stop();
  BOOST_TEST(calls == "open choose remove ", "the stopped view goes on reading its store");
}

BOOST_AUTO_TEST_CASE(a_stop_in_the_middle_leaves_the_old_views_as_they_are) {
  held = std::make_unique<std::promise<void>>();
  const auto stopped = rebuild_here();
  stopped->start();
  std::thread stopping([&] { stopped->stop(); });
  held->set_value();
  stopping.join();
  const RebuildStatus status = stopped->status();
  BOOST_TEST((status.phase == RebuildPhase::failed || status.phase == RebuildPhase::done));
  BOOST_TEST(list("limit=1", {"", {}}).at("total") == "1");
  stopped->start();
  BOOST_TEST((stopped->status().phase == status.phase), "after a stop nothing is begun");
}

BOOST_AUTO_TEST_SUITE_END()
