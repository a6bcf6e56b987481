#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "storage/proof/checkpoint.hpp"
#include "tools/audit/verify/log_source.hpp"
#include "tools/audit/verify/objection.hpp"

namespace lapor::audit {

enum class TreeVerdict { records_stand, records_differ };

/// Leaves of some bundles, by number.
using LeavesOfBundles = std::map<std::uint64_t, std::vector<proof::Hash>>;

/// What reading a log again finds.
struct SecondReading {
  Objections tiles;    // each that is not the tree's: it was altered, or is missing
  Objections records;  // each that was another when it was first read
};

/// Reads the records again and builds the whole tree from them alone. When it has the signed root, the records stand as
/// they are now, and `found` says what else there is; `first` are leaves as they were when they were judged, and a
/// record whose leaf is another now was not the log's then.
[[nodiscard]] TreeVerdict tree_again(LogSource& source, const proof::Checkpoint& checkpoint,
                                     const LeavesOfBundles& first, SecondReading& found);

}  // namespace lapor::audit
