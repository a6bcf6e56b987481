#include "events/codec_person.hpp"

#include <algorithm>

#include "events/codec_facts.hpp"
#include "events/codec_message.hpp"
#include "events/codec_upcast.hpp"
#include "events/sealed_text.hpp"

namespace lapor {
namespace {

using namespace codec;

/// A text of an event, and where it is sealed.
template <class E>
struct PersonText {
  std::string E::*member;
  void (wire::PersonTexts::Builder::*set)(capnp::Text::Reader);
  capnp::Text::Reader (wire::PersonTexts::Reader::*get)() const;
};

using To = wire::PersonTexts::Builder;
using From = wire::PersonTexts::Reader;

/// The texts of every event. One that is not listed here does not compile.
struct NotListed {};
template <class E>
constexpr NotListed texts_of{};
template <class E>
constexpr std::array<PersonText<E>, 0> no_texts{};

template <class E>
constexpr PersonText<E> address{&E::address, &To::setAddress, &From::getAddress};
template <class E>
constexpr PersonText<E> name{&E::name, &To::setName, &From::getName};
template <class E>
constexpr PersonText<E> password{&E::password, &To::setPassword, &From::getPassword};
template <class E>
constexpr PersonText<E> secret{&E::secret, &To::setSecret, &From::getSecret};
template <class E>
constexpr PersonText<E> source{&E::source, &To::setSource, &From::getSource};
template <class E>
constexpr PersonText<E> reason{&E::reason, &To::setReason, &From::getReason};

template <>
constexpr std::array texts_of<AccountRegistered>{address<AccountRegistered>, name<AccountRegistered>,
                                                 password<AccountRegistered>};
template <>
constexpr std::array texts_of<ServiceRegistered>{name<ServiceRegistered>};
template <>
constexpr auto texts_of<StaffAppointed> = no_texts<StaffAppointed>;
template <>
constexpr std::array texts_of<AccountSuspended>{reason<AccountSuspended>};
template <>
constexpr std::array texts_of<AccountReinstated>{reason<AccountReinstated>};
template <>
constexpr std::array texts_of<PasswordChanged>{password<PasswordChanged>};
template <>
constexpr std::array texts_of<AddressChanged>{address<AddressChanged>};
template <>
constexpr std::array texts_of<NameChanged>{name<NameChanged>};
template <>
constexpr std::array texts_of<SignedIn>{source<SignedIn>};
template <>
constexpr auto texts_of<SignedOut> = no_texts<SignedOut>;
template <>
constexpr auto texts_of<SignedOutEverywhere> = no_texts<SignedOutEverywhere>;
template <>
constexpr std::array texts_of<SignInsRefused>{source<SignInsRefused>};
template <>
constexpr std::array texts_of<TotpEnrolled>{secret<TotpEnrolled>};
template <>
constexpr auto texts_of<TotpConfirmed> = no_texts<TotpConfirmed>;
template <>
constexpr std::array texts_of<TotpReset>{reason<TotpReset>};
template <>
constexpr auto texts_of<ApiKeyIssued> = no_texts<ApiKeyIssued>;
template <>
constexpr std::array texts_of<ApiKeyRevoked>{reason<ApiKeyRevoked>};
template <>
constexpr auto texts_of<ApiKeyUsed> = no_texts<ApiKeyUsed>;
template <>
constexpr auto texts_of<DataExported> = no_texts<DataExported>;
template <>
constexpr auto texts_of<PersonErased> = no_texts<PersonErased>;

bool has_text(const PersonEvent& event) {
  return std::visit(
      []<class E>(const E& alternative) {
        return std::ranges::any_of(texts_of<E>, [&](const auto& text) { return !(alternative.*text.member).empty(); });
      },
      event);
}

capnp::Data::Reader as_data_of(const TokenHash& hash) {
  return as_data(BytesView(hash));
}

TokenHash token_hash(capnp::Data::Reader in) {
  TokenHash hash{};
  if (in.size() != hash.size()) throw Malformed{"a token's hash has not 32 bytes"};
  std::ranges::copy(as_bytes_view(in), hash.begin());
  return hash;
}

template <class E>
void write_words(const std::vector<E>& words, capnp::List<std::uint8_t>::Builder out) {
  for (unsigned int i = 0; i < out.size(); ++i) out.set(i, ordinal(words[i]));
}

template <class E>
std::vector<E> read_words(capnp::List<std::uint8_t>::Reader in, const char* kind) {
  std::vector<E> words;
  for (const auto stored : in) words.push_back(enumerator<E>(stored, kind));
  return words;
}

/// Writes the facts of one event; one overload for every event.
struct WritePersonEvent {
  wire::PersonEvent::Builder out;

