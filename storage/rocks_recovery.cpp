#include "storage/rocks_recovery.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "storage/keys.hpp"
#include "storage/rocks_error.hpp"
#include "storage/rocks_reads.hpp"

namespace lapor::storage {

namespace {

using Hashes = std::vector<proof::Hash>;

std::unique_ptr<rocksdb::Iterator> iterate(const RocksDatabase& database, Family family) {
  rocksdb::ReadOptions how;
  how.total_order_seek = true;
  return std::unique_ptr<rocksdb::Iterator>{database.db().NewIterator(how, database.family(family))};
}

Result<Position, Error> find_last_position(const RocksDatabase& database) {
  const auto at = iterate(database, Family::records);
  at->SeekToLast();
  if (!at->status().ok()) return fail(read_error(at->status(), "read the last record"));
  if (!at->Valid()) return Position{};
  const auto position = keys::position_from(at->key().ToStringView());
  if (!position) return fail(corrupt_error("The last record has a key that is no position."));
  return *position;
}

Result<ReportId, Error> find_last_report(const RocksDatabase& database) {
  const auto at = iterate(database, Family::streams);
  at->SeekForPrev(keys::of(Stream{StreamKind::report, ~std::uint64_t{}}, Version{~std::uint32_t{}}).view());
  if (!at->status().ok()) return fail(read_error(at->status(), "read the last report's stream"));
  if (!at->Valid()) return before_first_report;
  const auto stream = keys::stream_from(at->key().ToStringView());
  if (!stream) return fail(corrupt_error("The index of streams has a key that is none."));
  return stream->kind == StreamKind::report ? std::max(before_first_report, ReportId{stream->id}) : before_first_report;
}

Result<Journal::TreeHead, Error> find_stored_head(const RocksDatabase& database) {
  rocksdb::PinnableSlice value;
  const auto found = database.get({}, Family::tree, keys::tree_head, value, "read the tree's head");
  if (!found) return fail(found.error());
  if (!*found) return Journal::TreeHead{0, proof::empty_root()};
  const auto head = keys::head_from(value.ToStringView());
  if (!head) return fail(corrupt_error("The tree's head has a wrong length."));
  return *head;
}

/// Leaf hashes of the records that are in no full tile.
Result<Hashes, Error> leaves_after(const RocksDatabase& database, std::uint64_t first, std::uint64_t size) {
  Hashes leaves;
  const auto at = iterate(database, Family::records);
  std::uint64_t index = first;
  for (at->Seek(keys::of(Position{first + 1}).view()); at->Valid() && index < size; at->Next(), ++index) {
    if (keys::position_from(at->key().ToStringView()) != Position{index + 1}) break;
    leaves.push_back(proof::leaf_hash(bytes_of(at->value())));
  }
  const auto name = "record " + std::to_string(index + 1);
  if (!at->status().ok()) return fail(read_error(at->status(), "read " + name));
  if (index < size) return fail(corrupt_error("The journal has a gap: " + name + " is missing."));
  return leaves;
}

Result<proof::Hash, Error> root_of_tile(const RocksDatabase& database, std::uint8_t level, std::uint64_t index) {
  const auto hashes = read_tile(database, level, index);
  if (!hashes) return fail(hashes.error());
  if (!*hashes)
    return fail(
        corrupt_error("The tree lacks tile " + std::to_string(index) + " of level " + std::to_string(level) + "."));
  return proof::perfect_root(**hashes);
}

/// The hashes of `level` from `first` to `end`, each the root of a full tile one level below.
Result<Hashes, Error> roots_of_tiles(const RocksDatabase& database, std::uint8_t level, std::uint64_t first,
                                     std::uint64_t end) {
  Hashes roots;
  for (auto index = first; index < end; ++index) {
    const auto root = root_of_tile(database, static_cast<std::uint8_t>(level - 1), index);
    if (!root) return fail(root.error());
    roots.push_back(*root);
  }
  return roots;
}

Result<proof::MerkleTree, Error> rebuild_tree(const RocksDatabase& database, std::uint64_t size) {
  std::vector<Hashes> partial;
  std::uint64_t count = size;
  for (std::uint8_t level = 0; count > 0; ++level, count /= proof::tile_width) {
    const auto first = count - count % proof::tile_width;
    auto hashes = level == 0 ? leaves_after(database, first, count) : roots_of_tiles(database, level, first, count);
    if (!hashes) return fail(hashes.error());
    partial.push_back(std::move(*hashes));
  }
  return proof::MerkleTree{size, std::move(partial)};
}

}  // namespace

Result<JournalEnd, Error> recover_end(const RocksDatabase& database) {
  const auto position = find_last_position(database);
  if (!position) return fail(position.error());
  const auto report = find_last_report(database);
  if (!report) return fail(report.error());
  const auto stored = find_stored_head(database);
  if (!stored) return fail(stored.error());
  if (stored->size != number(*position)) {
    return fail(corrupt_error("The journal ends at record " + std::to_string(number(*position)) + ", but its tree at " +
                              std::to_string(stored->size) + "."));
  }
  auto tree = rebuild_tree(database, stored->size);
  if (!tree) return fail(tree.error());
  if (tree->root() != stored->root) {
    return fail(corrupt_error("The records up to " + std::to_string(stored->size) +
                              " do not give the root that was stored with them."));
  }
  return JournalEnd{*position, *report, std::move(*tree)};
}

std::array<std::byte, 32> proof_of_master_key(const Vault& vault) {
  return vault.keyed_hash("journal master key check", "");
}

Result<void, Error> check_master_key(const RocksDatabase& database, const Vault& vault, const JournalEnd& end,
                                     bool read_only) {
  const auto proof = proof_of_master_key(vault);
  rocksdb::PinnableSlice stored;
  const auto found = database.get({}, Family::keys, keys::master_key_check, stored, "read the check of the master key");
  if (!found) return fail(found.error());
  if (*found && std::ranges::equal(bytes_of(stored), proof)) return {};
  if (*found) {
    return fail(Error{ErrorCode::wrong_key, "This master key is not the one of the journal in " +
                                                database.path().string() +
                                                ". Start with the key file that belongs to it."});
  }
  if (end.last_position != Position{})
    return fail(corrupt_error("The journal has records, but no check of its master key."));
  if (read_only) return {};
  rocksdb::WriteOptions durable;
  durable.sync = true;
  const auto status =
      database.db().Put(durable, database.family(Family::keys), keys::master_key_check, slice_of(proof));
  if (!status.ok()) return fail(Error{ErrorCode::unavailable, fatal_message(status, database.path())});
  return {};
}

}  // namespace lapor::storage
