#pragma once

#include <span>
#include <string>
#include <string_view>

#include "events/identifiers.hpp"
#include "events/result.hpp"
#include "storage/journal.hpp"

namespace lapor::actors {

/// Why a projection cannot go on: the record at `position`, and a sentence that says what to do.
struct ProjectionFault {
  Position position{};
  std::string what;
};

/// A read model that is a fold over the journal's feed. It keeps its rows and its checkpoint together, so that each
/// record counts exactly once. A runner (actors/projection_runner.hpp) drives it.
class Projection {
 public:
  virtual ~Projection() = default;

  /// A word for logs, metrics and `/readyz`; stays the same for ever.
  [[nodiscard]] virtual std::string_view name() const = 0;

  /// Takes up what was folded before; begins anew when that does not fit this journal. Once, on the projections'
  /// thread, before the first `fold`.
  [[nodiscard]] virtual Result<void, ProjectionFault> load() = 0;

  /// Folds the records that follow `gathered()`, up to the first that cannot be read, and moves the checkpoint behind
  /// them; none at all settle what was gathered. One thread at a time, as everything that changes it: the projections'.
  [[nodiscard]] virtual Result<void, ProjectionFault> fold(std::span<const storage::StoredRecord> records) = 0;

  /// Like `fold`, for one that is far behind: it may keep what it folded to itself, so that what many records do to one
  /// row is written once. A later call settles it, at the latest the next `fold`; only then the checkpoint moves.
  [[nodiscard]] virtual Result<void, ProjectionFault> gather(std::span<const storage::StoredRecord> records) {
    return fold(records);
  }

  /// The position of the last record that was folded or gathered: what is folded next follows it. On the projections'
  /// thread.
  [[nodiscard]] virtual Position gathered() const { return checkpoint(); }

  /// Whether it may be read: it is far enough not to show a past that readers must not see any more. Asked after
  /// `load`; once true it stays so. Any thread.
  [[nodiscard]] virtual bool is_readable() const { return true; }

  /// Whether there is work that folding put off; any thread.
  [[nodiscard]] virtual bool has_deferred() const { return false; }

  /// Does a bounded part of what folding put off, when nothing waits to be folded. On the projections' thread.
  [[nodiscard]] virtual Result<void, ProjectionFault> do_deferred() { return {}; }

  /// The position of the last folded record; 0 before `load`. Any thread.
  [[nodiscard]] virtual Position checkpoint() const = 0;
};

/// How a projection stands at this moment.
struct ProjectionStatus {
  std::string name;
  Position checkpoint{};
  bool readable{};  // loaded, and far enough
  std::optional<ProjectionFault> fault;
};

/// How a wait for a projection ended.
enum class FoldWait : std::uint8_t { reached, too_slow, stopped };

}  // namespace lapor::actors
