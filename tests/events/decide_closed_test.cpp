#include "events/decide.hpp"
#include "events/evolve.hpp"
#include "rulebook_scenario.hpp"

/// What has been closed takes no new reports and keeps those that it has.
using namespace lapor;
using namespace lapor::scenario;

namespace {

const Party admin{Role::national_admin, PersonId{1}, ""};
const Party surabaya{Role::coordinator, PersonId{5}, "kota-35.78"};
const Party ani{Role::reporter, PersonId{11}, ""};

/// One report, decided by a rulebook that can change.
struct Life {
  RulebookStory book;
  ReportState state;

  std::string run(const Party& by, CommandBody body) {
    const Command command{*parse_rfc3339("2026-11-20T09:00:00+07:00"), by, Channel::api, "", std::move(body)};
    const auto decided = decide(state, command, book.rules());
    if (!decided) return std::string(to_word(decided.error().reason));
    state = evolve(std::move(state),
                   {stream_of(ReportId{1'000'001}), next(state.version), command.now, by, Channel::api, "", *decided});
    return "accepted";
  }
};

SubmitReport complaint(const char* institution, const char* category = "") {
  SubmitReport submit;
  submit.title = "Lampu padam";
  submit.text = "Sudah seminggu.";
  submit.occurred_on = *parse_iso_date("2026-11-19");
  submit.institution = institution;
  submit.category = category;
  return submit;
}

VerifyReport verification(const char* to, const char* category = "") {
  VerifyReport verify;
  verify.public_text = "Lampu padam.";
  verify.forward_to = to;
  verify.category = category;
  return verify;
}

const CloseInstitution surabaya_ends{"kota-35.78", "Digabung", "kota-33.74"};
const CloseCategory roads_end{"perhubungan", "Pindah", ""};

}  // namespace

BOOST_AUTO_TEST_SUITE(decide_closed)

BOOST_AUTO_TEST_CASE(nothing_new_is_filed_for_a_closed_institution_or_its_units) {
  for (const char* to : {"kota-35.78", "kota-35.78/dishub"}) {
    Life life;
    life.book.given(admin, surabaya_ends);
    BOOST_TEST(life.run(ani, complaint(to)) == "institution-closed");
    BOOST_TEST(life.run(ani, complaint("kota-33.74")) == "accepted");
  }
}

BOOST_AUTO_TEST_CASE(the_refusal_names_the_successor) {
  const auto story = RulebookStory{}.given(admin, surabaya_ends);
  const auto refused = decide(
      {}, {*parse_rfc3339("2026-11-20T09:00:00+07:00"), ani, Channel::api, "", complaint("kota-35.78")}, story.rules());
  BOOST_REQUIRE(!refused);
  BOOST_TEST(refused.error().detail ==
             "Pemerintah Kota Surabaya has been closed and takes no new reports; choose kota-33.74.");
}

BOOST_AUTO_TEST_CASE(nothing_is_verified_or_forwarded_to_a_closed_institution) {
  Life life;
  life.run(ani, complaint(""));
  life.book.given(admin, surabaya_ends);
  BOOST_TEST(life.run(admin, verification("kota-35.78/dishub")) == "institution-closed");
  BOOST_TEST(life.run(admin, verification("kemenhub")) == "accepted");
  BOOST_TEST(life.run(admin, ForwardReport{"kota-35.78", "", {}}) == "institution-closed");
  BOOST_TEST(life.run(admin, ForwardReport{"kota-33.74", "", {}}) == "accepted");
}

BOOST_AUTO_TEST_CASE(what_an_institution_has_when_it_is_closed_goes_on_there) {
  Life life;
  life.run(ani, complaint(""));
  life.run(admin, verification("kota-35.78"));
  life.book.given(admin, surabaya_ends);
  BOOST_TEST(life.run(surabaya, ForwardReport{"kota-35.78/dishub", "", {}}) == "accepted");
  BOOST_TEST(life.run(surabaya, PostFollowUp{"Sudah diperbaiki.", {}}) == "accepted");
}

BOOST_AUTO_TEST_CASE(no_report_comes_into_a_closed_category) {
  Life life;
  life.book.given(admin, roads_end);
  BOOST_TEST(life.run(ani, complaint("", "perhubungan/jalan")) == "category-closed");
  BOOST_TEST(life.run(ani, complaint("", "kebersihan")) == "accepted");
  BOOST_TEST(life.run(admin, verification("kemenhub", "perhubungan")) == "category-closed");
}

BOOST_AUTO_TEST_CASE(a_report_keeps_the_category_that_was_closed_meanwhile) {
  Life life;
  life.run(ani, complaint("", "perhubungan/jalan"));
  life.book.given(admin, roads_end);
  BOOST_TEST(life.run(admin, verification("kemenhub")) == "accepted");
}

BOOST_AUTO_TEST_SUITE_END()
