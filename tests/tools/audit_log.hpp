#pragma once

#include <string>
#include <vector>

#include "events/codec.hpp"
#include "storage/proof/checkpoint.hpp"
#include "tools/audit/verify/verification.hpp"

/// A log of invented lives, and exports of it: honest ones and such as an insider with the log's key could make.
namespace lapor::audit::samples {

inline constexpr const char* log_origin = "log.example/test";

using Log = std::vector<Bytes>;

/// Lives of some reports, mixed, with a person, the log's own history and an auditor's; always the same. More than two
/// bundles.
[[nodiscard]] const Log& honest_log();
/// The rules by which they were lived.
[[nodiscard]] const Rulebook& rules();

[[nodiscard]] const proof::SignerKey& log_key();

/// What `encode` gives with a seal that hides nothing.
[[nodiscard]] Bytes encoded(const Record& record);
[[nodiscard]] Record facts_of(const Bytes& record);

/// The checkpoint of the first `size` records, signed by `signer`.
[[nodiscard]] std::string signed_checkpoint(const Log& log, std::size_t size,
                                            const proof::SignerKey& signer = log_key());

/// Writes a whole export of `log`, with a checkpoint by `signer`.
void export_to(const std::string& folder, const Log& log, const proof::SignerKey& signer = log_key());

/// Options with the log's key and the rules.
[[nodiscard]] VerifyOptions with_key_and_rules();

/// Opens and verifies; an export that cannot be opened is its only objection.
[[nodiscard]] Verification verified(const std::string& folder, const VerifyOptions& options = with_key_and_rules());

/// The first record, from 0, that `wanted` takes; fails the test when there is none.
template <class Wanted>
[[nodiscard]] std::size_t find_record(const Log& log, Wanted wanted) {
  for (std::size_t i = 0; i < log.size(); ++i) {
    if (decode_stream(log[i])->kind == StreamKind::report && wanted(facts_of(log[i]))) return i;
  }
  return log.size();
}

/// Turns over one bit of a file.
void flip_bit(const std::string& file, std::size_t byte);

}  // namespace lapor::audit::samples
