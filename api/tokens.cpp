#include "api/tokens.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <boost/json.hpp>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include "api/json_writer.hpp"
#include "events/ensure.hpp"

namespace lapor::api {
namespace {

struct RoleWord {
  std::string_view word;
  Role role;
};

constexpr auto plain_roles = std::to_array<RoleWord>({
    {"national_admin", Role::national_admin},
    {"supervisor", Role::supervisor},
    {"auditor", Role::auditor},
    {"data_officer", Role::data_officer},
    {"reporter", Role::reporter},
    {"reporter_2", Role::reporter},
    {"clerk", Role::clerk},
    {"gateway", Role::gateway},
});

constexpr auto institution_roles = std::to_array<RoleWord>({
    {"coordinator:", Role::coordinator},
    {"officer:", Role::officer},
});

constexpr std::array<std::string_view, 2> demonstration_slugs{"kota-35.78", "kota-33.74"};

std::string to_hex(const unsigned char* bytes, std::size_t size) {
  std::string hex(size * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), bytes, size);
  hex.pop_back();
  return hex;
}

/// 63 bits of a hash over the word, never 0.
PersonId person_of(std::string_view role_word) {
  const std::string text = "lapor person " + std::string(role_word);
  std::array<unsigned char, 32> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                     nullptr, 0);
  std::uint64_t id = 0;
  for (std::size_t i = 0; i < 8; ++i) id = id << 8U | hash[i];
  return PersonId{id >> 1U | 1U};
}

Principal make_principal(std::string_view role_word, Role role, std::string_view institution) {
  return {{role, person_of(role_word), Slug(institution)}, std::string(role_word)};
}

std::string failed(const std::string& what, const std::filesystem::path& file) {
  return what + " " + file.string() + ": " + std::strerror(errno) + "; check the folder and its rights.";
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

std::optional<Principal> principal_of(std::string_view role_word) {
  for (const auto& [word, role] : plain_roles)
    if (word == role_word) return make_principal(role_word, role, "");
  for (const auto& [prefix, role] : institution_roles)
    if (role_word.starts_with(prefix) && role_word.size() > prefix.size())
      return make_principal(role_word, role, role_word.substr(prefix.size()));
  return std::nullopt;
}

std::string hash_of_token(std::string_view token) {
  std::array<unsigned char, 32> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(token.data()), token.size(),
                     nullptr, 0);
  return to_hex(hash.data(), hash.size());
}

std::string new_token() {
  ENSURE(sodium_init() >= 0, "libsodium must start");
  std::array<unsigned char, 32> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  return to_hex(bytes.data(), bytes.size());
}

ListedTokens ListedTokens::from_tokens(const TokenList& tokens) {
  TokenList hashes;
  for (const auto& [word, token] : tokens) hashes.emplace(word, hash_of_token(token));
  return from_hashes(hashes);
}

ListedTokens ListedTokens::from_hashes(const TokenList& hashes) {
  ListedTokens book;
  for (const auto& [word, hash] : hashes)
    if (auto principal = principal_of(word)) book.by_hash_.emplace(hash, std::move(*principal));
  return book;
}

std::optional<Principal> ListedTokens::find(std::string_view token) const {
  const auto found = by_hash_.find(hash_of_token(token));
  if (found == by_hash_.end()) return std::nullopt;
  return found->second;
}

Result<TokenList, std::string> make_dev_tokens(const Rulebook& rules, const std::vector<std::string>& extra_slugs) {
  TokenList tokens;
  for (const auto& [word, role] : plain_roles) tokens.emplace(word, new_token());
  std::vector<std::string> slugs(demonstration_slugs.begin(), demonstration_slugs.end());
  slugs.insert(slugs.end(), extra_slugs.begin(), extra_slugs.end());
  for (const std::string& slug : slugs) {
    if (rules.institutions.find(slug) == nullptr)
      return fail("The institution \"" + slug + "\" is unknown; use a slug of the reference data.");
    for (const auto& [prefix, role] : institution_roles) tokens.emplace(std::string(prefix) + slug, new_token());
  }
  return tokens;
}

Result<void, std::string> save_tokens(const std::filesystem::path& file, const TokenList& tokens) {
  std::string text;
  JsonWriter json(text);
  json.begin_object();
  for (const auto& [word, token] : tokens) json.member(word, token);
  json.end_object();
  text += '\n';
  const std::filesystem::path fresh = file.string() + ".new";
  const int descriptor = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (descriptor < 0) return fail(failed("Cannot make", fresh));
  const bool written =
      ::fchmod(descriptor, S_IRUSR | S_IWUSR) == 0 && write_all(descriptor, text) && ::fsync(descriptor) == 0;
  ::close(descriptor);
  if (!written) return fail(failed("Cannot write", fresh));
  if (::rename(fresh.c_str(), file.c_str()) != 0) return fail(failed("Cannot rename", fresh));
  return {};
}

Result<TokenList, std::string> load_tokens(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) return fail(failed("Cannot read", file));
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  boost::json::error_code error;
  const boost::json::value value = boost::json::parse(text, error);
  const auto* object = error ? nullptr : value.if_object();
  if (object == nullptr) return fail(file.string() + " is not a JSON object; delete it to have new tokens made.");
  TokenList tokens;
  for (const auto& [word, token] : *object) {
    if (!token.is_string() || !principal_of(word))
      return fail(file.string() + ": \"" + std::string(word) + "\" is not a role word with a token.");
    tokens.emplace(word, token.get_string());
  }
  return tokens;
}

}  // namespace lapor::api
