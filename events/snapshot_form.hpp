#pragma once

#include "events/codec.hpp"

namespace lapor {

/// Whether a snapshot is of an older form than `encode_snapshot` writes, so that nobody reads it any more. False also
/// when the bytes are no snapshot.
[[nodiscard]] bool is_older_snapshot(BytesView bytes);

}  // namespace lapor
