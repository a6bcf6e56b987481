#include "tests/events/codec_samples.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "events/ensure.hpp"

namespace lapor::samples {
namespace {

using std::chrono::November;

constexpr std::byte mask{0xa5};
constexpr std::size_t sum_size = 8;

std::string secret_text(std::string_view what) {
  return std::string(secret) + " " + std::string(what) + ": Jalan Ahmad Yani berlubang, tak kunjung diperbaiki";
}

Instant moment(std::int64_t day) {
  return Instant{std::chrono::days{20'000 + day}} + std::chrono::milliseconds{7};
}

Deadline deadline(DeadlineKind kind) {
  return {kind, moment(5), true};
}

Attachments hashes() {
  return {std::string(64, 'a'), std::string(64, 'b')};
}

Place place() {
  return {"35.78", secret_text("address"), Point{-7.250445, 112.768845}};
}

ReportSubmitted submitted() {
  ReportSubmitted event;
  event.title = secret_text("title");
  event.text = secret_text("text");
  event.classification = Classification::supervised_complaint;
  event.occurred_on = {std::chrono::year{2026} / November / 18};
  event.category = "perhubungan/jalan";
  event.institution = "kota-35.78";
  event.place = place();
  event.anonymous = true;
  event.confidential = true;
  event.display_name = secret_text("display name");
  event.contact = {secret_text("name"), secret_text("phone"), secret_text("email")};
  event.attachments = hashes();
  event.deadline = deadline(DeadlineKind::verification);
  return event;
}

ReportCompleted completed() {
  return {secret_text("text"),
          secret_text("title"),
          std::chrono::year{1969} / November / 30,
          "kesehatan",
          place(),
          hashes(),
          deadline(DeadlineKind::verification)};
}

/// FNV-1a, little-endian.
std::array<std::byte, sum_size> sum_of(BytesView plain, BytesView context) {
  std::uint64_t sum = 0xcbf29ce484222325;
  const auto add = [&sum](std::byte byte) { sum = (sum ^ std::to_integer<std::uint64_t>(byte)) * 0x100000001b3; };
  std::ranges::for_each(context, add);
  std::ranges::for_each(plain, add);
  std::array<std::byte, sum_size> bytes{};
  for (std::size_t i = 0; i < sum_size; ++i) bytes[i] = static_cast<std::byte>(sum >> (8 * i));
  return bytes;
}

/// What an event cannot be without: a kind for its deadline, a day that exists.
void make_valid(auto& event) {
  if constexpr (requires { event.deadline.kind; }) event.deadline.kind = DeadlineKind::completion;
  if constexpr (requires { event.occurred_on.year(); }) event.occurred_on = std::chrono::year{1970} / 1 / 1;
  if constexpr (requires { event.next_level_at; }) event.kind = DeadlineKind::auto_close;
}

template <std::size_t... I>
Events bare_events_of(std::index_sequence<I...>) {
  Events events{std::variant_alternative_t<I, Event>{}...};
  for (Event& event : events) std::visit([](auto& alternative) { make_valid(alternative); }, event);
  return events;
}

}  // namespace

Events rich_events() {
  return {
      submitted(),
      ReportVerified{secret_text("title"),
                     secret_text("public text"),
                     Classification::aspiration,
                     "kesehatan",
                     {"jalan", "musim-hujan"},
                     true,
                     true,
                     moment(60)},
      ReportForwarded{
          "kota-35.78/dishub", secret_text("note"), {"prov-35", "kemenhub"}, deadline(DeadlineKind::follow_up)},
      ReportHeld{HoldReason::evidence_missing, secret_text("question"), deadline(DeadlineKind::completion)},
      completed(),
      InformationAdded{secret_text("text"), hashes()},
      ReportArchived{Initiator::reporter, ArchiveReason::withdrawn, secret_text("note"), moment(10)},
      ReportDeclined{secret_text("reason"), "prov-35", deadline(DeadlineKind::verification)},
      FollowUpPosted{secret_text("text"), hashes(), deadline(DeadlineKind::auto_close)},
      ReplyPosted{Initiator::administrator, secret_text("text"), hashes(), deadline(DeadlineKind::follow_up)},
      ReportClosed{Initiator::administrator, secret_text("reason"), moment(10)},
      ReportMerged{ReportId{1'000'002}},
      ReportReopened{Initiator::administrator, secret_text("reason"), deadline(DeadlineKind::follow_up)},
      ReportRestored{Initiator::administrator, secret_text("reason"), deadline(DeadlineKind::verification)},
      ReportRated{4, secret_text("text")},
      VisibilityChanged{true, true},
      TextRedacted{secret_text("title"), secret_text("public text"), secret_text("reason")},
      SupportAdded{},
      SupportWithdrawn{},
      CommentAdded{4'000'000'000, secret_text("text")},
      CommentHidden{3, secret_text("reason")},
      NoteAdded{secret_text("text"), hashes()},
      DeadlineRescheduled{deadline(DeadlineKind::auto_close), moment(4), secret_text("reason")},
      IdentityRevealed{secret_text("reason")},
      ReporterErased{ErasureGround::court_order},
      DeadlineMissed{DeadlineKind::follow_up, moment(5), 2, moment(15)},
      LegalHoldPlaced{secret_text("reason")},
      LegalHoldLifted{secret_text("reason")},
  };
}

Events bare_events() {
  return bare_events_of(std::make_index_sequence<std::variant_size_v<Event>>{});
}

Record record_of(Event event) {
  Record record;
  record.stream = stream_of(ReportId{1'000'001});
  record.version = Version{7};
  record.at = moment(0);
  record.by = {Role::officer, staff_person, "kota-35.78/dishub"};
  record.channel = Channel::app;
  record.request_id = "6f1c1b5e-58d8-4a35-9b3e-6c2f4a1d7e90";
  record.events.push_back(std::move(event));
  return record;
}

Record reporters_record_of(Event event) {
  Record record = record_of(std::move(event));
  record.by = {Role::reporter, secret_person, {}};
  return record;
}

Bytes fake_seal(BytesView plain, BytesView context) {
  Bytes sealed(plain.begin(), plain.end());
  for (std::byte& byte : sealed) byte ^= mask;
  const auto sum = sum_of(plain, context);
  sealed.insert(sealed.end(), sum.begin(), sum.end());
  return sealed;
}

Opened fake_open(BytesView sealed, BytesView context) {
  if (sealed.size() < sum_size) return fail(OpenFailed{});
  const BytesView text = sealed.first(sealed.size() - sum_size);
  Bytes plain(text.begin(), text.end());
  for (std::byte& byte : plain) byte ^= mask;
  if (!std::ranges::equal(sum_of(plain, context), sealed.last(sum_size))) return fail(OpenFailed{});
  return plain;
}

Opened open_nothing(BytesView, BytesView) {
  return std::nullopt;
}

Bytes sealed_record(const Record& record) {
  return encode(record, fake_seal);
}

std::string to_hex(BytesView bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto value = std::to_integer<std::size_t>(bytes[i]);
    text += digits[value >> 4];
    text += digits[value & 15];
    if (i % 32 == 31 || i + 1 == bytes.size()) text += '\n';
  }
  return text;
}

Bytes from_hex(std::string_view text) {
  std::string digits;
  std::ranges::copy_if(text, std::back_inserter(digits), [](char c) { return c != '\n' && c != ' ' && c != '\r'; });
  ENSURE(digits.size() % 2 == 0, "two digits a byte");
  Bytes bytes;
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    unsigned value = 0;
    const auto end = digits.data() + i + 2;
    ENSURE(std::from_chars(digits.data() + i, end, value, 16).ptr == end, "hexadecimal digits");
    bytes.push_back(static_cast<std::byte>(value));
  }
  return bytes;
}

}  // namespace lapor::samples
