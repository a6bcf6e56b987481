#pragma once

#include <memory>
#include <unordered_map>

#include "events/directory.hpp"
#include "storage/check/damage.hpp"
#include "tools/data_check/folded_streams.hpp"

/// What a journal keeps beside its records so that they need not be folded, held against what they come to. Each check
/// takes the folded streams of one part and looks at the entries of that part only.
namespace lapor::tools {

/// `due` has exactly the alarms of the reports.
void check_alarms(const storage::JournalEntries& entries, Part part, const FoldedStreams& streams,
                  const storage::TellDamage& tell);

/// `keys`: a stream that has sealed parts has a key unless it is erased; an erased or unknown one has none; the marks
/// of destroyed keys are of erased streams.
void check_keys(const storage::JournalEntries& entries, Part part, const FoldedStreams& streams,
                const storage::TellDamage& tell);

/// `names` has exactly those of the persons. Needs states that were folded with the master key.
void check_names(const storage::JournalEntries& entries, Part part, const FoldedStreams& streams, const Rulebook& rules,
                 const storage::Vault& vault, const storage::TellDamage& tell);

/// Holds each snapshot against the state after its record; with the master key only, else it is passed over.
class SnapshotCheck {
 public:
  SnapshotCheck(const storage::JournalEntries& entries, Part part, const storage::TellDamage& tell);
  /// To be told of every report after each of its records.
  void visit(const FoldedStream& folded);
  /// Behind the last record: what is of no report's state.
  void finish(const FoldedStreams& streams);

 private:
  void compare(const FoldedStream& folded);

  const storage::JournalEntries& entries_;
  const storage::TellDamage& tell_;
  std::unordered_map<Stream, Version, StreamHasher> waiting_;
};

}  // namespace lapor::tools
