#pragma once

#include <atomic>
#include <cstdint>
#include <functional>

#include "api/attachments/attachment_keeper.hpp"
#include "api/attachments/attachment_service.hpp"
#include "api/context.hpp"
#include "api/views/view_rebuild.hpp"
#include "api/web/folder.hpp"

namespace lapor::api {

struct ServiceOptions {
  /// Told, on any thread, of each request that was answered with 500: its id and what was thrown. May be empty.
  std::function<void(const std::string& request_id, const std::string& what)> on_error{};
  /// Makes the views anew when it is asked to; null: nobody does. Must outlive the service.
  ViewRebuild* rebuild{};
  std::string allowed_origins{};  // of CORS, with commas between
  /// Takes and gives files; null: nobody does, and nothing can be attached. Must outlive the service, and be stopped
  /// before the service goes.
  AttachmentService* attachments{};
  /// For /metrics; may be null. Must outlive the service.
  const AttachmentKeeper* keeper{};
  /// Shows the log's checkpoints; null: there is no log to be seen. Must outlive the service.
  const storage::CheckpointPublisher* log{};
  /// The pages; null: there are none, and the API serves alone. Must outlive the service.
  const web::WebFolder* web{};
};

/// Searches block for reads of rows; with two threads a slow one does not hold up the others.
inline constexpr std::size_t search_threads = 2;
inline constexpr std::size_t most_waiting_searches = 256;

/// Whoever replays a whole journal keeps a processor busy for minutes. One thread that gives way makes the portions of
/// all auditors in turn, so that they slow each other down and nobody else. More may wait than there are connections:
/// what was begun is never cut off for want of room.
inline constexpr std::size_t audit_threads = 1;
inline constexpr std::size_t most_waiting_audits = 65'536;

/// Some 25,000 pages: more than a country reads on one day.
inline constexpr std::size_t page_cache_bytes = 64ULL << 20;

/// The whole HTTP API behind one function. Owns nothing of what it is given; all of it must outlive the service, and
/// the engine must be stopped before the service goes, because its callbacks answer calls.
class Service {
 public:
  /// `server` tells the HTTP server's counters for /metrics; may be empty.
  Service(ServiceOptions options, actors::Engine& engine, storage::Journal& journal, const storage::Vault& vault,
          const actors::Rulebooks& rulebooks, const actors::Clock& clock, const TokenBook& tokens, Identity& identity,
          ReportsView& reports, std::function<http::ServerStatistics()> server);

  /// The server must have let go of all streams before.
  ~Service();
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  /// Answers one request, at once or later from another thread. Any thread may call; never blocks, never throws.
  void handle(http::Request request, http::Respond respond);

  /// `handle` for the HTTP server. Keeps a reference to this service.
  [[nodiscard]] http::Handler handler();

  /// Who takes the bodies of uploads, for the HTTP server. Keeps a reference to this service.
  [[nodiscard]] http::PlanBody plan_body();

 private:
  void dispatch(const CallPtr& call);
  [[nodiscard]] std::string new_request_id();

  ReportsView& reports_;
  LiveStreams live_;
  PublicPages pages_{page_cache_bytes};
  NewestReferencePages reference_;
  Context context_;
  storage::JobPool log_reads_{1, most_waiting_searches};
  storage::JobPool searches_{search_threads, most_waiting_searches};  // ends before what its jobs use
  storage::JobPool audits_{audit_threads, most_waiting_audits, storage::JobPool::Priority::low};
  const std::string run_;  // makes request ids of this run of the server differ from those of others
  std::atomic<std::uint64_t> requests_{};
};

}  // namespace lapor::api
