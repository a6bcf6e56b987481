#include "tools/demo/country.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <string_view>
#include <unordered_map>

#include "api/limits.hpp"
#include "config/csv.hpp"

namespace lapor::tools::demo {
namespace {

// Most reports go to the government of the place where somebody lives.
struct LevelShare {
  Level level;
  double share;
};
constexpr std::array<LevelShare, 3> level_shares{
    {{Level::local, 0.74}, {Level::province, 0.08}, {Level::central, 0.18}}};

/// A part of all offices and how much slower than Surabaya's they are.
struct PaceBand {
  double up_to;  // share
  double fastest;
  double slowest;
};
constexpr std::array<PaceBand, 4> pace_bands{{{0.25, 0.4, 1.5}, {0.70, 2, 5}, {0.88, 6, 14}, {1, 18, 50}}};
constexpr std::size_t silent_band = 3;

/// The cities whose desks `lapor serve --dev-tokens` has tokens for: who looks around finds work there, so they are
/// busy and not fast.
constexpr std::array<std::string_view, 2> shown_cities{"kota-35.78", "kota-33.74"};
constexpr double shown_pace = 3;
constexpr double shown_size = 1'000;

constexpr double kilometres_a_degree = 111;

Result<double, std::string> number_in(const config::CsvTable& table, const config::CsvRow& row, std::size_t column) {
  const std::string& field = row.fields[column];
  char* end = nullptr;
  const double value = std::strtod(field.c_str(), &end);
  if (field.empty() || *end != '\0')
    return fail(table.name + ":" + std::to_string(row.line) + ": `" + field + "` is no number");
  return value;
}

/// A circle of half the area stays within most outlines.
double reach_of(double area_km2) {
  return std::sqrt(area_km2 / (2 * std::numbers::pi)) / kilometres_a_degree;
}

Result<Regency, std::string> read_regency(const config::CsvTable& table, const config::CsvRow& row,
                                          const std::array<std::size_t, 7>& columns) {
  std::array<double, 4> numbers{};
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto number = number_in(table, row, columns[i + 3]);
    if (!number) return fail(number.error());
    numbers[i] = *number;
  }
  Regency regency;
  regency.code = row.fields[columns[0]];
  regency.former_code = row.fields[columns[1]];
  regency.name = row.fields[columns[2]];
  regency.label = {numbers[0], numbers[1]};
  regency.population = numbers[2];
  regency.reach = reach_of(numbers[3]);
  return regency;
}

Result<std::vector<Regency>, std::string> read_regencies(const std::filesystem::path& reference) {
  const auto table = config::load_csv(reference / "regencies.csv");
  if (!table) return fail(table.error());
  const auto columns =
      table->columns<7>({"code", "code_2018", "name", "label_lat", "label_lng", "population_2024h2", "area_km2"});
  if (!columns) return fail(columns.error());
  std::vector<Regency> regencies;
  for (const auto& row : table->rows) {
    auto regency = read_regency(*table, row, *columns);
    if (!regency) return fail(regency.error());
    regencies.push_back(std::move(*regency));
  }
  return regencies;
}

void add_districts(std::vector<Regency>& regencies, const Rulebook& rules) {
  constexpr std::size_t district_length = 8;  // 35.78.01
  constexpr std::size_t regency_length = 5;
  std::unordered_map<std::string, Regency*> by_code;
  for (Regency& regency : regencies) by_code.emplace(regency.code, &regency);
  for (const auto& [code, region] : *rules.regions)
    if (code.size() == district_length)
      if (const auto found = by_code.find(code.substr(0, regency_length)); found != by_code.end())
        found->second->districts.push_back({code, region.name});
  for (Regency& regency : regencies) std::ranges::sort(regency.districts, {}, &District::code);
}

Level level_of(const std::string& kind) {
  if (kind == "kabupaten" || kind == "kota") return Level::local;
  return kind == "provinsi" ? Level::province : Level::central;
}

/// What stands behind `kota-` or `prov-`.
std::string former_code_of(const Office& office) {
  return office.level == Level::central ? "" : office.slug.substr(office.slug.find('-') + 1);
}

void draw_pace(Office& office, Chance& chance) {
  const double share = chance.uniform();
  std::size_t band = 0;
  while (share > pace_bands[band].up_to) ++band;
  office.pace = chance.between(pace_bands[band].fastest, pace_bands[band].slowest);
  office.silent = band == silent_band;
}

/// By which the offices of a level are put in order: how many people they are for, or how well known they are.
double size_of(const Office& office, const std::string& kind, const std::vector<Regency>& regencies) {
  if (office.level == Level::central) return kind == "kementerian" ? 3 : 1;
  double people = 1;
  for (const std::uint16_t regency : office.regencies) people += regencies[regency].population;
  return people;
}

/// Zipf over one level's offices, and a small chance for each.
void weigh_level(std::vector<std::pair<double, std::size_t>> ranked, double share, std::vector<double>& weights) {
  constexpr double for_all_alike = 0.03;
  std::ranges::sort(ranked, std::ranges::greater{});
  const double count = static_cast<double>(ranked.size());
  double sum = 0;
  const auto zipf = [](std::size_t rank) { return 1 / std::pow(static_cast<double>(rank) + 3, 0.9); };
  for (std::size_t rank = 0; rank < ranked.size(); ++rank) sum += zipf(rank);
  for (std::size_t rank = 0; rank < ranked.size(); ++rank)
    weights[ranked[rank].second] = share * ((1 - for_all_alike) * zipf(rank) / sum + for_all_alike / count);
}

}  // namespace

