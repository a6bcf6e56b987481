#include <algorithm>
#include <limits>

#include "api/branches.hpp"
#include "api/views/facet_index.hpp"

/// The part of the index that counts, orders and groups what was found.
namespace lapor::api {
namespace {

/// Of reports that have no rank: behind all others.
constexpr std::int64_t unranked = std::numeric_limits<std::int64_t>::max();

/// Below this it is cheaper to look at each report found than to walk along the whole ranking.
constexpr std::uint64_t few = 65'536;

/// `35.78` lies right below `35`; everything without a dot right below "".
bool lies_right_below(std::string_view value, std::string_view upper) {
  if (!upper.empty()) {
    if (!value.starts_with(upper) || value.size() <= upper.size() || value[upper.size()] != '.') return false;
    value.remove_prefix(upper.size() + 1);
  }
  return value.find('.') == std::string_view::npos;
}

bool is_counted(Facet facet, const std::string& value, const std::vector<std::string>& wanted) {
  if (facet != Facet::region) return true;
  if (wanted.empty()) return lies_right_below(value, "");
  return std::ranges::any_of(wanted, [&](const auto& upper) { return lies_right_below(value, upper); });
}

std::vector<SortKey> by_number(const FacetIndex::Reports& reports, const std::optional<SortKey>& after, bool falling,
                               std::size_t limit) {
  const std::uint64_t size = reports.cardinality();
  // How many reports come before the page, counted in the order of the page.
  std::uint64_t before = 0;
  if (after) {
    const std::uint64_t up_to = reports.rank(after->ordinal);  // that are not larger
    const std::uint64_t below = up_to - (reports.contains(after->ordinal) ? 1 : 0);
    before = falling ? size - below : up_to;
  }
  std::vector<SortKey> page;
  for (std::uint64_t at = before; at < size && page.size() < limit; ++at) {
    Ordinal report = 0;
    reports.select(static_cast<std::uint32_t>(falling ? size - 1 - at : at), &report);
    page.push_back({unranked, report});
  }
  return page;
}

}  // namespace

std::vector<FacetValue> FacetIndex::count(Facet facet, const Reports& reports, const Filter& filter,
                                          const Principal& caller) const {
  if (facet == Facet::institution || facet == Facet::category) return counted_by_column(facet, reports);
  const Reports counted = facet == Facet::tag ? reports & readable_by(caller) : reports;
  std::vector<FacetValue> result;
  for (const auto& [value, having] : values(facet)) {
    if (!is_counted(facet, value, filter.of(facet))) continue;
    if (const std::uint64_t common = counted.and_cardinality(having); common > 0) result.push_back({value, common});
  }
  std::ranges::stable_sort(result, std::greater{}, &FacetValue::reports);
  if (facet == Facet::tag && result.size() > most_tags) result.resize(most_tags);
  return result;
}

std::vector<FacetValue> FacetIndex::counted_by_column(Facet facet, const Reports& reports) const {
  std::map<std::string, std::uint64_t> counts;  // with those above
  if (facet == Facet::institution)
    institutions_.count(reports, all_, [&](const std::string& value, std::uint64_t count) { counts[value] += count; });
  else
    categories_.count(reports, all_, [&](const std::string& lowest, std::uint64_t count) {
      with_those_above(lowest, '/', [&](const std::string& value) { counts[value] += count; });
    });
  std::vector<FacetValue> result;
  for (const auto& [value, count] : counts) result.push_back({value, count});
  std::ranges::stable_sort(result, std::greater{}, &FacetValue::reports);
  return result;
}

std::vector<SortKey> FacetIndex::page(const Reports& reports, Sort sort, const std::optional<SortKey>& after,
                                      std::size_t limit) const {
  switch (sort) {
    case Sort::newest:
      return by_number(reports, after, true, limit);
    case Sort::oldest:
      return by_number(reports, after, false, limit);
    case Sort::due:
      return ranked_page(reports, by_due_, after, limit);
    case Sort::supports:
      return ranked_page(reports, by_supports_, after, limit);
    case Sort::relevance:  // the text index's own order
      break;
  }
  return {};
}

/// First those with a rank, then the others, newest first.
std::vector<SortKey> FacetIndex::ranked_page(const Reports& reports, const Ranking& ranking,
                                             const std::optional<SortKey>& after, std::size_t limit) {
  std::vector<SortKey> page;
  const bool among_ranked = !after || after->rank != unranked;
  if (among_ranked) {
    const Reports ranked = reports & ranking.ranked;
    page = ranked.cardinality() <= few ? sorted_part(ranked, ranking, after, limit)
                                       : walked_part(ranked, ranking, after, limit);
  }
  if (page.size() == limit) return page;
  const auto rest = by_number(reports - ranking.ranked, among_ranked ? std::nullopt : after, true, limit - page.size());
  page.insert(page.end(), rest.begin(), rest.end());
  return page;
}

std::vector<SortKey> FacetIndex::sorted_part(const Reports& ranked, const Ranking& ranking,
                                             const std::optional<SortKey>& after, std::size_t limit) {
  std::vector<std::pair<std::int64_t, Ordinal>> keys;
  for (const Ordinal report : ranked) {
    const std::pair key{ranking.rank_of[report], report};
    if (!after || key > std::pair{after->rank, after->ordinal}) keys.push_back(key);
  }
  const auto end = keys.begin() + static_cast<std::ptrdiff_t>(std::min(limit, keys.size()));
  std::ranges::partial_sort(keys, end);
  std::vector<SortKey> part;
  for (auto at = keys.begin(); at != end; ++at) part.push_back({at->first, at->second});
  return part;
}

std::vector<SortKey> FacetIndex::walked_part(const Reports& ranked, const Ranking& ranking,
                                             const std::optional<SortKey>& after, std::size_t limit) {
  std::vector<SortKey> part;
  auto at = after ? ranking.keys.upper_bound({after->rank, after->ordinal}) : ranking.keys.begin();
  for (; at != ranking.keys.end() && part.size() < limit; ++at)
    if (ranked.contains(at->second)) part.push_back({at->first, at->second});
  return part;
}

std::vector<SortKey> FacetIndex::page_by_end(const Reports& past, const std::optional<SortKey>& after,
                                             std::size_t limit) const {
  std::vector<SortKey> page;
  auto at = after ? ended_.lower_bound(static_cast<std::int32_t>(after->rank)) : ended_.begin();
  for (; at != ended_.end() && page.size() < limit; ++at) {
    const auto& [day, reports] = *at;
    const bool is_begun = after && after->rank == day;
    for (const SortKey& key : by_number(reports & past, is_begun ? after : std::nullopt, false, limit - page.size()))
      page.push_back({day, key.ordinal});
  }
  return page;
}

std::vector<Cluster> FacetIndex::clusters(const Reports& reports, const Grid& grid) const {
  std::vector<Cluster> squares(grid.squares());
  for (const Ordinal report : reports) {
    const Place& place = places_[report];
    Cluster& cluster = squares[grid.square_of(place.latitude, place.longitude)];
    ++cluster.reports;
    cluster.latitude += static_cast<double>(place.latitude);
    cluster.longitude += static_cast<double>(place.longitude);
    cluster.any = report;
  }
  std::vector<Cluster> clusters;
  for (std::size_t square = 0; square < squares.size(); ++square) {
    Cluster& cluster = squares[square];
    if (cluster.reports == 0) continue;
    const auto count = static_cast<double>(cluster.reports);
    clusters.push_back({square, cluster.reports, cluster.latitude / count, cluster.longitude / count, cluster.any});
  }
  return clusters;
}

}  // namespace lapor::api
