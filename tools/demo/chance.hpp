#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace lapor::tools::demo {

/// Chance that repeats: the same seed draws the same for ever, on any machine. SplitMix64 (Steele, Lea, Flood 2014:
/// "Fast splittable pseudorandom number generators"). Eight bytes, so that every report can have its own.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}
  /// An own, independent line of chance for `part` of what `seed` stands for.
  Chance(std::uint64_t seed, std::uint64_t part);

  std::uint64_t next();
  /// At least 0, below 1.
  double uniform();
  double between(double low, double high);
  /// Below `count`, which must not be 0.
  std::size_t below(std::size_t count);
  bool happens(double probability);
  /// Mean 1, mostly below it.
  double exponential();
  /// Mean 0, deviation 1, never beyond 6.
  double normal();

  template <class List>
  const auto& one_of(const List& list) {
    return list[below(std::size(list))];
  }

 private:
  std::uint64_t state_;
};

/// A number that stands for `word` as part of a seed (FNV-1a).
[[nodiscard]] std::uint64_t number_of(std::string_view word);

/// Draws places of a list, each as often as its weight says. Immutable.
class Lottery {
 public:
  Lottery() = default;
  explicit Lottery(std::span<const double> weights);
  [[nodiscard]] std::size_t draw(Chance& chance) const;
  [[nodiscard]] bool empty() const { return up_to_.empty(); }

 private:
  std::vector<double> up_to_;  // sums of weights
};

/// A continuous quantity known by some of its quantiles; between two of them it is taken to be even.
struct Quantile {
  double share{};
  double value{};
};
[[nodiscard]] double draw_between(std::span<const Quantile> quantiles, Chance& chance);

}  // namespace lapor::tools::demo