Result<Country, std::string> Country::load(const Rulebook& rules, const std::filesystem::path& reference,
                                           std::uint64_t seed) {
  auto regencies = read_regencies(reference);
  if (!regencies) return fail(regencies.error());
  if (regencies->empty()) return fail("the reference data have no regency; a country without places cannot be shown");
  Country country;
  country.regencies_ = std::move(*regencies);
  add_districts(country.regencies_, rules);
  std::vector<double> populations;
  for (const Regency& regency : country.regencies_) populations.push_back(regency.population);
  country.regency_ = Lottery(populations);
  for (const Category& category : rules.categories.all()) country.categories_.push_back(category.code);
  std::ranges::sort(country.categories_);
  country.add_offices(rules.institutions, seed);
  country.add_units(rules.institutions);
  return country;
}

void Country::add_offices(const InstitutionTree& institutions, std::uint64_t seed) {
  std::array<std::vector<std::pair<double, std::size_t>>, 3> ranked;
  for (const Institution& institution : institutions.all()) {
    if (!institution.parent.empty()) continue;
    Chance chance(seed, number_of(institution.slug));
    Office office{institution.slug, institution.name, level_of(institution.kind), institution.zone, 1, false, {}, {}};
    draw_pace(office, chance);
    const std::string code = former_code_of(office);
    for (std::size_t i = 0; i < regencies_.size() && !code.empty(); ++i)
      if (regencies_[i].former_code.starts_with(code)) office.regencies.push_back(static_cast<std::uint16_t>(i));
    double size = size_of(office, institution.kind, regencies_) * std::exp(0.7 * chance.normal());
    if (std::ranges::find(shown_cities, office.slug) != shown_cities.end()) {
      size *= shown_size;
      office.pace = shown_pace;
      office.silent = false;
    }
    ranked[static_cast<std::size_t>(office.level) / 2].emplace_back(size, offices_.size());
    offices_.push_back(std::move(office));
  }
  std::vector<double> weights(offices_.size());
  for (const auto& [level, share] : level_shares)
    weigh_level(ranked[static_cast<std::size_t>(level) / 2], share, weights);
  office_ = Lottery(weights);
}

void Country::add_units(const InstitutionTree& institutions) {
  std::unordered_map<std::string, Office*> by_slug;
  for (Office& office : offices_) by_slug.emplace(office.slug, &office);
  for (const Institution& unit : institutions.all())
    if (!unit.parent.empty()) by_slug.at(institutions.root_of(unit.slug))->units.push_back(unit.slug);
}

std::size_t Country::draw_office(Chance& chance) const {
  return office_.draw(chance);
}

std::size_t Country::draw_regency(const Office& office, Chance& chance) const {
  return office.regencies.empty() ? regency_.draw(chance) : chance.one_of(office.regencies);
}

Place Country::draw_place(const Regency& regency, const District* district, Chance& chance) {
  Place place;
  place.region = district != nullptr ? district->code : regency.code;
  const double distance = regency.reach * std::sqrt(chance.uniform());
  const double direction = chance.between(0, 2 * std::numbers::pi);
  constexpr double rounding = 100'000;  // about a metre
  const auto rounded = [](double degrees) { return std::round(degrees * rounding) / rounding; };
  namespace limits = api::limits;
  place.point =
      Point{std::clamp(rounded(regency.label.latitude + distance * std::sin(direction)), limits::south, limits::north),
            std::clamp(rounded(regency.label.longitude + distance * std::cos(direction)), limits::west, limits::east)};
  return place;
}

}  // namespace lapor::tools::demo
