#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <roaring/roaring.hh>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "api/principal.hpp"
#include "api/views/clusters.hpp"
#include "api/views/facet_column.hpp"
#include "api/views/ordinals.hpp"
#include "api/views/report_row.hpp"
#include "events/directory.hpp"
#include "events/vocabulary.hpp"

namespace lapor::api {

/// What a list can be narrowed by and counted by. `institution` is one at the top of the tree, `unit` one below it;
/// `region` and `category` know everything below a value as that value too.
enum class Facet : std::uint8_t {
  state,
  institution,
  unit,
  category,
  region,
  classification,
  channel,
  tag,
  late,
};
inline constexpr std::size_t facet_count = 9;

/// `relevance` only with words to search for.
enum class Sort : std::uint8_t { newest, oldest, due, supports, relevance };

}  // namespace lapor::api

namespace lapor {

template <>
inline constexpr auto words<api::Facet> = std::to_array<Word<api::Facet>>({
    {api::Facet::state, "state"},
    {api::Facet::institution, "institution"},
    {api::Facet::unit, "unit"},
    {api::Facet::category, "category"},
    {api::Facet::region, "region"},
    {api::Facet::classification, "classification"},
    {api::Facet::channel, "channel"},
    {api::Facet::tag, "tag"},
    {api::Facet::late, "late"},
});
template <>
inline constexpr auto words<api::Sort> = std::to_array<Word<api::Sort>>({
    {api::Sort::newest, "newest"},
    {api::Sort::oldest, "oldest"},
    {api::Sort::due, "due"},
    {api::Sort::supports, "supports"},
    {api::Sort::relevance, "relevance"},
});

}  // namespace lapor

namespace lapor::api {

/// A list's conditions: all of them must hold; of several values of one facet any one.
struct Filter {
  std::array<std::vector<std::string>, facet_count> values;
  std::optional<Date> from;  // received on or after, as WIB's calendar shows it
  std::optional<Date> to;    // received on or before
  std::optional<Box> box;    // by the point that the public sees: to about 100 m
  bool waits_for_caller{};   // the caller's work list
  bool own{};                // what the caller has filed

  [[nodiscard]] std::vector<std::string>& of(Facet facet) { return values[static_cast<std::size_t>(facet)]; }
  [[nodiscard]] const std::vector<std::string>& of(Facet facet) const {
    return values[static_cast<std::size_t>(facet)];
  }
};

/// Everything that the index keeps of one report.
struct IndexEntry {
  std::vector<std::pair<Facet, std::string>> values;  // with those above them
  std::vector<Slug> staff;                            // institutions and units whose staff may know of it
  std::vector<Slug> desk_staff;                       // those of them whose staff may read what the reporter wrote
  std::optional<PersonId> reporter;
  bool is_public{};
  bool is_readable_by_staff{};  // its texts, by whoever of `staff` may know of it
  Slug desk;                    // who has it to verify or to handle, if anybody
  std::uint8_t missed_level{};
  std::int32_t received_on{};            // day number, WIB
  std::optional<std::int32_t> ended_on;  // the same; only of what may be erased when its retention period is over
  std::optional<Instant> due;
  std::uint32_t supports{};
  std::optional<Point> point;  // to a thousandth of a degree
};
[[nodiscard]] IndexEntry index_entry(const ReportRow& row, const InstitutionTree& institutions);

/// Where a page ended: the key that its sort gives to the last report. Keys are unique and do not move when other
/// reports come and go.
struct SortKey {
  std::int64_t rank{};
  Ordinal ordinal{};
};

struct FacetValue {
  std::string value;
  std::uint64_t reports{};
};

/// Which reports have what, as compressed bitmaps in memory. Not synchronised: readers and the one writer are kept
/// apart by its owner.
class FacetIndex {
 public:
  using Reports = ::Roaring;

  void add(Ordinal report, const IndexEntry& entry);
  /// `entry` as it was added.
  void remove(Ordinal report, const IndexEntry& entry);
  /// Like `remove(report, before)` and `add(report, after)`, at the price of what differs.
  void change(Ordinal report, const IndexEntry& before, const IndexEntry& after);
  void clear() { *this = FacetIndex(); }

  /// What this person has filed, in the order of their ids.
  [[nodiscard]] Reports filed_by(PersonId reporter) const;

  /// The reports that fit and that the caller may know of. Tags and places count only where the caller may read them.
  [[nodiscard]] Reports find(const Filter& filter, const Principal& caller) const;

  /// What waits for the caller to act: national_admin for all that no institution verifies, what must be assigned anew
  /// and what escalated to level 2; coordinators and officers for what their desks verify or must follow up;
  /// supervisors for what escalated to level 3; reporters for what they must complete or can answer.
  [[nodiscard]] Reports waiting_for(const Principal& caller) const;

  /// How many of `reports` have each value, most first; values that none has are left out. Of `tag` the
  /// `most_tags` most frequent ones; of `region` the provinces, or what lies right below the regions of the filter.
  [[nodiscard]] std::vector<FacetValue> count(Facet facet, const Reports& reports, const Filter& filter,
                                              const Principal& caller) const;

  /// Up to `limit` of `reports` in the order of `sort`, after `after` when given.
  [[nodiscard]] std::vector<SortKey> page(const Reports& reports, Sort sort, const std::optional<SortKey>& after,
                                          std::size_t limit) const;

