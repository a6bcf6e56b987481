#include "storage/rocks_database.hpp"

#include <algorithm>
#include <system_error>
#include <utility>
#include <vector>

#include "storage/files.hpp"
#include "storage/rocks_error.hpp"
#include "storage/rocks_settings.hpp"

namespace lapor::storage {

namespace {

/// A server beside a reader may replace files between the reader's looking and its opening; the next look finds others.
constexpr int read_only_attempts = 5;

rocksdb::Status open_once(const RocksOptions& options, std::vector<rocksdb::ColumnFamilyHandle*>& handles,
                          rocksdb::DB*& db) {
  const auto settings = database_settings(options);
  const auto families = family_settings(options);
  const auto path = options.path.string();
  return options.read_only ? rocksdb::DB::OpenForReadOnly(settings, path, families, &handles, &db)
                           : rocksdb::DB::Open(settings, path, families, &handles, &db);
}

rocksdb::Status open_patiently(const RocksOptions& options, std::vector<rocksdb::ColumnFamilyHandle*>& handles,
                               rocksdb::DB*& db) {
  auto status = open_once(options, handles, db);
  for (int attempt = 1; options.read_only && !status.ok() && attempt < read_only_attempts; ++attempt) {
    handles.clear();
    status = open_once(options, handles, db);
  }
  return status;
}

Result<void, Error> prepare_folder(const RocksOptions& options) {
  if (!options.read_only) return create_folders(options.path);
  std::error_code error;
  if (std::filesystem::exists(options.path / "CURRENT", error)) return {};
  return fail(Error{ErrorCode::unavailable, "There is no journal in " + options.path.string() + ". Check the path."});
}

}  // namespace

Result<std::unique_ptr<RocksDatabase>, Error> RocksDatabase::open(const RocksOptions& options) {
  if (auto prepared = prepare_folder(options); !prepared) return fail(prepared.error());
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* db = nullptr;
  const auto status = open_patiently(options, handles, db);
  if (!status.ok()) return fail(open_error(status, options.path));
  std::unique_ptr<RocksDatabase> database{new RocksDatabase};
  database->path_ = options.path;
  database->db_.reset(db);
  database->default_ = handles[0];
  std::copy_n(handles.begin() + 1, database->handles_.size(), database->handles_.begin());
  return database;
}

RocksDatabase::~RocksDatabase() {
  for (auto* handle : handles_) db_->DestroyColumnFamilyHandle(handle);
  db_->DestroyColumnFamilyHandle(default_);
  db_->Close();
}

Result<bool, Error> RocksDatabase::get(const rocksdb::ReadOptions& how, Family wanted, std::string_view key,
                                       rocksdb::PinnableSlice& found, std::string_view doing) const {
  found.Reset();
  const auto status = db_->Get(how, family(wanted), key, &found);
  if (status.IsNotFound()) return false;
  if (!status.ok()) return fail(read_error(status, std::string{doing}));
  return true;
}

}  // namespace lapor::storage
