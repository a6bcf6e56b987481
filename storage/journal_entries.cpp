#include "storage/journal_entries.hpp"

#include <algorithm>
#include <utility>

#include "storage/attachments/hex.hpp"
#include "storage/keys.hpp"
#include "storage/rocks_database.hpp"
#include "storage/rocks_error.hpp"
#include "storage/rocks_recovery.hpp"

namespace lapor::storage {

namespace {

constexpr std::size_t walk_readahead = 2 << 20;

Error walk_error(const rocksdb::Status& status, Family family, const std::string& behind) {
  const auto place = behind.empty() ? "its first entry" : "what follows " + behind;
  return read_error(status, "read the family " + std::string{name_of(family)} + " at " + place);
}

}  // namespace

Result<std::unique_ptr<JournalEntries>, Error> JournalEntries::open(const std::filesystem::path& journal) {
  RocksOptions options;
  options.path = journal;
  options.read_only = true;
  auto database = RocksDatabase::open(options);
  if (!database) return fail(database.error());
  return std::unique_ptr<JournalEntries>{new JournalEntries{std::move(*database)}};
}

JournalEntries::JournalEntries(std::unique_ptr<RocksDatabase> owned)
    : owned_(std::move(owned)), database_(owned_.get()) {}

JournalEntries::JournalEntries(const RocksDatabase& database) : database_(&database) {}

JournalEntries::~JournalEntries() = default;

Result<void, Error> JournalEntries::walk(Family family, std::string_view from, const Visit& visit) const {
  if (database_->family(family) == nullptr) return {};
  rocksdb::ReadOptions how;
  how.total_order_seek = true;
  how.fill_cache = false;
  how.readahead_size = walk_readahead;
  const std::unique_ptr<rocksdb::Iterator> at{database_->db().NewIterator(how, database_->family(family))};
  std::string behind;
  for (at->Seek(from); at->Valid(); at->Next()) {
    behind.assign(at->key().data(), at->key().size());
    if (!visit(at->key().ToStringView(), bytes_of(at->value()))) return {};
  }
  if (!at->status().ok()) return fail(walk_error(at->status(), family, hex_of(bytes_of(rocksdb::Slice{behind}))));
  return {};
}

Result<std::optional<Bytes>, Error> JournalEntries::get(Family family, std::string_view key) const {
  rocksdb::PinnableSlice value;
  const auto found = database_->get({}, family, key, value, "read an entry of " + std::string{name_of(family)});
  if (!found) return fail(found.error());
  if (!*found) return std::nullopt;
  return copy_of(value);
}

Result<std::optional<Journal::TreeHead>, Error> JournalEntries::tree_head() const {
  const auto stored = get(Family::tree, keys::tree_head);
  if (!stored) return fail(stored.error());
  if (!*stored) return std::nullopt;
  const auto head = keys::head_from(slice_of(**stored).ToStringView());
  if (!head) return fail(corrupt_error("The tree's head has a wrong length."));
  return *head;
}

Result<bool, Error> JournalEntries::is_of(const Vault& vault) const {
  const auto stored = get(Family::keys, keys::master_key_check);
  if (!stored) return fail(stored.error());
  return *stored && std::ranges::equal(**stored, proof_of_master_key(vault));
}

Result<void, Error> JournalEntries::verify_tables() const {
  rocksdb::ReadOptions how;
  how.readahead_size = walk_readahead;
  auto status = database_->db().VerifyFileChecksums(how);
  if (status.ok()) status = database_->db().VerifyChecksum(how);
  if (!status.ok()) return fail(read_error(status, "verify the table files"));
  return {};
}

std::string JournalEntries::identity() const {
  std::string identity;
  (void)database_->db().GetDbIdentity(identity);
  return identity;
}

}  // namespace lapor::storage
