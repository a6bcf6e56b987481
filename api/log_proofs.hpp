#pragma once

#include <string>

#include "events/identifiers.hpp"
#include "events/result.hpp"
#include "storage/checkpoint_publisher.hpp"
#include "storage/journal.hpp"
#include "storage/proof/fault.hpp"

namespace lapor::api {

/// The proof that the record at `position` stands in the published log (C2SP tlog-proof). Its extra data are the
/// record's bytes, which hash to the leaf: so the proof is whole by itself. Blocks for some reads.
[[nodiscard]] Result<std::string, proof::Fault> tlog_proof_of(const storage::Journal& journal,
                                                              const storage::Publication& published, Position position);

}  // namespace lapor::api
