#pragma once

#include "storage/proof/checkpoint.hpp"
#include "tools/audit/verify/log_source.hpp"
#include "tools/audit/verify/objection.hpp"

namespace lapor::audit {

enum class TreeVerdict { records_stand, records_differ };

/// Builds the whole tree from the records alone. When it has the signed root, every record stands, and `objections`
/// gets each tile of the source that is not the tree's: it was altered, or is missing.
[[nodiscard]] TreeVerdict tree_again(LogSource& source, const proof::Checkpoint& checkpoint, Objections& objections);

}  // namespace lapor::audit
