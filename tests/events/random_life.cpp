#include "tests/events/random_life.hpp"

#include <boost/test/unit_test.hpp>
#include <random>

#include "events/codec.hpp"
#include "events/evolve.hpp"
#include "events/told_command.hpp"
#include "tests/events/codec_samples.hpp"
#include "tests/events/scenario.hpp"

namespace lapor::random_life {
namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr int attempts = 120;

class Life {
 public:
  explicit Life(unsigned seed) : chance_(seed) {
    now_ = scenario::at("2026-08-20T09:00:00+07:00") + hours{below(24 * 130)};
    decree_known_at_ = now_ + days{below(120)} - days{30};
  }

  std::vector<Record> lived() {
    ask(any_submitter(), submission());
    for (int i = 0; i < attempts; ++i) step();
    return std::move(records_);
  }

 private:
  int below(int end) { return std::uniform_int_distribution<>(0, end - 1)(chance_); }
  bool is_one_in(int n) { return below(n) == 0; }
  template <class T>
  T one_of(std::initializer_list<T> values) {
    return *(values.begin() + below(static_cast<int>(values.size())));
  }
  const char* institution() {
    return one_of({"kota-35.78", "kota-35.78/dishub", "kota-33.74", "kota-73.71", "kota-91.71"});
  }
  std::string text() { return is_one_in(2) ? "teks" : ""; }
  Attachments files() { return is_one_in(3) ? Attachments{std::string(64, 'a')} : Attachments{}; }

  Party any_submitter() {
    return {one_of({Role::reporter, Role::anyone, Role::gateway, Role::clerk}), scenario::ani, ""};
  }

  SubmitReport submission() {
    SubmitReport submit = scenario::complaint_for(is_one_in(2) ? institution() : "");
    submit.anonymous = is_one_in(3);
    submit.confidential = is_one_in(6);
    submit.place = {"35.78", "Jalan Pahlawan", Point{-7.2, 112.7}};
    submit.contact = {"Ani", "+628123", ""};
    return submit;
  }

  Party anybody() {
    switch (below(12)) {
      case 0:
      case 1:
      case 2:
        return scenario::reporter();
      case 3:
        return {Role::reporter, PersonId{static_cast<std::uint64_t>(20 + below(4))}, ""};
      case 4:
        return scenario::supervisor();
      case 5:
        return scenario::data_officer();
      case 6:
      case 7:
        return scenario::national_admin();
      case 8:
      case 9:
        return scenario::officer_of(institution());
      default:
        return scenario::coordinator_of(institution());
    }
  }

  CommandBody anything();

  void step() {
    if (state_.next_alarm && is_one_in(3)) {
      now_ = std::max(now_, *state_.next_alarm + hours{is_one_in(3) ? below(60) : 0});
      ask(scenario::timer(), DeadlineReached{state_.deadline.kind});
    }
    now_ += std::chrono::minutes{below(60 * 9)};
    for (int i = 0; i < 12; ++i) ask(anybody(), anything());
  }

  void ask(const Party& by, CommandBody body) {
    const WorkingCalendar& known = now_ < decree_known_at_ ? calendar_before_decree() : *rules().calendar;
    const auto decided = decide(state_, Command{now_, by, Channel::api, "r", std::move(body)}, rules(), known);
    if (!decided || decided->empty()) return;
    records_.push_back({stream_of(ReportId{1000001}), next(state_.version), now_, by, Channel::api, "r", *decided});
    state_ = evolve(std::move(state_), records_.back());
  }

  static const WorkingCalendar& calendar_before_decree() {
    static const WorkingCalendar calendar = rules().calendar->before_decree_of(2027);
    return calendar;
  }

  std::mt19937 chance_;
  Instant now_;
  Instant decree_known_at_;
  ReportState state_;
  std::vector<Record> records_;
};

CommandBody Life::anything() {
  VerifyReport verify = scenario::verified_for(institution());
  verify.classification = one_of({Classification::complaint, Classification::aspiration,
                                  Classification::information_request, Classification::supervised_complaint});
  verify.confidential = is_one_in(12);
  switch (below(38)) {
    case 0:
      return HoldReport{HoldReason::unclear, text()};
    case 1:
      return CompleteReport{text(), text(), {}, "jalan", Place{"35.78", text(), {}}, files()};
    case 2:
      return AddInformation{text(), files()};
    case 3:
      return is_one_in(8) ? CommandBody{WithdrawReport{text()}} : CommandBody{CompleteReport{}};
    case 4:
    case 5:
      return ForwardReport{institution(), text(), {institution()}};
    case 6:
      return DeclineReport{text(), institution()};
    case 7:
    case 8:
    case 9:
      return PostFollowUp{text(), files()};
    case 10:
    case 11:
      return ReplyToFollowUp{text(), files()};
    case 12:
      return CloseReport{text()};
    case 13:
      return is_one_in(6) ? CommandBody{ArchiveReport{ArchiveReason::unclear, text()}} : CommandBody{verify};
    case 14:
      return is_one_in(20) ? CommandBody{MergeReport{ReportId{1000002}}} : CommandBody{verify};
    case 15:
    case 16:
      return ReopenReport{text()};
    case 17:
    case 18:
      return RestoreReport{text()};
    case 19:
    case 20:
      return RateReport{1 + below(5), text()};
    case 21:
      return ChangeVisibility{is_one_in(2), is_one_in(4)};
    case 22:
      return RedactText{"judul", "teks", text()};
    case 23:
    case 24:
      return AddSupport{};
    case 25:
      return WithdrawSupport{};
    case 26:
      return AddComment{text()};
    case 27:
      return HideComment{static_cast<std::uint32_t>(1 + below(5)), text()};
    case 28:
      return AddNote{text(), files()};
    case 29:
      return RescheduleDeadline{now_ + days{below(20)}, is_one_in(2), text()};
    case 30:
      return RevealIdentity{text()};
    case 31:
      return is_one_in(20)
                 ? CommandBody{EraseReporter{one_of({ErasureGround::subject_request, ErasureGround::court_order})}}
                 : CommandBody{AddSupport{}};
    case 32:
      return PlaceLegalHold{text()};
    case 33:
      return LiftLegalHold{text()};
    case 34:
    case 35:
    case 36:
      return verify;
    default:
      return DeadlineReached{DeadlineKind::auto_close};
  }
}

}  // namespace

const Rulebook& rules() {
  static const Rulebook book = [] {
    std::set<std::chrono::sys_days> closed;
    for (const char* day : {"2026-08-17", "2026-08-25", "2026-12-24", "2026-12-25", "2027-01-01", "2027-01-05",
                            "2027-02-05", "2027-02-08", "2027-03-08", "2027-03-09", "2027-03-10", "2027-03-11"})
      closed.insert(std::chrono::sys_days{*parse_iso_date(day)});
    Rulebook result = scenario::rules();
    result.calendar = WorkingCalendar{std::move(closed), {2026, 2027}};
    return result;
  }();
  return book;
}

std::vector<Record> live(unsigned seed) {
  return Life{seed}.lived();
}

std::vector<Record> without_keys(const std::vector<Record>& life) {
  std::vector<Record> result;
  ReportState state;
  for (const Record& record : life) {
    const auto read = decode_facts(encode(record, samples::fake_seal));
    BOOST_REQUIRE(read);
    result.push_back(with_stand_ins(*read, state));
    state = evolve(std::move(state), result.back());
  }
  return result;
}

}  // namespace lapor::random_life
