#include <sodium.h>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

#include "config/reference.hpp"
#include "tools/benchmark/measures.hpp"
#include "tools/benchmark/program.hpp"

namespace {

using namespace lapor::benchmark;

struct Measure {
  std::string name;
  std::function<void(const Bench&)> run;
};

const std::vector<Measure>& measures() {
  static const std::vector<Measure> all{
      {"http", measure_http_alone},   {"journal", measure_journal_alone}, {"submissions", measure_submissions},
      {"identity", measure_identity}, {"residents", measure_residents},   {"big", measure_big_journal},
      {"views", measure_views},       {"sight", measure_sight},           {"audit", measure_audit},
      {"log", measure_log},           {"verify", measure_verify}};
  return all;
}

bool is_wanted(const std::vector<std::string>& names, const std::string& name) {
  const bool is_part_of_another = name == "sight";
  return (names.empty() && !is_part_of_another) || std::ranges::find(names, name) != names.end();
}

}  // namespace

/// Takes an option with its value out of the arguments.
std::string take_option(std::vector<std::string>& arguments, const std::string& name) {
  const auto at = std::ranges::find(arguments, name);
  if (at == arguments.end()) return "";
  if (at + 1 == arguments.end()) give_up(name + " needs a value");
  const std::string value = *(at + 1);
  arguments.erase(at, at + 2);
  return value;
}

/// `bench [--quick] [--country DIR] [http|journal|submissions|identity|residents|big|views|sight|audit|log|verify]...`:
/// all measures when none is named. `--country`: a folder that `lapor demo` filled with a million reports (--quick: a
/// hundred thousand).
int main(int argc, char** argv) {
  if (sodium_init() < 0) give_up("libsodium does not start");
  std::vector<std::string> names(argv + 1, argv + argc);
  const std::string country = take_option(names, "--country");
  const auto quick = std::ranges::find(names, "--quick");
  const bool is_quick = quick != names.end();
  if (is_quick) names.erase(quick);

  auto rules = lapor::config::load_rulebook(LAPOR_REFERENCE_DIR);
  if (!rules) give_up(rules.error());
  const TemporaryFolder folder;
  const auto vault = lapor::storage::Vault::create(folder.path() / "master-key");
  if (!vault) give_up(vault.error().what);
  Bench bench{*rules, *vault};
  if (is_quick) {
    bench.seconds = 2;
    bench.million = 100'000;
  }
  bench.country = country;
  print_head();
  for (const auto& measure : measures())
    if (is_wanted(names, measure.name)) measure.run(bench);
  return 0;
}
