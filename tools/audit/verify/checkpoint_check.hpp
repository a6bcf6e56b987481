#pragma once

#include <optional>

#include "tools/audit/verify/verification.hpp"

namespace lapor::audit {

/// The checkpoint of a source, when a key of the log vouches for it and the source is of the same log and size; else
/// what is wrong is an objection and nothing further can be said. Witnesses that did not sign are objections, too.
[[nodiscard]] std::optional<proof::Checkpoint> check_checkpoint(const LogSource& source, const VerifyOptions& options,
                                                                Verification& result);

/// Holds the log against the checkpoint that was kept from earlier, if there is one.
void check_continues(LogSource& source, const VerifyOptions& options, Verification& result);

}  // namespace lapor::audit
