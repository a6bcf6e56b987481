#include "events/codec_texts.hpp"

#include <array>
#include <concepts>

#include "events/codec_message.hpp"
#include "events/sealed_text.hpp"

namespace lapor::codec {
namespace {

/// A place for one text in the sealed part.
struct Slot {
  void (wire::Texts::Builder::*set)(capnp::Text::Reader);
  capnp::Text::Reader (wire::Texts::Reader::*get)() const;
};

namespace slot {
using To = wire::Texts::Builder;
using From = wire::Texts::Reader;
constexpr Slot title{&To::setTitle, &From::getTitle};
constexpr Slot text{&To::setText, &From::getText};
constexpr Slot public_text{&To::setPublicText, &From::getPublicText};
constexpr Slot address{&To::setAddress, &From::getAddress};
constexpr Slot display_name{&To::setDisplayName, &From::getDisplayName};
constexpr Slot contact_name{&To::setContactName, &From::getContactName};
constexpr Slot contact_phone{&To::setContactPhone, &From::getContactPhone};
constexpr Slot contact_email{&To::setContactEmail, &From::getContactEmail};
constexpr Slot note{&To::setNote, &From::getNote};
constexpr Slot question{&To::setQuestion, &From::getQuestion};
constexpr Slot reason{&To::setReason, &From::getReason};
}  // namespace slot

/// One text of an event, or of a part of it, and where it is sealed.
template <class Owner>
struct SealedText {
  std::string Owner::*member;
  Slot slot;
};

/// The texts of every event. One that is not listed here does not compile.
struct NotListed {};
template <class Owner>
constexpr NotListed texts_of{};
template <class Owner>
constexpr std::array<SealedText<Owner>, 0> no_texts{};

template <>
constexpr std::array texts_of<Place>{SealedText{&Place::address, slot::address}};
template <>
constexpr std::array texts_of<Contact>{SealedText{&Contact::name, slot::contact_name},
                                       SealedText{&Contact::phone, slot::contact_phone},
                                       SealedText{&Contact::email, slot::contact_email}};
template <>
constexpr std::array texts_of<ReportSubmitted>{SealedText{&ReportSubmitted::title, slot::title},
                                               SealedText{&ReportSubmitted::text, slot::text},
                                               SealedText{&ReportSubmitted::display_name, slot::display_name}};
template <>
constexpr std::array texts_of<ReportVerified>{SealedText{&ReportVerified::title, slot::title},
                                              SealedText{&ReportVerified::public_text, slot::public_text}};
template <>
constexpr std::array texts_of<ReportForwarded>{SealedText{&ReportForwarded::note, slot::note}};
template <>
constexpr std::array texts_of<ReportHeld>{SealedText{&ReportHeld::question, slot::question}};
template <>
constexpr std::array texts_of<ReportCompleted>{SealedText{&ReportCompleted::title, slot::title},
                                               SealedText{&ReportCompleted::text, slot::text}};
template <>
constexpr std::array texts_of<InformationAdded>{SealedText{&InformationAdded::text, slot::text}};
template <>
constexpr std::array texts_of<ReportArchived>{SealedText{&ReportArchived::note, slot::note}};
template <>
constexpr std::array texts_of<ReportDeclined>{SealedText{&ReportDeclined::reason, slot::reason}};
template <>
constexpr std::array texts_of<FollowUpPosted>{SealedText{&FollowUpPosted::text, slot::text}};
template <>
constexpr std::array texts_of<ReplyPosted>{SealedText{&ReplyPosted::text, slot::text}};
template <>
constexpr std::array texts_of<ReportClosed>{SealedText{&ReportClosed::reason, slot::reason}};
template <>
constexpr auto texts_of<ReportMerged> = no_texts<ReportMerged>;
template <>
constexpr std::array texts_of<ReportReopened>{SealedText{&ReportReopened::reason, slot::reason}};
template <>
constexpr std::array texts_of<ReportRestored>{SealedText{&ReportRestored::reason, slot::reason}};
template <>
constexpr std::array texts_of<ReportRated>{SealedText{&ReportRated::text, slot::text}};
template <>
constexpr auto texts_of<VisibilityChanged> = no_texts<VisibilityChanged>;
template <>
constexpr std::array texts_of<TextRedacted>{SealedText{&TextRedacted::title, slot::title},
                                            SealedText{&TextRedacted::public_text, slot::public_text},
                                            SealedText{&TextRedacted::reason, slot::reason}};
template <>
constexpr auto texts_of<SupportAdded> = no_texts<SupportAdded>;
template <>
constexpr auto texts_of<SupportWithdrawn> = no_texts<SupportWithdrawn>;
template <>
constexpr std::array texts_of<CommentAdded>{SealedText{&CommentAdded::text, slot::text}};
template <>
constexpr std::array texts_of<CommentHidden>{SealedText{&CommentHidden::reason, slot::reason}};
template <>
constexpr std::array texts_of<NoteAdded>{SealedText{&NoteAdded::text, slot::text}};
template <>
constexpr std::array texts_of<DeadlineRescheduled>{SealedText{&DeadlineRescheduled::reason, slot::reason}};
template <>
constexpr std::array texts_of<IdentityRevealed>{SealedText{&IdentityRevealed::reason, slot::reason}};
template <>
constexpr auto texts_of<ReporterErased> = no_texts<ReporterErased>;
template <>
constexpr auto texts_of<DeadlineMissed> = no_texts<DeadlineMissed>;
template <>
constexpr std::array texts_of<LegalHoldPlaced>{SealedText{&LegalHoldPlaced::reason, slot::reason}};
template <>
constexpr std::array texts_of<LegalHoldLifted>{SealedText{&LegalHoldLifted::reason, slot::reason}};

template <class Owner>
void write_texts(const Owner& owner, wire::Texts::Builder out) {
  for (const auto& sealed : texts_of<Owner>)
    if (const std::string& value = owner.*sealed.member; !value.empty()) (out.*sealed.slot.set)(as_text(value));
}

template <class Owner>
void read_texts(wire::Texts::Reader in, Owner& owner) {
  for (const auto& sealed : texts_of<Owner>) owner.*sealed.member = as_string((in.*sealed.slot.get)());
}

void write_texts(const Place& place, wire::Texts::Builder out) {
  write_texts<Place>(place, out);
  if (!place.point) return;
  auto point = out.initPoint();
  point.setLatitude(place.point->latitude);
  point.setLongitude(place.point->longitude);
}

void read_texts(wire::Texts::Reader in, Place& place) {
  read_texts<Place>(in, place);
  if (in.hasPoint()) place.point = Point{in.getPoint().getLatitude(), in.getPoint().getLongitude()};
}

void use_place(auto& place, const auto& use) {
  use(place);
}

template <class OptionalPlace>
requires std::same_as<std::remove_const_t<OptionalPlace>, std::optional<Place>>
void use_place(OptionalPlace& place, const auto& use) {
  if (place) use(*place);
}

/// Calls `use` with an event and with those of its parts that have texts of their own.
void each_part(auto& event, const auto& use) {
  use(event);
  if constexpr (requires { event.contact; }) use(event.contact);
  if constexpr (requires { event.place; }) use_place(event.place, use);
}

void write_event(const Event& event, wire::Texts::Builder out) {
  const auto put = [&out](const auto& part) { write_texts(part, out); };
  std::visit([&put](const auto& alternative) { each_part(alternative, put); }, event);
}

void read_event(wire::Texts::Reader in, Event& event) {
  const auto take = [&in](auto& part) { read_texts(in, part); };
  std::visit([&take](auto& alternative) { each_part(alternative, take); }, event);
}

}  // namespace

void write_secrets(const Record& record, wire::SealedPart::Builder out) {
  if (record.by.person && is_person_sealed(record.by.role)) out.setPerson(number(*record.by.person));
  auto texts = out.initTexts(count(record.events));
  for (unsigned int i = 0; i < texts.size(); ++i) write_event(record.events[i], texts[i]);
}

void read_secrets(wire::SealedPart::Reader in, Record& record) {
  const auto texts = in.getTexts();
  if (texts.size() != record.events.size())
    throw Malformed{"the sealed part is of " + std::to_string(texts.size()) + " events, the record of " +
                    std::to_string(record.events.size())};
  if (in.getPerson() != 0) record.by.person = PersonId{in.getPerson()};
  for (unsigned int i = 0; i < texts.size(); ++i) read_event(texts[i], record.events[i]);
}

}  // namespace lapor::codec
