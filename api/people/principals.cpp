#include "api/people/principals.hpp"

#include <sodium.h>

#include <algorithm>

namespace lapor::api {
namespace {

constexpr std::uint64_t highest_account = (std::uint64_t{1} << 53U) - 1;
constexpr std::uint64_t lowest_stranger = std::uint64_t{1} << 62U;
constexpr std::size_t csrf_bytes = 16;

std::uint64_t random_bits() {
  std::uint64_t bits = 0;
  randombytes_buf(&bits, sizeof bits);
  return bits;
}

/// The country's own staff and reporters stand for no institution.
Slug institution_of(const PersonState& person, Role role) {
  return role == Role::reporter || role == Role::anyone ? Slug{} : person.institution;
}

std::string name_of(PersonId person) {
  return "person:" + std::to_string(number(person));
}

}  // namespace

Secret new_prefixed_token(std::string_view prefix) {
  const Secret random = new_session_token();
  return Secret(std::string(prefix) + std::string(random.reveal()));
}

TokenHash hash_token(std::string_view token, const storage::Vault& vault) {
  return vault.keyed_hash("token", token);
}

PersonId new_account_number() {
  return PersonId{std::max<std::uint64_t>(1, random_bits() & highest_account)};
}

bool is_account_number(PersonId person) {
  return number(person) <= highest_account;
}

PersonId new_stranger_number() {
  return PersonId{(random_bits() >> 1U) | lowest_stranger};
}

Principal principal_of(const PersonState& person, Role role) {
  Principal principal{{role, person.id, institution_of(person, role)}, name_of(person.id), {}};
  principal.scopes = role == Role::anyone ? Scopes{} : all_scopes;
  principal.is_signed_in = true;
  return principal;
}

Principal service_of(const PersonState& service) {
  const Role role = service.roles.empty() ? Role::anyone : service.roles.front();
  Principal principal{{role, service.id, service.institution}, name_of(service.id), {}};
  for (const Scope scope : service.scopes) principal.scopes.add(scope);
  return principal;
}

std::string csrf_token(const TokenHash& session, const storage::Vault& vault) {
  const std::string_view bytes(reinterpret_cast<const char*>(session.data()), session.size());
  const auto hash = vault.keyed_hash("csrf", bytes);
  std::string hex(csrf_bytes * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), reinterpret_cast<const unsigned char*>(hash.data()), csrf_bytes);
  hex.pop_back();
  return hex;
}

}  // namespace lapor::api
