#include "storage/rocks_import.hpp"

#include <rocksdb/write_batch.h>

#include <string_view>
#include <utility>
#include <vector>

#include "storage/keys.hpp"
#include "storage/rocks_database.hpp"
#include "storage/rocks_error.hpp"
#include "storage/rocks_recovery.hpp"

namespace lapor::storage {

namespace {

constexpr std::size_t batch_bytes = 4 << 20;

}  // namespace

struct JournalImport::Parts {
  std::unique_ptr<RocksDatabase> database;
  const Vault& vault;
  rocksdb::WriteBatch batch;
  proof::MerkleTree tree;
  std::vector<proof::Tile> full;

  Result<void, Error> put(Family family, std::string_view key, const rocksdb::Slice& value) {
    batch.Put(database->family(family), key, value);
    return batch.GetDataSize() < batch_bytes ? Result<void, Error>{} : write();
  }

  Result<void, Error> write() {
    rocksdb::WriteOptions how;
    how.disableWAL = true;
    const auto status = database->db().Write(how, &batch);
    batch.Clear();
    if (!status.ok()) return fail(Error{ErrorCode::unavailable, fatal_message(status, database->path())});
    return {};
  }

  Result<void, Error> flush() {
    if (auto written = write(); !written) return written;
    std::vector<rocksdb::ColumnFamilyHandle*> families;
    for (std::size_t i = 0; i < family_names.size(); ++i) families.push_back(database->family(static_cast<Family>(i)));
    const auto status = database->db().Flush({}, families);
    if (!status.ok()) return fail(Error{ErrorCode::unavailable, fatal_message(status, database->path())});
    return {};
  }
};

JournalImport::JournalImport(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
JournalImport::~JournalImport() = default;

Result<std::unique_ptr<JournalImport>, Error> JournalImport::create(const std::filesystem::path& journal,
                                                                    const Vault& vault) {
  RocksOptions options;
  options.path = journal;
  auto database = RocksDatabase::open(options);
  if (!database) return fail(database.error());
  auto parts = std::unique_ptr<Parts>(new Parts{std::move(*database), vault, rocksdb::WriteBatch{}, {}, {}});
  return std::unique_ptr<JournalImport>{new JournalImport{std::move(parts)}};
}

Result<void, Error> JournalImport::add_record(Stream stream, Version version, BytesView record) {
  parts_->tree.append(proof::leaf_hash(record), parts_->full);
  for (const auto& tile : std::exchange(parts_->full, {})) {
    const auto put = parts_->put(Family::tree, keys::of_tile(tile.level, tile.index),
                                 slice_of(std::as_bytes(std::span{tile.hashes})));
    if (!put) return put;
  }
  const auto position = keys::of(Position{parts_->tree.size()});
  if (auto put = parts_->put(Family::streams, keys::of(stream, version), position.view()); !put) return put;
  return parts_->put(Family::records, position, slice_of(record));
}

Result<void, Error> JournalImport::add_request(const RequestMark& request, Position position) {
  return parts_->put(Family::requests, keys::of(request.key), keys::value_of(position, request.fingerprint).view());
}

Result<void, Error> JournalImport::add_key(Stream stream, BytesView wrapped) {
  return parts_->put(Family::keys, keys::of(stream), slice_of(wrapped));
}

Result<void, Error> JournalImport::add_alarm(const Alarm& alarm) {
  return parts_->put(Family::due, keys::of(alarm), {});
}

Result<void, Error> JournalImport::add_name(const Name& name, Stream holder) {
  return parts_->put(Family::names, keys::of(name), keys::of(holder).view());
}

const proof::MerkleTree& JournalImport::tree() const {
  return parts_->tree;
}

Result<std::unique_ptr<JournalEntries>, Error> JournalImport::entries() {
  if (auto written = parts_->write(); !written) return fail(written.error());
  return std::make_unique<JournalEntries>(*parts_->database);
}

Result<void, Error> JournalImport::finish() {
  const auto proof = proof_of_master_key(parts_->vault);
  if (auto put = parts_->put(Family::keys, keys::master_key_check, slice_of(proof)); !put) return put;
  const Journal::TreeHead head{parts_->tree.size(), parts_->tree.root()};
  if (auto put = parts_->put(Family::tree, keys::tree_head, keys::value_of(head).view()); !put) return put;
  return parts_->flush();
}

}  // namespace lapor::storage
