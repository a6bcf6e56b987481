#include "rulebook_scenario.hpp"

#include "events/rulebook_judge.hpp"

namespace lapor::scenario {
namespace {

HolidayDecrees decree_of_2026() {
  return {{2026,
           {"SKB 1497/2025",
            {{*parse_iso_date("2026-12-24"), "Cuti Bersama Natal", HolidayKind::collective_leave},
             {*parse_iso_date("2026-12-25"), "Natal", HolidayKind::public_holiday}}}}};
}

}  // namespace

const Rulebook& first_edition() {
  static const Rulebook book = [] {
    Rulebook result;
    result.decrees = decree_of_2026();
    result.calendar = working_calendar(result.decrees);
    result.institutions = InstitutionTree{{
        {"kota-35.78", "Pemerintah Kota Surabaya", "", "kota", "", Zone::wib, "35.78"},
        {"kota-35.78/dishub", "Dinas Perhubungan", "", "unit", "kota-35.78", Zone::wib},
        {"kota-33.74", "Pemerintah Kota Semarang", "", "kota", "", Zone::wib, "33.74"},
        {"kemenhub", "Kementerian Perhubungan", "Kemenhub", "kementerian", "", Zone::wib},
    }};
    result.regions = Regions{{"35", {"Jawa Timur", Zone::wib, {}}},
                             {"35.78", {"Kota Surabaya", Zone::wib, {}}},
                             {"91", {"Papua", Zone::wit, {}}},
                             {"91.71", {"Kota Jayapura", Zone::wit, {}}}};
    result.categories = {{"perhubungan", "Perhubungan"}, {"perhubungan/jalan", "Jalan"}, {"kebersihan", "Kebersihan"}};
    return result;
  }();
  return book;
}

DeadlinePolicy policy_from(const char* day) {
  DeadlinePolicy policy;
  policy.effective_from = *parse_iso_date(day);
  policy.verification = 2;
  return policy;
}

RulebookStory& RulebookStory::on(const char* rfc3339) {
  now_ = *parse_rfc3339(rfc3339);
  return *this;
}

RulebookStory& RulebookStory::given(const Party& by, RulebookCommandBody body) {
  when(by, std::move(body));
  BOOST_REQUIRE_MESSAGE(result_, "refused: " << (result_ ? "" : result_.error().detail));
  return *this;
}

RulebookStory& RulebookStory::when(const Party& by, RulebookCommandBody body) {
  result_ = decide_rulebook(history_.newest(), {now_, by, Channel::api, "test", std::move(body)});
  if (!result_ || result_->empty()) return *this;
  RulebookRecord record{rulebook_stream, next(rules().version), now_, by, Channel::api, "test", *result_};
  const auto finding = judge(rules(), record);
  BOOST_TEST(!finding, "an auditor objects: " << (finding ? finding->text : ""));
  history_.add(record);
  return *this;
}

RulebookStory& RulebookStory::then(const std::string& name) {
  BOOST_REQUIRE_MESSAGE(result_, "refused: " << (result_ ? "" : result_.error().detail));
  BOOST_TEST((result_->empty() ? "" : std::string(name_of(result_->front()))) == name);
  return *this;
}

RulebookStory& RulebookStory::then_refused(RulebookRefusalReason reason, const std::string& field) {
  BOOST_REQUIRE_MESSAGE(!result_, "it was not refused");
  BOOST_TEST(static_cast<int>(result_.error().reason) == static_cast<int>(reason), result_.error().detail);
  BOOST_TEST(result_.error().field == field);
  BOOST_TEST(result_.error().detail.ends_with('.'));
  return *this;
}

RulebookEvents rich_rulebook_events() {
  return {
      InstitutionOpened{"kota-91.71", "Pemerintah Kota Jayapura", "Pemkot Jayapura", "kota", "91.71", Zone::wit},
      InstitutionNamed{"kemenhub", "Kementerian Perhubungan RI", "Kemenhub RI"},
      InstitutionClosed{"kota-33.74", "Digabung", "kota-35.78"},
      UnitOpened{"kota-35.78/dlh", "kota-35.78", "Dinas Lingkungan Hidup"},
      CategoryOpened{"perhubungan/parkir", "Parkir"},
      CategoryLabelled{"kebersihan", "Kebersihan Kota"},
      CategoryClosed{"perhubungan/jalan", "Pindah", "kebersihan"},
      HolidaysDecreed{2027,
                      {"SKB 1/2026",
                       {{*parse_iso_date("2027-01-01"), "Tahun Baru", HolidayKind::public_holiday},
                        {*parse_iso_date("2027-03-11"), "Cuti Bersama", HolidayKind::collective_leave}}}},
      PolicyAdopted{policy_from("2027-01-01")},
      RetentionAdopted{{*parse_iso_date("2027-01-01"), std::chrono::years{6}, {{"kemenhub", std::chrono::years{9}}}}},
      AnswerTemplateSet{"kota-35.78", "Terima kasih", "Terima kasih atas laporan Anda."},
      AnswerTemplateRemoved{"kota-35.78", "Terima kasih"}};
}

RulebookRecord rulebook_record(Version version, RulebookEvent event) {
  RulebookRecord record{rulebook_stream,
                        version,
                        *parse_rfc3339("2026-11-20T09:00:00+07:00"),
                        {Role::national_admin, PersonId{77}, ""},
                        Channel::api,
                        "request-1",
                        {std::move(event)}};
  record.salt = Salt{std::byte{1}, std::byte{2}, std::byte{3}};
  return record;
}

}  // namespace lapor::scenario
