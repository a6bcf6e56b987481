#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tools/caller_token.hpp"

namespace lapor::tools {

/// `lapor staff ...` and `lapor keys ...`: clients of a running service, with an administrator's key. Each prints what
/// the service answers, one account a line; exit code 0, or 1 with the reason.
struct AccountOptions {
  std::string server{"http://127.0.0.1:8080"};
  TokenChoice token;
  std::uint64_t person{};
  std::string address;
  std::string name;
  std::vector<std::string> roles;
  std::vector<std::string> scopes;
  std::string institution;
  bool drops_institution{};  // `--no-institution`
  std::string reason;
  std::string expires_at;
  std::uint64_t grace_hours{24};
};

[[nodiscard]] int add_staff(const AccountOptions& options);
[[nodiscard]] int list_staff(const AccountOptions& options);
/// Without an institution the person keeps theirs, which is told; `drops_institution` takes it away.
[[nodiscard]] int appoint_staff(const AccountOptions& options);
[[nodiscard]] int suspend_staff(const AccountOptions& options);
[[nodiscard]] int reinstate_staff(const AccountOptions& options);
[[nodiscard]] int reset_second_factor(const AccountOptions& options);

[[nodiscard]] int add_key(const AccountOptions& options);
[[nodiscard]] int list_keys(const AccountOptions& options);
[[nodiscard]] int rotate_key(const AccountOptions& options);
[[nodiscard]] int revoke_key(const AccountOptions& options);

}  // namespace lapor::tools
