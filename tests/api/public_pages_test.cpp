#include "api/public_pages.hpp"

#include <future>

#include "api/access.hpp"
#include "api/report_view.hpp"
#include "service_fixture.hpp"

using namespace lapor;
using namespace lapor::api;
using namespace lapor::api::testing;

namespace {

PublicPages::PagePtr page_of(std::uint32_t version, std::size_t size = 100) {
  return std::make_shared<const PublicPages::Page>(PublicPages::Page{Version{version}, std::string(size, 'x')});
}

struct PagesFixture : ServiceFixture {
  /// How many pages came from there so far.
  int came_from(const std::string& source) {
    const std::string metrics = get("/metrics", anybody).response.body;
    const std::string name = "lapor_public_pages_total{from=\"" + source + "\"} ";
    return std::stoi(metrics.substr(metrics.find(name) + name.size()));
  }

  /// Another service over the same engine, that has rendered nothing yet.
  void forget_pages() {
    service.reset();
    service = std::make_unique<Service>(ServiceOptions{}, *engine, journal, vault, rulebooks, clock, tokens, identity,
                                        *reports, [] { return http::ServerStatistics{}; });
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(public_pages)

BOOST_AUTO_TEST_CASE(a_page_is_given_until_its_report_changes) {
  PublicPages pages(10'000);
  const ReportId report{1'000'001};
  BOOST_TEST(pages.find(report, Position{}, Version{}) == nullptr);
  pages.keep(report, Position{7}, page_of(3));
  BOOST_TEST((pages.find(report, Position{7}, Version{})->version == Version{3}));
  BOOST_TEST(pages.find(report, Position{8}, Version{}) == nullptr);
  BOOST_TEST(pages.find(report, Position{7}, Version{}) == nullptr, "what is old is forgotten");
  BOOST_TEST(pages.bytes() == 0u);
}

BOOST_AUTO_TEST_CASE(an_older_page_never_takes_the_place_of_a_newer_one) {
  PublicPages pages(10'000);
  const ReportId report{1'000'001};
  pages.keep(report, Position{7}, page_of(3));
  pages.keep(report, Position{5}, page_of(2));
  BOOST_TEST((pages.find(report, Position{5}, Version{})->version == Version{3}));
  pages.keep(report, Position{9}, page_of(4));
  BOOST_TEST((pages.find(report, Position{9}, Version{})->version == Version{4}));
}

BOOST_AUTO_TEST_CASE(a_page_with_the_names_of_another_rulebook_is_forgotten) {
  PublicPages pages(10'000);
  const ReportId report{1'000'001};
  pages.keep(report, Position{7}, page_of(3));
  BOOST_TEST(pages.find(report, Position{7}, Version{1}) == nullptr);
  pages.keep(report, Position{7},
             std::make_shared<const PublicPages::Page>(PublicPages::Page{Version{3}, "{}", Version{1}}));
  BOOST_TEST(pages.find(report, Position{7}, Version{1}) != nullptr);
}

BOOST_AUTO_TEST_CASE(pages_longest_not_asked_for_make_room) {
  PublicPages pages(2'000);
  for (std::uint64_t i = 1; i <= 3; ++i) pages.keep(ReportId{1'000'000 + i}, Position{i}, page_of(1, 300));
  BOOST_TEST(pages.find(ReportId{1'000'001}, Position{1}, Version{}) != nullptr);
  pages.keep(ReportId{1'000'004}, Position{4}, page_of(1, 300));
  BOOST_TEST(pages.find(ReportId{1'000'002}, Position{2}, Version{}) == nullptr);
  BOOST_TEST(pages.find(ReportId{1'000'001}, Position{1}, Version{}) != nullptr);
  BOOST_TEST(pages.bytes() <= 2'000u);
}

BOOST_AUTO_TEST_CASE(a_page_that_is_forgotten_takes_no_memory) {
  PublicPages pages(10'000);
  pages.keep(ReportId{1'000'001}, Position{1}, page_of(1));
  pages.forget(ReportId{1'000'001});
  pages.forget(ReportId{1'000'002});
  BOOST_TEST(pages.find(ReportId{1'000'001}, Position{1}, Version{}) == nullptr);
  BOOST_TEST(pages.bytes() == 0u);
}

BOOST_AUTO_TEST_CASE(a_page_larger_than_the_bound_is_not_kept) {
  PublicPages pages(1'000);
  pages.keep(ReportId{1'000'001}, Position{1}, page_of(1, 5'000));
  BOOST_TEST(pages.find(ReportId{1'000'001}, Position{1}, Version{}) == nullptr);
  BOOST_TEST(pages.bytes() == 0u);
}

BOOST_FIXTURE_TEST_CASE(the_page_from_the_view_is_the_page_from_the_journal, PagesFixture) {
  const std::vector<std::string> ids{in_progress(), closed(), submit_and_verify(R"(,"anonymous":true)"),
                                     submit_and_verify(R"(,"place":{"region":"35.78","lat":-7.25,"lng":112.75})")};
  settle();
  for (const std::string& id : ids) {
    const int from_view = came_from("view");
    const std::string body = page(id, anybody).response.body;
    BOOST_TEST(came_from("view") == from_view + 1);
    std::promise<std::string> promise;
    engine->dossier(ReportId{std::stoull(id)}, [&promise](const actors::DossierOutcome& outcome) {
      const auto& dossier = *std::get<std::shared_ptr<const actors::Dossier>>(outcome);
      promise.set_value(render_report(dossier, Sights({}, dossier.state, rules().institutions), rules()));
    });
    BOOST_TEST(body == promise.get_future().get());
  }
}

BOOST_FIXTURE_TEST_CASE(a_page_is_rendered_once_until_something_happens, PagesFixture) {
  const std::string id = in_progress();
  settle();
  const Answer first = page(id, anybody);
  const int from_memory = came_from("memory");
  const Answer again = page(id, anybody);
  BOOST_TEST(came_from("memory") == from_memory + 1);
  BOOST_TEST(again.response.body == first.response.body);
  BOOST_TEST(again.header("ETag") == first.header("ETag"));
  const Answer known = page(id, {"", {{"if-none-match", first.header("ETag")}}});
  BOOST_TEST(known.status() == 304);
  BOOST_TEST(known.response.body == "");
}

BOOST_FIXTURE_TEST_CASE(a_page_shows_what_was_acknowledged_also_while_the_view_is_behind, PagesFixture) {
  const std::string id = submit_and_verify();
  for (int i = 1; i <= 20; ++i) {
    const std::string text = "Kami kerjakan, hari ke-" + std::to_string(i);
    const Answer done =
        command(id, "follow-ups", R"({"text":")" + text + R"(","attachments":[]})", {"officer:kota-35.78", {}});
    BOOST_TEST_REQUIRE(done.status() == 201);
    BOOST_TEST(page(id, anybody).at("version") == done.at("version"));
  }
}

BOOST_FIXTURE_TEST_CASE(comments_stand_on_the_page_wherever_it_comes_from, PagesFixture) {
  const std::string id = submit_and_verify();
  settle();
  BOOST_TEST(page(id, anybody).at("comments") == "[]");
  BOOST_TEST(command(id, "comments", R"({"text":"Di sini juga."})", {"reporter_2", {}}).status() == 201);
  settle();
  forget_pages();
  BOOST_TEST(page(id, anybody).at("comments").find("Di sini juga.") != std::string::npos);
  BOOST_TEST(came_from("journal") == 0);
  const std::string long_text(1'900, 'x');
  for (int i = 0; i < 5; ++i)
    BOOST_TEST(command(id, "comments", R"({"text":")" + long_text + R"("})", {"reporter_2", {}}).status() == 201);
  settle();
  forget_pages();
  BOOST_TEST(page(id, anybody).body.at("comments").as_array().size() == 6u);
  BOOST_TEST(came_from("journal") == 1, "a row does not hold that many");
  BOOST_TEST(page(id, anybody).body.at("comments").as_array().size() == 6u);
  BOOST_TEST(came_from("memory") == 1);
}

BOOST_FIXTURE_TEST_CASE(what_leaves_the_public_is_gone_at_once_also_from_memory, PagesFixture) {
  const std::string confidential = submit_and_verify();
  const std::string erased = submit_and_verify();
  settle();
  BOOST_TEST(page(confidential, anybody).status() == 200);
  BOOST_TEST(page(erased, anybody).response.body.find("Lubang") != std::string::npos);
  BOOST_TEST(
      command(confidential, "visibility", R"({"anonymous":false,"confidential":true})", {"reporter", {}}).status() ==
      200);
  BOOST_TEST(command(erased, "erasure", R"({"ground":"subject_request"})", {"data_officer", {}}).status() == 200);
  BOOST_TEST(page(confidential, anybody).status() == 404);
  BOOST_TEST(page(erased, anybody).response.body.find("Lubang") == std::string::npos);
  settle();
  BOOST_TEST(page(confidential, anybody).status() == 404);
  BOOST_TEST(page(erased, anybody).response.body.find("Lubang") == std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_hidden_report_and_ids_that_are_none_are_told_alike_from_the_view, PagesFixture) {
  const std::string hidden = submit_and_verify(R"(,"confidential":true)");
  settle();
  const Answer expected = page("1000999", anybody);
  BOOST_TEST(expected.status() == 404);
  for (const std::string& id : {hidden, std::string("1"), std::string("999999"), std::string("4295967297"),
                                std::string("9223372036854775807")}) {
    const Answer answer = page(id, anybody);
    BOOST_TEST(answer.status() == 404, id);
    BOOST_TEST(answer.response.body == expected.response.body, id);
  }
  BOOST_TEST(came_from("journal") == 0);
}

BOOST_FIXTURE_TEST_CASE(what_a_token_or_receipt_shows_is_not_kept_for_the_public, PagesFixture) {
  const std::string id = submit_and_verify();
  settle();
  const std::string of_admin = page(id, admin).response.body;
  BOOST_TEST(of_admin.find("Lubang besar di depan rumah saya.") != std::string::npos);
  BOOST_TEST(page(id, anybody).response.body.find("di depan rumah saya") == std::string::npos);
  BOOST_TEST(page(id, admin).response.body == of_admin);
}

BOOST_AUTO_TEST_SUITE_END()
