#include "tools/import_sender.hpp"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <charconv>
#include <optional>
#include <thread>

#include "tools/api_client.hpp"
#include "tools/backoff.hpp"

namespace lapor::tools {
namespace {

/// Not this row's fault: no other row would fare better.
bool is_everybodys_refusal(int status) {
  return status == 401 || status == 403 || status == 404;
}

std::uint64_t position_in(const std::string& answer) {
  boost::json::error_code error;
  const auto value = boost::json::parse(answer, error);
  if (error || !value.is_object()) return 0;
  const auto* position = value.get_object().if_contains("position");
  return position != nullptr && position->is_int64() ? static_cast<std::uint64_t>(position->get_int64()) : 0;
}

RowResult result_of(const ApiReply& reply) {
  if (!reply.is_success()) return {RowOutcome::refused, reply.status, 0, reply.reason()};
  return {RowOutcome::filed, reply.status, position_in(reply.body), {}};
}

/// The service's last word, or why there is none within `patience`.
template <class Send>
Result<ApiReply, std::string> send_patiently(Send send, std::chrono::seconds patience,
                                             const std::atomic<bool>& stopped) {
  Backoff backoff(patience);
  while (true) {
    const auto reply = send();
    if (reply && !reply->is_worth_another_try()) return *reply;
    const auto asked = reply ? reply->retry_after : std::nullopt;
    const auto delay = backoff.next(std::chrono::steady_clock::now(), asked);
    if (!delay || stopped) return fail(reply ? reply->reason() : reply.error());
    std::this_thread::sleep_for(*delay);
  }
}

/// The value of `lapor_journal_position` among the service's metrics; 0 when it is not told.
std::uint64_t last_position_in(std::string_view metrics) {
  constexpr std::string_view name = "\nlapor_journal_position ";
  const auto found = metrics.find(name);
  std::uint64_t position = 0;
  if (found != metrics.npos)
    std::from_chars(metrics.data() + found + name.size(), metrics.data() + metrics.size(), position);
  return position;
}

}  // namespace

ImportSender::ImportSender(Target target, const std::vector<ImportRow>& rows, Progress& progress)
    : target_(std::move(target)), rows_(rows), progress_(progress), results_(rows.size()) {}

bool ImportSender::note_position_before() {
  ApiClient client(target_.server, target_.token);
  const auto reply = send_patiently([&] { return client.get("/metrics"); }, target_.patience, stopped_);
  if (!reply) stop("the service does not answer: " + reply.error());
  if (reply && reply->is_success()) position_before_ = last_position_in(reply->body);
  return reply.has_value();
}

void ImportSender::run(std::size_t connections) {
  if (!note_position_before()) return;
  std::vector<std::thread> workers;
  for (std::size_t i = 0; i < std::max<std::size_t>(connections, 1); ++i) workers.emplace_back([this] { work(); });
  for (std::thread& worker : workers) worker.join();
}

void ImportSender::stop(std::string reason) {
  const std::lock_guard lock(mutex_);
  if (!stopped_.exchange(true)) stopped_because_ = std::move(reason);
}

void ImportSender::work() {
  ApiClient client(target_.server, target_.token);
  for (std::size_t i = next_++; i < rows_.size() && !stopped_; i = next_++) {
    if (!rows_[i].problem.empty()) {
      results_[i] = {RowOutcome::refused, 0, 0, rows_[i].problem};
    } else {
      const auto send = [&] { return client.post("/v1/reports", rows_[i].body, rows_[i].key); };
      const auto reply = send_patiently(send, target_.patience, stopped_);
      if (!reply) return stop("the service did not answer in time: " + reply.error());
      if (is_everybodys_refusal(reply->status)) return stop(reply->reason());
      results_[i] = result_of(*reply);
    }
    progress_.advance();
  }
}

}  // namespace lapor::tools
