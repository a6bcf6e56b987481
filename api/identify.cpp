#include "api/identify.hpp"

#include <sodium.h>

#include <algorithm>

#include "api/not_permitted.hpp"
#include "api/people/cookies.hpp"
#include "api/people/person_calls.hpp"
#include "api/people/principals.hpp"
#include "api/receipts.hpp"
#include "api/request_head.hpp"

namespace lapor::api {
namespace {

Problem unknown_token() {
  return {ProblemKind::unknown_token, "Nobody holds this token; send a valid one, or none for the public view.", "",
          ""};
}

Problem unknown_receipt() {
  return {ProblemKind::unknown_receipt, "Check the 16 digits and the number of the report.", "", ""};
}

Problem too_many_requests() {
  return {ProblemKind::too_many_requests, "Wait a second, then go on.", "", ""};
}

/// Keys do not go idle, but are looked up again from time to time, so that their use is noted each day.
constexpr std::chrono::hours never_idle{24 * 365 * 100};
constexpr std::chrono::hours key_looked_up_every{1};

bool changes_something(const http::Request& request) {
  using enum http::Method;
  return request.method != get && request.method != head && request.method != options;
}

/// One request on its way in.
class Entrance : public std::enable_shared_from_this<Entrance> {
 public:
  Entrance(Context& context, CallPtr call, std::function<void()> next)
      : context_(context), call_(std::move(call)), next_(std::move(next)) {}

  void enter() {
    const auto bearer = bearer_token(call_->request);
    if (!bearer) return refuse(bearer.error());
    std::string_view token = *bearer;
    if (token.empty()) {
      token = token_in_cookies(call_->request, context_.identity.options.secure_cookies);
      call_->by_cookie = !token.empty();
    }
    if (token.starts_with(session_prefix) || token.starts_with(key_prefix)) return look_up(token);
    if (token.empty() || call_->by_cookie) return enter_without_token();
    auto principal = context_.tokens.find(token);
    if (!principal) return refuse_unknown();
    call_->caller = std::move(*principal);
    pass_door();
  }

 private:
  /// A browser's cookie may outlive its session; its owner is told so where it matters, and is the public elsewhere.
  void enter_without_token() {
    call_->by_cookie = false;
    if (call_->request.count("lapor-receipt") == 0 || call_->report == ReportId{}) return pass_door();
    // By network, too, so that nobody uses up the tries of a report's own holder.
    const std::string whose = name_of_receipt(call_->report) + ' ' + source_of(*call_);
    if (context_.identity.receipts.wait(whose, call_->begun).count() > 0) return refuse(too_many_requests());
    if (!is_receipt_of(call_->report, call_->request.header("lapor-receipt"), context_.vault)) {
      static_cast<void>(context_.identity.receipts.allow(whose, call_->begun));
      return refuse(unknown_receipt());
    }
    call_->has_receipt = true;
    pass_door();
  }

  void look_up(std::string_view token) {
    hash_ = hash_token(token, context_.vault);
    const Instant now = context_.clock.now();
    if (auto known = context_.identity.sessions.find(hash_, now)) return enter_as(*known);
    const std::string source = source_of(*call_);  // whoever guesses tokens makes the journal look each time
    if (!source.empty() && !context_.identity.addresses.allow(source, call_->begun)) return refuse(too_many_requests());
    token.starts_with(key_prefix) ? look_up_key() : look_up_session();
  }

  void look_up_session() {
    const auto ticket = context_.identity.sessions.begin();
    read_person(context_, call_, actors::session_name(hash_),
                [self = shared_from_this(), ticket](const PersonDossierPtr& person) {
                  self->keep_and_enter(ticket, person ? self->session_of(person->state) : std::nullopt);
                });
  }

  /// That it was used is written down at most once a day, before it counts.
  void look_up_key() {
    read_person(context_, call_, actors::key_name(hash_), [self = shared_from_this()](const PersonDossierPtr& person) {
      if (!person || !self->service_session_of(person->state)) return self->refuse_unknown();
      command_person_as(self->context_, self->call_, {Role::system, {}, ""}, person->state.id, NoteKeyUse{},
                        [self](const actors::PersonStanding& standing) {
                          const auto ticket = self->context_.identity.sessions.begin();
                          self->keep_and_enter(ticket, self->service_session_of(standing.state));
                        });
    });
  }

  void keep_and_enter(const SessionCache::Ticket& ticket, const std::optional<CachedSession>& session) {
    if (!session) return refuse_unknown();
    context_.identity.sessions.keep(ticket, hash_, *session, context_.clock.now());
    enter_as(*session);
  }

