#include "tools/import.hpp"

#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <unordered_set>

#include "config/csv.hpp"
#include "config/reference.hpp"
#include "tools/import_sender.hpp"
#include "tools/reference_folder.hpp"

namespace lapor::tools {
namespace {

constexpr int all_filed = 0;
constexpr int some_refused = 1;
constexpr int not_finished = 2;
constexpr std::size_t reasons_shown = 20;

struct Tally {
  std::size_t accepted{};
  std::size_t repeated{};
  std::size_t refused{};
  std::size_t unsent{};
  std::size_t addressed{};
  std::size_t unmatched{};
};

/// Rows of the same content have the same report: the first of them counts as accepted, the others as repeated.
Tally count(const std::vector<ImportRow>& rows, const ImportSender& sender) {
  Tally tally;
  std::unordered_set<std::uint64_t> known;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const RowResult& result = sender.results()[i];
    if (result.outcome == RowOutcome::unsent) ++tally.unsent;
    if (result.outcome == RowOutcome::refused) ++tally.refused;
    if (result.outcome == RowOutcome::filed) {
      const bool is_new = result.position > sender.position_before() && known.insert(result.position).second;
      ++(is_new ? tally.accepted : tally.repeated);
    }
    if (rows[i].has_addressee) ++tally.addressed;
    if (rows[i].has_addressee && !rows[i].is_matched) ++tally.unmatched;
  }
  return tally;
}

std::string csv_field(const std::string& text) {
  std::string quoted = "\"";
  for (char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

/// Line, tracking id and reason of every refused row; the texts stay in the file they came in.
bool write_refused(const std::string& file, const std::vector<ImportRow>& rows, const std::vector<RowResult>& results) {
  std::ofstream out(file, std::ios::trunc);
  out << "line,tracking_id,status,reason\n";
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (results[i].outcome == RowOutcome::refused)
      out << rows[i].line << ',' << csv_field(rows[i].tracking_id) << ',' << results[i].status << ','
          << csv_field(results[i].reason) << '\n';
  return static_cast<bool>(out.flush());
}

void show_refused(const std::string& file, const std::vector<ImportRow>& rows, const std::vector<RowResult>& results) {
  std::size_t shown = 0;
  for (std::size_t i = 0; i < rows.size() && shown < reasons_shown; ++i)
    if (results[i].outcome == RowOutcome::refused) {
      std::cerr << file << ':' << rows[i].line << ": refused: " << results[i].reason << '\n';
      ++shown;
    }
}

std::string summary(const Tally& tally, std::chrono::duration<double> elapsed) {
  char time[32];
  std::snprintf(time, sizeof time, "%.1f s", elapsed.count());
  return "import: accepted " + std::to_string(tally.accepted) + ", repeated " + std::to_string(tally.repeated) +
         ", refused " + std::to_string(tally.refused) + ", not sent " + std::to_string(tally.unsent) +
         "; unmatched addressees " + std::to_string(tally.unmatched) + " of " + std::to_string(tally.addressed) + "; " +
         time;
}

int give_up(const std::string& reason) {
  std::cerr << "import: " << reason << '\n';
  return not_finished;
}

int report(const ImportOptions& options, const std::vector<ImportRow>& rows, const ImportSender& sender,
           const Progress& progress) {
  const Tally tally = count(rows, sender);
  if (tally.refused > 0) show_refused(options.file, rows, sender.results());
  if (!options.refused_file.empty() && !write_refused(options.refused_file, rows, sender.results()))
    return give_up("cannot write " + options.refused_file + "; choose another file with --refused");
  std::cout << summary(tally, progress.elapsed()) << std::endl;
  if (!sender.stopped_because().empty())
    return give_up(sender.stopped_because() + " (run the same command again: it goes on where it stopped)");
  return tally.refused > 0 ? some_refused : all_filed;
}

}  // namespace

int import_file(const ImportOptions& options) {
  const auto server = parse_server_url(options.server);
  if (!server) return give_up(server.error());
  const auto token = choose_token(options.token);
  if (!token) return give_up(token.error());
  const auto reference = find_reference_folder(options.reference_folder);
  if (!reference) return give_up(reference.error());
  const auto rules = config::load_rulebook(*reference);
  if (!rules) return give_up(rules.error());
  const auto table = config::load_csv(options.file);
  if (!table) return give_up(table.error());
  const auto rows = read_rows(*table, options.defaults, AddresseeMatcher(rules->institutions));
  if (!rows) return give_up(rows.error());

  Progress progress(std::cout, isatty(STDOUT_FILENO) == 1, {"import", "rows"}, rows->size());
  ImportSender sender({*server, *token, options.patience}, *rows, progress);
  sender.run(options.connections);
  progress.finish();
  return report(options, *rows, sender, progress);
}

}  // namespace lapor::tools
