#pragma once

#include <string>
#include <vector>

#include "tools/audit/verify/life_page.hpp"
#include "tools/audit/verify/verification.hpp"

/// What the subcommands of `lapor audit` and of `lapor-verify` share: options as words, exit codes, what is printed.
namespace lapor::audit {

inline constexpr int all_is_well = 0;
inline constexpr int something_is_wrong = 1;
inline constexpr int wrong_usage = 2;
/// What was read stands, but it was not the whole log, and nobody said that a part is enough.
inline constexpr int verified_in_part = 3;

struct VerifyWords {
  std::vector<std::string> log_keys;   // verifier keys of the log, as text
  std::vector<std::string> witnesses;  // verifier keys of witnesses
  std::string old_checkpoint;          // file of a note; empty: none
  std::string reference;               // folder of the rulebook
  std::size_t shown{20};
  bool one_thread{};
  bool no_rules{};
  bool allow_partial{};
  bool json{};
  std::function<void(std::uint64_t done, std::uint64_t total)> progress;
};

/// The keys of `words.log_keys`, several in one text allowed.
[[nodiscard]] Result<std::vector<proof::VerifierKey>, std::string> log_keys_from(const VerifyWords& words);

/// Verifies and prints: 0 for the whole log, with `allow_partial` also for a part; 3 for a part. 2 when a key, the old
/// checkpoint or the rulebook cannot be read.
[[nodiscard]] int verify_and_print(LogSource& source, const VerifyWords& words);

/// Compares and prints: 0 when both are the same or one is the beginning of the other, 1 when they differ.
[[nodiscard]] int diff_and_print(LogSource& first, LogSource& second, const std::string& first_name,
                                 const std::string& second_name, std::size_t shown);

/// Prints the page of one report.
[[nodiscard]] int explain_and_print(LogSource& source, std::uint64_t report, const ReadReport& read,
                                    const std::string& reference);

/// Says on standard error what is wrong; gives `code`.
[[nodiscard]] int tell(const std::string& what, int code = something_is_wrong);
/// The same for a fault, with its word.
[[nodiscard]] int tell(const proof::Fault& fault);

}  // namespace lapor::audit
