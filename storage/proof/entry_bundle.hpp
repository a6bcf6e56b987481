#pragma once

#include <cstddef>
#include <vector>

#include "events/codec.hpp"
#include "events/result.hpp"
#include "storage/proof/fault.hpp"

/// Bundles of up to 256 records, each behind its length in two big-endian bytes (C2SP tlog-tiles, "entry bundles").
namespace lapor::proof {

/// No record is longer.
inline constexpr std::size_t max_record_bytes = 65'535;

/// Adds a record behind what `bundle` has. One that is too long is a bug.
void append_entry(Bytes& bundle, BytesView record);
/// The records of a bundle, as views into it; `truncated` when it ends within one.
[[nodiscard]] Result<std::vector<BytesView>, Fault> entries_of(BytesView bundle);

}  // namespace lapor::proof
