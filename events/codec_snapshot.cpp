#include <algorithm>

#include "events/codec.hpp"
#include "events/codec_facts.hpp"
#include "events/codec_message.hpp"
#include "events/snapshot_form.hpp"

namespace lapor {
namespace {

using namespace codec;

/// Raised with every change of `wire::State` or of what its fields mean.
constexpr std::uint16_t snapshot_form = 2;

/// A record's context and the form behind it, so that neither opens as the other.
using SnapshotContext = std::array<std::byte, std::tuple_size_v<SealContext> + 1>;

SnapshotContext snapshot_context(ReportId report, Version version) {
  SnapshotContext context{};
  std::ranges::copy(seal_context(stream_of(report), version), context.begin());
  context.back() = std::byte{snapshot_form};
  return context;
}

void write_moment(const std::optional<Instant>& moment, const auto& init) {
  if (moment) init().setMilliseconds(moment->time_since_epoch().count());
}

std::optional<Instant> moment(bool has, wire::Moment::Reader in) {
  return has ? std::optional(instant(in.getMilliseconds())) : std::nullopt;
}

void write_flags(const ReportState& state, wire::State::Builder out) {
  out.setAnonymous(state.anonymous);
  out.setConfidential(state.confidential);
  out.setPublished(state.published);
  out.setErased(state.erased);
  out.setLegalHold(state.legal_hold);
  out.setAppealed(state.appealed);
  out.setReopened(state.reopened);
  out.setHasRunningDeadline(state.has_running_deadline);
}

void read_flags(wire::State::Reader in, ReportState& state) {
  state.anonymous = in.getAnonymous();
  state.confidential = in.getConfidential();
  state.published = in.getPublished();
  state.erased = in.getErased();
  state.legal_hold = in.getLegalHold();
  state.appealed = in.getAppealed();
  state.reopened = in.getReopened();
  state.has_running_deadline = in.getHasRunningDeadline();
}

void write_counts(const ReportState& state, wire::State::Builder out) {
  out.setMissedLevel(state.missed_level);
  out.setRating(state.rating);
  out.setBounces(state.bounces);
  out.setComments(state.comments);
}

void read_counts(wire::State::Reader in, ReportState& state) {
  state.missed_level = in.getMissedLevel();
  state.rating = in.getRating();
  state.bounces = in.getBounces();
  state.comments = in.getComments();
}

void write_lists(const ReportState& state, wire::State::Builder out) {
  write(state.earlier_holders, out.initEarlierHolders(count(state.earlier_holders)));
  write(state.copies, out.initCopies(count(state.copies)));
  auto supporters = out.initSupporters(count(state.supporters));
  for (unsigned int i = 0; i < supporters.size(); ++i) supporters.set(i, number(state.supporters[i]));
  auto hidden = out.initHiddenComments(count(state.hidden_comments));
  for (unsigned int i = 0; i < hidden.size(); ++i) hidden.set(i, state.hidden_comments[i]);
}

void read_lists(wire::State::Reader in, ReportState& state) {
  state.earlier_holders = read(in.getEarlierHolders());
  state.copies = read(in.getCopies());
  state.supporters.reserve(in.getSupporters().size());
  for (const auto person : in.getSupporters()) state.supporters.push_back(PersonId{person});
  state.hidden_comments.reserve(in.getHiddenComments().size());
  for (const auto comment : in.getHiddenComments()) state.hidden_comments.push_back(comment);
}

void write_moments(const ReportState& state, wire::State::Builder out) {
  out.setSubmittedAt(state.submitted_at.time_since_epoch().count());
  write_moment(state.next_alarm, [&] { return out.initNextAlarm(); });
  write_moment(state.verified_at, [&] { return out.initVerifiedAt(); });
  write_moment(state.first_follow_up_at, [&] { return out.initFirstFollowUpAt(); });
  write_moment(state.ended_at, [&] { return out.initEndedAt(); });
  write_moment(state.window_until, [&] { return out.initWindowUntil(); });
  write_moment(state.resolution_target, [&] { return out.initResolutionTarget(); });
}

void read_moments(wire::State::Reader in, ReportState& state) {
  state.submitted_at = instant(in.getSubmittedAt());
  state.next_alarm = moment(in.hasNextAlarm(), in.getNextAlarm());
  state.verified_at = moment(in.hasVerifiedAt(), in.getVerifiedAt());
  state.first_follow_up_at = moment(in.hasFirstFollowUpAt(), in.getFirstFollowUpAt());
  state.ended_at = moment(in.hasEndedAt(), in.getEndedAt());
  state.window_until = moment(in.hasWindowUntil(), in.getWindowUntil());
  state.resolution_target = moment(in.hasResolutionTarget(), in.getResolutionTarget());
}

/// A deadline or an initiator that was never set has the ordinal 0, which their word lists do not have.
template <class E>
std::uint8_t ordinal_or_unset(E value) {
  return value == E{} ? std::uint8_t{0} : ordinal(value);
}

template <class E>
E enumerator_or_unset(std::uint8_t ordinal, const char* kind) {
  return ordinal == 0 ? E{} : enumerator<E>(ordinal, kind);
}

void write_deadline(const Deadline& deadline, wire::Deadline::Builder out) {
  out.setKind(ordinal_or_unset(deadline.kind));
  out.setProvisional(deadline.provisional);
  out.setDue(deadline.due.time_since_epoch().count());
}

Deadline read_deadline(wire::Deadline::Reader in) {
  return {enumerator_or_unset<DeadlineKind>(in.getKind(), "deadline kind"), instant(in.getDue()), in.getProvisional()};
}

void write_state(const ReportState& state, wire::State::Builder out) {
  out.setStatus(ordinal(state.status));
  out.setClassification(ordinal(state.classification));
  out.setClosedBy(ordinal_or_unset(state.closed_by));
  if (state.reporter) out.setReporter(number(*state.reporter));
  out.setMergedInto(number(state.merged_into));
  out.setChosen(as_text(state.chosen));
  out.setHolder(as_text(state.holder));
  write_deadline(state.deadline, out.initDeadline());
  write_flags(state, out);
  write_counts(state, out);
  write_lists(state, out);
  write_moments(state, out);
}

ReportState read_state(wire::State::Reader in, ReportId report, Version version) {
  ReportState state;
  state.id = report;
  state.version = version;
  state.status = enumerator<Status>(in.getStatus(), "status");
  state.classification = enumerator<Classification>(in.getClassification(), "classification");
  state.closed_by = enumerator_or_unset<Initiator>(in.getClosedBy(), "initiator");
  if (in.getReporter() != 0) state.reporter = PersonId{in.getReporter()};
  state.merged_into = ReportId{in.getMergedInto()};
  state.chosen = as_string(in.getChosen());
  state.holder = as_string(in.getHolder());
  state.deadline = read_deadline(in.getDeadline());
  read_flags(in, state);
  read_counts(in, state);
  read_lists(in, state);
  read_moments(in, state);
  return state;
}

std::optional<ReportState> open_snapshot(BytesView bytes, const Open& open) {
  FramedMessage message(bytes);
  const auto stored = message.root<wire::Snapshot>();
  if (stored.getForm() != snapshot_form) return std::nullopt;
  const ReportId report{stored.getReport()};
  const Version version{stored.getVersion()};
  const Opened opened = open(as_bytes_view(stored.getSealed()), snapshot_context(report, version));
  if (!opened || !opened->has_value()) return std::nullopt;
  return read_state(PackedMessage(**opened).root<wire::State>(), report, version);
}

}  // namespace

Bytes encode_snapshot(const ReportState& state, const Seal& seal) {
  const Bytes plain = with_message<wire::State>([&](wire::State::Builder out) { write_state(state, out); }, packed);
  const Bytes sealed = seal(plain, snapshot_context(state.id, state.version));
  const auto fill = [&](wire::Snapshot::Builder out) {
    out.setForm(snapshot_form);
    out.setVersion(number(state.version));
    out.setReport(number(state.id));
    out.setSealed(as_data(sealed));
  };
  return with_message<wire::Snapshot>(fill, framed);
}

std::optional<ReportState> decode_snapshot(BytesView bytes, const Open& open) {
  return guarded([&] { return open_snapshot(bytes, open); }).value_or(std::nullopt);
}

bool is_older_snapshot(BytesView bytes) {
  return guarded([&] { return FramedMessage(bytes).root<wire::Snapshot>().getForm() < snapshot_form; }).value_or(false);
}

}  // namespace lapor
