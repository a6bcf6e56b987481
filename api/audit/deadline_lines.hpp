#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "actors/rulebooks.hpp"
#include "api/audit/portioned_body.hpp"
#include "api/audit/record_filter.hpp"
#include "events/deadline_account.hpp"
#include "storage/journal.hpp"

namespace lapor::api {

/// Which deadlines are wanted. What is empty fits everything.
struct DeadlineFilter {
  Slug institution;  // that had to act, or one above it
  std::vector<DeadlineEnd> outcomes;
  std::vector<DeadlineKind> kinds;
  Window window;  // of the due instant
};

/// Which reports are looked at, as they were when the journal ended at `end`, and about how many lines are wanted: the
/// deadlines of one report are never torn.
struct DeadlineBounds {
  ReportId after{before_first_report};
  ReportId last{};
  Position end{};
  std::optional<std::uint64_t> limit;
};

/// Every deadline that ever ran, as lines of NDJSON in the order of the reports' ids, with the arithmetic that gave it
/// by the calendar of the rulebook by which it was set. Each history is read by itself and folded from facts.
class DeadlineLines final : public Portions {
 public:
  /// Journal and rulebooks must outlive it.
  DeadlineLines(const actors::Rulebooks& rulebooks, storage::Journal& journal, DeadlineFilter filter,
                DeadlineBounds bounds);

  [[nodiscard]] Result<http::Chunk, storage::Error> next() override;

 private:
  [[nodiscard]] bool has_all() const;
  [[nodiscard]] Result<void, storage::Error> write_report(std::string& out, ReportId report);

  const actors::Rulebooks& rulebooks_;
  storage::Journal& journal_;
  const DeadlineFilter filter_;
  DeadlineBounds bounds_;  // of what is still to come
};

/// Appends one JSON object on one line with its end.
void append_deadline(std::string& out, ReportId report, const Slug& institution, const DeadlineAccount& account,
                     const WorkingCalendar& calendar);

}  // namespace lapor::api
