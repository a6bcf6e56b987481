#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/formats.hpp"
#include "api/views/facet_index.hpp"
#include "api/views/report_row.hpp"

/// What is asked of the view "reports" and what it answers.
namespace lapor::api {

struct ListQuery {
  Filter filter;
  std::vector<std::string> stems;  // words that must all stand in a report's text
  Sort sort{Sort::newest};
  std::optional<SortKey> after;
  std::size_t limit{20};
  bool is_limited{};  // the caller asked for this limit; else a table or a map is given whole
  std::vector<Facet> facets;
  std::optional<Format> format;  // absent: as Accept says
};

/// One page of a list, all of it as of `position`.
struct ListPage {
  Position position{};
  std::uint64_t total{};
  std::vector<ReportRow> rows;
  std::optional<SortKey> next;  // absent on the last page
  std::vector<std::pair<Facet, std::vector<FacetValue>>> facets;
};

/// What may be erased on `today`, WIB, because its retention period is over: of one institution or unit and of those
/// below it, or of all when `desk` is empty.
struct RetentionQuery {
  Date today{};
  Slug desk;
  std::optional<SortKey> after;
  std::size_t limit{20};
};

/// Up to `limit` open published reports that share words with a text, or the newest when it has none, at one place:
/// what a new report may repeat.
struct Likeness {
  std::vector<std::string> stems;
  std::string category;  // empty: any
  std::string region;    // empty: any; counts only without a box
  Slug institution;      // empty: any
  std::optional<Box> box;
  std::optional<ReportId> except;
  std::size_t limit{5};
};

/// Whose list is followed, and from where.
struct LiveQuery {
  Filter filter;
  std::vector<std::string> stems;
  Position opened{};  // what vanished from its eyes before is not named to the listener any more
  bool is_lost{};     // the listener knows more than there is: it must load its list again
};

/// One record's effect on a filtered list, for one caller.
struct LiveChange {
  Position position{};
  ReportId report{};
  std::optional<ReportRow> row;  // absent: the report was in the list and has left it
};

/// What happened to a list after some position, in order. Goes on behind `up_to`.
struct LivePage {
  std::vector<LiveChange> changes;
  Position up_to{};
  bool is_complete{true};  // false: something may have left the list that is not told
};

}  // namespace lapor::api
