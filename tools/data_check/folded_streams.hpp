#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "events/person_state.hpp"
#include "events/report_state.hpp"
#include "events/result.hpp"
#include "storage/attachments/content.hpp"
#include "storage/error.hpp"
#include "storage/journal_entries.hpp"
#include "storage/vault.hpp"

namespace lapor::tools {

/// What all records of one stream come to.
struct FoldedStream {
  Stream stream;
  Version version{};  // 0: no record, but a data key
  std::variant<std::monostate, ReportState, PersonState> state;
  bool is_sealed{};  // some record has a sealed part
  bool is_erased{};  // some record says so
  bool has_key{};
  std::optional<storage::Key> key;          // with the master key only
  std::vector<storage::ContentHash> files;  // that its records name
};

/// For tables of streams.
struct StreamHasher {
  std::size_t operator()(const Stream& stream) const;
};
using FoldedStreams = std::unordered_map<Stream, FoldedStream, StreamHasher>;

/// One of `count` parts of all streams. Each is folded in a walk of its own over all records, so that memory has a
/// bound, whatever the number of streams.
struct Part {
  std::uint64_t index{};
  std::uint64_t count{1};
  [[nodiscard]] bool has(Stream stream) const;
};

/// In how many parts so many streams are folded: some 300 MB each at most.
[[nodiscard]] std::uint64_t parts_for(std::uint64_t streams);

/// What is folded, and who is told. Everything named must outlive the call; called back on the same thread.
struct FoldOptions {
  const storage::JournalEntries& entries;
  const storage::Vault* vault{};  // absent: facts only, and no keys
  Part part;                      // all streams, unless it says otherwise
  /// A key that does not open, a record that does not follow the one before it or whose sealed part does not open.
  std::function<void(std::string where, std::string what)> on_fault;
  std::function<void(const FoldedStream&)> on_report;  // after each record of a report; may be empty
  std::function<void(std::uint64_t done)> advance;     // records so far, now and then; may be empty
};

/// Folds a part of the streams, with their sealed texts where the key is there. Records that cannot be read are passed
/// over. An error: the families cannot be read.
[[nodiscard]] Result<FoldedStreams, storage::Error> fold_streams(const FoldOptions& options);

}  // namespace lapor::tools
