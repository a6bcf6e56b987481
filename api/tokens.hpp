#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "api/principal.hpp"
#include "events/directory.hpp"
#include "events/result.hpp"

namespace lapor::api {

/// Turns a token into who holds it. Any thread may call.
class TokenBook {
 public:
  virtual ~TokenBook() = default;
  /// Nothing: nobody holds this token.
  [[nodiscard]] virtual std::optional<Principal> find(std::string_view token) const = 0;
};

/// Role words with a token (or a token's hash) each: "national_admin", "supervisor", "auditor", "data_officer",
/// "reporter", "reporter_2", "clerk", "gateway", "coordinator:SLUG", "officer:SLUG".
using TokenList = std::map<std::string, std::string>;

/// Who a role word names; nothing for a word outside the list. The same word gives the same person for ever.
[[nodiscard]] std::optional<Principal> principal_of(std::string_view role_word);

/// BLAKE2b-256 of a token as 64 hexadecimal digits: what may lie in memory and on disk instead of the token.
[[nodiscard]] std::string hash_of_token(std::string_view token);

/// 256 random bits as 64 hexadecimal digits.
[[nodiscard]] std::string new_token();

/// A fixed list of tokens, held as hashes. Immutable.
class ListedTokens final : public TokenBook {
 public:
  /// Role words with tokens. Unknown role words are left out.
  [[nodiscard]] static ListedTokens from_tokens(const TokenList& tokens);
  /// Role words with `hash_of_token` of their tokens.
  [[nodiscard]] static ListedTokens from_hashes(const TokenList& hashes);

  [[nodiscard]] std::optional<Principal> find(std::string_view token) const override;
  [[nodiscard]] std::size_t size() const { return by_hash_.size(); }

 private:
  std::unordered_map<std::string, Principal> by_hash_;
};

/// New tokens for every role of a demonstration: those without an institution, and coordinator and officer of Surabaya
/// (`kota-35.78`), Semarang (`kota-33.74`) and `extra_slugs`. The error names a slug that the rulebook does not know.
[[nodiscard]] Result<TokenList, std::string> make_dev_tokens(const Rulebook& rules,
                                                             const std::vector<std::string>& extra_slugs);

/// Writes a JSON object, mode 0600, whole or not at all. The error says what to do.
[[nodiscard]] Result<void, std::string> save_tokens(const std::filesystem::path& file, const TokenList& tokens);
[[nodiscard]] Result<TokenList, std::string> load_tokens(const std::filesystem::path& file);

}  // namespace lapor::api
