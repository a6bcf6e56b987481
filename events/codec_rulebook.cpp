#include "events/codec_rulebook.hpp"

#include "events/codec_facts.hpp"
#include "events/codec_message.hpp"
#include "events/codec_upcast.hpp"

namespace lapor {
namespace codec {
namespace {

template <class Event>
void write_closing(const Event& event, const std::string& slug, wire::SlugClosed::Builder out) {
  out.setSlug(as_text(slug));
  out.setReason(as_text(event.reason));
  out.setSuccessor(as_text(event.successor));
}

template <class Event>
void write_label(const Event& event, wire::CodeLabelled::Builder out) {
  out.setCode(as_text(event.code));
  out.setLabel(as_text(event.label));
}

template <class Numbers>
void write_two(const Numbers& numbers, capnp::List<std::int32_t>::Builder out) {
  for (unsigned int i = 0; i < out.size(); ++i) out.set(i, numbers[i]);
}

/// Writes one event into the union; one overload for every event.
struct WriteRulebookEvent {
  wire::RulebookEvent::Builder out;

  void operator()(const InstitutionOpened& event) {
    auto to = out.initInstitutionOpened();
    to.setSlug(as_text(event.slug));
    to.setName(as_text(event.name));
    to.setAbbreviation(as_text(event.abbreviation));
    to.setKind(as_text(event.kind));
    to.setRegion(as_text(event.region));
    to.setZone(static_cast<std::uint8_t>(event.zone));
  }

  void operator()(const InstitutionNamed& event) {
    auto to = out.initInstitutionNamed();
    to.setSlug(as_text(event.slug));
    to.setName(as_text(event.name));
    to.setAbbreviation(as_text(event.abbreviation));
  }

  void operator()(const InstitutionClosed& event) { write_closing(event, event.slug, out.initInstitutionClosed()); }

  void operator()(const UnitOpened& event) {
    auto to = out.initUnitOpened();
    to.setSlug(as_text(event.slug));
    to.setParent(as_text(event.parent));
    to.setName(as_text(event.name));
  }

  void operator()(const CategoryOpened& event) { write_label(event, out.initCategoryOpened()); }
  void operator()(const CategoryLabelled& event) { write_label(event, out.initCategoryLabelled()); }
  void operator()(const CategoryClosed& event) { write_closing(event, event.code, out.initCategoryClosed()); }

  void operator()(const HolidaysDecreed& event) {
    auto to = out.initHolidaysDecreed();
    to.setYear(event.year);
    to.setDecree(as_text(event.decree.decree));
    auto days = to.initDays(count(event.decree.days));
    for (unsigned int i = 0; i < days.size(); ++i) {
      const Holiday& each = event.decree.days[i];
      days[i].setDate(day(each.date));
      days[i].setKind(ordinal(each.kind));
      days[i].setName(as_text(each.name));
    }
  }

  void operator()(const PolicyAdopted& event) {
    const DeadlinePolicy& policy = event.policy;
    auto to = out.initPolicyAdopted();
    to.setEffectiveFrom(day(policy.effective_from));
    to.setVerification(policy.verification);
    to.setCompletion(policy.completion);
    to.setFollowUp(policy.follow_up);
    to.setReassignment(policy.reassignment);
    to.setAutoClose(policy.auto_close);
    to.setReopenWindow(policy.reopen_window);
    to.setAppealWindow(policy.appeal_window);
    write_two(policy.escalation, to.initEscalation(2));
    to.setResolveInformationRequest(policy.resolve_information_request);
    to.setResolveAspiration(policy.resolve_aspiration);
    to.setResolveComplaint(policy.resolve_complaint);
    to.setResolveSupervisedComplaint(policy.resolve_supervised_complaint);
    write_two(std::array{static_cast<int>(policy.office.opens.count()), static_cast<int>(policy.office.closes.count())},
              to.initOfficeHours(2));
  }

  void operator()(const RetentionAdopted& event) {
    auto to = out.initRetentionAdopted();
    to.setEffectiveFrom(day(event.periods.effective_from));
    to.setYears(static_cast<std::int32_t>(event.periods.standard.count()));
    auto own = to.initOwn(count(event.periods.own));
    unsigned int i = 0;
    for (const auto& [slug, years] : event.periods.own) {
      own[i].setSlug(as_text(slug));
      own[i++].setYears(static_cast<std::int32_t>(years.count()));
    }
  }

  void operator()(const AnswerTemplateSet& event) {
    auto to = out.initAnswerTemplateSet();
    to.setInstitution(as_text(event.institution));
    to.setName(as_text(event.name));
    to.setText(as_text(event.text));
  }

