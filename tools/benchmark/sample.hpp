#pragma once

#include "events/codec.hpp"
#include "events/directory.hpp"
#include "storage/journal.hpp"
#include "storage/vault.hpp"

namespace lapor::benchmark {

/// The record of a new report as the real rules decide it.
[[nodiscard]] Record sample_record(ReportId id, const Rulebook& rules, Instant now);

/// The append of a new report, sealed like a real one, with its alarm and its wrapped key; decided by the real rules.
[[nodiscard]] storage::Append sample_submission(ReportId id, const Rulebook& rules, const storage::Vault& vault,
                                                Instant now);

}  // namespace lapor::benchmark
