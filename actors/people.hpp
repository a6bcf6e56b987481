#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "actors/unavailable.hpp"
#include "events/codec_person.hpp"
#include "events/directory.hpp"
#include "events/person_decide.hpp"
#include "storage/journal.hpp"
#include "storage/vault.hpp"

/// What the engine does with persons (`person/<id>`): accounts, staff, services with API keys. They are asked for far
/// less often than reports, so no actor stays in memory for them: each request gets one of its own
/// (actors/person_actor.hpp).
namespace lapor::actors {

/// One command on its way. Commands that make a person name an id that nobody has, 63 random bits.
struct PersonRequest {
  PersonId person{};
  PersonCommand command;
};

/// Where a person stands after a command; the record's position when one was written.
struct PersonStanding {
  PersonState state;
  std::optional<Position> position;
};

struct PersonRefusedWith {
  PersonRefusal refusal;
  PersonState state;
};

/// The address (or a token, which nobody should ever see) is somebody else's.
struct NameHeld {};

/// Told exactly once.
using PersonOutcome = std::variant<PersonStanding, PersonRefusedWith, NameHeld, Unavailable>;
using PersonDone = std::function<void(PersonOutcome)>;

struct PlacedPersonRecord {
  Position position{};
  DecodedPersonRecord decoded;
};

/// A person with the whole past, opened for reading.
struct PersonDossier {
  PersonState state;
  std::vector<PlacedPersonRecord> records;
};

/// Whom to read: by id, or whoever holds a name.
using PersonKey = std::variant<PersonId, storage::Name>;
using PersonDossierOutcome = std::variant<std::shared_ptr<const PersonDossier>, NotFound, Unavailable>;
using PersonDossierDone = std::function<void(PersonDossierOutcome)>;

/// The unique names that a person holds in the journal. An address as `parse_contact_address` normalises it.
[[nodiscard]] storage::Name address_name(std::string_view address, const storage::Vault& vault);
[[nodiscard]] storage::Name session_name(const TokenHash& session);
[[nodiscard]] storage::Name key_name(const TokenHash& key);

/// Directory entries: staff and services are listed by them, those of one institution (with its units) together. The
/// first name of an institution's part of the directory; those that share its first eight bytes belong to it.
[[nodiscard]] storage::Name directory_start(storage::NameKind kind, std::string_view institution, const Rulebook& rules,
                                            const storage::Vault& vault);
[[nodiscard]] bool is_same_directory(const storage::Name& left, const storage::Name& right);

/// All names that somebody in this state holds. What changes from one state to the next is claimed and released with
/// the record that changes it.
[[nodiscard]] std::vector<storage::Name> names_of(const PersonState& state, const Rulebook& rules,
                                                  const storage::Vault& vault);

}  // namespace lapor::actors
