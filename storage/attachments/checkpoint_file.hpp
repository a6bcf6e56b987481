#pragma once

#include <filesystem>

#include "events/identifiers.hpp"
#include "events/result.hpp"
#include "storage/error.hpp"
#include "storage/journal.hpp"

namespace lapor::storage {

/// How far a projection that keeps files has come, in one small file: form 1, position 8, and the RFC 6962 leaf hash of
/// the record there, so that another journal, or one restored from before, does not fit. One thread at a time.
class CheckpointFile {
 public:
  explicit CheckpointFile(std::filesystem::path file) : file_(std::move(file)) {}

  /// 0 when there is none, or when it does not fit this journal: begin anew.
  [[nodiscard]] Result<Position, Error> read(const Journal& journal) const;

  /// Everything up to `last` is done. Durable when it returns.
  [[nodiscard]] Result<void, Error> write(const StoredRecord& last) const;

 private:
  std::filesystem::path file_;
};

}  // namespace lapor::storage
