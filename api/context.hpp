#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "actors/clock.hpp"
#include "actors/engine.hpp"
#include "api/cross_origin.hpp"
#include "api/http/message.hpp"
#include "api/http/server.hpp"
#include "api/identity/identity.hpp"
#include "api/late_answers.hpp"
#include "api/live/live_streams.hpp"
#include "api/metrics.hpp"
#include "api/principal.hpp"
#include "api/problem.hpp"
#include "api/public_pages.hpp"
#include "api/reference_pages.hpp"
#include "api/routes.hpp"
#include "api/tokens.hpp"
#include "api/views/reports_view.hpp"
#include "storage/checkpoint_publisher.hpp"
#include "storage/job_pool.hpp"
#include "storage/journal.hpp"
#include "storage/vault.hpp"

namespace lapor::api {

class AttachmentKeeper;
class AttachmentService;
class ViewRebuild;
namespace web {
struct WebFolder;
}

/// What all handlers work with. Nothing is owned but the counters; all else outlives every call.
struct Context {
  actors::Engine& engine;
  storage::Journal& journal;  // nobody appends to it here
  const storage::Vault& vault;
  const actors::Rulebooks& rulebooks;
  NewestReferencePages& reference;
  const actors::Clock& clock;
  const TokenBook& tokens;
  Identity& identity;
  const ReportsView& reports;
  LiveStreams& live;
  PublicPages& pages;
  ViewRebuild* rebuild;                     // may be null
  AttachmentService* attachments;           // may be null
  const AttachmentKeeper* keeper;           // may be null
  const storage::CheckpointPublisher* log;  // may be null
  const web::WebFolder* web;                // may be null
  storage::JobPool& searches;               // reading a view blocks
  storage::JobPool& log_reads;              // so that mirrors of the log do not hold up lists
  storage::JobPool& audits;                 // reading histories blocks, and goes on for long
  std::function<http::ServerStatistics()> server;
  std::function<void(const std::string& request_id, const std::string& what)> on_error;
  Metrics metrics;
  PageCounters page_counters;
  LateAnswers late;
  CrossOrigin cross_origin;
  std::string security_fields;       // of every answer of the API
  std::string page_security_fields;  // of pages and their files
};

/// One request on its way. Shared by the callbacks that may answer it; only one of them runs at a time.
struct Call {
  http::Request request;
  http::Respond respond;
  const Route* route{};
  Principal caller;
  ReportId report{};
  PersonId person{};
  std::uint64_t message{};
  std::uint32_t ordinal{};
  storage::ContentHash file{};
  proof::TileId tile{};
  std::optional<TokenHash> session;  // of who has signed in
  std::optional<TokenHash> token;    // of a session or an API key
  bool by_cookie{};                  // a browser sent it by itself
  bool has_receipt{};                // a right one; who it stands for is known once the report is read
  bool by_form{};                    // a page of ours asks, for somebody without a script
  std::string request_id;
  std::vector<MaskedPiece> masked;  // in the texts of its body
  std::chrono::steady_clock::time_point begun;
};

/// Adds the headers that every answer has, counts it and gives it. Once a call.
void answer(Context& context, const Call& call, http::Response response);
void answer(Context& context, const Call& call, const Problem& problem);

/// The one answer for a report that does not exist and for one that the caller may not know of: the same bytes, and on
/// the same beat.
void answer_hidden(Context& context, const CallPtr& call);

/// Fields that keep browsers from making more of an answer than it is. `behind_tls`: also that they never come back
/// without TLS (RFC 6797).
[[nodiscard]] std::string security_fields(bool behind_tls);

/// 200 with a JSON body.
[[nodiscard]] http::Response json_response(std::string body);

/// Whose limits and Idempotency-Keys a call falls under: the token's holder, or the holder of this report's receipt.
[[nodiscard]] std::string name_of_caller(const Call& call);

/// The name under which the holders of a report's receipt are counted.
[[nodiscard]] std::string name_of_receipt(ReportId report);

/// The principal behind a right receipt: the reporter of this one report.
[[nodiscard]] Principal receipt_holder(const ReportState& state);

/// Runs a step of a handler: what it throws is answered with 500 and goes no further.
template <class Step>
void guarded(Context& context, const Call& call, Step step) {
  try {
    step();
  } catch (const std::exception& error) {
    if (context.on_error) context.on_error(call.request_id, error.what());
    answer(context, call, Problem{ProblemKind::internal_error, "Try again; if it stays, tell the operator.", "", ""});
  }
}

}  // namespace lapor::api
