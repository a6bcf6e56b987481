#include <algorithm>

#include "events/person_state.hpp"

namespace lapor {
namespace {

/// One overload an event: what it changes in the state, and nothing else.
class PersonFold {
 public:
  PersonFold(PersonState& state, const PersonRecord& record) : state_(state), record_(record) {}

  void operator()(const AccountRegistered& event) {
    begin();
    state_.address = event.address;
    state_.name = event.name;
    state_.password = event.password;
  }

  void operator()(const ServiceRegistered& event) {
    begin();
    state_.is_service = true;
    state_.name = event.name;
  }

  void operator()(const StaffAppointed& event) {
    state_.roles = event.roles;
    state_.institution = event.institution;
    state_.sessions.clear();
  }

  void operator()(const AccountSuspended&) {
    state_.suspended = true;
    state_.sessions.clear();
  }

  void operator()(const AccountReinstated&) { state_.suspended = false; }

  void operator()(const PasswordChanged& event) {
    state_.password = event.password;
    state_.sessions.clear();
  }

  void operator()(const AddressChanged& event) { state_.address = event.address; }
  void operator()(const NameChanged& event) { state_.name = event.name; }

  void operator()(const SignedIn& event) {
    std::erase_if(state_.sessions, [&](const Session& session) { return session.expires_at <= record_.at; });
    if (state_.sessions.size() >= most_sessions) state_.sessions.erase(state_.sessions.begin());
    state_.sessions.push_back({event.session, event.role, record_.at, event.expires_at});
    if (event.totp_step > 0) state_.totp_step = event.totp_step;
    remember(event.source);
  }

  void operator()(const SignedOut& event) {
    std::erase_if(state_.sessions, [&](const Session& session) { return session.token == event.session; });
  }

  void operator()(const SignedOutEverywhere&) { state_.sessions.clear(); }
  void operator()(const SignInsRefused&) {}

  void operator()(const TotpEnrolled& event) {
    state_.totp_secret = event.secret;
    state_.totp_confirmed = false;
    state_.totp_step = 0;
  }

  void operator()(const TotpConfirmed& event) {
    state_.totp_confirmed = true;
    state_.totp_step = event.step;
    state_.sessions.clear();
  }

  void operator()(const TotpReset&) {
    state_.totp_secret.clear();
    state_.totp_confirmed = false;
    state_.totp_step = 0;
    state_.sessions.clear();
  }

  /// The newest key and the one before it: more are never good at the same time.
  void operator()(const ApiKeyIssued& event) {
    if (state_.keys.size() > 1) state_.keys.erase(state_.keys.begin(), state_.keys.end() - 1);
    for (ApiKey& former : state_.keys)
      former.valid_until = std::min(former.valid_until.value_or(event.former_valid_until), event.former_valid_until);
    state_.keys.push_back({event.key, record_.at, event.expires_at});
    state_.scopes = event.scopes;
  }

  void operator()(const ApiKeyRevoked&) { state_.keys.clear(); }
  void operator()(const ApiKeyUsed&) { state_.key_used_at = record_.at; }
  void operator()(const DataExported&) {}

  /// What is left are facts: that there was somebody, and when it ended.
  void operator()(const PersonErased&) {
    PersonState left;
    left.id = state_.id;
    left.is_service = state_.is_service;
    left.registered_at = state_.registered_at;
    left.erased = true;
    state_ = std::move(left);
  }

 private:
  void begin() {
    state_.id = PersonId{record_.stream.id};
    state_.registered_at = record_.at;
  }

  void remember(const std::string& source) {
    std::erase(state_.sources, source);
    state_.sources.push_back(source);
    if (state_.sources.size() > remembered_sources) state_.sources.erase(state_.sources.begin());
  }

  PersonState& state_;
  const PersonRecord& record_;
};

}  // namespace

bool PersonState::has_role(Role role) const {
  return roles.empty() ? role == Role::reporter : std::ranges::find(roles, role) != roles.end();
}

const Session* PersonState::session(const TokenHash& token) const {
  const auto found = std::ranges::find(sessions, token, &Session::token);
  return found == sessions.end() ? nullptr : &*found;
}

const ApiKey* PersonState::valid_key(const TokenHash& token, Instant now) const {
  const auto found = std::ranges::find(keys, token, &ApiKey::token);
  if (found == keys.end() || (found->valid_until && *found->valid_until <= now)) return nullptr;
  return &*found;
}

PersonState evolve(PersonState state, const PersonRecord& record) {
  for (const PersonEvent& event : record.events) std::visit(PersonFold{state, record}, event);
  state.version = record.version;
  return state;
}

}  // namespace lapor
