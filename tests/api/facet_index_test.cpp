#include "api/views/facet_index.hpp"

#include <algorithm>
#include <random>

#include "api/access.hpp"
#include "service_fixture.hpp"

using namespace lapor;
using namespace lapor::api;
using lapor::api::testing::rules;

namespace {

constexpr std::uint32_t seed = 20261124;

const std::vector<std::string> slugs{"", "kota-35.78", "kota-35.78/dishub", "kota-35.78/dlh", "kota-33.74", "prov-91"};
const std::vector<std::string> categories{"", "perhubungan", "perhubungan/jalan", "kebersihan"};
const std::vector<std::string> regions{"", "35", "35.78", "35.78.01", "35.7", "91"};
const std::vector<std::string> tags{"jalan", "banjir", "lampu"};

class Dice {
 public:
  std::size_t below(std::size_t end) { return std::uniform_int_distribution<std::size_t>{0, end - 1}(engine_); }
  bool one_in(std::size_t chance) { return below(chance) == 0; }
  const std::string& any(const std::vector<std::string>& list) { return list[below(list.size())]; }
  double between(double low, double high) { return std::uniform_real_distribution{low, high}(engine_); }

 private:
  std::mt19937 engine_{seed};
};

ReportRow any_row(Dice& dice, std::uint64_t id) {
  ReportRow row;
  auto& [state, page, milestones, lacks_comments] = row;
  state.id = ReportId{id};
  state.version = Version{1};
  state.status = static_cast<Status>(1 + dice.below(9));
  state.classification = static_cast<Classification>(1 + dice.below(4));
  state.published = page.verified = dice.below(3) > 0;
  state.confidential = dice.one_in(5);
  state.missed_level = static_cast<std::uint8_t>(dice.below(3));
  state.reporter = PersonId{1 + dice.below(5)};
  state.chosen = dice.any(slugs);
  if (page.verified) state.holder = dice.any(slugs);
  if (page.verified && dice.one_in(4)) state.earlier_holders = {dice.any(slugs)};
  if (page.verified && dice.one_in(4)) state.copies = {dice.any(slugs)};
  state.has_running_deadline = dice.below(2) == 0;
  state.deadline.due = Instant{std::chrono::hours{24 * dice.below(30)}};
  state.submitted_at = Instant{std::chrono::hours{dice.below(24 * 30)}};
  if (state.status >= Status::closed) state.ended_at = Instant{std::chrono::hours{dice.below(24 * 365 * 12)}};
  state.legal_hold = dice.one_in(6);
  state.erased = dice.one_in(8);
  for (std::size_t i = dice.below(4); i > 0; --i) state.supporters.push_back(PersonId{i});
  page.original.category = dice.any(categories);
  page.original.place.region = dice.any(regions);
  page.original.channel = static_cast<Channel>(1 + dice.below(7));
  if (dice.one_in(2)) page.original.place.point = Point{dice.between(-8, -6), dice.between(106, 113)};
  if (page.verified && dice.one_in(2)) page.tags = {dice.any(tags)};
  return row;
}

std::vector<Principal> all_callers() {
  std::vector<Principal> callers;
  for (const Role role : {Role::anyone, Role::gateway, Role::clerk, Role::national_admin, Role::supervisor,
                          Role::auditor, Role::data_officer})
    callers.push_back({{role, std::nullopt, ""}, "x"});
  for (const auto& slug : slugs)
    if (!slug.empty())
      for (const Role role : {Role::officer, Role::coordinator}) callers.push_back({{role, PersonId{77}, slug}, "x"});
  for (std::uint64_t person = 1; person <= 6; ++person)
    callers.push_back({{Role::reporter, PersonId{person}, ""}, "x"});
  return callers;
}

/// A thousand reports, some of them changed once, and the same as a plain list.
struct World {
  World() {
    for (std::uint64_t i = 0; i < 1'000; ++i) {
      const Ordinal ordinal = static_cast<Ordinal>(i + 1);
      rows.push_back(any_row(dice, number(report_of(ordinal))));
      index.add(ordinal, index_entry(rows.back(), rules().institutions));
      if (!dice.one_in(3)) continue;
      index.remove(ordinal, index_entry(rows.back(), rules().institutions));
      rows.back() = any_row(dice, number(report_of(ordinal)));
      index.add(ordinal, index_entry(rows.back(), rules().institutions));
    }
  }

  template <class Fits>
  [[nodiscard]] FacetIndex::Reports those(const Principal& caller, const Fits& fits) const {
    FacetIndex::Reports result;
    for (const ReportRow& row : rows) {
      const Sights sights(caller, row.state, rules().institutions);
      if (sights.may(Sight::existence) && fits(row, sights)) result.add(ordinal_of(row.state.id));
    }
    return result;
  }

