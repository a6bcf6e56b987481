#include "api/http/server.hpp"
#include "tools/benchmark/load.hpp"
#include "tools/benchmark/measures.hpp"
#include "tools/benchmark/program.hpp"

namespace lapor::benchmark {
namespace {

/// Answers like a submission, from the loop itself.
void answer_at_once(api::http::Request, api::http::Respond respond) {
  api::http::Response response;
  response.status = 201;
  response.headers.emplace_back("Location", "/v1/reports/1000001");
  response.headers.emplace_back("ETag", "\"1\"");
  response.body.assign(240, 'x');
  respond(std::move(response));
}

}  // namespace

void measure_http_alone(const Bench& bench) {
  api::http::ServerOptions options;
  options.port = 0;
  auto server = api::http::Server::start(options, answer_at_once);
  if (!server) give_up(server.error());
  Load load;
  load.port = (*server)->port();
  load.request = submission_request(std::string(64, 'a'));
  load.length = std::chrono::milliseconds{static_cast<int>(bench.seconds * 1000 / 2)};
  const auto many = run_load(load);
  load.connections = 1;
  const auto alone = run_load(load);
  (*server)->stop(std::chrono::seconds{1});
  print_ceiling("HTTP layer alone, 64 connections", many.per_second, "/s");
  print_ceiling("HTTP layer alone, 1 connection: median", alone.p50_ms, "ms");
}

}  // namespace lapor::benchmark
