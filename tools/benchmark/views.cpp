#include <cstdio>
#include <random>
#include <regex>
#include <set>
#include <thread>

#include "tools/benchmark/file_server.hpp"
#include "tools/benchmark/lag.hpp"
#include "tools/benchmark/load.hpp"
#include "tools/benchmark/measures.hpp"
#include "tools/benchmark/program.hpp"

/// The read models over the country that `lapor demo` invents.
namespace lapor::benchmark {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::size_t connections = 64;
constexpr std::size_t different = 2'000;  // requests of one kind

std::chrono::milliseconds length_of(const Bench& bench) {
  return std::chrono::milliseconds{static_cast<int>(bench.seconds * 1000)};
}

std::string get_request(const std::string& target, const std::string& token = "") {
  return "GET " + target + " HTTP/1.1\r\nHost: bench\r\n" +
         (token.empty() ? "" : "Authorization: Bearer " + token + "\r\n") + "\r\n";
}

double rate_in(const std::string& output, const std::string& unit) {
  const std::regex pattern(", ([0-9]+) " + unit + "/s\n");
  double rate = -1;
  for (std::sregex_iterator at(output.begin(), output.end(), pattern), end; at != end; ++at)
    rate = std::stod(at->str(1));
  return rate;
}

/// A folder that somebody made before, or a new country in `own`.
std::filesystem::path country_of(const Bench& bench, const std::filesystem::path& own) {
  if (!bench.country.empty()) return bench.country;
  std::fprintf(stderr, "inventing %llu reports; keep one with lapor demo and name it with --country\n",
               static_cast<unsigned long long>(bench.million));
  const auto made =
      run_program({"demo", "--data", own.string(), "--reports", std::to_string(bench.million), "--days", "730"});
  std::fputs(made.c_str(), stderr);
  return own;
}

/// Rates, because the journal's size is the country's: six million records in a minute are 100,000 a second, and with
/// the texts of 860,000 reports (seven records each) in five minutes.
void measure_rebuild(const std::filesystem::path& data) {
  const auto begin = SteadyClock::now();
  const std::string output = run_program({"rebuild", "--data", data.string()});
  const double seconds = std::chrono::duration<double>(SteadyClock::now() - begin).count();
  const double records = rate_in(output, "records");
  const double texts = rate_in(output, "texts");
  const std::regex pattern("rebuilt up to position ([0-9]+)");
  std::smatch match;
  if (!std::regex_search(output, match, pattern)) give_up("the rebuild did not end well: " + output);
  const double whole = std::stod(match.str(1)) / seconds;
  print_row("views made anew, without texts", records, "records/s", ">= 100000", records >= 100'000);
  print_row("texts indexed", texts, "reports/s", "-", true);
  print_row("views made anew, with texts", whole, "records/s", ">= 20000", whole >= 20'000);
}

void wait_until_ready(const ServerProgram& server) {
  while (get(server.port(), "/readyz").find("\"ready\":true") == std::string::npos)
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
  while (get(server.port(), "/v1/reports?q=jalan&limit=1").find("\"total\"") == std::string::npos)
    std::this_thread::sleep_for(std::chrono::milliseconds{100});
}

/// Ids and titles of published reports from all over the country's time.
struct Sample {
  std::vector<std::string> ids;
  std::vector<std::string> words;
};

Sample sample_of(const ServerProgram& server, std::uint64_t reports) {
  Sample sample;
  std::mt19937_64 dice{7};
  std::set<std::string> words;
  while (sample.ids.size() < different) {
    const std::string id = std::to_string(1'000'001 + dice() % reports);
    const std::string page = get(server.port(), "/v1/reports/" + id);
    if (page.find("\"state\"") == std::string::npos) continue;
    sample.ids.push_back(id);
    const auto title = page.find("\"title\":\"") + 9;
    std::string text = page.substr(title, page.find('"', title) - title);
    for (std::smatch word; std::regex_search(text, word, std::regex("[A-Za-z]{4,}")); text = word.suffix())
      words.insert(word.str());
  }
  for (const std::string& word : words)  // those that say something
    if (get(server.port(), "/v1/reports?limit=1&q=" + word).find("\"total\"") != std::string::npos)
      sample.words.push_back(word);
  return sample;
}

void measure_pages(const Bench& bench, const ServerProgram& server, const Sample& sample) {
  const auto load_of = [&](std::uint16_t port, std::vector<std::string> requests) {
    Load load{.port = port, .connections = connections, .length = length_of(bench), .requests = std::move(requests)};
    const auto result = run_load(load);
    if (result.not_success > 0) give_up("a page was refused");
    return result;
  };
  std::vector<std::string> random;
  std::vector<std::string> few;
  for (const std::string& id : sample.ids) random.push_back(get_request("/v1/reports/" + id));
  few.assign(random.begin(), random.begin() + 50);
  const std::string page = get(server.port(), "/v1/reports/" + sample.ids.front());
  double ceiling = 0;
  if (const auto file_server = FileServer::start(page)) {
    ceiling = load_of(file_server->port(), {get_request("/page.json")}).per_second;
    print_ceiling("nginx, one file of that size, " + std::to_string(connections) + " connections", ceiling, "/s");
  } else {
    std::puts("  ceiling: nginx is not installed (apt-get install nginx-light)");
  }
  const auto row = [&](const std::string& what, double rate) {
    print_row(what, rate, "/s", ceiling > 0 ? ">= nginx" : "-", rate >= ceiling);
  };
  row("a report by id, one of fifty", load_of(server.port(), few).per_second);
  row("a report by id, one of " + std::to_string(different), load_of(server.port(), random).per_second);
  std::mt19937_64 dice{11};
  std::vector<std::string> cold;
  for (int i = 0; i < 400'000; ++i)
    cold.push_back(get_request("/v1/reports/" + std::to_string(1'000'001 + dice() % bench.million)));
  Load load{.port = server.port(), .connections = connections, .length = length_of(bench), .requests = cold};
  const auto any = run_load(load);
  print_row("a report by id, any one (hidden ones are 404)", any.per_second, "/s", ceiling > 0 ? ">= 0.9 nginx" : "-",
            any.per_second >= 0.9 * ceiling);
}

struct Kind {
  std::string what;
  double goal_ms;
  std::vector<std::string> targets;
};

void measure_kind(const Bench& bench, const ServerProgram& server, const std::string& token, const Kind& kind) {
  std::vector<std::string> requests;
  for (const std::string& target : kind.targets) requests.push_back(get_request(target, token));
  Load load{.port = server.port(), .connections = 1, .length = length_of(bench), .requests = std::move(requests)};
  const auto result = run_load(load);
  if (result.not_success > 0) give_up(kind.what + ": " + std::to_string(result.not_success) + " were refused");
  char goal[32];
  std::snprintf(goal, sizeof goal, "< %.0f", kind.goal_ms);
  print_row(kind.what + ": median", result.p50_ms, "ms", "-", true);
  print_row(kind.what + ": p99", result.p99_ms, "ms", goal, result.p99_ms < kind.goal_ms);
}

std::vector<std::string> list_targets() {
  std::vector<std::string> targets;
  for (const char* filter : {"", "state=closed&", "institution=kota-35.78&", "region=35&", "region=32&state=replied&",
                             "category=perhubungan&late=true&", "from=2026-01-01&to=2026-06-30&", "channel=web,sms&"})
    for (const char* facets : {"state,institution,category", "region,classification,late", "channel,category,state"})
      for (const char* sort : {"newest", "due", "supports"})
        targets.push_back("/v1/reports?" + std::string(filter) + "limit=20&sort=" + sort + "&facets=" + facets);
  return targets;
}

std::vector<std::string> table_targets() {
  std::vector<std::string> targets;
  for (const char* period : {"month=2026-05", "from=2025-06-01&to=2026-05-31", "from=2026-03-03&to=2026-09-17"})
    for (const char* table : {"institutions", "regions", "categories", "channels", "daily", "map"})
      targets.push_back("/v1/statistics/" + std::string(table) + "?" + period);
  targets.emplace_back("/v1/statistics/backlog?by=institution");
  targets.emplace_back("/v1/statistics/map?level=regency&measure=rating_mean&month=2026-05");
  return targets;
}

std::vector<std::string> search_targets(const Sample& sample) {
  std::mt19937_64 dice{13};
  const auto word = [&] { return sample.words[dice() % sample.words.size()]; };
  std::vector<std::string> targets;
  for (std::size_t i = 0; i < different; ++i) {
    std::string target = "/v1/reports?limit=20&q=" + word();
    if (dice() % 2 == 0) target += "+" + word();
    if (dice() % 4 == 0) target += "&region=35";
    if (dice() % 4 == 0) target += "&facets=state,category";
    targets.push_back(target);
  }
  return targets;
}

std::vector<std::string> map_targets() {
  std::vector<std::string> targets;
  for (const char* box : {"94,-12,142,7", "105,-9,115,-5", "112.5,-7.5,113,-7", "95,-6,107,6", "118,-6,126,2"})
    for (const char* filter : {"", "&state=in_progress", "&category=perhubungan"})
      targets.push_back("/v1/reports/clusters?bbox=" + std::string(box) + filter);
  return targets;
}

void measure_reads(const Bench& bench, const ServerProgram& server, const Sample& sample, const std::string& token) {
  const std::string who = (token.empty() ? "the public: " : "an administrator: ");
  for (const Kind& kind : {Kind{who + "list of 20 with three facets", 5, list_targets()},
                           Kind{who + "table of statistics", 5, table_targets()},
                           Kind{who + "text search, 1 or 2 words", 20, search_targets(sample)},
                           Kind{who + "a map's groups", 20, map_targets()}})
    measure_kind(bench, server, token, kind);
}

void print_memory(const ServerProgram& server, const std::string& when) {
  const double resident = static_cast<double>(server.resident_bytes()) / 1e6;
  print_row("resident memory " + when, resident, "MB", "< 1500", resident < 1'500);
}

void measure_lag(const Bench& bench, const ServerProgram& server, const std::filesystem::path& data) {
  constexpr double commands_a_second = 2'000;
  const auto lag = run_lag({server.port(), token_of(data, "national_admin"), token_of(data, "reporter"),
                            commands_a_second, length_of(bench) * 2});
  print_row("commands a second meanwhile", lag.per_second, "/s", ">= 1900", lag.per_second >= 0.95 * commands_a_second);
  print_row("from a command's answer to its event on a stream: p99", lag.p99_ms, "ms", "< 50", lag.p99_ms < 50);
  print_row("the same: median", lag.p50_ms, "ms", "-", true);
}

}  // namespace

void measure_sight(const Bench& bench) {
  const TemporaryFolder folder;
  const auto data = country_of(bench, folder.path() / "country");
  const ServerProgram server(data, {"--dev-tokens"});
  wait_until_ready(server);
  measure_lag(bench, server, data);
}

void measure_views(const Bench& bench) {
  const TemporaryFolder folder;
  const auto data = country_of(bench, folder.path() / "country");
  measure_rebuild(data);
  const auto begin = SteadyClock::now();
  const ServerProgram server(data, {"--dev-tokens"});
  wait_until_ready(server);
  print_row("lists ready at the next start", std::chrono::duration<double>(SteadyClock::now() - begin).count(), "s",
            "-", true);
  print_memory(server, "after that start");
  const auto sample = sample_of(server, bench.million);
  const std::string token = token_of(data, "national_admin");
  measure_pages(bench, server, sample);
  measure_reads(bench, server, sample, token);
  measure_reads(bench, server, sample, "");
  measure_lag(bench, server, data);
  print_memory(server, "after all that");
}

}  // namespace lapor::benchmark
