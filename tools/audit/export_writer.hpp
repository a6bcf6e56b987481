#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "events/codec.hpp"
#include "events/identifiers.hpp"
#include "events/result.hpp"
#include "storage/error.hpp"
#include "storage/proof/checkpoint.hpp"
#include "storage/proof/merkle.hpp"
#include "tools/audit/pending_files.hpp"

namespace lapor::audit {

/// One record as a line for people and other programs, with its line feed.
using RecordLine = std::function<std::string(Position, BytesView)>;

/// Writes a whole log, from its first record, as an export (docs/formats.md, "Exports"). It grows by groups of 65,536
/// records, each durable before the next; a run that was ended goes on behind the last whole group, and so does one
/// that adds newer records to a finished export. Until `finish` a finished one stays whole as it was. Holds one bundle
/// and the right edge of the tree. One thread.
class ExportWriter {
 public:
  /// `line` may be empty: then there are no `records/`. `corrupt`: what an earlier run left cannot be gone on with.
  [[nodiscard]] static Result<ExportWriter, storage::Error> open(const std::filesystem::path& folder, RecordLine line);

  /// The record that `add` wants next.
  [[nodiscard]] Position next() const { return Position{tree_.size() + 1}; }
  [[nodiscard]] Result<void, storage::Error> add(BytesView record);
  /// Ends the export at `checkpoint`, which `note` tells and which must be of just the records that are in it:
  /// `corrupt` when its size or root is another, because the source was altered while it was copied or the folder
  /// holds another history. Makes what former checkpoints left go.
  [[nodiscard]] Result<void, storage::Error> finish(std::string_view note, const proof::Checkpoint& checkpoint);

 private:
  ExportWriter(const std::filesystem::path& folder, RecordLine line, proof::MerkleTree tree);

  [[nodiscard]] Result<void, storage::Error> add_line(BytesView record);
  [[nodiscard]] Result<void, storage::Error> flush_lines(std::uint64_t group);
  [[nodiscard]] Result<void, storage::Error> end_bundle();
  [[nodiscard]] Result<void, storage::Error> end_group();
  [[nodiscard]] Result<void, storage::Error> write_right_edge();

  PendingFiles files_;
  RecordLine line_;
  proof::MerkleTree tree_;
  Bytes bundle_;
  std::string lines_;
  std::vector<proof::Tile> full_;   // since the last bundle
  std::vector<proof::Tile> upper_;  // of levels from 1 on: installed behind all that is below them
};

/// Puts `checkpoint` and `export.json` in their places, behind everything else; for a moment the folder is not whole.
[[nodiscard]] Result<void, storage::Error> seal_export(const std::filesystem::path& folder, std::string_view note,
                                                       const std::string& summary);

}  // namespace lapor::audit
