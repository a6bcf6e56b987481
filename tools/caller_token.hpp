#pragma once

#include <string>

#include "events/result.hpp"

namespace lapor::tools {

/// Where a client's token comes from; the first that is given wins: the token itself, the environment's LAPOR_TOKEN, a
/// file of tokens (as `serve --dev-tokens` writes it) with the role whose token is meant.
struct TokenChoice {
  std::string token;
  std::string tokens_file;
  std::string role;
};

/// The token to send; empty when none is given at all: then the caller is the public.
[[nodiscard]] Result<std::string, std::string> choose_token(const TokenChoice& choice);

}  // namespace lapor::tools