  void operator()(const AnswerTemplateRemoved& event) {
    auto to = out.initAnswerTemplateRemoved();
    to.setInstitution(as_text(event.institution));
    to.setName(as_text(event.name));
  }
};

Zone zone(std::uint8_t ordinal) {
  if (ordinal > static_cast<std::uint8_t>(Zone::wit))
    throw Malformed{"zone " + std::to_string(ordinal) + " is not known"};
  return static_cast<Zone>(ordinal);
}

std::array<int, 2> read_two(capnp::List<std::int32_t>::Reader in) {
  if (in.size() != 2) throw Malformed{"two numbers, not " + std::to_string(in.size())};
  return {in[0], in[1]};
}

InstitutionOpened read_event(wire::InstitutionOpened::Reader in) {
  return {as_string(in.getSlug()), as_string(in.getName()),   as_string(in.getAbbreviation()),
          as_string(in.getKind()), as_string(in.getRegion()), zone(in.getZone())};
}

template <class Event>
Event read_closing(wire::SlugClosed::Reader in) {
  return {as_string(in.getSlug()), as_string(in.getReason()), as_string(in.getSuccessor())};
}

template <class Event>
Event read_label(wire::CodeLabelled::Reader in) {
  return {as_string(in.getCode()), as_string(in.getLabel())};
}

HolidaysDecreed read_event(wire::HolidaysDecreed::Reader in) {
  HolidaysDecreed event{in.getYear(), {as_string(in.getDecree()), {}}};
  for (const auto each : in.getDays())
    event.decree.days.push_back(
        {date(each.getDate()), as_string(each.getName()), enumerator<HolidayKind>(each.getKind(), "kind of holiday")});
  return event;
}

PolicyAdopted read_event(wire::PolicyAdopted::Reader in) {
  const auto [opens, closes] = read_two(in.getOfficeHours());
  DeadlinePolicy policy;
  policy.effective_from = date(in.getEffectiveFrom());
  policy.verification = in.getVerification();
  policy.completion = in.getCompletion();
  policy.follow_up = in.getFollowUp();
  policy.reassignment = in.getReassignment();
  policy.auto_close = in.getAutoClose();
  policy.reopen_window = in.getReopenWindow();
  policy.appeal_window = in.getAppealWindow();
  policy.escalation = read_two(in.getEscalation());
  policy.resolve_information_request = in.getResolveInformationRequest();
  policy.resolve_aspiration = in.getResolveAspiration();
  policy.resolve_complaint = in.getResolveComplaint();
  policy.resolve_supervised_complaint = in.getResolveSupervisedComplaint();
  policy.office = {std::chrono::hours{opens}, std::chrono::hours{closes}};
  return {policy};
}

RetentionAdopted read_event(wire::RetentionAdopted::Reader in) {
  RetentionAdopted event{{date(in.getEffectiveFrom()), std::chrono::years{in.getYears()}, {}}};
  for (const auto own : in.getOwn())
    event.periods.own.emplace(as_string(own.getSlug()), std::chrono::years{own.getYears()});
  return event;
}

RulebookEvent read_event(wire::RulebookEvent::Reader in) {
  switch (in.which()) {
    case wire::RulebookEvent::INSTITUTION_OPENED:
      return read_event(in.getInstitutionOpened());
    case wire::RulebookEvent::INSTITUTION_NAMED: {
      const auto named = in.getInstitutionNamed();
      return InstitutionNamed{as_string(named.getSlug()), as_string(named.getName()),
                              as_string(named.getAbbreviation())};
    }
    case wire::RulebookEvent::INSTITUTION_CLOSED:
      return read_closing<InstitutionClosed>(in.getInstitutionClosed());
    case wire::RulebookEvent::UNIT_OPENED: {
      const auto unit = in.getUnitOpened();
      return UnitOpened{as_string(unit.getSlug()), as_string(unit.getParent()), as_string(unit.getName())};
    }
    case wire::RulebookEvent::CATEGORY_OPENED:
      return read_label<CategoryOpened>(in.getCategoryOpened());
    case wire::RulebookEvent::CATEGORY_LABELLED:
      return read_label<CategoryLabelled>(in.getCategoryLabelled());
    case wire::RulebookEvent::CATEGORY_CLOSED:
      return read_closing<CategoryClosed>(in.getCategoryClosed());
    case wire::RulebookEvent::HOLIDAYS_DECREED:
      return read_event(in.getHolidaysDecreed());
    case wire::RulebookEvent::POLICY_ADOPTED:
      return read_event(in.getPolicyAdopted());
    case wire::RulebookEvent::RETENTION_ADOPTED:
      return read_event(in.getRetentionAdopted());
    case wire::RulebookEvent::ANSWER_TEMPLATE_SET: {
      const auto text = in.getAnswerTemplateSet();
      return AnswerTemplateSet{as_string(text.getInstitution()), as_string(text.getName()), as_string(text.getText())};
    }
    case wire::RulebookEvent::ANSWER_TEMPLATE_REMOVED: {
      const auto text = in.getAnswerTemplateRemoved();
      return AnswerTemplateRemoved{as_string(text.getInstitution()), as_string(text.getName())};
    }
  }
  throw Malformed{"event of the rulebook " + std::to_string(static_cast<unsigned>(in.which())) + " is not known"};
}

}  // namespace

RulebookRecord read_rulebook(wire::Record::Reader in) {
  static_cast<void>(known_format(in.getFormat()));
  RulebookRecord record = read_head<RulebookEvent>(in);
  if (record.stream.kind != StreamKind::rulebook) throw Malformed{"the record is not of the rulebook"};
  for (const auto event : in.getEvents()) {
    if (!event.isRulebookEvent()) throw Malformed{"the rulebook's history has an event of something else"};
    record.events.push_back(read_event(event.getRulebookEvent()));
  }
  return record;
}

}  // namespace codec

Bytes encode(const RulebookRecord& record) {
  const auto fill = [&](wire::Record::Builder out) {
    out.setFormat(codec::current_format);
    codec::write_head(record, out);
    auto events = out.initEvents(codec::count(record.events));
    for (unsigned int i = 0; i < events.size(); ++i)
      std::visit(codec::WriteRulebookEvent{events[i].initRulebookEvent()}, record.events[i]);
  };
  return codec::with_message<wire::Record>(fill, codec::framed);
}

Result<RulebookRecord, CodecError> decode_rulebook(BytesView bytes) {
  return codec::guarded([&] { return codec::read_rulebook(codec::FramedMessage(bytes).root<wire::Record>()); });
}

}  // namespace lapor
