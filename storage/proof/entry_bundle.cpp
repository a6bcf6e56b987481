#include "storage/proof/entry_bundle.hpp"

#include <string>

namespace lapor::proof {

namespace {

constexpr std::size_t length_bytes = 2;

std::size_t length_at(BytesView bundle) {
  return std::to_integer<std::size_t>(bundle[0]) << 8 | std::to_integer<std::size_t>(bundle[1]);
}

Fault cut_off(std::size_t entry) {
  return {FaultKind::truncated, "the bundle ends before or within its record number " + std::to_string(entry + 1) +
                                    " (counted from 1): it was cut off, copy it again"};
}

}  // namespace

Result<void, Fault> append_entry(Bytes& bundle, BytesView record) {
  if (record.size() > max_record_bytes)
    return fail(Fault{FaultKind::malformed, "the record has " + std::to_string(record.size()) +
                                                " bytes, and none of a log has more than 65535"});
  bundle.push_back(static_cast<std::byte>(record.size() >> 8));
  bundle.push_back(static_cast<std::byte>(record.size() & 0xff));
  bundle.insert(bundle.end(), record.begin(), record.end());
  return {};
}

Result<std::vector<BytesView>, Fault> entries_of(BytesView bundle) {
  std::vector<BytesView> entries;
  while (!bundle.empty()) {
    if (entries.size() == tile_width) {
      return fail(Fault{FaultKind::malformed, "the bundle has more than 256 records: it is no entry bundle"});
    }
    if (bundle.size() < length_bytes) return fail(cut_off(entries.size()));
    const auto length = length_at(bundle);
    bundle = bundle.subspan(length_bytes);
    if (bundle.size() < length) return fail(cut_off(entries.size()));
    entries.push_back(bundle.first(length));
    bundle = bundle.subspan(length);
  }
  return entries;
}

Result<std::vector<BytesView>, Fault> verify_entries(BytesView bundle, std::span<const Hash> leaves,
                                                     std::uint64_t first_index) {
  auto entries = entries_of(bundle);
  if (!entries) return entries;
  if (entries->size() < leaves.size()) return fail(cut_off(entries->size()));
  if (entries->size() > leaves.size()) {
    return fail(Fault{FaultKind::malformed, "the bundle has more records than its tile has hashes"});
  }
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    if (leaf_hash((*entries)[i]) == leaves[i]) continue;
    return fail(Fault{FaultKind::altered, "the record at position " + std::to_string(first_index + i + 1) +
                                              " is not the one whose hash is in the tree: it was changed"});
  }
  return entries;
}

}  // namespace lapor::proof
