#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "actors/engine.hpp"
#include "api/attachments/attachment_keeper.hpp"
#include "api/attachments/attachment_service.hpp"
#include "api/http/server.hpp"
#include "api/routes.hpp"
#include "api/views/view_rebuild.hpp"
#include "storage/checkpoint_publisher.hpp"
#include "storage/journal.hpp"

namespace lapor::api {

/// Upper bounds of the latency histogram, in microseconds.
inline constexpr std::array<std::uint64_t, 12> latency_bounds_us{
    100, 250, 500, 1'000, 2'500, 5'000, 10'000, 25'000, 100'000, 500'000, 1'000'000, 10'000'000};

/// Every status that the service answers with.
inline constexpr std::array counted_statuses{200, 201, 202, 304, 308, 400, 401, 403, 404,
                                             405, 409, 412, 415, 422, 429, 500, 503};

/// Counts answers by route and status, and how long they took. Any thread may call; nothing locks.
class Metrics {
 public:
  Metrics();

  /// `route` null: no route fitted.
  void count(const Route* route, int status, std::chrono::nanoseconds took);
  /// A page or one of its files.
  void count_page(int status, std::chrono::nanoseconds took);

  /// The `lapor_http_*` families of requests in Prometheus' text format 0.0.4.
  void write(std::string& out) const;

 private:
  struct Counters {
    std::array<std::atomic<std::uint64_t>, counted_statuses.size() + 1> by_status{};  // the last one: any other
    std::array<std::atomic<std::uint64_t>, latency_bounds_us.size() + 1> by_latency{};
    std::atomic<std::uint64_t> total_us{};
  };
  void count_in(std::size_t row, int status, std::chrono::nanoseconds took);
  void write_requests(std::string& out) const;
  void write_latency(std::string& out) const;

  std::unique_ptr<Counters[]> counters_;  // one for each route, one for none, one for pages
};

/// Where pages of reports for the public came from.
struct PageCounters {
  std::atomic<std::uint64_t> from_memory{};
  std::atomic<std::uint64_t> from_view{};
  std::atomic<std::uint64_t> from_journal{};
};
void write_metrics(std::string& out, const PageCounters& pages);
void write_metrics(std::string& out, const RebuildStatus& rebuild);
void write_metrics(std::string& out, const AttachmentService::Statistics& attachments);
void write_metrics(std::string& out, const AttachmentKeeper::Statistics& keeper);
void write_metrics(std::string& out, const ReportsView::Deadlines& deadlines);
void write_metrics(std::string& out, const actors::EngineStatistics& engine);
void write_metrics(std::string& out, const storage::CheckpointPublisher& log);
void write_metrics(std::string& out, const storage::Journal::Statistics& journal, Position last);
void write_metrics(std::string& out, const std::vector<actors::ProjectionStatus>& projections, Position last);
void write_metrics(std::string& out, const http::ServerStatistics& server);

}  // namespace lapor::api
