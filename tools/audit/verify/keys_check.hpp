#pragma once

#include <string>
#include <vector>

#include "tools/audit/verify/verification.hpp"

namespace lapor::audit {

/// Keys that the log's own history names (`log_keys_changed`), as verifier keys in text, and where it does.
struct ToldKeys {
  Place place;
  std::vector<std::string> keys;
};

/// Holds the signatures of a whole log against the keys that it tells itself, oldest first in `told`. `wrong-key`: its
/// checkpoint is signed by none of those that it told last, or a key that was given was never told. A log that tells
/// no keys is only remarked on. `note` is the checkpoint, which must be one.
void check_told_keys(const std::string& note, const std::vector<ToldKeys>& told, const VerifyOptions& options,
                     Verification& result);

/// `keys` for people: what is no key is not repeated, its bytes may be anything.
[[nodiscard]] std::string text_of_keys(const std::vector<std::string>& keys);

}  // namespace lapor::audit
