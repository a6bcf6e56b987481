#include "events/rulebook_judge.hpp"

#include "events/decide.hpp"
#include "events/judge.hpp"
#include "rulebook_scenario.hpp"

using namespace lapor;
using namespace lapor::scenario;
using namespace std::chrono_literals;

namespace {

const Party admin{Role::national_admin, PersonId{1}, ""};
const Party ani{Role::reporter, PersonId{11}, ""};

Instant at(const char* rfc3339) {
  return *parse_rfc3339(rfc3339);
}

/// Version 1: the decree of 2027 with its first two working days closed. Version 2: Semarang is closed.
RulebookStory changed() {
  DecreeHolidays decree{2027, {"SKB 1/2026", {}}};
  for (const char* day : {"2027-01-01", "2027-01-04"})
    decree.decree.days.push_back({*parse_iso_date(day), "Libur", HolidayKind::public_holiday});
  return RulebookStory{}.given(admin, decree).given(admin, CloseInstitution{"kota-33.74", "Digabung", "kota-35.78"});
}

Record submission(const Rulebook& rules, const char* instant, const char* institution = "") {
  SubmitReport submit;
  submit.title = "Lampu padam";
  submit.text = "Sudah seminggu.";
  submit.occurred_on = *parse_iso_date("2026-11-19");
  submit.institution = institution;
  const auto decided = decide({}, {at(instant), ani, Channel::api, "", submit}, rules);
  BOOST_REQUIRE(decided);
  Record record{stream_of(ReportId{1'000'001}), Version{1}, at(instant), ani, Channel::api, "", *decided};
  record.rulebook = rules.version;
  return record;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rulebook_judge)

BOOST_AUTO_TEST_CASE(a_record_stands_by_the_version_that_decided_it_and_by_no_other) {
  const auto story = changed();
  const Record before = submission(*story.history().at(Version{0}), "2026-12-30T09:00:00+07:00");
  const Record after = submission(*story.history().at(Version{2}), "2026-12-30T09:00:00+07:00");
  BOOST_TEST((std::get<ReportSubmitted>(before.events[0]).deadline.due == at("2027-01-05T00:00:00+07:00")));
  BOOST_TEST((std::get<ReportSubmitted>(after.events[0]).deadline.due == at("2027-01-07T00:00:00+07:00")));
  BOOST_TEST(!judge({}, before, story.history().of(before.rulebook)));
  BOOST_TEST(!judge({}, after, story.history().of(after.rulebook)));
  BOOST_TEST(judge({}, after, story.history().of(Version{0})).has_value());
}

BOOST_AUTO_TEST_CASE(a_report_to_who_was_closed_stands_only_from_before) {
  const auto story = changed();
  const Record record = submission(*story.history().at(Version{1}), "2026-11-20T09:00:00+07:00", "kota-33.74");
  BOOST_TEST(!judge({}, record, *story.history().at(Version{1})));
  const auto finding = judge({}, record, *story.history().at(Version{2}));
  BOOST_REQUIRE(finding);
  BOOST_TEST(to_word(finding->rule) == "refusal");
}

BOOST_AUTO_TEST_CASE(nobody_decides_by_a_version_that_is_still_to_come) {
  const auto story = changed();
  const auto finding = judge_version(Version{3}, at("2026-11-20T09:00:00+07:00"), story.history());
  BOOST_REQUIRE(finding);
  BOOST_TEST(to_word(finding->rule) == "rulebook");
  BOOST_TEST(finding->text == "decided by version 3 of the rulebook, of which the log has 2 before it");
}

BOOST_AUTO_TEST_CASE(an_old_version_is_excused_for_an_hour) {
  const auto story = changed();
  const Instant begun = story.history().begun(Version{1});
  BOOST_TEST(!judge_version(Version{2}, begun + 1000h, story.history()));
  BOOST_TEST(!judge_version(Version{0}, begun + 1h, story.history()));
  const auto finding = judge_version(Version{0}, begun + 1h + 1ms, story.history());
  BOOST_REQUIRE(finding);
  BOOST_TEST(
      finding->text ==
      "decided by version 0 of the rulebook, although the next one was in force since 2026-11-20T09:00:00+07:00");
}

BOOST_AUTO_TEST_CASE(a_change_of_the_rulebook_is_decided_again) {
  const RulebookHistory history{first_edition()};
  RulebookRecord record = rulebook_record(Version{1}, HolidaysDecreed{2027, {"SKB 1/2026", {}}});
  BOOST_TEST(!judge(history.newest(), record));
  record.by = {Role::officer, PersonId{8}, "kota-35.78"};
  BOOST_TEST(to_word(judge(history.newest(), record)->rule) == "permission");
  record.by = admin;
  record.version = Version{2};
  BOOST_TEST(to_word(judge(history.newest(), record)->rule) == "version");
  record.version = Version{1};
  record.events.push_back(record.events.front());
  BOOST_TEST(to_word(judge(history.newest(), record)->rule) == "command");
}

BOOST_AUTO_TEST_CASE(a_zone_that_is_not_the_regions_does_not_stand) {
  const RulebookHistory history{first_edition()};
  InstitutionOpened opened{"kota-91.71", "Pemerintah Kota Jayapura", "", "kota", "91.71", Zone::wit};
  BOOST_TEST(!judge(history.newest(), rulebook_record(Version{1}, opened)));
  opened.zone = Zone::wib;
  BOOST_TEST(to_word(judge(history.newest(), rulebook_record(Version{1}, opened))->rule) == "fact");
}

BOOST_AUTO_TEST_CASE(what_was_so_already_and_what_is_refused_does_not_stand) {
  const RulebookHistory history{first_edition()};
  const CategoryLabelled same{"kebersihan", "Kebersihan"};
  BOOST_TEST(to_word(judge(history.newest(), rulebook_record(Version{1}, same))->rule) == "change");
  const PolicyAdopted begun{policy_from("2026-11-20")};
  BOOST_TEST(to_word(judge(history.newest(), rulebook_record(Version{1}, begun))->rule) == "refusal");
}

BOOST_AUTO_TEST_SUITE_END()
