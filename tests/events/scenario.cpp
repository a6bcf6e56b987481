#include "scenario.hpp"

#include <cstdlib>

#include "events/judge.hpp"
#include "tests/events/codec_samples.hpp"

namespace lapor::scenario {

std::string describe(const Events& events) {
  std::string names;
  for (const Event& event : events) names += (names.empty() ? "" : " ") + std::string(name_of(event));
  return names;
}

Instant at(const char* rfc3339) {
  const auto instant = parse_rfc3339(rfc3339);
  BOOST_REQUIRE_MESSAGE(instant, "not an instant: " << rfc3339);
  return *instant;
}

const Rulebook& rules() {
  static const Rulebook book = [] {
    std::set<std::chrono::sys_days> closed;
    for (const char* day : {"2026-03-18", "2026-03-19", "2026-03-20", "2026-03-23", "2026-03-24", "2026-04-03",
                            "2026-05-01", "2026-05-14", "2026-05-15", "2026-12-24", "2026-12-25"})
      closed.insert(std::chrono::sys_days{*parse_iso_date(day)});
    Rulebook result;
    result.calendar = WorkingCalendar{std::move(closed), {2026}};
    result.institutions = InstitutionTree{{
        {"kota-35.78", "Pemerintah Kota Surabaya", "", "kota", "", Zone::wib},
        {"kota-35.78/dishub", "Dinas Perhubungan Kota Surabaya", "", "unit", "kota-35.78", Zone::wib},
        {"kota-33.74", "Pemerintah Kota Semarang", "", "kota", "", Zone::wib},
        {"kota-73.71", "Pemerintah Kota Makassar", "", "kota", "", Zone::wita},
        {"kota-91.71", "Pemerintah Kota Jayapura", "", "kota", "", Zone::wit},
    }};
    result.retention = RetentionSchedule{{{{}, std::chrono::years{5}, {{"kota-73.71", std::chrono::years{2}}}}}};
    return result;
  }();
  return book;
}

Party reporter() {
  return {Role::reporter, ani, ""};
}
Party another_person() {
  return {Role::reporter, budi, ""};
}
Party national_admin() {
  return {Role::national_admin, PersonId{1}, ""};
}
Party supervisor() {
  return {Role::supervisor, PersonId{2}, ""};
}
Party auditor() {
  return {Role::auditor, PersonId{3}, ""};
}
Party data_officer() {
  return {Role::data_officer, PersonId{4}, ""};
}
Party timer() {
  return {Role::system, std::nullopt, ""};
}
Party coordinator_of(const char* slug) {
  return {Role::coordinator, PersonId{5}, slug};
}
Party officer_of(const char* slug) {
  return {Role::officer, PersonId{6}, slug};
}

SubmitReport complaint() {
  SubmitReport submit;
  submit.title = "Lampu jalan padam";
  submit.text = "Lampu jalan di depan pasar padam sejak pekan lalu.";
  submit.occurred_on = *parse_iso_date("2026-11-18");
  return submit;
}

SubmitReport complaint_for(const char* institution) {
  SubmitReport submit = complaint();
  submit.institution = institution;
  return submit;
}

VerifyReport verified_for(const char* institution) {
  VerifyReport verify;
  verify.title = "Lampu jalan padam";
  verify.public_text = "Lampu jalan padam.";
  verify.forward_to = institution;
  return verify;
}

Scenario& Scenario::on(const char* rfc3339) {
  now_ = at(rfc3339);
  return *this;
}

Result<Events, Refusal> Scenario::run(const Party& by, CommandBody body) {
  const auto decided = decide(state_, Command{now_, by, Channel::api, "test", std::move(body)}, rules());
  if (!decided || decided->empty()) return decided;
  const Record record{stream_of(ReportId{1000001}), next(state_.version), now_, by, Channel::api, "test", *decided};
  state_ = evolve(std::move(state_), record);
  judge_as_auditor(record);
  return decided;
}

void Scenario::judge_as_auditor(const Record& record) {
  const auto read = decode_facts(encode(record, samples::fake_seal));
  BOOST_REQUIRE(read);
  const Record facts = with_stand_ins(*read, state_without_keys_);
  const auto finding = judge(state_without_keys_, facts, rules());
  BOOST_TEST(!finding, describe(record.events) << ": " << (finding ? finding->text : ""));
  state_without_keys_ = evolve(std::move(state_without_keys_), facts);
  history_.push_back({Position{history_.size() + 1}, facts});
}

Scenario& Scenario::given(const Party& by, CommandBody body) {
  const auto decided = run(by, std::move(body));
  BOOST_REQUIRE_MESSAGE(decided, "the test's past was refused: " << (decided ? "" : decided.error().detail));
  return *this;
}

Scenario& Scenario::when(const Party& by, CommandBody body) {
  result_ = run(by, std::move(body));
  return *this;
}

Scenario& Scenario::then(const std::string& names) {
  BOOST_REQUIRE_MESSAGE(result_, "refused: " << (result_ ? "" : result_.error().detail));
  BOOST_TEST(describe(*result_) == names);
  return *this;
}

Scenario& Scenario::then_refused(RefusalReason reason) {
  BOOST_REQUIRE_MESSAGE(!result_, "not refused, but: " << (result_ ? describe(*result_) : ""));
  BOOST_TEST(to_word(result_.error().reason) == to_word(reason));
  BOOST_TEST(!result_.error().detail.empty());
  return *this;
}

Scenario& Scenario::then_state(Status status) {
  BOOST_TEST(to_word(state_.status) == to_word(status));
  return *this;
}

Scenario& Scenario::then_due(DeadlineKind kind, const char* rfc3339) {
  BOOST_REQUIRE(state_.has_running_deadline);
  BOOST_TEST(to_word(state_.deadline.kind) == to_word(kind));
  BOOST_TEST(to_rfc3339(state_.deadline.due, Zone::wib) == to_rfc3339(at(rfc3339), Zone::wib));
  return *this;
}

Scenario& Scenario::then_no_deadline() {
  BOOST_TEST(!state_.has_running_deadline);
  BOOST_TEST(!state_.alarm().has_value());
  return *this;
}

Scenario submitted() {
  return Scenario{}.given(reporter(), complaint());
}
Scenario held() {
  return submitted().given(national_admin(), HoldReport{HoldReason::incomplete, "Di jalan apa?"});
}
Scenario forwarded() {
  return submitted().given(national_admin(), verified_for("kota-35.78"));
}
Scenario declined() {
  return forwarded().given(coordinator_of("kota-35.78"), DeclineReport{"Jalan nasional", "kota-33.74"});
}
Scenario in_progress() {
  return forwarded().given(officer_of("kota-35.78"), PostFollowUp{"Sudah diperiksa.", {}});
}
Scenario replied() {
  return in_progress().given(reporter(), ReplyToFollowUp{"Masih padam.", {}});
}
Scenario closed() {
  return in_progress().given(reporter(), CloseReport{"Sudah menyala."});
}
Scenario archived() {
  return submitted().given(national_admin(), ArchiveReport{ArchiveReason::unclear, "Tidak jelas."});
}
Scenario merged() {
  return submitted().given(national_admin(), MergeReport{ReportId{1000002}});
}
Scenario erased_report() {
  return forwarded().given(data_officer(), EraseReporter{ErasureGround::subject_request});
}

}  // namespace lapor::scenario
