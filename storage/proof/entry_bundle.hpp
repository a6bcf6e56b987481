#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "events/codec.hpp"
#include "events/result.hpp"
#include "storage/proof/fault.hpp"
#include "storage/proof/merkle.hpp"

/// Bundles of up to 256 records, each behind its length in two big-endian bytes (C2SP tlog-tiles, "entry bundles").
namespace lapor::proof {

/// No record is longer.
inline constexpr std::size_t max_record_bytes = 65'535;

/// Adds a record behind what `bundle` has. `malformed` when it is too long for a bundle: `bundle` stays as it was.
[[nodiscard]] Result<void, Fault> append_entry(Bytes& bundle, BytesView record);
/// The records of a bundle, as views into it; `truncated` when it ends within one.
[[nodiscard]] Result<std::vector<BytesView>, Fault> entries_of(BytesView bundle);

/// The records of a bundle, which must be those of the tile's `leaves`, the first of them leaf number `first_index` of
/// the log. `altered` names the first that is not; `truncated`: there are fewer; `malformed`: there are more.
[[nodiscard]] Result<std::vector<BytesView>, Fault> verify_entries(BytesView bundle, std::span<const Hash> leaves,
                                                                   std::uint64_t first_index);

}  // namespace lapor::proof
