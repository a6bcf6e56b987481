#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "events/codec.hpp"
#include "events/result.hpp"
#include "events/values.hpp"
#include "storage/error.hpp"
#include "storage/journal.hpp"
#include "storage/journal_entries.hpp"
#include "storage/proof/merkle.hpp"
#include "storage/vault.hpp"

namespace lapor::storage {

/// Writes a whole journal in bulk, in a folder that has none: for restores. Nothing goes through a log, so what it
/// writes is a journal only once `finish` has returned; a folder that was begun and not finished is to be deleted. It
/// checks nothing but that records follow each other. One thread.
class JournalImport {
 public:
  /// `journal` is made. `vault` proves itself in it and must outlive this object.
  [[nodiscard]] static Result<std::unique_ptr<JournalImport>, Error> create(const std::filesystem::path& journal,
                                                                            const Vault& vault);
  ~JournalImport();
  JournalImport(const JournalImport&) = delete;
  JournalImport& operator=(const JournalImport&) = delete;

  /// The next record, with its entry in the index of streams and its leaf.
  [[nodiscard]] Result<void, Error> add_record(Stream stream, Version version, BytesView record);
  [[nodiscard]] Result<void, Error> add_request(const RequestMark& request, Position position);
  [[nodiscard]] Result<void, Error> add_key(Stream stream, BytesView wrapped);
  [[nodiscard]] Result<void, Error> add_alarm(const Alarm& alarm);
  [[nodiscard]] Result<void, Error> add_name(const Name& name, Stream holder);

  /// The tree over the records so far.
  [[nodiscard]] const proof::MerkleTree& tree() const;
  /// What was added so far, for folding it; ends with this object.
  [[nodiscard]] Result<std::unique_ptr<JournalEntries>, Error> entries();

  /// Adds the head and makes everything durable, as the last call.
  [[nodiscard]] Result<void, Error> finish();

 private:
  struct Parts;
  explicit JournalImport(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace lapor::storage
