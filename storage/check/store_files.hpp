#pragma once

#include <filesystem>
#include <memory>

#include "events/result.hpp"
#include "storage/check/damage.hpp"
#include "storage/error.hpp"

namespace lapor::storage {

/// Keeps servers away from a journal's folder while this object lives; changes nothing in it.
class JournalLock {
 public:
  /// `in_use`: a server has the folder open.
  [[nodiscard]] static Result<JournalLock, Error> take(const std::filesystem::path& journal);
  ~JournalLock();
  JournalLock(JournalLock&&) noexcept = default;
  JournalLock& operator=(JournalLock&&) = delete;

 private:
  struct Held;
  explicit JournalLock(std::unique_ptr<Held> held);
  std::unique_ptr<Held> held_;
};

/// Tells of everything in the files of RocksDB that is not as it was written, but for the table files (those are read
/// by `JournalEntries::verify_tables`): CURRENT, MANIFEST, the write-ahead logs, and the newest OPTIONS file, which is
/// held against what our settings give. LOCK is empty, and LOG is a text for people that nothing reads. IDENTITY can be
/// checked only once the database is open: `check_identity`.
void check_store_files(const std::filesystem::path& journal, const TellDamage& tell);

/// Holds the file IDENTITY against the id that the database keeps in its list of files.
void check_identity(const std::filesystem::path& journal, const std::string& identity, const TellDamage& tell);

}  // namespace lapor::storage
