#include "tests/events/person_samples.hpp"

#include "tests/events/codec_samples.hpp"

namespace lapor::samples {
namespace {

Instant moment(std::int64_t day) {
  return Instant{std::chrono::days{20'000 + day}} + std::chrono::milliseconds{7};
}

TokenHash hash_of(int first) {
  TokenHash hash{};
  for (std::size_t i = 0; i < hash.size(); ++i) hash[i] = static_cast<std::byte>(first + static_cast<int>(i));
  return hash;
}

std::string hidden(std::string_view what) {
  return std::string(secret) + " " + std::string(what);
}

}  // namespace

std::vector<PersonEvent> rich_person_events() {
  return {
      AccountRegistered{hidden("address"), hidden("name"), hidden("password")},
      ServiceRegistered{hidden("name")},
      StaffAppointed{{Role::coordinator, Role::officer}, "kota-35.78/dishub"},
      AccountSuspended{hidden("reason")},
      AccountReinstated{hidden("reason")},
      PasswordChanged{hidden("password"), true},
      AddressChanged{hidden("address")},
      NameChanged{hidden("name")},
      SignedIn{hash_of(1), Role::officer, moment(1), 58'000'000, hidden("source")},
      SignedOut{hash_of(2)},
      SignedOutEverywhere{},
      SignInsRefused{1'000, hidden("source")},
      TotpEnrolled{hidden("secret")},
      TotpConfirmed{58'000'001},
      TotpReset{hidden("reason")},
      ApiKeyIssued{hash_of(3), {Scope::read, Scope::messages}, moment(365), moment(2)},
      ApiKeyRevoked{hidden("reason")},
      ApiKeyUsed{},
      DataExported{},
      PersonErased{ErasureGround::subject_request},
  };
}

PersonRecord record_of(const PersonEvent& event) {
  return {{StreamKind::person, 77},
          Version{3},
          moment(0),
          {Role::reporter, PersonId{77}, ""},
          Channel::web,
          "request-1",
          {event}};
}

}  // namespace lapor::samples
