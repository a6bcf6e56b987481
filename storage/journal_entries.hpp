#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "events/codec.hpp"
#include "events/result.hpp"
#include "storage/error.hpp"
#include "storage/families.hpp"
#include "storage/journal.hpp"
#include "storage/vault.hpp"

namespace lapor::storage {

class RocksDatabase;

/// What lies in a journal's folder, entry by entry, at the moment of opening: also when it does not fit together, and
/// also beside a server. For checks and backups; nothing is changed. storage/keys.hpp reads the bytes. Any thread.
class JournalEntries {
 public:
  /// `journal` is the journal's own folder. Errors as `RocksJournal::open`, but for what only records can tell.
  [[nodiscard]] static Result<std::unique_ptr<JournalEntries>, Error> open(const std::filesystem::path& journal);
  /// Those of a database that somebody else has open and that outlives this object.
  explicit JournalEntries(const RocksDatabase& database);
  ~JournalEntries();
  JournalEntries(const JournalEntries&) = delete;
  JournalEntries& operator=(const JournalEntries&) = delete;

  /// Takes one entry without a copy and says whether to go on; the views end with the call.
  using Visit = std::function<bool(std::string_view key, BytesView value)>;
  /// The entries of a family from `from` on, in the order of their keys. `corrupt` names the key behind which reading
  /// ended.
  [[nodiscard]] Result<void, Error> walk(Family family, std::string_view from, const Visit& visit) const;

  [[nodiscard]] Result<std::optional<Bytes>, Error> get(Family family, std::string_view key) const;

  /// The tree's head as it was stored; nothing in a journal without records.
  [[nodiscard]] Result<std::optional<Journal::TreeHead>, Error> tree_head() const;

  /// Whether `vault` has the master key that the folder was begun with.
  [[nodiscard]] Result<bool, Error> is_of(const Vault& vault) const;

  /// Reads every table file whole and holds it against its checksums: those of its blocks, and that of the whole file
  /// where one was kept. The error names the first one that does not fit.
  [[nodiscard]] Result<void, Error> verify_tables() const;

  /// The database's id as its list of files has it; where it has none, as the file IDENTITY says.
  [[nodiscard]] std::string identity() const;

 private:
  explicit JournalEntries(std::unique_ptr<RocksDatabase> owned);

  std::unique_ptr<RocksDatabase> owned_;
  const RocksDatabase* database_;
};

}  // namespace lapor::storage