  /// Of what the caller may know of: what it may read as published, and what it may read as the reporter wrote it.
  [[nodiscard]] Reports readable_by(const Principal& caller) const;
  [[nodiscard]] Reports originals_readable_by(const Principal& caller) const;

  /// Published, open, and near: with the point inside `box`, or of this region or one below it; of this institution.
  /// What is empty leaves all in.
  [[nodiscard]] Reports open_public(const std::string& category, const std::string& region, const Slug& institution,
                                    const std::optional<Box>& box) const;

  /// What ended so long ago that its retention period is over `today`, WIB; neither erased nor on legal hold. Of one
  /// institution or unit and of those below it, or of all when `desk` is empty.
  [[nodiscard]] Reports past_retention(const RetentionPeriods& periods, Date today, const Slug& desk) const;

  /// Up to `limit` of these, oldest end first, by days; of one day by number. A key's rank is the day.
  [[nodiscard]] std::vector<SortKey> page_by_end(const Reports& past, const std::optional<SortKey>& after,
                                                 std::size_t limit) const;

  /// Of reports that have a point: how they lie in the squares of a grid, by number of the square.
  [[nodiscard]] std::vector<Cluster> clusters(const Reports& reports, const Grid& grid) const;

  /// How many reports have a running deadline, and of how many it is missed.
  [[nodiscard]] std::uint64_t with_deadline() const { return by_due_.keys.size(); }
  [[nodiscard]] std::uint64_t with_missed_deadline() const;

  [[nodiscard]] const Reports& all() const { return all_; }
  /// Any id at all; false for those that are no report's.
  [[nodiscard]] bool is_public(ReportId report) const {
    return has_ordinal(report) && public_.contains(ordinal_of(report));
  }
  [[nodiscard]] bool contains(Ordinal report) const { return all_.contains(report); }
  [[nodiscard]] std::uint64_t size() const { return all_.cardinality(); }

  static constexpr std::size_t most_tags = 100;

 private:
  using Values = std::map<std::string, Reports, std::less<>>;

  /// Reports in the order of a number that most of them do not have.
  struct Ranking {
    std::set<std::pair<std::int64_t, Ordinal>> keys;
    std::vector<std::int64_t> rank_of;  // by ordinal; of those in `ranked` only
    Reports ranked;
    void add(std::int64_t rank, Ordinal report);
    void remove(std::int64_t rank, Ordinal report);
  };
  struct Place {
    float latitude{};
    float longitude{};
  };

  void add_once(Ordinal report, const IndexEntry& entry);
  void remove_once(Ordinal report, const IndexEntry& entry);
  [[nodiscard]] Values& values(Facet facet) { return values_[static_cast<std::size_t>(facet)]; }
  [[nodiscard]] const Values& values(Facet facet) const { return values_[static_cast<std::size_t>(facet)]; }
  [[nodiscard]] Reports known_to(const Principal& caller) const;
  [[nodiscard]] Reports own_of(const Principal& caller) const;
  [[nodiscard]] Reports on_desks_of(const Slug& slug) const;
  [[nodiscard]] Reports in_any(std::initializer_list<Status> states) const;
  [[nodiscard]] Reports with_any(Facet facet, const std::vector<std::string>& wanted) const;
  [[nodiscard]] Reports received(const std::optional<Date>& from, const std::optional<Date>& to) const;
  [[nodiscard]] Reports inside(const Box& box, const Reports& among) const;
  [[nodiscard]] bool lies_in(const Box& box, Ordinal report) const;
  [[nodiscard]] std::vector<FacetValue> counted_by_column(Facet facet, const Reports& reports) const;
  [[nodiscard]] static std::vector<SortKey> ranked_page(const Reports& reports, const Ranking& ranking,
                                                        const std::optional<SortKey>& after, std::size_t limit);
  [[nodiscard]] static std::vector<SortKey> sorted_part(const Reports& ranked, const Ranking& ranking,
                                                        const std::optional<SortKey>& after, std::size_t limit);
  [[nodiscard]] static std::vector<SortKey> walked_part(const Reports& ranked, const Ranking& ranking,
                                                        const std::optional<SortKey>& after, std::size_t limit);

  std::array<Values, facet_count> values_;
  FacetColumn institutions_;
  FacetColumn categories_;  // the lowest one
  std::unordered_map<Slug, Reports> staff_;
  std::unordered_map<Slug, Reports> desk_staff_;
  std::unordered_map<std::uint64_t, std::vector<Ordinal>> own_;  // by person
  Reports all_;
  Reports public_;
  Reports readable_by_staff_;
  Reports without_desk_;
  std::array<Reports, 4> escalated_;  // by level
  std::map<std::int32_t, Reports> days_;
  std::map<std::int32_t, Reports> ended_;  // by day; those that may be erased one day
  FacetColumn desks_;                      // of these
  std::map<std::int32_t, Reports> cells_;  // tenths of a degree
  Reports placed_;                         // those in a cell
  std::vector<Place> places_;              // by ordinal; of those in a cell only
  Ranking by_due_;                         // milliseconds since 1970
  Ranking by_supports_;                    // negative, so that most come first; of equals the oldest
};

}  // namespace lapor::api
