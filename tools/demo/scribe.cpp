#include "tools/demo/scribe.hpp"

#include <algorithm>
#include <cmath>

#include "api/tokens.hpp"
#include "events/ensure.hpp"

namespace lapor::tools::demo {
namespace {

Party party_of(const std::string& role_word) {
  const auto principal = api::principal_of(role_word);
  ENSURE(principal, "a role word without a party: " + role_word);
  return principal->party;
}

const Theme& theme_of(const Life& life) {
  return life.theme < themes().size() ? themes()[life.theme] : theme_of_anything();
}

/// Who comes with a receipt or a reporter's token.
Party reporter_of(const Life& life) {
  return {Role::reporter, life.person, ""};
}

HoldReason hold_reason(Chance& chance) {
  constexpr std::array<HoldReason, 4> reasons{HoldReason::incomplete, HoldReason::incomplete, HoldReason::unclear,
                                              HoldReason::evidence_missing};
  return chance.one_of(reasons);
}

ArchiveReason archive_reason(Chance& chance) {
  constexpr std::array<ArchiveReason, 8> reasons{
      ArchiveReason::duplicate,      ArchiveReason::duplicate, ArchiveReason::unclear,    ArchiveReason::not_government,
      ArchiveReason::not_government, ArchiveReason::abusive,   ArchiveReason::incomplete, ArchiveReason::other};
  return chance.one_of(reasons);
}

/// A number that nobody has: Indonesian numbers of 0800 are free lines, and those of zeros are not given out.
std::string invented_phone(Chance& chance) {
  return "+62800000" + std::to_string(1'000 + chance.below(9'000));
}

Contact contact_of(const Life& life, Chance& chance) {
  Contact contact;
  if (life.by != Reporter::gateway && life.by != Reporter::clerk) return contact;
  contact.name = chance.one_of(nicknames());
  if (life.by == Reporter::gateway) contact.phone = invented_phone(chance);
  return contact;
}

/// Mostly today or yesterday, at times weeks ago. By the western-most day, which is nowhere in the future.
Date occurred_on(Instant filed_at, Chance& chance) {
  const int days_ago = static_cast<int>(std::min(90.0, 3 * chance.exponential() * chance.exponential()));
  return Date{std::chrono::sys_days{local_date(filed_at, Zone::wib)} - std::chrono::days{days_ago}};
}

}  // namespace

Scribe::Scribe(const Country& country, const Rulebook& rules, std::uint64_t seed)
    : country_(country), rules_(rules), seed_(seed), national_admin_(party_of("national_admin")) {}

actors::CommandRequest Scribe::request(const Life& life, const Turn& turn, ReportId into, std::uint64_t number) const {
  const Texts texts(subject(life), life.words);
  actors::CommandRequest request;
  request.report = life.report;
  request.command = {.now = turn.at,
                     .by = party(life, turn.move),
                     .channel = turn.move == Move::submit ? life.channel : Channel::api,
                     .request_id = "demo-" + std::to_string(seed_) + '-' + std::to_string(number),
                     .body = body(life, turn, into, texts)};
  return request;
}

CommandBody Scribe::body(const Life& life, const Turn& turn, ReportId into, const Texts& texts) const {
  Chance chance(life.words, life.turns);
  const auto say = [&](Phrase use) { return texts.sentence(use, life.turns); };
  switch (turn.move) {
    case Move::submit:
      return submission(life, texts, chance);
    case Move::verify:
      return verification(life, texts, chance);
    case Move::hold:
      return HoldReport{hold_reason(chance), say(Phrase::question)};
    case Move::complete:
      return CompleteReport{say(Phrase::completion), "", std::nullopt, "", place(life, texts, chance), {}};
    case Move::add_information:
      return AddInformation{say(Phrase::information), {}};
    case Move::withdraw:
      return WithdrawReport{say(Phrase::withdraw_reason)};
    case Move::pass_to_unit:
      return ForwardReport{
          addressee(life).units[life.unit_among(addressee(life).units.size())], say(Phrase::forward_note), {}};
    case Move::decline:
      return DeclineReport{say(Phrase::decline_reason), country_.offices()[life.office].slug};
    case Move::forward_again:
      return ForwardReport{country_.offices()[life.office].slug, say(Phrase::forward_note), {}};
    case Move::follow_up:
      return PostFollowUp{life.follow_ups == 0 ? texts.follow_up(life.turns) : say(Phrase::progress), {}};
    case Move::reply:
      return ReplyToFollowUp{say(Phrase::doubt), {}};
    case Move::close:
      return CloseReport{say(Phrase::satisfaction)};
    case Move::archive:
      return ArchiveReport{archive_reason(chance), say(Phrase::archive_note)};
    case Move::merge:
      return MergeReport{into};
    case Move::reopen:
      return ReopenReport{say(Phrase::reopen_reason)};
    case Move::restore:
      return RestoreReport{say(Phrase::restore_reason)};
    case Move::rate:
      return rating(life, texts, chance);
    case Move::support:
      return AddSupport{};
    case Move::comment:
      return AddComment{say(Phrase::comment)};
    case Move::note:
      return AddNote{say(Phrase::note), {}};
    case Move::hide_name:
      return ChangeVisibility{true, life.is_confidential};
  }
  return AddSupport{};
}