  void operator()(const AccountRegistered&) { out.initAccountRegistered(); }
  void operator()(const ServiceRegistered&) { out.initServiceRegistered(); }

  void operator()(const StaffAppointed& event) {
    auto to = out.initStaffAppointed();
    write_words(event.roles, to.initRoles(count(event.roles)));
    to.setInstitution(as_text(event.institution));
  }

  void operator()(const AccountSuspended&) { out.initAccountSuspended(); }
  void operator()(const AccountReinstated&) { out.initAccountReinstated(); }
  void operator()(const PasswordChanged& event) { out.initPasswordChanged().setRecovered(event.recovered); }
  void operator()(const AddressChanged&) { out.initAddressChanged(); }
  void operator()(const NameChanged&) { out.initNameChanged(); }

  void operator()(const SignedIn& event) {
    auto to = out.initSignedIn();
    to.setSession(as_data_of(event.session));
    to.setExpiresAt(milliseconds(event.expires_at));
    to.setTotpStep(event.totp_step);
    to.setRole(ordinal(event.role));
  }

  void operator()(const SignedOut& event) { out.initSignedOut().setSession(as_data_of(event.session)); }
  void operator()(const SignedOutEverywhere&) { out.initSignedOutEverywhere(); }
  void operator()(const SignInsRefused& event) { out.initSignInsRefused().setCount(event.count); }
  void operator()(const TotpEnrolled&) { out.initTotpEnrolled(); }
  void operator()(const TotpConfirmed& event) { out.initTotpConfirmed().setStep(event.step); }
  void operator()(const TotpReset&) { out.initTotpReset(); }

  void operator()(const ApiKeyIssued& event) {
    auto to = out.initApiKeyIssued();
    to.setKey(as_data_of(event.key));
    write_words(event.scopes, to.initScopes(count(event.scopes)));
    if (event.expires_at) to.initExpiresAt().setMilliseconds(milliseconds(*event.expires_at));
    to.setFormerValidUntil(milliseconds(event.former_valid_until));
  }

