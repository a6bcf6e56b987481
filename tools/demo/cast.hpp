#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "actors/engine.hpp"
#include "api/identity/secret.hpp"
#include "events/directory.hpp"

namespace lapor::tools::demo {

/// Somebody as whom one can sign in to a demonstration.
struct Member {
  Role role{Role::reporter};
  std::string name;
  std::string address;
  Slug institution;   // of coordinators and officers
  std::string scene;  // what there is to see, in one sentence
  PersonId person{};
};

/// One of each role, all staff of desks at one city of whose reports there are many; without those whose institution
/// the rulebook lacks. The reporter comes first. The same seed gives the same persons.
[[nodiscard]] std::vector<Member> cast_of(const InstitutionTree& institutions, std::uint64_t seed);

/// One password for all of a cast, of words and digits that nobody can guess.
[[nodiscard]] api::Secret password_for_cast();

/// Opens their accounts at `now`, ready to sign in. Blocks: some 50 ms each. The error says what was refused.
[[nodiscard]] Result<void, std::string> open_accounts(actors::Engine& engine, const std::vector<Member>& cast,
                                                      const api::Secret& password, Instant now);

/// `accounts.json` in a data folder: `[{"role", "name", "address", "password", "institution", "scene"}]`, for its owner
/// only (0600). Not in the journal, so whoever reads a backup has no password.
[[nodiscard]] Result<void, std::string> save_accounts(const std::filesystem::path& file,
                                                      const std::vector<Member>& cast, const api::Secret& password);

}  // namespace lapor::tools::demo
