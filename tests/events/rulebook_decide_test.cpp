#include "rulebook_scenario.hpp"

using namespace lapor;
using namespace lapor::scenario;
using Reason = RulebookRefusalReason;

namespace {

const Party admin{Role::national_admin, PersonId{1}, ""};
const Party surabaya{Role::coordinator, PersonId{5}, "kota-35.78"};
const Party dishub{Role::coordinator, PersonId{6}, "kota-35.78/dishub"};
const Party semarang{Role::coordinator, PersonId{7}, "kota-33.74"};
const Party officer{Role::officer, PersonId{8}, "kota-35.78"};
const Party auditor{Role::auditor, PersonId{9}, ""};

const OpenInstitution jayapura{"kota-91.71", "Pemerintah Kota Jayapura", "", "kota", "91.71"};
const CloseInstitution semarang_ends{"kota-33.74", "Digabung dengan Surabaya", "kota-35.78"};
const CloseCategory roads_end{"perhubungan/jalan", "Dipindahkan", "kebersihan"};

DecreeHolidays holidays(int year, std::initializer_list<const char*> days) {
  DecreeHolidays decree{year, {"SKB 1/2026", {}}};
  for (const char* day : days)
    decree.decree.days.push_back({*parse_iso_date(day), "Libur", HolidayKind::public_holiday});
  return decree;
}

AdoptRetention retention_from(const char* day, const char* slug) {
  return {{*parse_iso_date(day), std::chrono::years{6}, {{slug, std::chrono::years{9}}}}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rulebook_decide)

BOOST_AUTO_TEST_CASE(an_institution_is_opened_in_the_zone_of_its_region) {
  const auto story = RulebookStory{}.when(admin, jayapura).then("institution_opened");
  BOOST_TEST((story.rules().institutions.zone_of("kota-91.71") == Zone::wit));
  BOOST_TEST(story.rules().institutions.find("kota-91.71")->name == "Pemerintah Kota Jayapura");
}
BOOST_AUTO_TEST_CASE(the_same_institution_is_not_opened_twice) {
  RulebookStory{}.given(admin, jayapura).when(admin, jayapura).then("");
}
BOOST_AUTO_TEST_CASE(a_slug_is_for_ever) {
  RulebookStory{}
      .given(admin, semarang_ends)
      .when(admin, OpenInstitution{"kota-33.74", "Kota lain", "", "kota", "91.71"})
      .then_refused(Reason::code_taken, "slug");
}
BOOST_AUTO_TEST_CASE(slugs_have_one_form) {
  for (const char* slug : {"Kemenhub", "kemen hub", "-kemenhub", "kemenhub-", "kemen--hub", "a/b", "kota-9.", "über"})
    RulebookStory{}
        .when(admin, OpenInstitution{slug, "Nama", "", "kementerian", ""})
        .then_refused(Reason::malformed_code, "slug");
}
BOOST_AUTO_TEST_CASE(kind_and_region_go_together) {
  RulebookStory{}.when(admin, OpenInstitution{"x", "Nama", "", "dinas", ""}).then_refused(Reason::wrong_kind, "kind");
  RulebookStory{}.when(admin, OpenInstitution{"x", "Nama", "", "kota", ""}).then_refused(Reason::wrong_kind, "region");
  RulebookStory{}
      .when(admin, OpenInstitution{"x", "Nama", "", "kota", "91"})
      .then_refused(Reason::wrong_kind, "region");
  RulebookStory{}
      .when(admin, OpenInstitution{"x", "Nama", "", "kementerian", "91"})
      .then_refused(Reason::wrong_kind, "region");
  RulebookStory{}
      .when(admin, OpenInstitution{"x", "Nama", "", "kota", "00"})
      .then_refused(Reason::unknown_region, "region");
}

BOOST_AUTO_TEST_CASE(an_institution_gets_another_name) {
  const auto story = RulebookStory{}
                         .when(admin, NameInstitution{"kemenhub", "Kementerian Transportasi", "Kementrans"})
                         .then("institution_named");
  BOOST_TEST(story.rules().institutions.find("kemenhub")->name == "Kementerian Transportasi");
  BOOST_TEST(story.rules().institutions.find("kemenhub")->kind == "kementerian");
}
BOOST_AUTO_TEST_CASE(the_same_name_is_no_change) {
  RulebookStory{}.when(admin, NameInstitution{"kemenhub", "Kementerian Perhubungan", "Kemenhub"}).then("");
}
BOOST_AUTO_TEST_CASE(nothing_unknown_is_named) {
  RulebookStory{}.when(admin, NameInstitution{"kemen", "Nama", ""}).then_refused(Reason::unknown_institution, "slug");
}

BOOST_AUTO_TEST_CASE(a_closed_institution_stays_with_its_successor) {
  const auto story = RulebookStory{}.when(admin, semarang_ends).then("institution_closed");
  const Institution* closed = story.rules().institutions.find("kota-33.74");
  BOOST_REQUIRE(closed->closing);
  BOOST_TEST(closed->closing->successor == "kota-35.78");
  BOOST_TEST((closed->closing->at == *parse_rfc3339("2026-11-20T09:00:00+07:00")));
}
BOOST_AUTO_TEST_CASE(an_institution_is_closed_once) {
  RulebookStory{}.given(admin, semarang_ends).when(admin, semarang_ends).then("");
  RulebookStory{}
      .given(admin, semarang_ends)
      .when(admin, CloseInstitution{"kota-33.74", "Alasan lain", ""})
      .then_refused(Reason::institution_closed, "slug");
}
BOOST_AUTO_TEST_CASE(a_successor_stays_open) {
  for (const char* successor : {"kota-35.78", "kota-35.78/dishub"})
    RulebookStory{}
        .when(admin, CloseInstitution{"kota-35.78", "Bubar", successor})
        .then_refused(Reason::wrong_successor, "successor");
  RulebookStory{}
      .given(admin, semarang_ends)
      .when(admin, CloseInstitution{"kemenhub", "Bubar", "kota-33.74"})
      .then_refused(Reason::wrong_successor, "successor");
  RulebookStory{}
      .when(admin, CloseInstitution{"kemenhub", "Bubar", "nowhere"})
      .then_refused(Reason::unknown_institution, "successor");
}

BOOST_AUTO_TEST_CASE(a_unit_is_opened_below_its_parent_in_its_zone) {
  const auto story = RulebookStory{}
                         .given(admin, jayapura)
                         .when(admin, OpenUnit{"kota-91.71/dlh", "kota-91.71", "DLH"})
                         .then("unit_opened");
  BOOST_TEST((story.rules().institutions.zone_of("kota-91.71/dlh") == Zone::wit));
  BOOST_TEST(story.rules().institutions.is_same_or_above("kota-91.71", "kota-91.71/dlh"));
}
BOOST_AUTO_TEST_CASE(a_unit_begins_with_its_parents_slug) {
  for (const char* slug : {"kota-33.74/dlh", "kota-35.78/", "kota-35.78/a/b", "dlh", "kota-35.78/D"})
    RulebookStory{}.when(admin, OpenUnit{slug, "kota-35.78", "DLH"}).then_refused(Reason::malformed_code, "slug");
}
BOOST_AUTO_TEST_CASE(nothing_is_opened_below_what_is_closed) {
  RulebookStory{}
      .given(admin, semarang_ends)
      .when(admin, OpenUnit{"kota-33.74/dlh", "kota-33.74", "DLH"})
      .then_refused(Reason::institution_closed, "parent");
  RulebookStory{}.when(admin, OpenUnit{"x/dlh", "x", "DLH"}).then_refused(Reason::unknown_institution, "parent");
}
BOOST_AUTO_TEST_CASE(the_same_unit_is_not_opened_twice) {
  RulebookStory{}.when(admin, OpenUnit{"kota-35.78/dishub", "kota-35.78", "Dinas Perhubungan"}).then("");
  RulebookStory{}
      .when(admin, OpenUnit{"kota-35.78/dishub", "kota-35.78", "Lain"})
      .then_refused(Reason::code_taken, "slug");
}

BOOST_AUTO_TEST_CASE(categories_have_two_levels) {
  RulebookStory{}.when(admin, OpenCategory{"perhubungan/parkir", "Parkir"}).then("category_opened");
  RulebookStory{}.when(admin, OpenCategory{"kesehatan", "Kesehatan"}).then("category_opened");
  RulebookStory{}.when(admin, OpenCategory{"a/b/c", "X"}).then_refused(Reason::malformed_code, "code");
  RulebookStory{}.when(admin, OpenCategory{"kesehatan/bpjs", "BPJS"}).then_refused(Reason::unknown_category, "code");
  RulebookStory{}.when(admin, OpenCategory{"kebersihan", "Lain"}).then_refused(Reason::code_taken, "code");
  RulebookStory{}.when(admin, OpenCategory{"kebersihan", "Kebersihan"}).then("");
}
BOOST_AUTO_TEST_CASE(a_category_gets_another_label) {
  const auto story = RulebookStory{}.when(admin, LabelCategory{"kebersihan", "Sampah"}).then("category_labelled");
  BOOST_TEST(story.rules().categories.find("kebersihan")->label == "Sampah");
  RulebookStory{}.when(admin, LabelCategory{"kebersihan", "Kebersihan"}).then("");
  RulebookStory{}.when(admin, LabelCategory{"x", "X"}).then_refused(Reason::unknown_category, "code");
}
BOOST_AUTO_TEST_CASE(a_closed_topic_closes_its_parts) {
  const auto story =
      RulebookStory{}.when(admin, CloseCategory{"perhubungan", "Pindah", "kebersihan"}).then("category_closed");
  BOOST_TEST(story.rules().categories.closed_at_or_above("perhubungan/jalan")->code == "perhubungan");
  BOOST_TEST((story.rules().categories.closed_at_or_above("kebersihan") == nullptr));
}
BOOST_AUTO_TEST_CASE(nothing_of_a_closed_category_changes) {
  const auto closed = RulebookStory{}.given(admin, CloseCategory{"perhubungan", "Pindah", "kebersihan"});
  RulebookStory{closed}
      .when(admin, LabelCategory{"perhubungan/jalan", "X"})
      .then_refused(Reason::category_closed, "code");
  RulebookStory{closed}
      .when(admin, OpenCategory{"perhubungan/parkir", "X"})
      .then_refused(Reason::category_closed, "code");
  RulebookStory{closed}.when(admin, CloseCategory{"perhubungan", "Pindah", "kebersihan"}).then("");
  RulebookStory{closed}
      .when(admin, CloseCategory{"kebersihan", "Pindah", "perhubungan/jalan"})
      .then_refused(Reason::wrong_successor, "successor");
}
BOOST_AUTO_TEST_CASE(a_category_is_not_its_own_successor) {
  RulebookStory{}
      .when(admin, CloseCategory{"perhubungan", "Pindah", "perhubungan/jalan"})
      .then_refused(Reason::wrong_successor, "successor");
}

BOOST_AUTO_TEST_CASE(a_decree_makes_its_year_known) {
  const auto story = RulebookStory{}.when(admin, holidays(2027, {"2027-01-01"})).then("holidays_decreed");
  BOOST_TEST(story.rules().calendar->is_decreed(2027));
  BOOST_TEST(!story.rules().calendar->is_working_day(*parse_iso_date("2027-01-01")));
  BOOST_TEST(!story.rules().calendar->is_working_day(*parse_iso_date("2026-12-25")));
  BOOST_TEST(!story.history().at(Version{})->calendar->is_decreed(2027));
}
BOOST_AUTO_TEST_CASE(a_revision_replaces_the_whole_year) {
  const auto story = RulebookStory{}
                         .given(admin, holidays(2027, {"2027-01-01"}))
                         .when(admin, holidays(2027, {"2027-01-04"}))
                         .then("holidays_decreed");
  BOOST_TEST(story.rules().calendar->is_working_day(*parse_iso_date("2027-01-01")));
  BOOST_TEST(!story.rules().calendar->is_working_day(*parse_iso_date("2027-01-04")));
}
BOOST_AUTO_TEST_CASE(the_same_decree_is_no_change) {
  RulebookStory{}.given(admin, holidays(2027, {"2027-01-01"})).when(admin, holidays(2027, {"2027-01-01"})).then("");
}
BOOST_AUTO_TEST_CASE(a_decrees_days_are_of_its_year_and_named_once) {
  RulebookStory{}.when(admin, holidays(2027, {"2026-12-31"})).then_refused(Reason::wrong_days, "days");
  RulebookStory{}.when(admin, holidays(2027, {"2027-01-01", "2027-01-01"})).then_refused(Reason::wrong_days, "days");
  RulebookStory{}.when(admin, holidays(2027, {"2027-02-01", "2027-01-01"})).then_refused(Reason::wrong_days, "days");
}
BOOST_AUTO_TEST_CASE(a_year_that_has_ended_stays_as_it_was) {
  RulebookStory{}.when(admin, holidays(2025, {"2025-12-25"})).then_refused(Reason::year_over, "year");
  RulebookStory{}.when(admin, holidays(2026, {"2026-12-25"})).then("holidays_decreed");
}

BOOST_AUTO_TEST_CASE(a_policy_begins_on_a_later_day) {
  const auto story = RulebookStory{}.when(admin, AdoptPolicy{policy_from("2026-11-21")}).then("policy_adopted");
  BOOST_TEST(story.rules().policies.on(*parse_iso_date("2026-11-20")).verification == 3);
  BOOST_TEST(story.rules().policies.on(*parse_iso_date("2026-11-21")).verification == 2);
  RulebookStory{}
      .when(admin, AdoptPolicy{policy_from("2026-11-20")})
      .then_refused(Reason::already_in_force, "effective_from");
}
BOOST_AUTO_TEST_CASE(today_is_a_day_in_wib) {
  RulebookStory{}
      .on("2026-11-20T23:59:59+07:00")
      .when(admin, AdoptPolicy{policy_from("2026-11-21")})
      .then("policy_adopted");
  RulebookStory{}
      .on("2026-11-21T00:00:00+07:00")
      .when(admin, AdoptPolicy{policy_from("2026-11-21")})
      .then_refused(Reason::already_in_force, "effective_from");
}
BOOST_AUTO_TEST_CASE(a_policy_is_replaced_until_it_begins) {
  DeadlinePolicy other = policy_from("2027-01-01");
  other.follow_up = 4;
  const auto story = RulebookStory{}
                         .given(admin, AdoptPolicy{policy_from("2027-01-01")})
                         .when(admin, AdoptPolicy{policy_from("2027-01-01")})
                         .then("")
                         .when(admin, AdoptPolicy{other})
                         .then("policy_adopted");
  BOOST_TEST(story.rules().policies.all().size() == 2U);
  BOOST_TEST(story.rules().policies.on(*parse_iso_date("2027-01-01")).follow_up == 4);
}

BOOST_AUTO_TEST_CASE(a_retention_schedule_names_offices_that_are_known) {
  const auto story = RulebookStory{}.when(admin, retention_from("2027-01-01", "kemenhub")).then("retention_adopted");
  BOOST_TEST((story.rules().retention->on(*parse_iso_date("2027-01-01")).of("kemenhub") == std::chrono::years{9}));
  RulebookStory{}.when(admin, retention_from("2027-01-01", "x")).then_refused(Reason::unknown_institution, "own");
  RulebookStory{}
      .when(admin, retention_from("2026-11-20", "kemenhub"))
      .then_refused(Reason::already_in_force, "effective_from");
  RulebookStory{story}.when(admin, retention_from("2027-01-01", "kemenhub")).then("");
}

BOOST_AUTO_TEST_CASE(a_template_is_set_changed_and_removed) {
  RulebookStory story;
  story.when(admin, SetAnswerTemplate{"", "Salam", "Halo"}).then("answer_template_set");
  story.when(admin, SetAnswerTemplate{"", "Salam", "Halo"}).then("");
  story.when(admin, SetAnswerTemplate{"", "Salam", "Selamat pagi"}).then("answer_template_set");
  BOOST_TEST(story.rules().templates.find("")->size() == 1U);
  story.when(admin, RemoveAnswerTemplate{"", "Salam"}).then("answer_template_removed");
  BOOST_TEST(story.rules().templates.find("")->empty());
  story.when(admin, RemoveAnswerTemplate{"", "Salam"}).then("");
  story.when(admin, RemoveAnswerTemplate{"x", "Salam"}).then_refused(Reason::unknown_institution, "institution");
  story.when(admin, SetAnswerTemplate{"x", "Salam", ""}).then_refused(Reason::unknown_institution, "institution");
}
BOOST_AUTO_TEST_CASE(a_desk_has_a_bounded_number_of_templates) {
  RulebookStory story;
  for (std::size_t i = 0; i < most_answer_templates; ++i)
    story.given(admin, SetAnswerTemplate{"kemenhub", std::to_string(i), "Halo"});
  story.when(admin, SetAnswerTemplate{"kemenhub", "lagi", "Halo"}).then_refused(Reason::too_many, "name");
  story.when(admin, SetAnswerTemplate{"kemenhub", "7", "Hai"}).then("answer_template_set");
}

BOOST_AUTO_TEST_CASE(coordinators_change_units_and_templates_of_their_own_branch) {
  const OpenUnit unit{"kota-35.78/dlh", "kota-35.78", "DLH"};
  RulebookStory{}.when(surabaya, unit).then("unit_opened");
  RulebookStory{}.when(semarang, unit).then_refused(Reason::not_permitted, "");
  RulebookStory{}.when(dishub, unit).then_refused(Reason::not_permitted, "");
  RulebookStory{}
      .when(dishub, OpenUnit{"kota-35.78/dishub/terminal", "kota-35.78/dishub", "Terminal"})
      .then("unit_opened");
  RulebookStory{}.when(surabaya, NameInstitution{"kota-35.78/dishub", "Dishub", ""}).then("institution_named");
  RulebookStory{}.when(surabaya, CloseInstitution{"kota-35.78/dishub", "Lebur", ""}).then("institution_closed");
  RulebookStory{}.when(surabaya, SetAnswerTemplate{"kota-35.78/dishub", "Salam", "Halo"}).then("answer_template_set");
  RulebookStory{}
      .when(semarang, SetAnswerTemplate{"kota-35.78", "Salam", "Halo"})
      .then_refused(Reason::not_permitted, "");
}
BOOST_AUTO_TEST_CASE(coordinators_change_nothing_of_the_nation) {
  for (const RulebookCommandBody& body : std::initializer_list<RulebookCommandBody>{
           jayapura, NameInstitution{"kota-35.78", "X", ""}, CloseInstitution{"kota-35.78", "X", ""},
           OpenCategory{"x", "X"}, LabelCategory{"kebersihan", "X"}, roads_end, holidays(2027, {}),
           AdoptPolicy{policy_from("2027-01-01")}, retention_from("2027-01-01", "kemenhub"),
           SetAnswerTemplate{"", "Salam", "Halo"}})
    RulebookStory{}.when(surabaya, body).then_refused(Reason::not_permitted, "");
}
BOOST_AUTO_TEST_CASE(nobody_else_changes_anything) {
  for (const Party& other : {officer, auditor, Party{Role::anyone, {}, ""}, Party{Role::reporter, PersonId{11}, ""}})
    for (const RulebookEvent& event : rich_rulebook_events())
      RulebookStory{}.when(other, told_command(event)).then_refused(Reason::not_permitted, "");
}

BOOST_AUTO_TEST_SUITE_END()
