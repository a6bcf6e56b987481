#include "tools/caller_token.hpp"

#include <cstdlib>

#include "api/tokens.hpp"

namespace lapor::tools {

Result<std::string, std::string> choose_token(const TokenChoice& choice) {
  if (!choice.token.empty()) return choice.token;
  if (const char* token = std::getenv("LAPOR_TOKEN"); token != nullptr && *token != '\0') return std::string(token);
  if (choice.tokens_file.empty()) return std::string{};
  const auto tokens = api::load_tokens(choice.tokens_file);
  if (!tokens) return fail(tokens.error());
  const auto found = tokens->find(choice.role);
  if (found == tokens->end())
    return fail(choice.tokens_file + " has no token for `" + choice.role + "`; choose another role with --as");
  return found->second;
}

}  // namespace lapor::tools
