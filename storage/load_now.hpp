#pragma once

#include "storage/journal.hpp"

namespace lapor::storage {

/// All records of a stream, for a thread that may wait. Never call it where the journal's readers call back, nor on an
/// actor or a loop.
[[nodiscard]] Result<StreamHistory, Error> load_now(Journal& journal, Stream stream);

}  // namespace lapor::storage
