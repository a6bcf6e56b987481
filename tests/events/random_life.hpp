#pragma once

#include <vector>

#include "events/decide.hpp"
#include "events/events.hpp"

/// Invented lives of reports: whatever somebody might ask, in whatever order, decided by the rules.
namespace lapor::random_life {

/// Two cities, a unit, Makassar and Jayapura; the years 2026 and 2027 are decreed.
const Rulebook& rules();

/// All that happened to one report, as it was written. Before a moment within its life the decree of 2027 is not known;
/// the system rings when it must, or late. The same seed gives the same life.
std::vector<Record> live(unsigned seed);

/// The same without keys: encoded, decoded to facts, with stand-ins.
std::vector<Record> without_keys(const std::vector<Record>& life);

}  // namespace lapor::random_life
