#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "api/context.hpp"
#include "events/contact_address.hpp"
#include "events/person_commands.hpp"

/// What the handlers of accounts have in common: commands on persons, reading them, passwords, codes.
namespace lapor::api {

using PersonDossierPtr = std::shared_ptr<const actors::PersonDossier>;

/// Sends a command by the caller; goes on when it was carried out or had nothing to do, else answers the call. Whoever
/// may not administer an account gets the 404 of one that does not exist.
void command_person(Context& context, const CallPtr& call, PersonId person, PersonCommandBody body,
                    std::function<void(const actors::PersonStanding&)> next);
/// The same by another party than the caller: the system, or somebody who has just shown who they are.
void command_person_as(Context& context, const CallPtr& call, Party by, PersonId person, PersonCommandBody body,
                       std::function<void(const actors::PersonStanding&)> next);

/// Reads a person and goes on, with null when there is none; answers the call itself when the store cannot serve.
void read_person(Context& context, const CallPtr& call, actors::PersonKey who,
                 std::function<void(const PersonDossierPtr&)> next);

/// Runs `work`, which hashes or verifies a password, on the pool for that; answers 503 when too many wait.
void with_password_pool(Context& context, const CallPtr& call, std::function<void()> work);

/// False, and the call answered, when the caller's own account was asked too much in this hour.
[[nodiscard]] bool is_within_own_limits(Context& context, const CallPtr& call, TokenBuckets& bucket);

/// Checks a code sent to an address (purpose "address"); answers the call and returns false when it is not right.
[[nodiscard]] bool redeem_code(Context& context, const CallPtr& call, const ContactAddress& address,
                               const Secret& code);

/// A problem of a password that is too easy to guess, for its field.
[[nodiscard]] std::optional<Problem> password_problem(const Context& context, const Secret& password,
                                                      std::string_view address, std::string_view name, bool is_staff,
                                                      std::string_view field);

/// Reads an e-mail address or a phone number, normalised.
[[nodiscard]] std::optional<ContactAddress> read_address(FieldReader& in, std::string_view name);

/// 429 with the time after which it is worth another try.
[[nodiscard]] http::Response slowed_down(std::string detail, std::chrono::milliseconds wait);

/// 204.
void answer_nothing(Context& context, const Call& call);

/// The one answer for an account that does not exist and for one that the caller may not know of, on the beat of
/// hidden reports.
void answer_person_hidden(Context& context, const CallPtr& call);

/// Whom limits by address count: the network of the client, or nobody when it cannot be told (a proxy on this machine
/// that the settings do not trust).
[[nodiscard]] std::string source_of(const Call& call);

}  // namespace lapor::api
