#include "api/views/facet_index.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "api/branches.hpp"

namespace lapor::api {
namespace {

constexpr double cells_per_degree = 10;
constexpr std::int32_t cells_per_row = 3'600;  // 360 degrees

/// Joining a cell's reports costs about as much as looking at the places of so many.
constexpr std::uint64_t reports_worth_a_cell = 64;

double to_thousandths(double degrees) {
  return std::round(degrees * 1000.0) / 1000.0;
}

std::int32_t cell_line(double degrees, double origin) {
  return static_cast<std::int32_t>(std::floor((degrees - origin) * cells_per_degree));
}

std::int32_t cell_of(double latitude, double longitude) {
  return cell_line(latitude, -90) * cells_per_row + cell_line(longitude, -180);
}

void add_desk(IndexEntry& entry, const ReportState& state, const InstitutionTree& tree) {
  const Slug root = tree.root_of(state.desk());
  with_those_above(tree, state.desk(), [&](const Slug& slug) {
    entry.values.emplace_back(slug == root ? Facet::institution : Facet::unit, slug);
  });
}

void add_staff(IndexEntry& entry, const ReportState& state, const InstitutionTree& tree) {
  const auto add = [&](const Slug& slug) {
    with_those_above(tree, slug, [&](const Slug& upper) { entry.staff.push_back(upper); });
  };
  add(state.holder);
  add(state.chosen);
  for (const Slug& slug : state.earlier_holders) add(slug);
  for (const Slug& slug : state.copies) add(slug);
  const auto add_desk_staff = [&](const Slug& slug) {
    with_those_above(tree, slug, [&](const Slug& upper) { entry.desk_staff.push_back(upper); });
  };
  add_desk_staff(state.holder);
  if (state.waits_for_verifier()) add_desk_staff(state.chosen);
}

void sort_out_repeats(auto& list) {
  std::ranges::sort(list);
  const auto repeats = std::ranges::unique(list);
  list.erase(repeats.begin(), repeats.end());
}

template <class Map, class Key>
void add_to(Map& map, const Key& key, Ordinal report) {
  map[key].add(report);
}

/// What nobody has leaves the map, so that it does not grow with what once was.
template <class Map, class Key>
void remove_from(Map& map, const Key& key, Ordinal report) {
  const auto found = map.find(key);
  if (found == map.end()) return;
  found->second.remove(report);
  if (found->second.isEmpty()) map.erase(found);
}

/// What `these` have and `those` lack; both sorted without repeats.
template <class Values, class Use>
void for_each_missing(const Values& these, const Values& those, Use use) {
  auto at = those.begin();
  for (const auto& value : these) {
    while (at != those.end() && *at < value) ++at;
    if (at == those.end() || *at != value) use(value);
  }
}

/// The lowest one is the last: it begins with those above it.
const std::string* lowest(const IndexEntry& entry, Facet facet) {
  const auto after = std::ranges::upper_bound(entry.values, facet, {}, &std::pair<Facet, std::string>::first);
  return after == entry.values.begin() || std::prev(after)->first != facet ? nullptr : &std::prev(after)->second;
}

FacetIndex::Reports union_of(const std::vector<const FacetIndex::Reports*>& sets) {
  std::vector<const FacetIndex::Reports*> pointers = sets;  // what it takes is not const
  return FacetIndex::Reports::fastunion(pointers.size(), pointers.data());
}

}  // namespace

IndexEntry index_entry(const ReportRow& row, const InstitutionTree& institutions) {
  const ReportState& state = row.state;
  const ReportPage& page = row.page;
  IndexEntry entry;
  const auto add = [&](Facet facet, std::string value) { entry.values.emplace_back(facet, std::move(value)); };
  add(Facet::state, std::string(to_word(state.status)));
  add(Facet::classification, std::string(to_word(state.classification)));
  add(Facet::channel, std::string(to_word(page.original.channel)));
  add(Facet::late, state.missed_level > 0 ? "true" : "false");
  with_those_above(page.current_category(), '/', [&](std::string value) { add(Facet::category, std::move(value)); });
  with_those_above(page.original.place.region, '.', [&](std::string value) { add(Facet::region, std::move(value)); });
  for (const std::string& tag : page.tags) add(Facet::tag, tag);
  add_desk(entry, state, institutions);
  add_staff(entry, state, institutions);
  sort_out_repeats(entry.values);
  sort_out_repeats(entry.staff);
  sort_out_repeats(entry.desk_staff);
  entry.reporter = state.reporter;
  entry.is_public = state.is_public();
  entry.is_readable_by_staff = page.verified || state.waits_for_verifier();
  entry.desk = state.desk();
  entry.missed_level = state.missed_level;
  entry.received_on = day_number(local_date(state.submitted_at, Zone::wib));
  const bool may_be_erased = !state.erased && !state.legal_hold;
  if (state.ended_at && may_be_erased) entry.ended_on = day_number(local_date(*state.ended_at, Zone::wib));
  if (state.has_running_deadline) entry.due = state.deadline.due;
  entry.supports = static_cast<std::uint32_t>(state.supporters.size());
  if (const auto& point = page.original.place.point)
    entry.point = Point{to_thousandths(point->latitude), to_thousandths(point->longitude)};
  return entry;
}

void FacetIndex::add(Ordinal report, const IndexEntry& entry) {
  for (const auto& [facet, value] : entry.values) add_to(values(facet), value, report);
  for (const Slug& slug : entry.staff) add_to(staff_, slug, report);
  for (const Slug& slug : entry.desk_staff) add_to(desk_staff_, slug, report);
  add_once(report, entry);
}

void FacetIndex::remove(Ordinal report, const IndexEntry& entry) {
  for (const auto& [facet, value] : entry.values) remove_from(values(facet), value, report);
  for (const Slug& slug : entry.staff) remove_from(staff_, slug, report);
  for (const Slug& slug : entry.desk_staff) remove_from(desk_staff_, slug, report);
  remove_once(report, entry);
}

void FacetIndex::change(Ordinal report, const IndexEntry& before, const IndexEntry& after) {
  for_each_missing(before.values, after.values,
                   [&](const auto& gone) { remove_from(values(gone.first), gone.second, report); });
  for_each_missing(after.values, before.values,
                   [&](const auto& come) { add_to(values(come.first), come.second, report); });
  for_each_missing(before.staff, after.staff, [&](const Slug& gone) { remove_from(staff_, gone, report); });
  for_each_missing(after.staff, before.staff, [&](const Slug& come) { add_to(staff_, come, report); });
  for_each_missing(before.desk_staff, after.desk_staff,
                   [&](const Slug& gone) { remove_from(desk_staff_, gone, report); });
  for_each_missing(after.desk_staff, before.desk_staff, [&](const Slug& come) { add_to(desk_staff_, come, report); });
  remove_once(report, before);
  add_once(report, after);
}

/// All that a report has at most one of.
void FacetIndex::add_once(Ordinal report, const IndexEntry& entry) {
  all_.add(report);
  if (const auto* institution = lowest(entry, Facet::institution)) institutions_.set(report, *institution);
  if (const auto* category = lowest(entry, Facet::category)) categories_.set(report, *category);
  if (entry.reporter) own_[number(*entry.reporter)].push_back(report);
  if (entry.is_public) public_.add(report);
  if (entry.is_readable_by_staff) readable_by_staff_.add(report);
  if (entry.desk.empty()) without_desk_.add(report);
  escalated_.at(entry.missed_level).add(report);
  add_to(days_, entry.received_on, report);
  if (entry.ended_on) {
    add_to(ended_, *entry.ended_on, report);
    desks_.set(report, entry.desk);
  }
  if (entry.due) by_due_.add(entry.due->time_since_epoch().count(), report);
  if (entry.supports > 0) by_supports_.add(-std::int64_t{entry.supports}, report);
  if (!entry.point) return;
  placed_.add(report);
  add_to(cells_, cell_of(entry.point->latitude, entry.point->longitude), report);
  if (places_.size() <= report) places_.resize(report + 1);
  places_[report] = {static_cast<float>(entry.point->latitude), static_cast<float>(entry.point->longitude)};
}

void FacetIndex::remove_once(Ordinal report, const IndexEntry& entry) {
  all_.remove(report);
  if (lowest(entry, Facet::institution) != nullptr) institutions_.clear(report);
  if (lowest(entry, Facet::category) != nullptr) categories_.clear(report);
  if (entry.reporter) {
    const auto own = own_.find(number(*entry.reporter));
    std::erase(own->second, report);
    if (own->second.empty()) own_.erase(own);
  }
  public_.remove(report);
  readable_by_staff_.remove(report);
  without_desk_.remove(report);
  escalated_.at(entry.missed_level).remove(report);
  remove_from(days_, entry.received_on, report);
  if (entry.ended_on) {
    remove_from(ended_, *entry.ended_on, report);
    desks_.clear(report);
  }
  if (entry.due) by_due_.remove(entry.due->time_since_epoch().count(), report);
  if (entry.supports > 0) by_supports_.remove(-std::int64_t{entry.supports}, report);
  if (!entry.point) return;
  placed_.remove(report);
  remove_from(cells_, cell_of(entry.point->latitude, entry.point->longitude), report);
}

void FacetIndex::Ranking::add(std::int64_t rank, Ordinal report) {
  keys.emplace(rank, report);
  if (rank_of.size() <= report) rank_of.resize(report + 1);
  rank_of[report] = rank;
  ranked.add(report);
}

void FacetIndex::Ranking::remove(std::int64_t rank, Ordinal report) {
  keys.erase({rank, report});
  ranked.remove(report);
}

FacetIndex::Reports FacetIndex::open_public(const std::string& category, const std::string& region,
                                            const Slug& institution, const std::optional<Box>& box) const {
  Reports found = public_ - in_any({Status::closed, Status::archived, Status::merged});
  if (!category.empty()) found &= with_any(Facet::category, {category});
  if (!institution.empty()) found &= with_any(Facet::institution, {institution});
  if (box)
    found = inside(*box, found);
  else if (!region.empty())
    found &= with_any(Facet::region, {region});
  return found;
}

FacetIndex::Reports FacetIndex::with_any(Facet facet, const std::vector<std::string>& wanted) const {
  std::vector<const Reports*> sets;
  for (const std::string& value : wanted)
    if (const auto found = values(facet).find(value); found != values(facet).end()) sets.push_back(&found->second);
  return union_of(sets);
}

FacetIndex::Reports FacetIndex::received(const std::optional<Date>& from, const std::optional<Date>& to) const {
  const auto first = from ? days_.lower_bound(day_number(*from)) : days_.begin();
  const auto last = to ? days_.upper_bound(day_number(*to)) : days_.end();
  std::vector<const Reports*> sets;
  for (auto day = first; day != last; ++day) sets.push_back(&day->second);
  return union_of(sets);
}

bool FacetIndex::lies_in(const Box& box, Ordinal report) const {
  const auto between = [](float value, double low, double high) {
    return value >= static_cast<float>(low) && value <= static_cast<float>(high);
  };
  const Place& place = places_[report];
  return between(place.latitude, box.south, box.north) && between(place.longitude, box.west, box.east);
}

/// Of a part of a country, cells that lie wholly inside count as they are, and of those on the edge each place is
/// looked at. Of much of it, or among few, each place is looked at at once.
FacetIndex::Reports FacetIndex::inside(const Box& box, const Reports& among) const {
  const std::int32_t south = cell_line(box.south, -90);
  const std::int32_t north = cell_line(box.north, -90);
  const std::int32_t west = cell_line(box.west, -180);
  const std::int32_t east = cell_line(box.east, -180);
  std::vector<const Reports*> whole;
  std::vector<const Reports*> edge;
  for (auto at = cells_.lower_bound(south * cells_per_row); at != cells_.end(); ++at) {
    const std::int32_t row = at->first / cells_per_row;
    const std::int32_t column = at->first % cells_per_row;
    if (row > north) break;
    if (column < west || column > east) continue;
    const bool is_whole = row > south && row < north && column > west && column < east;
    (is_whole ? whole : edge).push_back(&at->second);
  }
  Reports found;
  const auto look_at = [&](const Reports& reports) {
    std::vector<Ordinal> inside;
    for (const Ordinal report : reports)
      if (lies_in(box, report)) inside.push_back(report);
    found.addMany(inside.size(), inside.data());
  };
  const Reports candidates = among & placed_;
  if (candidates.cardinality() / reports_worth_a_cell < whole.size() + edge.size()) {
    look_at(candidates);
    return found;
  }
  for (const Reports* reports : edge) look_at(*reports & candidates);
  return found | (union_of(whole) & candidates);
}

std::uint64_t FacetIndex::with_missed_deadline() const {
  std::uint64_t missed = 0;
  for (const std::size_t level : {1, 2, 3}) missed += escalated_[level].and_cardinality(by_due_.ranked);
  return missed;
}

FacetIndex::Reports FacetIndex::find(const Filter& filter, const Principal& caller) const {
  Reports found = known_to(caller);
  for (std::size_t i = 0; i < facet_count; ++i)
    if (!filter.values[i].empty()) found &= with_any(static_cast<Facet>(i), filter.values[i]);
  if (filter.from || filter.to) found &= received(filter.from, filter.to);
  if (filter.waits_for_caller) found &= waiting_for(caller);
  if (filter.own) found &= own_of(caller);
  if (filter.box || !filter.of(Facet::tag).empty()) found &= readable_by(caller);
  return filter.box ? inside(*filter.box, found) : found;
}

}  // namespace lapor::api
