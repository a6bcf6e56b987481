#include "storage/rocks_database.hpp"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "storage/files.hpp"
#include "storage/rocks_error.hpp"
#include "storage/rocks_settings.hpp"

namespace lapor::storage {

namespace {

/// How often a reader looks again when the server beside it changed its files meanwhile.
constexpr int read_only_attempts = 100;

/// RocksDB's objects as its own calls give them out.
struct Opened {
  std::unique_ptr<rocksdb::DB> db;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;

  Opened() = default;
  Opened(Opened&&) = default;
  Opened& operator=(Opened&&) = delete;
  ~Opened() {
    for (auto* handle : handles) db->DestroyColumnFamilyHandle(handle);
  }
};

/// Folders from before `names` have no such family. Whoever may write makes it; who only reads does without.
bool has_names(const rocksdb::DBOptions& settings, const std::string& path) {
  static_assert(static_cast<std::size_t>(Family::names) + 1 == family_names.size());
  std::vector<std::string> families;
  const auto status = rocksdb::DB::ListColumnFamilies(settings, path, &families);
  return !status.ok() || std::find(families.begin(), families.end(), family_names.back()) != families.end();
}

rocksdb::Status open_once(const RocksOptions& options, Opened& opened) {
  const auto settings = database_settings(options);
  const auto path = options.path.string();
  auto families = family_settings(options);
  if (options.read_only && !has_names(settings, path)) families.pop_back();
  rocksdb::DB* db = nullptr;
  const auto status = options.read_only ? rocksdb::DB::OpenForReadOnly(settings, path, families, &opened.handles, &db)
                                        : rocksdb::DB::Open(settings, path, families, &opened.handles, &db);
  if (!status.ok()) opened.handles.clear();
  opened.db.reset(db);
  return status;
}

/// Name and length of RocksDB's list of files: they tell whether a file could go while it was opened.
using FileListMark = std::pair<std::string, std::uintmax_t>;

FileListMark mark_file_list(const std::filesystem::path& folder) {
  std::string name;
  std::getline(std::ifstream{folder / "CURRENT"}, name);
  std::error_code error;
  return {name, std::filesystem::file_size(folder / name, error)};
}

std::vector<std::filesystem::path> find_logs(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> logs;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator{folder, error}) {
    if (entry.path().extension() == ".log") logs.push_back(entry.path());
  }
  return logs;
}

bool all_exist(const std::vector<std::filesystem::path>& files) {
  std::error_code error;
  return std::all_of(files.begin(), files.end(),
                     [&](const auto& file) { return std::filesystem::exists(file, error); });
}

/// RocksDB reads its list of files first and the logs after it. A log whose records a server moves to files in between,
/// and deletes, would be missed in both. Logs go oldest first, so it is enough that those from before are still there
/// after.
Result<Opened, Error> open_beside_a_server(const RocksOptions& options) {
  for (int attempt = 0; attempt < read_only_attempts; ++attempt) {
    const auto logs = find_logs(options.path);
    const auto mark = mark_file_list(options.path);
    Opened opened;
    const auto status = open_once(options, opened);
    if (status.ok() && all_exist(logs)) return opened;
    if (!status.ok() && mark_file_list(options.path) == mark) return fail(open_error(status, options.path));
  }
  return fail(Error{ErrorCode::unavailable, "The server changes the files of the journal in " + options.path.string() +
                                                " faster than they can be opened. Try again in a moment."});
}

Result<Opened, Error> open_to_write(const RocksOptions& options) {
  Opened opened;
  const auto status = open_once(options, opened);
  if (!status.ok()) return fail(open_error(status, options.path));
  return opened;
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
  auto opened = options.read_only ? open_beside_a_server(options) : open_to_write(options);
  if (!opened) return fail(opened.error());
  std::unique_ptr<RocksDatabase> database{new RocksDatabase};
  const auto handles = std::exchange(opened->handles, {});
  database->path_ = options.path;
  database->db_ = std::move(opened->db);
  database->default_ = handles[0];
  std::copy(handles.begin() + 1, handles.end(), database->handles_.begin());
  return database;
}

RocksDatabase::~RocksDatabase() {
  for (auto* handle : handles_) {
    if (handle != nullptr) db_->DestroyColumnFamilyHandle(handle);
  }
  db_->DestroyColumnFamilyHandle(default_);
  db_->Close();
}

Result<bool, Error> RocksDatabase::get(const rocksdb::ReadOptions& how, Family wanted, std::string_view key,
                                       rocksdb::PinnableSlice& found, std::string_view doing) const {
  found.Reset();
  if (family(wanted) == nullptr) return false;
  const auto status = db_->Get(how, family(wanted), key, &found);
  if (status.IsNotFound()) return false;
  if (!status.ok()) return fail(read_error(status, std::string{doing}));
  return true;
}

}  // namespace lapor::storage
