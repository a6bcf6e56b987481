#include "tools/demo/chance.hpp"

#include <algorithm>
#include <cmath>

namespace lapor::tools::demo {

Chance::Chance(std::uint64_t seed, std::uint64_t part) : state_(seed) {
  state_ = next() ^ part * 0x9E3779B97F4A7C15U;
  state_ = next();
}

std::uint64_t Chance::next() {
  state_ += 0x9E3779B97F4A7C15U;
  std::uint64_t mixed = state_;
  mixed = (mixed ^ mixed >> 30U) * 0xBF58476D1CE4E5B9U;
  mixed = (mixed ^ mixed >> 27U) * 0x94D049BB133111EBU;
  return mixed ^ mixed >> 31U;
}

double Chance::uniform() {
  return static_cast<double>(next() >> 11U) * 0x1.0p-53;
}

double Chance::between(double low, double high) {
  return low + (high - low) * uniform();
}

std::size_t Chance::below(std::size_t count) {
  return std::min(static_cast<std::size_t>(uniform() * static_cast<double>(count)), count - 1);
}

bool Chance::happens(double probability) {
  return uniform() < probability;
}

double Chance::exponential() {
  return -std::log1p(-uniform());
}

/// Sum of twelve even draws (Irwin and Hall), moved to the middle.
double Chance::normal() {
  double sum = -6;
  for (int i = 0; i < 12; ++i) sum += uniform();
  return sum;
}

std::uint64_t number_of(std::string_view word) {
  std::uint64_t number = 0xCBF29CE484222325U;
  for (const char c : word) number = (number ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  return number;
}

Lottery::Lottery(std::span<const double> weights) {
  double sum = 0;
  for (const double weight : weights) up_to_.push_back(sum += weight);
}

std::size_t Lottery::draw(Chance& chance) const {
  const double ticket = chance.uniform() * up_to_.back();
  const auto found = std::ranges::upper_bound(up_to_, ticket);
  return std::min(static_cast<std::size_t>(found - up_to_.begin()), up_to_.size() - 1);
}

double draw_between(std::span<const Quantile> quantiles, Chance& chance) {
  const double share = chance.uniform();
  std::size_t upper = 1;
  while (upper + 1 < quantiles.size() && quantiles[upper].share < share) ++upper;
  const Quantile &low = quantiles[upper - 1], &high = quantiles[upper];
  const double part = std::clamp((share - low.share) / (high.share - low.share), 0.0, 1.0);
  return low.value + part * (high.value - low.value);
}

}  // namespace lapor::tools::demo
