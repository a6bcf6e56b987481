#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "events/directory.hpp"
#include "events/result.hpp"
#include "tools/demo/chance.hpp"

namespace lapor::tools::demo {

/// Whose office an institution is; themes are told apart by it.
enum class Level : std::uint8_t { local = 1, province = 2, central = 4 };

/// An institution as a demonstration knows it. `pace`: how many times slower than Surabaya's offices it answers;
/// `silent` ones often do not answer at all.
struct Office {
  Slug slug;
  std::string name;
  Level level{};
  Zone zone{};
  double pace{1};
  bool silent{};
  std::vector<Slug> units;               // directly or farther below it
  std::vector<std::uint16_t> regencies;  // places in `Country::regencies`; empty: the whole country
};

struct District {
  std::string code;
  std::string name;
};

/// A regency or city with the point at which maps write its name. `former_code`: of 2018, as slugs keep it.
struct Regency {
  std::string code;
  std::string former_code;
  std::string name;
  Point label;
  double population{};
  double reach{};  // degrees around `label` that surely belong to it, roughly
  std::vector<District> districts;
};

/// Everybody and every place that reports can be about, with weights drawn by seed. Immutable after loading; any thread
/// may read.
class Country {
 public:
  /// `rules` were loaded from the same `reference` folder, which also has points and populations.
  [[nodiscard]] static Result<Country, std::string> load(const Rulebook& rules, const std::filesystem::path& reference,
                                                         std::uint64_t seed);

  [[nodiscard]] const std::vector<Office>& offices() const { return offices_; }
  [[nodiscard]] const std::vector<Regency>& regencies() const { return regencies_; }
  /// All codes, sorted.
  [[nodiscard]] const std::vector<std::string>& categories() const { return categories_; }

  /// A few get most reports, each gets some.
  [[nodiscard]] std::size_t draw_office(Chance& chance) const;
  /// One that `office` is in charge of; the populous ones more often when it is in charge of many.
  [[nodiscard]] std::size_t draw_regency(const Office& office, Chance& chance) const;
  /// Somewhere around a regency's label, mostly with a district; `address` is left to the caller.
  [[nodiscard]] static Place draw_place(const Regency& regency, const District* district, Chance& chance);

 private:
  void add_offices(const InstitutionTree& institutions, std::uint64_t seed);
  void add_units(const InstitutionTree& institutions);

  std::vector<Office> offices_;
  std::vector<Regency> regencies_;
  std::vector<std::string> categories_;
  Lottery office_;
  Lottery regency_;
};

}  // namespace lapor::tools::demo