  void operator()(const ApiKeyRevoked&) { out.initApiKeyRevoked(); }
  void operator()(const ApiKeyUsed&) { out.initApiKeyUsed(); }
  void operator()(const DataExported&) { out.initDataExported(); }
  void operator()(const PersonErased& event) { out.initPersonErased().setGround(ordinal(event.ground)); }
};

StaffAppointed read_event(wire::StaffAppointed::Reader in) {
  return {read_words<Role>(in.getRoles(), "role"), as_string(in.getInstitution())};
}

SignedIn read_event(wire::SignedIn::Reader in) {
  return {token_hash(in.getSession()),
          enumerator<Role>(in.getRole(), "role"),
          instant(in.getExpiresAt()),
          in.getTotpStep(),
          {}};
}

ApiKeyIssued read_event(wire::ApiKeyIssued::Reader in) {
  ApiKeyIssued event{
      token_hash(in.getKey()), read_words<Scope>(in.getScopes(), "scope"), {}, instant(in.getFormerValidUntil())};
  if (in.hasExpiresAt()) event.expires_at = instant(in.getExpiresAt().getMilliseconds());
  return event;
}

PersonEvent read_event(wire::PersonEvent::Reader in) {
  switch (in.which()) {
    case wire::PersonEvent::ACCOUNT_REGISTERED:
      return AccountRegistered{};
    case wire::PersonEvent::SERVICE_REGISTERED:
      return ServiceRegistered{};
    case wire::PersonEvent::STAFF_APPOINTED:
      return read_event(in.getStaffAppointed());
    case wire::PersonEvent::ACCOUNT_SUSPENDED:
      return AccountSuspended{};
    case wire::PersonEvent::ACCOUNT_REINSTATED:
      return AccountReinstated{};
    case wire::PersonEvent::PASSWORD_CHANGED:
      return PasswordChanged{{}, in.getPasswordChanged().getRecovered()};
    case wire::PersonEvent::ADDRESS_CHANGED:
      return AddressChanged{};
    case wire::PersonEvent::NAME_CHANGED:
      return NameChanged{};
    case wire::PersonEvent::SIGNED_IN:
      return read_event(in.getSignedIn());
    case wire::PersonEvent::SIGNED_OUT:
      return SignedOut{token_hash(in.getSignedOut().getSession())};
    case wire::PersonEvent::SIGNED_OUT_EVERYWHERE:
      return SignedOutEverywhere{};
    case wire::PersonEvent::SIGN_INS_REFUSED:
      return SignInsRefused{in.getSignInsRefused().getCount(), {}};
    case wire::PersonEvent::TOTP_ENROLLED:
      return TotpEnrolled{};
    case wire::PersonEvent::TOTP_CONFIRMED:
      return TotpConfirmed{in.getTotpConfirmed().getStep()};
    case wire::PersonEvent::TOTP_RESET:
      return TotpReset{};
    case wire::PersonEvent::API_KEY_ISSUED:
      return read_event(in.getApiKeyIssued());
    case wire::PersonEvent::API_KEY_REVOKED:
      return ApiKeyRevoked{};
    case wire::PersonEvent::API_KEY_USED:
      return ApiKeyUsed{};
    case wire::PersonEvent::DATA_EXPORTED:
      return DataExported{};
    case wire::PersonEvent::PERSON_ERASED:
      return PersonErased{enumerator<ErasureGround>(in.getPersonErased().getGround(), "erasure ground")};
  }
  throw Malformed{"person event " + std::to_string(static_cast<unsigned>(in.which())) + " is not known"};
}

void write_secrets(const PersonRecord& record, wire::PersonSecrets::Builder out) {
  if (record.by.person && is_person_sealed(record.by.role)) out.setPerson(number(*record.by.person));
  auto texts = out.initTexts(count(record.events));
  const auto put = [](wire::PersonTexts::Builder to) {
    return [to]<class E>(const E& event) mutable {
      for (const auto& text : texts_of<E>)
        if (const std::string& value = event.*text.member; !value.empty()) (to.*text.set)(as_text(value));
    };
  };
  for (unsigned int i = 0; i < texts.size(); ++i) std::visit(put(texts[i]), record.events[i]);
}

void read_secrets(wire::PersonSecrets::Reader in, PersonRecord& record) {
  const auto texts = in.getTexts();
  if (texts.size() != record.events.size()) throw Malformed{"the sealed part is of another number of events"};
  if (in.getPerson() != 0) record.by.person = PersonId{in.getPerson()};
  const auto take = [](wire::PersonTexts::Reader from) {
    return [from]<class E>(E& event) {
      for (const auto& text : texts_of<E>) event.*text.member = as_string((from.*text.get)());
    };
  };
  for (unsigned int i = 0; i < texts.size(); ++i) std::visit(take(texts[i]), record.events[i]);
}

}  // namespace

PersonRecord codec::read_person_facts(wire::Record::Reader in) {
  static_cast<void>(known_format(in.getFormat()));
  PersonRecord record = read_head<PersonEvent>(in);
  if (record.stream.kind != StreamKind::person) throw Malformed{"the record is not of a person"};
  for (const auto event : in.getEvents()) {
    if (!event.isPersonEvent()) throw Malformed{"a person's history has an event of something else"};
    record.events.push_back(read_event(event.getPersonEvent()));
  }
  return record;
}

namespace {

DecodedPersonRecord read_whole(BytesView bytes, const Open& open) {
  FramedMessage message(bytes);
  const auto stored = message.root<wire::Record>();
  DecodedPersonRecord decoded{read_person_facts(stored), false};
  if (!stored.hasSealed()) return decoded;
  const PersonRecord& facts = decoded.record;
  const Opened opened = open(as_bytes_view(stored.getSealed()), seal_context(facts.stream, facts.version));
  if (!opened) throw Malformed{"the sealed part was altered or the key is another one"};
  decoded.erased = !opened->has_value();
  if (!decoded.erased) read_secrets(PackedMessage(**opened).root<wire::PersonSecrets>(), decoded.record);
  return decoded;
}

}  // namespace

bool has_sealed_part(const PersonRecord& record) {
  return (record.by.person && is_person_sealed(record.by.role)) || std::ranges::any_of(record.events, has_text);
}

Bytes encode(const PersonRecord& record, const Seal& seal) {
  Bytes sealed;
  if (has_sealed_part(record)) {
    const auto secrets = [&](wire::PersonSecrets::Builder out) { write_secrets(record, out); };
    sealed = seal(with_message<wire::PersonSecrets>(secrets, packed), seal_context(record.stream, record.version));
  }
  const auto fill = [&](wire::Record::Builder out) {
    out.setFormat(current_format);
    write_head(record, out);
    auto events = out.initEvents(count(record.events));
    for (unsigned int i = 0; i < events.size(); ++i)
      std::visit(WritePersonEvent{events[i].initPersonEvent()}, record.events[i]);
    if (!sealed.empty()) out.setSealed(as_data(sealed));
  };
  return with_message<wire::Record>(fill, framed);
}

Result<DecodedPersonRecord, CodecError> decode_person(BytesView bytes, const Open& open) {
  return guarded([&] { return read_whole(bytes, open); });
}

Result<PersonRecord, CodecError> decode_person_facts(BytesView bytes) {
  return guarded([&] { return read_person_facts(FramedMessage(bytes).root<wire::Record>()); });
}

}  // namespace lapor
