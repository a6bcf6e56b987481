#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "api/views/report_row.hpp"
#include "storage/journal.hpp"
#include "storage/vault.hpp"
#include "storage/views.hpp"

namespace lapor::api {

/// The rows of the view "reports" as they lie in a store: sealed under one key of all views, beside the checkpoint up
/// to which they are folded. docs/formats.md has the bytes. Any thread may read; only one writes.
class RowStore {
 public:
  /// `vault` must outlive it.
  RowStore(std::shared_ptr<storage::Views> views, const storage::Vault& vault);

  [[nodiscard]] Result<std::optional<ReportRow>, storage::Error> get(ReportId report) const;

  /// Calls `use` with all rows, by ascending number, some thousand at a time.
  using Rows = std::vector<ReportRow>;
  [[nodiscard]] Result<void, storage::Error> for_each_page(const std::function<void(const Rows&)>& use) const;

  /// How far the rows are folded; 0 when that does not fit this program's form of rows, or this journal.
  [[nodiscard]] Result<Position, storage::Error> checkpoint(const storage::Journal& journal) const;

  /// What to write for a row, for the checkpoint behind a record, and to remember that earlier values of an erased
  /// report's row lie in the files. Sealing costs time: make changes before others wait.
  [[nodiscard]] storage::ViewChange sealed(const ReportRow& row) const;
  [[nodiscard]] static storage::ViewChange folded_up_to(const storage::StoredRecord& last);
  [[nodiscard]] static storage::ViewChange erased(ReportId report);

  /// All or none.
  [[nodiscard]] Result<void, storage::Error> write(const std::vector<storage::ViewChange>& changes);

  /// Reports that were erased and not yet forgotten.
  [[nodiscard]] Result<std::vector<ReportId>, storage::Error> unforgotten() const;
  /// Takes their earlier values out of the files.
  [[nodiscard]] Result<void, storage::Error> forget(const std::vector<ReportId>& reports);

  [[nodiscard]] Result<void, storage::Error> clear() { return views_->clear(); }
  [[nodiscard]] Result<void, storage::Error> flush() { return views_->flush(); }

 private:
  [[nodiscard]] Result<Rows, storage::Error> opened(const std::vector<storage::ViewRow>& sealed) const;
  [[nodiscard]] Result<ReportRow, storage::Error> opened(std::string_view key, std::string_view sealed) const;

  const std::shared_ptr<storage::Views> views_;
  const Seal seal_;
  const Open open_;
};

}  // namespace lapor::api