SubmitReport Scribe::submission(const Life& life, const Texts& texts, Chance& chance) const {
  SubmitReport submit;
  submit.title = texts.title();
  submit.text = texts.report();
  submit.classification = life.classification;
  submit.occurred_on = occurred_on(life.filed_at, chance);
  if (life.category > 0) submit.category = country_.categories()[life.category - 1U];
  if (life.is_chosen) submit.institution = addressee(life).slug;
  if (life.has_place) submit.place = place(life, texts, chance);
  submit.anonymous = life.is_anonymous;
  submit.confidential = life.is_confidential;
  if (!life.is_anonymous && chance.happens(0.35)) submit.display_name = chance.one_of(nicknames());
  submit.contact = contact_of(life, chance);
  return submit;
}

/// The verifier adds a category where the reporter named none, at times a label, at times somebody who should know.
VerifyReport Scribe::verification(const Life& life, const Texts& texts, Chance& chance) const {
  VerifyReport verify;
  verify.public_text = texts.report();
  verify.classification = life.classification;
  const Theme& theme = theme_of(life);
  if (life.category == 0 && !theme.categories.empty())
    if (const std::string code(theme.categories.front()); rules_.categories.contains(code)) verify.category = code;
  if (chance.happens(0.3)) verify.tags.emplace_back(theme.tag);
  verify.forward_to = addressee(life).slug;
  if (chance.happens(0.04)) verify.copies.push_back(country_.offices()[country_.draw_office(chance)].slug);
  return verify;
}

/// Who was answered soon is content, mostly.
RateReport Scribe::rating(const Life& life, const Texts& texts, Chance& chance) const {
  const double expected = 4.6 - 0.9 * std::log2(1 + addressee(life).pace / 2) + chance.normal();
  const int score = std::clamp(static_cast<int>(std::lround(expected)), 1, 5);
  const bool explains = chance.happens(0.4);
  return {score, explains ? texts.sentence(score > 3 ? Phrase::praise : Phrase::blame, life.turns) : ""};
}

Place Scribe::place(const Life& life, const Texts& texts, Chance& chance) const {
  const Regency& regency = country_.regencies()[life.regency];
  Place place =
      Country::draw_place(regency, life.district > 0 ? &regency.districts[life.district - 1U] : nullptr, chance);
  if (chance.happens(0.3)) place.point.reset();
  if (chance.happens(0.6)) place.address = texts.address();
  return place;
}

Subject Scribe::subject(const Life& life) const {
  const Regency& regency = country_.regencies()[life.regency];
  Subject subject;
  subject.theme = &theme_of(life);
  subject.office = addressee(life).name;
  subject.regency = regency.name;
  subject.district = life.district > 0 ? regency.districts[life.district - 1U].name : regency.name;
  if (life.category > 0) subject.category = rules_.categories.find(country_.categories()[life.category - 1U])->label;
  return subject;
}

/// Who makes the move. Whom the reporter chose verifies; a declined report is the national admin's.
Party Scribe::party(const Life& life, Move move) const {
  switch (move) {
    case Move::submit:
      if (life.by == Reporter::account) return reporter_of(life);
      if (life.by == Reporter::stranger) return {Role::anyone, life.person, ""};
      return {life.by == Reporter::gateway ? Role::gateway : Role::clerk, life.person, ""};
    case Move::verify:
    case Move::hold:
    case Move::archive:
    case Move::merge:
      if (life.is_chosen && life.status != Status::awaiting_reassignment)
        return party_of("coordinator:" + addressee(life).slug);
      return national_admin_;
    case Move::pass_to_unit:
    case Move::decline:
      return party_of("coordinator:" + addressee(life).slug);
    case Move::follow_up:
      return party_of("officer:" + holder(life));
    case Move::forward_again:
    case Move::note:
      return national_admin_;
    case Move::support:
    case Move::comment:
      return some_account(life);
    case Move::complete:
    case Move::add_information:
    case Move::withdraw:
    case Move::reply:
    case Move::close:
    case Move::reopen:
    case Move::restore:
    case Move::rate:
    case Move::hide_name:
      return reporter_of(life);
  }
  return reporter_of(life);
}

/// Anybody with an account; the same one only seldom.
Party Scribe::some_account(const Life& life) const {
  return {Role::reporter, PersonId{Chance(life.words, number_of("reader") + life.turns).next() >> 1U | 1U}, ""};
}

Slug Scribe::holder(const Life& life) const {
  const auto& units = addressee(life).units;
  return life.is_with_unit ? units[life.unit_among(units.size())] : addressee(life).slug;
}

}  // namespace lapor::tools::demo
