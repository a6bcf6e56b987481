#include "api/views/report_row.hpp"

#include "api/views/report_row.capnp.h"
#include "events/codec_message.hpp"
#include "events/evolve.hpp"

namespace lapor::api {
namespace {

using namespace codec;

/// The row is sealed as a whole; its state needs no seal of its own.
Bytes in_clear(BytesView plain, BytesView) {
  return {plain.begin(), plain.end()};
}

Opened as_it_is(BytesView plain, BytesView) {
  return Bytes(plain.begin(), plain.end());
}

void write(const std::vector<std::string>& texts, capnp::List<capnp::Text>::Builder out) {
  for (unsigned int i = 0; i < out.size(); ++i) out.set(i, as_text(texts[i]));
}

std::vector<std::string> read(capnp::List<capnp::Text>::Reader in) {
  std::vector<std::string> texts;
  for (const auto text : in) texts.push_back(as_string(text));
  return texts;
}

void write(const OriginalReport& original, wire::ReportRow::Builder out) {
  out.setOriginalTitle(as_text(original.title));
  out.setOriginalText(as_text(original.text));
  out.setOriginalCategory(as_text(original.category));
  out.setDisplayName(as_text(original.display_name));
  out.setRegion(as_text(original.place.region));
  out.setAddress(as_text(original.place.address));
  write(original.attachments, out.initAttachments(count(original.attachments)));
  out.setOccurredOn(day_number(original.occurred_on));
  out.setClassification(ordinal(original.classification));
  out.setChannel(ordinal(original.channel));
  if (!original.place.point) return;
  out.setHasPoint(true);
  out.setLatitude(original.place.point->latitude);
  out.setLongitude(original.place.point->longitude);
}

OriginalReport read_original(wire::ReportRow::Reader in) {
  OriginalReport original;
  original.title = as_string(in.getOriginalTitle());
  original.text = as_string(in.getOriginalText());
  original.category = as_string(in.getOriginalCategory());
  original.display_name = as_string(in.getDisplayName());
  original.place = {as_string(in.getRegion()), as_string(in.getAddress()), std::nullopt};
  if (in.getHasPoint()) original.place.point = Point{in.getLatitude(), in.getLongitude()};
  original.attachments = read(in.getAttachments());
  original.occurred_on = date_from_day_number(in.getOccurredOn());
  original.classification = enumerator<Classification>(in.getClassification(), "classification");
  original.channel = enumerator<Channel>(in.getChannel(), "channel");
  return original;
}

void write(const Milestone& milestone, wire::Milestone::Builder out) {
  out.setKind(ordinal(milestone.kind));
  out.setAt(milestone.at.time_since_epoch().count());
  out.setDesk(as_text(milestone.desk));
  out.setDetail(milestone.detail);
  out.setSince(milestone.since.time_since_epoch().count());
  out.setMinutes(milestone.minutes);
}

Milestone read_milestone(wire::Milestone::Reader in) {
  const auto instant = [](std::int64_t since_1970) { return Instant{std::chrono::milliseconds{since_1970}}; };
  return {enumerator<MilestoneKind>(in.getKind(), "milestone"),
          instant(in.getAt()),
          as_string(in.getDesk()),
          in.getDetail(),
          instant(in.getSince()),
          in.getMinutes()};
}

void write(std::uint32_t number, const Comment& comment, wire::Comment::Builder out) {
  out.setNumber(number);
  out.setAt(comment.at.time_since_epoch().count());
  out.setRole(ordinal(comment.by.role));
  out.setText(as_text(comment.text));
}

void read_comment(wire::Comment::Reader in, std::map<std::uint32_t, Comment>& comments) {
  comments[in.getNumber()] = {Instant{std::chrono::milliseconds{in.getAt()}},
                              Party{enumerator<Role>(in.getRole(), "role"), std::nullopt, ""}, as_string(in.getText())};
}

/// Of a report that much is said about, the row keeps no comments: each further one would write all of them again.
bool has_too_many(const std::map<std::uint32_t, Comment>& comments) {
  constexpr std::size_t most_bytes = 8'192;
  std::size_t bytes = 0;
  for (const auto& [number, comment] : comments) bytes += comment.text.size() + 32;
  return bytes > most_bytes;
}

void write(const ReportRow& row, const Bytes& state, wire::ReportRow::Builder out) {
  const ReportPage& page = row.page;
  out.setState(as_data(state));
  write(page.original, out);
  out.setTitle(as_text(page.title));
  out.setPublicText(as_text(page.public_text));
  out.setCategory(as_text(page.category));
  write(page.tags, out.initTags(count(page.tags)));
  out.setRatingText(as_text(page.rating_text));
  out.setVerified(page.verified);
  if (page.archive_reason) out.setArchiveReason(ordinal(*page.archive_reason));
  auto milestones = out.initMilestones(count(row.milestones));
  for (unsigned int i = 0; i < milestones.size(); ++i) write(row.milestones[i], milestones[i]);
  out.setLacksComments(row.lacks_comments);
  auto comments = out.initComments(count(page.comments));
  unsigned int place = 0;
  for (const auto& [number, comment] : page.comments) write(number, comment, comments[place++]);
}

ReportRow read_row(wire::ReportRow::Reader in) {
  auto state = decode_snapshot(as_bytes_view(in.getState()), as_it_is);
  if (!state) throw Malformed{"the state of the row is of another form"};
  ReportRow row{std::move(*state), {}, {}, false};
  row.page.original = read_original(in);
  row.page.original.reporter = row.state.reporter;
  row.page.verified = in.getVerified();
  row.page.title = as_string(in.getTitle());
  row.page.public_text = as_string(in.getPublicText());
  row.page.category = as_string(in.getCategory());
  row.page.tags = read(in.getTags());
  row.page.rating_text = as_string(in.getRatingText());
  if (in.getArchiveReason() != 0)
    row.page.archive_reason = enumerator<ArchiveReason>(in.getArchiveReason(), "archive reason");
  for (const auto milestone : in.getMilestones()) row.milestones.push_back(read_milestone(milestone));
  row.lacks_comments = in.getLacksComments();
  for (const auto comment : in.getComments()) read_comment(comment, row.page.comments);
  return row;
}

}  // namespace

void fold(ReportRow& row, const Record& record, const Rulebook& rules) {
  add_milestones(row.milestones, row.state, record, rules);
  row.state = evolve(std::move(row.state), record);
  fold(row.page, record);
  for (auto& [number, comment] : row.page.comments) comment.by = {comment.by.role, std::nullopt, ""};
  row.lacks_comments = row.lacks_comments || has_too_many(row.page.comments);
  if (row.lacks_comments) row.page.comments.clear();
  row.page.original.contact = {};
  row.page.original.reporter = row.state.reporter;
}

Bytes encode_row(const ReportRow& row) {
  const Bytes state = encode_snapshot(row.state, in_clear);
  return with_message<wire::ReportRow>([&](wire::ReportRow::Builder out) { write(row, state, out); }, packed);
}

Result<ReportRow, CodecError> decode_row(BytesView bytes) {
  return guarded([&] { return read_row(PackedMessage(bytes).root<wire::ReportRow>()); });
}

}  // namespace lapor::api
