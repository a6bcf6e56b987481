#include <unistd.h>

#include "tools/benchmark/load.hpp"
#include "tools/benchmark/measures.hpp"
#include "tools/benchmark/program.hpp"

namespace lapor::benchmark {
namespace {

LoadResult submit_with(const ServerProgram& server, const std::string& request, std::size_t connections,
                       double seconds) {
  ::sync();  // what earlier measures wrote is not to be written now
  Load load;
  load.port = server.port();
  load.connections = connections;
  load.request = request;
  load.length = std::chrono::milliseconds{static_cast<int>(seconds * 1000)};
  const auto result = run_load(load);
  if (result.not_success > 0) give_up(std::to_string(result.not_success) + " submissions were not accepted");
  return result;
}

}  // namespace

void measure_submissions(const Bench& bench) {
  const TemporaryFolder folder;
  const ServerProgram server(folder.path() / "data", {"--dev-tokens"});
  const std::string request = submission_request(token_of(folder.path() / "data", "reporter"));

  const auto alone = submit_with(server, request, 1, bench.seconds / 2);
  print_row("durable submissions, 1 connection: median", alone.p50_ms, "ms", "< 0.6", alone.p50_ms < 0.6);

  const auto many = submit_with(server, request, 64, bench.seconds);
  print_row("durable submissions, 64 connections", many.per_second, "/s", ">= 30000", many.per_second >= 30'000);
  print_row("durable submissions, 64 connections: p99", many.p99_ms, "ms", "< 10", many.p99_ms < 10);

  const auto burst = submit_with(server, request, 256, bench.seconds / 2);
  print_row("durable submissions, 256 connections", burst.per_second, "/s", "-", true);
}

}  // namespace lapor::benchmark
