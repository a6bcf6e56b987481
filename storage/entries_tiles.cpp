#include "storage/entries_tiles.hpp"

#include <cstring>
#include <string>

#include "storage/keys.hpp"

namespace lapor::storage {
namespace {

using proof::Fault;
using proof::FaultKind;
using proof::Hashes;

Result<Hashes, Fault> full_tile(BytesView stored, std::uint8_t level, std::uint64_t index) {
  Hashes hashes(proof::tile_width);
  if (stored.size() != hashes.size() * sizeof(proof::Hash))
    return fail(Fault{FaultKind::altered, "tile " + proof::path_of({level, index, proof::tile_width}) +
                                              " of the journal has a wrong length"});
  std::memcpy(hashes.data(), stored.data(), stored.size());
  return hashes;
}

Result<Hashes, Fault> leaves(const JournalEntries& entries, std::uint64_t first, std::size_t count) {
  Hashes hashes;
  const auto from = keys::of(Position{first + 1});
  const auto walked = entries.walk(Family::records, from, [&](std::string_view key, BytesView record) {
    if (hashes.size() == count || keys::position_from(key) != Position{first + hashes.size() + 1}) return false;
    hashes.push_back(proof::leaf_hash(record));
    return true;
  });
  if (!walked) return fail(Fault{FaultKind::altered, walked.error().what});
  if (hashes.size() < count)
    return fail(Fault{FaultKind::truncated,
                      "the journal lacks record " + std::to_string(first + hashes.size() + 1) + "; see lapor check"});
  return hashes;
}

Result<Hashes, Fault> tile(const JournalEntries& entries, std::uint8_t level, std::uint64_t index, std::size_t width);

Result<Hashes, Fault> roots_below(const JournalEntries& entries, std::uint8_t level, std::uint64_t first,
                                  std::size_t count) {
  Hashes roots;
  while (roots.size() < count) {
    const auto below = tile(entries, level, first + roots.size(), proof::tile_width);
    if (!below) return fail(below.error());
    roots.push_back(proof::perfect_root(*below));
  }
  return roots;
}

Result<Hashes, Fault> tile(const JournalEntries& entries, std::uint8_t level, std::uint64_t index, std::size_t width) {
  const auto stored = entries.get(Family::tree, keys::of_tile(level, index));
  if (!stored) return fail(Fault{FaultKind::altered, stored.error().what});
  const auto first = index * proof::tile_width;
  if (!*stored)
    return level == 0 ? leaves(entries, first, width)
                      : roots_below(entries, static_cast<std::uint8_t>(level - 1), first, width);
  auto hashes = full_tile(**stored, level, index);
  if (hashes) hashes->resize(width);
  return hashes;
}

}  // namespace

proof::ReadTile tiles_of(const JournalEntries& entries) {
  return [&entries](std::uint8_t level, std::uint64_t index, std::size_t width) {
    return tile(entries, level, index, width);
  };
}

Result<void, Fault> check_continues(const JournalEntries& entries, const proof::Checkpoint& published) {
  const auto head = entries.tree_head();
  if (!head) return fail(Fault{FaultKind::altered, head.error().what});
  const std::uint64_t size = *head ? (**head).size : 0;
  if (size < published.size)
    return fail(Fault{FaultKind::beyond_tree, "the journal was rolled back or lost its end: it has " +
                                                  std::to_string(size) + " records, and a checkpoint over " +
                                                  std::to_string(published.size) + " was published"});
  const auto root = proof::TiledTree{size, tiles_of(entries)}.root(published.size);
  if (!root) return fail(root.error());
  if (*root != published.root)
    return fail(Fault{FaultKind::forked, "the journal has other records: its first " + std::to_string(published.size) +
                                             " do not give the root of the checkpoint over them"});
  return {};
}

}  // namespace lapor::storage