  /// What the person's history says of this token now; nothing when it does not count.
  [[nodiscard]] std::optional<CachedSession> session_of(const PersonState& person) const {
    const IdentityOptions& options = context_.identity.options;
    const Instant now = context_.clock.now();
    const Session* session = person.is_active() ? person.session(hash_) : nullptr;
    if (session == nullptr || session->expires_at <= now) return std::nullopt;
    const auto idle = person.is_staff() ? options.staff_session_idle : options.session_idle;
    if (const auto used = context_.identity.sessions.last_use(hash_); used && *used + idle <= now) return std::nullopt;
    return CachedSession{principal_of(person, session->role), person.id, session->expires_at, idle,
                         csrf_token(hash_, context_.vault)};
  }

  [[nodiscard]] std::optional<CachedSession> service_session_of(const PersonState& service) const {
    const Instant now = context_.clock.now();
    const ApiKey* key = service.is_active() ? service.valid_key(hash_, now) : nullptr;
    if (key == nullptr) return std::nullopt;
    const Instant again = now + key_looked_up_every;
    return CachedSession{service_of(service), service.id, std::min(key->valid_until.value_or(again), again), never_idle,
                         ""};
  }

  void enter_as(const CachedSession& session) {
    call_->caller = session.principal;
    call_->token = hash_;
    if (session.principal.is_signed_in) call_->session = hash_;
    if (call_->by_cookie && changes_something(call_->request) && !has_csrf_token(session.csrf))
      return refuse(
          {ProblemKind::csrf_token_needed, "Send the session's csrf_token in the field X-CSRF-Token.", "", ""});
    pass_door();
  }

  [[nodiscard]] bool has_csrf_token(const std::string& expected) const {
    const std::string_view given = call_->request.header("x-csrf-token");
    return !expected.empty() && given.size() == expected.size() &&
           sodium_memcmp(given.data(), expected.data(), expected.size()) == 0;
  }

  void refuse_unknown() {
    if (!call_->by_cookie) return refuse(unknown_token());
    enter_without_token();
  }

  void pass_door() {
    if (call_->route != nullptr)
      if (auto problem = problem_at(door_of(*call_->route))) return refuse(*problem);
    if (!is_within_limits()) return refuse(too_many_requests());
    next_();
  }

  [[nodiscard]] std::optional<Problem> problem_at(Door door) const {
    const Principal& caller = call_->caller;
    switch (door) {
      case Door::open:
        return std::nullopt;
      case Door::read:
        return needs(Scope::read);
      case Door::submit:
        return needs(Scope::submit);
      case Door::handle:
        return needs(Scope::handle);
      case Door::administer:
        return caller.is_public() ? std::optional(sign_in_needed()) : needs(Scope::administer);
      case Door::account:
        return caller.is_signed_in ? std::nullopt : std::optional(sign_in_needed());
      case Door::messages:
        if (caller.is_public()) return sign_in_needed();
        if (caller.party.role != Role::gateway) return not_permitted(caller, "Only gateways send messages.");
        return needs(Scope::messages);
      case Door::audit:
        if (caller.is_public()) return sign_in_needed();
        if (caller.party.role != Role::auditor) return not_permitted(caller, "Only auditors replay the history.");
        return needs(Scope::read);
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<Problem> needs(Scope scope) const {
    if (call_->caller.scopes.contains(scope)) return std::nullopt;
    if (call_->caller.is_signed_in)
      return Problem{ProblemKind::second_factor_needed, "Set up your second factor first: POST /v1/me/second-factor.",
                     "", ""};
    return Problem{ProblemKind::out_of_scope, "The key lacks the scope `" + std::string(to_word(scope)) + "`.", "", ""};
  }

  static Problem sign_in_needed() {
    return {ProblemKind::sign_in_needed, "Sign in with POST /v1/sessions and send its token.", "", ""};
  }

  /// Who can be told apart has a bucket of their own; the others share that of their network.
  [[nodiscard]] bool is_within_limits() const {
    Identity& identity = context_.identity;
    if (call_->has_receipt || !call_->caller.is_public())
      return identity.callers.allow(name_of_caller(*call_), call_->begun);
    const std::string source = source_of(*call_);
    return source.empty() || identity.addresses.allow(source, call_->begun);
  }

  void refuse(const Problem& problem) { answer(context_, *call_, problem); }

  Context& context_;
  CallPtr call_;
  std::function<void()> next_;
  TokenHash hash_{};
};

}  // namespace

void identify(Context& context, const CallPtr& call, std::function<void()> next) {
  std::make_shared<Entrance>(context, call, std::move(next))->enter();
}

}  // namespace lapor::api
