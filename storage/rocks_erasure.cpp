#include "storage/rocks_erasure.hpp"

#include <memory>
#include <string>
#include <vector>

#include "storage/keys.hpp"
#include "storage/rocks_error.hpp"

namespace lapor::storage {

namespace {

Result<std::vector<std::string>, Error> find_marks(const RocksDatabase& database) {
  rocksdb::ReadOptions how;
  how.total_order_seek = true;
  const std::unique_ptr<rocksdb::Iterator> at{database.db().NewIterator(how, database.family(Family::keys))};
  std::vector<std::string> marks;
  for (at->Seek(keys::erased_prefix); at->Valid() && at->key().starts_with(keys::erased_prefix); at->Next()) {
    marks.push_back(at->key().ToString());
  }
  if (!at->status().ok()) return fail(read_error(at->status(), "read the marks of destroyed keys"));
  return marks;
}

/// A log goes when every family has written to files what it held.
rocksdb::Status flush_all(const RocksDatabase& database) {
  std::vector<rocksdb::ColumnFamilyHandle*> families;
  for (std::size_t i = 0; i < family_names.size(); ++i) families.push_back(database.family(static_cast<Family>(i)));
  return database.db().Flush({}, families);
}

/// A released name still tells, to whoever has the master key, whose address it was. The marks do not say which names
/// went, because they would keep them; so it is the whole family, some tens of bytes a name.
rocksdb::Status compact_names(const RocksDatabase& database) {
  rocksdb::CompactRangeOptions how;
  how.exclusive_manual_compaction = false;
  return database.db().CompactRange(how, database.family(Family::names), nullptr, nullptr);
}

/// Merges the deletion with what it hides, down to the last level. The snapshot was sealed under the key and goes too.
rocksdb::Status compact_around(const RocksDatabase& database, const std::string& mark) {
  const rocksdb::Slice key{std::string_view{mark}.substr(keys::erased_prefix.size())};
  rocksdb::CompactRangeOptions how;
  how.exclusive_manual_compaction = false;
  const auto status = database.db().CompactRange(how, database.family(Family::keys), &key, &key);
  if (!status.ok()) return status;
  return database.db().CompactRange(how, database.family(Family::snapshots), &key, &key);
}

}  // namespace

Result<void, Error> purge_destroyed_keys(const RocksDatabase& database) {
  const auto marks = find_marks(database);
  if (!marks) return fail(marks.error());
  if (marks->empty()) return {};
  auto status = flush_all(database);
  if (status.ok()) status = compact_names(database);
  for (const auto& mark : *marks) {
    if (status.ok()) status = compact_around(database, mark);
    if (status.ok()) status = database.db().Delete({}, database.family(Family::keys), mark);
  }
  if (!status.ok()) return fail(read_error(status, "remove destroyed keys from the files"));
  return {};
}

}  // namespace lapor::storage
