#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "actors/projection.hpp"
#include "actors/rulebooks.hpp"
#include "api/views/facet_index.hpp"
#include "api/views/report_row.hpp"
#include "storage/journal.hpp"
#include "storage/vault.hpp"

namespace lapor::api {

/// What records do to rows before it is written and seen. A report whose rows change again soon is kept, so that it is
/// read and opened once. On the projections' thread alone, which takes a second one to help it when much is to be done.
class RowChanges {
 public:
  /// One report. `before` is what is written of it, while `is_changed`.
  struct Change {
    std::optional<ReportRow> before;  // none: the report is new
    ReportRow row;
    Open open;  // the sealed parts of its records; empty until the first is read
    bool is_changed{};
    bool is_erased{};                 // by one of the records that changed it
    std::vector<Position> positions;  // of the records that changed it
  };
  using Changes = std::map<Ordinal, Change>;

  /// Reads what is written of a report; nothing when it is new. Two threads may ask at once.
  using StoredRow = std::function<Result<std::optional<ReportRow>, storage::Error>(ReportId)>;

  /// All arguments must outlive it.
  RowChanges(storage::Journal& journal, const storage::Vault& vault, const actors::Rulebooks& rulebooks,
             StoredRow stored_row);

  using Step = Result<void, actors::ProjectionFault>;

  /// Folds records one after another up to the first that cannot be read; those before it stay folded.
  [[nodiscard]] Step fold(std::span<const storage::StoredRecord> records);

  /// Folds records on two threads. After a fault nothing is known of how far it came: `clear`, and `fold` instead.
  [[nodiscard]] Step fold_in_parallel(std::span<const storage::StoredRecord> records);

  /// How many reports are changed, and about how many bytes of memory that takes.
  [[nodiscard]] std::size_t changed() const;
  [[nodiscard]] std::size_t bytes() const;

  /// Two halves, so that two threads can prepare what is to be written. What is kept stands among what is changed.
  static constexpr std::size_t halves = 2;
  [[nodiscard]] Changes& half(std::size_t number) { return halves_[number].changes; }

  /// All changes are written: keeps the reports that will soon change again.
  void settled();
  void clear();

 private:
  struct Half {
    Changes changes;
    std::size_t changed{};
    std::size_t bytes{};
  };

  [[nodiscard]] static std::size_t half_of(Stream stream);
  [[nodiscard]] Step fold_one(Half& half, const storage::StoredRecord& stored, Stream stream);
  [[nodiscard]] Result<Change*, actors::ProjectionFault> touched(Half& half, ReportId report, Position position);
  [[nodiscard]] Step fold_again(Change& change, ReportId report, Position last) const;
  [[nodiscard]] Result<storage::StreamHistory, storage::Error> history_of(ReportId report) const;
  [[nodiscard]] Result<Open, storage::Error> key_of(Stream stream) const;

  storage::Journal& journal_;
  const storage::Vault& vault_;
  const actors::Rulebooks& rulebooks_;
  const StoredRow stored_row_;
  std::array<Half, halves> halves_;
};

}  // namespace lapor::api
