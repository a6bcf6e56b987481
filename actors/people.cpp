#include "actors/people.hpp"

#include <algorithm>

namespace lapor::actors {
namespace {

using storage::Name;
using storage::NameKind;

constexpr std::size_t half = 8;

Name named(NameKind kind, const TokenHash& hash) {
  Name name{kind, {}};
  std::copy_n(hash.begin(), name.key.size(), name.key.begin());
  return name;
}

Name directory_entry(NameKind kind, const PersonState& state, const Rulebook& rules, const storage::Vault& vault) {
  Name name = directory_start(kind, state.institution, rules, vault);
  for (std::size_t i = 0; i < half; ++i)
    name.key[half + i] = static_cast<std::byte>(number(state.id) >> (8 * (half - 1 - i)));
  return name;
}

}  // namespace

Name address_name(std::string_view address, const storage::Vault& vault) {
  return named(NameKind::address, vault.keyed_hash("address", address));
}

Name session_name(const TokenHash& session) {
  return named(NameKind::session, session);
}

Name key_name(const TokenHash& key) {
  return named(NameKind::api_key, key);
}

Name directory_start(NameKind kind, std::string_view institution, const Rulebook& rules, const storage::Vault& vault) {
  const auto hash = vault.keyed_hash("directory", rules.institutions.root_of(institution));
  Name name{kind, {}};
  std::copy_n(hash.begin(), half, name.key.begin());
  return name;
}

bool is_same_directory(const Name& left, const Name& right) {
  return left.kind == right.kind && std::equal(left.key.begin(), left.key.begin() + half, right.key.begin());
}

std::vector<Name> names_of(const PersonState& state, const Rulebook& rules, const storage::Vault& vault) {
  std::vector<Name> names;
  if (!state.exists() || state.erased) return names;
  if (!state.address.empty()) names.push_back(address_name(state.address, vault));
  for (const Session& session : state.sessions) names.push_back(session_name(session.token));
  for (const ApiKey& key : state.keys) names.push_back(key_name(key.token));
  if (state.is_service) names.push_back(directory_entry(NameKind::service, state, rules, vault));
  if (state.is_staff()) names.push_back(directory_entry(NameKind::staff, state, rules, vault));
  std::ranges::sort(names);
  return names;
}

}  // namespace lapor::actors
