#include <cstdio>

#include "tools/benchmark/measures.hpp"

namespace lapor::benchmark {

void print_head() {
  std::printf("%-58s %14s %-12s %-16s %s\n", "figure", "measured", "unit", "goal", "");
}

void print_row(const std::string& what, double value, const std::string& unit, const std::string& goal, bool met) {
  std::printf("%-58s %14.2f %-12s %-16s %s\n", what.c_str(), value, unit.c_str(), goal.c_str(), met ? "met" : "MISSED");
  std::fflush(stdout);
}

void print_ceiling(const std::string& what, double value, const std::string& unit) {
  std::printf("%-58s %14.2f %-12s %-16s\n", ("  ceiling: " + what).c_str(), value, unit.c_str(), "-");
  std::fflush(stdout);
}

}  // namespace lapor::benchmark
