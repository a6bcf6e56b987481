#include "api/identity/identity.hpp"

#include <boost/json.hpp>
#include <chrono>
#include <random>
#include <thread>

#include "api/people/principals.hpp"
#include "events/codec.hpp"
#include "tools/api_client.hpp"
#include "tools/benchmark/load.hpp"
#include "tools/benchmark/measures.hpp"
#include "tools/benchmark/program.hpp"
#include "tools/benchmark/sample.hpp"

/// What it costs to know who asks, to keep texts sealed, and to check passwords while reports come in.
namespace lapor::benchmark {
namespace {

namespace json = boost::json;
using Clock = std::chrono::steady_clock;

constexpr std::string_view password = "kuda laut biru 42";

double microseconds_since(Clock::time_point begin) {
  return std::chrono::duration<double, std::micro>(Clock::now() - begin).count();
}

/// A token's hash and its session among a hundred thousand, as each request does it.
void measure_authentication(const Bench& bench) {
  constexpr std::size_t count = 100'000;
  constexpr std::size_t requests = 400'000;
  api::Identity identity({}, {});
  const Instant now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  std::vector<std::string> tokens;
  for (std::size_t i = 0; i < count; ++i) {
    tokens.emplace_back(api::new_prefixed_token(api::session_prefix).reveal());
    PersonState person;
    person.id = PersonId{i + 1};
    api::CachedSession session{api::principal_of(person, Role::reporter), person.id, now + std::chrono::hours{24},
                               std::chrono::hours{1}, ""};
    identity.sessions.keep(identity.sessions.begin(), api::hash_token(tokens.back(), bench.vault), std::move(session),
                           now);
  }
  std::minstd_rand chance(7);
  std::size_t found = 0;
  const auto begin = Clock::now();
  for (std::size_t i = 0; i < requests; ++i)
    found += identity.sessions.find(api::hash_token(tokens[chance() % count], bench.vault), now).has_value() ? 1 : 0;
  const double each = microseconds_since(begin) / static_cast<double>(requests);
  if (found < requests * 99 / 100) give_up("sessions were not found again");
  print_row("authentication, one of 100,000 sessions", each, "us", "< 20", each < 20);
}

/// Time of this thread for one submission's record with its seal, and without.
double encoding_time(const Record& record, const Seal& seal) {
  constexpr int rounds = 50'000;
  std::size_t bytes = 0;
  const auto begin = Clock::now();
  for (int i = 0; i < rounds; ++i) bytes += encode(record, seal).size();
  if (bytes == 0) give_up("nothing was encoded");
  return microseconds_since(begin) / rounds;
}

/// Sealing a submission (the vault's keys included), against all that the server's processor does for one.
void measure_sealing(const Bench& bench, const ServerProgram& server, const std::string& request) {
  const Instant now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  const Record record = sample_record(ReportId{1'000'001}, bench.rules, now);
  const auto begin = Clock::now();
  constexpr int keys = 20'000;
  for (int i = 0; i < keys; ++i)
    if (bench.vault.wrap(bench.vault.new_data_key(), record.stream).empty()) give_up("no key was wrapped");
  const double key_time = microseconds_since(begin) / keys;
  const double sealed = encoding_time(record, storage::seal_with(bench.vault.new_data_key()));
  const double plain = encoding_time(record, [](BytesView text, BytesView) { return Bytes(text.begin(), text.end()); });
  Load load;
  load.port = server.port();
  load.request = request;
  load.length = std::chrono::milliseconds{static_cast<int>(bench.seconds * 1000)};
  const double before = server.processor_seconds();
  const auto result = run_load(load);
  const double spent = (server.processor_seconds() - before) * 1e6 /
                       (static_cast<double>(result.answers) * (load.warm_up + load.length) / load.length);
  print_ceiling("processor time of the server for one submission", spent, "us");
  print_row("of these for its data key, wrapped", 100 * key_time / spent, "%", "-", true);
  const double share = 100 * (sealed - plain + key_time) / spent;
  print_row("sealing, of the submit path's processor time", share, "%", "< 5", share < 5);
}

json::object post(tools::ApiClient& client, const std::string& target, const json::object& body) {
  const auto reply = client.post(target, json::serialize(body), "");
  if (!reply || !reply->is_success()) give_up(target + ": " + (reply ? reply->reason() : reply.error()));
  return json::parse(reply->body).as_object();
}

std::string as_request(const std::string& body) {
  return "POST /v1/sessions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string code_in(const json::object& messages) {
  const std::string text(messages.at("items").as_array().at(0).at("text").as_string());
  return text.substr(text.find_first_of("0123456789"), 8);
}

/// So many people with accounts: the requests with which they sign in.
std::vector<std::string> sign_in_requests(const ServerProgram& server, const std::filesystem::path& data,
                                          std::size_t people) {
  tools::ApiClient gateway({"127.0.0.1", server.port()}, token_of(data, "gateway"));
  std::vector<std::string> requests;
  for (std::size_t i = 0; i < people; ++i) {
    const std::string address = "warga" + std::to_string(i) + "@example.id";
    post(gateway, "/v1/accounts/codes", {{"address", address}});
    const auto waiting = gateway.get("/v1/messages?channel=email");
    const auto messages = json::parse(waiting->body).as_object();
    post(gateway, "/v1/accounts",
         {{"address", address}, {"code", code_in(messages)}, {"password", password}, {"name", "Ani"}});
    requests.push_back(as_request(json::serialize(json::object{{"address", address}, {"password", password}})));
  }
  return requests;
}

/// Reports while as many sign in as the pool for passwords takes, against reports alone in the same minute.
void measure_flood(const Bench& bench, const ServerProgram& server, const std::string& request,
                   const std::vector<std::string>& sign_ins) {
  Load reports;
  reports.port = server.port();
  reports.request = request;
  reports.length = std::chrono::milliseconds{static_cast<int>(bench.seconds * 1000)};
  const auto alone = run_load(reports);
  Load flood = reports;
  flood.connections = sign_ins.size();
  flood.requests = sign_ins;
  LoadResult signed_in;
  std::thread beside([&] { signed_in = run_load(flood); });
  const auto together = run_load(reports);
  beside.join();
  print_ceiling("durable submissions, nobody signs in", alone.per_second, "/s");
  print_ceiling("sign-ins beside reports, 24 under way", signed_in.per_second, "/s");
  const double kept = 100 * together.per_second / alone.per_second;
  print_row("submissions during a flood of sign-ins", kept, "%", ">= 90", kept >= 90);
  print_row("submissions during a flood of sign-ins: p99", together.p99_ms, "ms", "< 20", together.p99_ms < 20);
}

}  // namespace

void measure_identity(const Bench& bench) {
  measure_authentication(bench);
  const TemporaryFolder folder;
  const ServerProgram server(folder.path() / "data", {"--dev-tokens"});
  const std::string request = submission_request(token_of(folder.path() / "data", "reporter"));
  measure_sealing(bench, server, request);
  measure_flood(bench, server, request, sign_in_requests(server, folder.path() / "data", 24));
}

}  // namespace lapor::benchmark