  Dice dice;
  std::vector<ReportRow> rows;
  FacetIndex index;
};

bool is_under(const std::string& value, const std::string& upper, char separator) {
  return value == upper || value.starts_with(upper + separator);
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(facet_index, World)

BOOST_AUTO_TEST_CASE(what_a_caller_finds_is_what_the_table_of_sights_says) {
  for (const Principal& caller : all_callers()) {
    const auto expected = those(caller, [](const auto&, const auto&) { return true; });
    BOOST_TEST((index.find({}, caller) == expected), to_word(caller.party.role)
                                                         << " " << caller.party.institution << ", seed " << seed);
  }
}

BOOST_AUTO_TEST_CASE(texts_are_searched_by_those_only_whom_the_table_lets_read_them) {
  for (const Principal& caller : all_callers()) {
    const std::string who = std::string(to_word(caller.party.role)) + " " + caller.party.institution;
    const auto known = index.find({}, caller);
    const auto published =
        those(caller, [](const auto&, const Sights& sights) { return sights.may(Sight::public_text); });
    const auto originals =
        those(caller, [](const auto&, const Sights& sights) { return sights.may(Sight::original_text); });
    BOOST_TEST(((index.originals_readable_by(caller) & known) == originals), who << ", seed " << seed);
    // Unpublished texts have no words of their own to be found by.
    const auto verified = those(caller, [](const ReportRow& row, const auto&) { return row.page.verified; });
    BOOST_TEST(((index.readable_by(caller) & known & verified) == (published & verified)), who << ", seed " << seed);
  }
}

BOOST_AUTO_TEST_CASE(a_facets_values_narrow_as_a_plain_search_does) {
  const Principal admin{{Role::national_admin, std::nullopt, ""}, "x"};
  const auto check = [&](Facet facet, const std::string& value, const auto& fits) {
    Filter filter;
    filter.of(facet) = {value};
    const auto expected = those(admin, [&](const ReportRow& row, const Sights&) { return fits(row); });
    BOOST_TEST((index.find(filter, admin) == expected), to_word(facet) << "=" << value << ", seed " << seed);
    BOOST_TEST(expected.cardinality() > 0u, to_word(facet) << "=" << value);
  };
  check(Facet::state, "closed", [](const ReportRow& row) { return row.state.status == Status::closed; });
  check(Facet::late, "true", [](const ReportRow& row) { return row.state.missed_level > 0; });
  check(Facet::late, "false", [](const ReportRow& row) { return row.state.missed_level == 0; });
  check(Facet::category, "perhubungan",
        [](const ReportRow& row) { return is_under(row.page.original.category, "perhubungan", '/'); });
  check(Facet::region, "35", [](const ReportRow& row) { return is_under(row.page.original.place.region, "35", '.'); });
  check(Facet::region, "35.7",
        [](const ReportRow& row) { return is_under(row.page.original.place.region, "35.7", '.'); });
  check(Facet::institution, "kota-35.78",
        [](const ReportRow& row) { return is_under(row.state.desk(), "kota-35.78", '/'); });
  check(Facet::unit, "kota-35.78/dlh", [](const ReportRow& row) { return row.state.desk() == "kota-35.78/dlh"; });
  check(Facet::channel, "sms", [](const ReportRow& row) { return row.page.original.channel == Channel::sms; });
}

BOOST_AUTO_TEST_CASE(conditions_compose_and_several_values_of_one_are_any_of_them) {
  const Principal officer{{Role::officer, PersonId{77}, "kota-35.78"}, "x"};
  Filter filter;
  filter.of(Facet::state) = {"closed", "in_progress"};
  filter.of(Facet::region) = {"35"};
  filter.from = Date{std::chrono::year{1970} / 1 / 5};
  filter.to = Date{std::chrono::year{1970} / 1 / 20};
  const auto expected = those(officer, [](const ReportRow& row, const Sights&) {
    const auto day = day_number(local_date(row.state.submitted_at, Zone::wib));
    return (row.state.status == Status::closed || row.state.status == Status::in_progress) &&
           is_under(row.page.original.place.region, "35", '.') && day >= 4 && day <= 19;
  });
  BOOST_TEST(expected.cardinality() > 0u);
  BOOST_TEST((index.find(filter, officer) == expected));
}

BOOST_AUTO_TEST_CASE(tags_and_places_are_found_and_counted_only_where_the_text_may_be_read) {
  const Box box{108.05, -7.51, 110.42, -6.33};
  for (const Principal& caller : all_callers()) {
    Filter tagged;
    tagged.of(Facet::tag) = {"banjir"};
    Filter boxed;
    boxed.box = box;
    const auto may_read = [](const ReportRow& row, const Sights& sights) {
      return sights.may(Sight::original_text) || (row.page.verified && sights.may(Sight::public_text));
    };
    const auto with_tag = those(caller, [&](const ReportRow& row, const Sights& sights) {
      return may_read(row, sights) && std::ranges::find(row.page.tags, "banjir") != row.page.tags.end();
    });
    const auto within = those(caller, [&](const ReportRow& row, const Sights& sights) {
      const auto& point = row.page.original.place.point;
      const auto coarse = [](double degrees) { return std::round(degrees * 1000) / 1000; };
      return may_read(row, sights) && point && coarse(point->latitude) >= box.south &&
             coarse(point->latitude) <= box.north && coarse(point->longitude) >= box.west &&
             coarse(point->longitude) <= box.east;
    });
    const std::string who = std::string(to_word(caller.party.role)) + " " + caller.party.institution;
    BOOST_TEST((index.find(tagged, caller) == with_tag), who << ", seed " << seed);
    BOOST_TEST((index.find(boxed, caller) == within), who << ", seed " << seed);
    const auto all = index.find({}, caller);
    std::uint64_t counted = 0;
    for (const auto& [value, reports] : index.count(Facet::tag, all, {}, caller))
      if (value == "banjir") counted = reports;
    BOOST_TEST(counted == with_tag.cardinality(), who << ", seed " << seed);
  }
}

BOOST_AUTO_TEST_CASE(counts_are_of_the_filtered_set_and_regions_go_one_level_down) {
  const Principal admin{{Role::national_admin, std::nullopt, ""}, "x"};
  Filter filter;
  filter.of(Facet::late) = {"true"};
  const auto found = index.find(filter, admin);
  std::uint64_t sum = 0;
  for (const auto& value : index.count(Facet::state, found, filter, admin)) sum += value.reports;
  BOOST_TEST(sum == found.cardinality());
  const auto names = [&](const Filter& with) {
    std::vector<std::string> list;
    for (const auto& value : index.count(Facet::region, index.find(with, admin), with, admin))
      list.push_back(value.value);
    std::ranges::sort(list);
    return list;
  };
  BOOST_TEST((names(filter) == std::vector<std::string>{"35", "91"}));
  filter.of(Facet::region) = {"35"};
  BOOST_TEST((names(filter) == std::vector<std::string>{"35.7", "35.78"}));
  filter.of(Facet::region) = {"35.78"};
  BOOST_TEST((names(filter) == std::vector<std::string>{"35.78.01"}));
}

BOOST_AUTO_TEST_CASE(pages_in_every_order_have_each_report_once) {
  const Principal admin{{Role::national_admin, std::nullopt, ""}, "x"};
  const auto all = index.find({}, admin);
  for (const auto& [sort, word] : words<Sort>) {
    if (sort == Sort::relevance) continue;  // the text index's order
    std::vector<SortKey> keys;
    std::optional<SortKey> after;
    for (;;) {
      const auto page = index.page(all, sort, after, 37);
      keys.insert(keys.end(), page.begin(), page.end());
      if (page.size() < 37) break;
      after = page.back();
    }
    FacetIndex::Reports seen;
    for (const SortKey& key : keys) seen.add(key.ordinal);
    BOOST_TEST((seen == all), word);
    BOOST_TEST(keys.size() == all.cardinality(), word);
    BOOST_TEST(std::ranges::is_sorted(keys, {}, [](const SortKey& key) { return key.rank; }), word);
  }
}

BOOST_AUTO_TEST_CASE(a_page_after_one_that_left_the_set_goes_on_where_it_stood) {
  const Principal admin{{Role::national_admin, std::nullopt, ""}, "x"};
  auto all = index.find({}, admin);
  for (const Sort sort : {Sort::newest, Sort::oldest, Sort::due, Sort::supports}) {
    const auto first = index.page(all, sort, std::nullopt, 11);
    const auto expected = index.page(all, sort, first.back(), 5);
    auto without = all;
    without.remove(first.back().ordinal);
    const auto found = index.page(without, sort, first.back(), 5);
    BOOST_TEST(std::ranges::equal(expected, found, {}, &SortKey::ordinal, &SortKey::ordinal), to_word(sort));
  }
}

BOOST_AUTO_TEST_CASE(past_its_retention_is_what_each_report_alone_says) {
  const RetentionPeriods periods{
      {}, std::chrono::years{5}, {{"kota-35.78", std::chrono::years{9}}, {"kota-35.78/dlh", std::chrono::years{2}}}};
  const RetentionSchedule schedule{{periods}};
  for (const char* day : {"1970-01-01", "1974-03-01", "1976-02-29", "1979-06-30", "1990-01-01"})
    for (const std::string& desk : slugs) {
      const Date today = *parse_iso_date(day);
      FacetIndex::Reports expected;
      for (const ReportRow& row : rows) {
        const auto until = retention_until(row.state, schedule, today);
        const bool is_past = until && start_of_day(today, Zone::wib) >= *until;
        const bool lies_there = desk.empty() || is_under(row.state.desk(), desk, '/');
        if (is_past && lies_there && !row.state.legal_hold && !row.state.erased) expected.add(ordinal_of(row.state.id));
      }
      BOOST_TEST((index.past_retention(periods, today, desk) == expected), day << " " << desk << ", seed " << seed);
      if (desk.empty()) BOOST_TEST(expected.isEmpty() == (today < *parse_iso_date("1972-01-01")), day);
    }
}

BOOST_AUTO_TEST_CASE(pages_of_what_is_past_have_each_report_once_and_the_oldest_end_first) {
  const auto past = index.past_retention({{}, std::chrono::years{5}, {}}, *parse_iso_date("1980-01-01"), "");
  std::vector<SortKey> keys;
  std::optional<SortKey> after;
  for (;;) {
    const auto page = index.page_by_end(past, after, 7);
    keys.insert(keys.end(), page.begin(), page.end());
    if (page.size() < 7) break;
    after = page.back();
  }
  BOOST_TEST(keys.size() == past.cardinality());
  const auto place = [](const SortKey& key) { return std::pair{key.rank, key.ordinal}; };
  BOOST_TEST((std::ranges::adjacent_find(keys, std::greater_equal{}, place) == keys.end()));
  for (const SortKey& key : keys)
    BOOST_TEST(key.rank == day_number(local_date(*rows[key.ordinal - 1].state.ended_at, Zone::wib)));
}

BOOST_AUTO_TEST_CASE(a_page_of_what_is_past_goes_on_behind_one_that_was_erased) {
  auto past = index.past_retention({{}, std::chrono::years{5}, {}}, *parse_iso_date("1980-01-01"), "");
  const auto first = index.page_by_end(past, std::nullopt, 11);
  const auto expected = index.page_by_end(past, first.back(), 5);
  index.remove(first.back().ordinal, index_entry(rows[first.back().ordinal - 1], rules().institutions));
  past.remove(first.back().ordinal);
  BOOST_TEST(
      std::ranges::equal(expected, index.page_by_end(past, first.back(), 5), {}, &SortKey::ordinal, &SortKey::ordinal));
}

BOOST_AUTO_TEST_CASE(changing_a_report_gives_what_adding_its_new_form_alone_gives) {
  FacetIndex changed;
  FacetIndex fresh;
  for (Ordinal report = 1; report <= 300; ++report) {
    const IndexEntry before = index_entry(any_row(dice, number(report_of(report))), rules().institutions);
    const IndexEntry after = index_entry(any_row(dice, number(report_of(report))), rules().institutions);
    changed.add(report, before);
    changed.change(report, before, after);
    fresh.add(report, after);
  }
  const auto counts = [](const FacetIndex& reports, Facet facet, const Principal& caller) {
    std::string text;
    for (const auto& [value, count] : reports.count(facet, reports.all(), {}, caller))
      text += value + '=' + std::to_string(count) + ' ';
    return text;
  };
  const RetentionPeriods one_year{{}, std::chrono::years{1}, {}};
  for (const char* day : {"1973-01-01", "1990-01-01"})
    BOOST_TEST((changed.past_retention(one_year, *parse_iso_date(day), "") ==
                fresh.past_retention(one_year, *parse_iso_date(day), "")));
  for (const Principal& caller : all_callers()) {
    BOOST_TEST((changed.find({}, caller) == fresh.find({}, caller)));
    BOOST_TEST((changed.waiting_for(caller) == fresh.waiting_for(caller)));
    BOOST_TEST((changed.originals_readable_by(caller) == fresh.originals_readable_by(caller)));
    for (const Facet facet : {Facet::state, Facet::institution, Facet::unit, Facet::category, Facet::region,
                              Facet::classification, Facet::channel, Facet::tag, Facet::late})
      BOOST_TEST(counts(changed, facet, caller) == counts(fresh, facet, caller));
  }
}

BOOST_AUTO_TEST_SUITE_END()
