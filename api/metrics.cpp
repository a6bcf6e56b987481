#include "api/metrics.hpp"

#include <algorithm>
#include <cstdio>

namespace lapor::api {
namespace {

std::size_t row_count() {
  return routes().size() + 2;
}

std::size_t row_of(const Route* route) {
  return route == nullptr ? routes().size() : static_cast<std::size_t>(route - routes().data());
}

std::size_t row_of_pages() {
  return routes().size() + 1;
}

std::string labels_of(std::size_t row) {
  if (row == row_of_pages()) return R"(method="",route="pages")";
  if (row == routes().size()) return R"(method="",route="none")";
  const Route& route = routes()[row];
  return "method=\"" + std::string(http::to_word(route.method)) + "\",route=\"" + std::string(route.pattern) + '"';
}

/// Microseconds as seconds, exactly.
std::string in_seconds(std::uint64_t microseconds) {
  char text[40];
  std::snprintf(text, sizeof text, "%llu.%06llu", static_cast<unsigned long long>(microseconds / 1'000'000),
                static_cast<unsigned long long>(microseconds % 1'000'000));
  return text;
}

void write_head(std::string& out, std::string_view name, std::string_view type, std::string_view help) {
  out.append("# HELP ").append(name).append(" ").append(help).append("\n# TYPE ");
  out.append(name).append(" ").append(type).append("\n");
}

void write_sample(std::string& out, std::string_view name, std::string_view labels, const std::string& value) {
  out.append(name);
  if (!labels.empty()) out.append("{").append(labels).append("}");
  out.append(" ").append(value).append("\n");
}

void write_family(std::string& out, std::string_view name, std::string_view type, std::string_view help,
                  std::uint64_t value) {
  write_head(out, name, type, help);
  write_sample(out, name, "", std::to_string(value));
}

}  // namespace

Metrics::Metrics() : counters_(std::make_unique<Counters[]>(row_count())) {}

void Metrics::count(const Route* route, int status, std::chrono::nanoseconds took) {
  count_in(row_of(route), status, took);
}

void Metrics::count_page(int status, std::chrono::nanoseconds took) {
  count_in(row_of_pages(), status, took);
}

void Metrics::count_in(std::size_t at, int status, std::chrono::nanoseconds took) {
  Counters& row = counters_[at];
  const auto microseconds = static_cast<std::uint64_t>(
      std::max<std::int64_t>(0, std::chrono::duration_cast<std::chrono::microseconds>(took).count()));
  const auto column = std::ranges::find(counted_statuses, status) - counted_statuses.begin();
  const auto bucket = std::ranges::lower_bound(latency_bounds_us, microseconds) - latency_bounds_us.begin();
  row.by_status[static_cast<std::size_t>(column)].fetch_add(1, std::memory_order_relaxed);
  row.by_latency[static_cast<std::size_t>(bucket)].fetch_add(1, std::memory_order_relaxed);
  row.total_us.fetch_add(microseconds, std::memory_order_relaxed);
}

void Metrics::write(std::string& out) const {
  write_requests(out);
  write_latency(out);
}

void Metrics::write_requests(std::string& out) const {
  constexpr std::string_view name = "lapor_http_requests_total";
  write_head(out, name, "counter", "Answers by route and status.");
  for (std::size_t row = 0; row < row_count(); ++row)
    for (std::size_t column = 0; column <= counted_statuses.size(); ++column) {
      const auto value = counters_[row].by_status[column].load(std::memory_order_relaxed);
      if (value == 0) continue;
      const std::string status = column < counted_statuses.size() ? std::to_string(counted_statuses[column]) : "other";
      write_sample(out, name, labels_of(row) + ",status=\"" + status + '"', std::to_string(value));
    }
}

void Metrics::write_latency(std::string& out) const {
  const std::string name = "lapor_http_request_duration_seconds";
  write_head(out, name, "histogram", "Time from the whole request to its answer.");
  for (std::size_t row = 0; row < row_count(); ++row) {
    std::uint64_t count = 0;
    std::string lines;
    for (std::size_t bucket = 0; bucket <= latency_bounds_us.size(); ++bucket) {
      count += counters_[row].by_latency[bucket].load(std::memory_order_relaxed);
      const std::string bound = bucket < latency_bounds_us.size() ? in_seconds(latency_bounds_us[bucket]) : "+Inf";
      write_sample(lines, name + "_bucket", labels_of(row) + ",le=\"" + bound + '"', std::to_string(count));
    }
    if (count == 0) continue;
    out += lines;
    write_sample(out, name + "_sum", labels_of(row), in_seconds(counters_[row].total_us));
    write_sample(out, name + "_count", labels_of(row), std::to_string(count));
  }
}

void write_metrics(std::string& out, const PageCounters& pages) {
  constexpr std::string_view name = "lapor_public_pages_total";
  write_head(out, name, "counter", "Pages of reports for the public, by where they came from.");
  write_sample(out, name, "from=\"memory\"", std::to_string(pages.from_memory));
  write_sample(out, name, "from=\"view\"", std::to_string(pages.from_view));
  write_sample(out, name, "from=\"journal\"", std::to_string(pages.from_journal));
}

void write_metrics(std::string& out, const RebuildStatus& rebuild) {
  const bool is_under_way = rebuild.phase == RebuildPhase::folding || rebuild.phase == RebuildPhase::indexing;
  write_family(out, "lapor_rebuild_under_way", "gauge", "1 while views are made anew.", is_under_way ? 1 : 0);
  write_family(out, "lapor_rebuild_failed", "gauge", "1 after a rebuild that failed.",
               rebuild.phase == RebuildPhase::failed ? 1 : 0);
  write_family(out, "lapor_rebuild_done", "gauge", "Records folded, then texts indexed, by the last rebuild.",
               rebuild.done);
  write_family(out, "lapor_rebuild_total", "gauge", "Records to fold, then texts to index, of the last rebuild.",
               rebuild.total);
}

void write_metrics(std::string& out, const AttachmentService::Statistics& attachments) {
  write_family(out, "lapor_uploads_total", "counter", "Files that were received, cleaned and kept.",
               attachments.received);
  write_family(out, "lapor_uploads_refused_total", "counter", "Files that were not taken for what they are.",
               attachments.refused);
  write_family(out, "lapor_uploads_failed_total", "counter", "Files that could not be received or kept.",
               attachments.failed);
  write_family(out, "lapor_uploads_received_bytes_total", "counter", "Bytes of files, as they came in.",
               attachments.received_bytes);
  write_family(out, "lapor_uploads_under_way", "gauge", "Files that are being received or cleaned.",
               attachments.under_way);
  write_family(out, "lapor_uploads_stored", "gauge", "Uploads that have not expired.", attachments.stored.files);
  write_family(out, "lapor_uploads_stored_bytes", "gauge", "Bytes of these.", attachments.stored.bytes);
}

void write_metrics(std::string& out, const AttachmentKeeper::Statistics& keeper) {
  write_family(out, "lapor_attachments_kept_total", "counter", "Files that reports were given.", keeper.kept);
  write_family(out, "lapor_attachments_lost_total", "counter", "Files that records name and that are nowhere.",
               keeper.lost);
}

void write_metrics(std::string& out, const ReportsView::Deadlines& deadlines) {
  write_family(out, "lapor_deadlines_open", "gauge", "Reports with a running deadline.", deadlines.running);
  write_family(out, "lapor_deadlines_missed", "gauge", "Of these, reports behind it.", deadlines.missed);
}

void write_metrics(std::string& out, const actors::EngineStatistics& engine) {
  write_family(out, "lapor_reports_resident", "gauge", "Reports in memory.", engine.resident);
  write_family(out, "lapor_commands_in_flight", "gauge", "Commands not yet answered.", engine.in_flight);
  write_family(out, "lapor_commands_accepted_total", "counter", "Commands carried out.", engine.accepted);
  write_family(out, "lapor_commands_refused_total", "counter", "Commands refused.", engine.refused);
  write_family(out, "lapor_report_recoveries_total", "counter", "Reports loaded from the journal.", engine.recoveries);
  write_family(out, "lapor_report_passivations_total", "counter", "Reports sent out of memory.", engine.passivations);
  write_family(out, "lapor_report_crashes_total", "counter", "Report actors that died.", engine.crashes);
  write_family(out, "lapor_alarms_read_total", "counter", "Deadline alarms read from the index of due times.",
               engine.alarms_read);
  write_family(out, "lapor_alarms_armed_total", "counter", "Deadline alarms sent to reports.", engine.alarms_armed);
  write_family(out, "lapor_alarms_enforced_total", "counter", "Deadline alarms that changed a report.",
               engine.alarms_enforced);
  write_family(out, "lapor_alarms_deferred_total", "counter",
               "Deadline alarms that came to nothing and are tried again.", engine.alarms_deferred);
}

void write_metrics(std::string& out, const storage::Journal::Statistics& journal, Position last) {
  write_family(out, "lapor_journal_position", "gauge", "Position of the last durable record.", number(last));
  write_family(out, "lapor_journal_records_total", "counter", "Records appended since the start.", journal.records);
  write_family(out, "lapor_journal_batches_total", "counter", "Batches synced since the start.", journal.batches);
  write_family(out, "lapor_journal_conflicts_total", "counter", "Appends at a stale version.", journal.conflicts);
  write_family(out, "lapor_journal_waiting", "gauge", "Appends in the queue.", journal.waiting);
  write_family(out, "lapor_journal_failed", "gauge", "1 after a failed write or sync.", journal.failed ? 1 : 0);
  write_family(out, "lapor_journal_disk_low", "gauge", "1 below the disk reserve.", journal.disk_low ? 1 : 0);
}

void write_metrics(std::string& out, const storage::CheckpointPublisher& log) {
  write_family(out, "lapor_log_published_position", "gauge", "Size of the newest published checkpoint.",
               log.latest()->checkpoint.size);
  write_family(out, "lapor_log_checkpoints_total", "counter", "Checkpoints signed since the start.",
               log.signed_notes());
}

void write_metrics(std::string& out, const std::vector<actors::ProjectionStatus>& projections, Position last) {
  const auto write = [&](std::string_view name, std::string_view help, auto value_of) {
    write_head(out, name, "gauge", help);
    for (const auto& projection : projections)
      write_sample(out, name, "projection=\"" + projection.name + '"', std::to_string(value_of(projection)));
  };
  write("lapor_projection_position", "Position of the last folded record.",
        [](const auto& projection) { return number(projection.checkpoint); });
  write("lapor_projection_records_behind", "Durable records that are not folded yet.", [last](const auto& projection) {
    return number(last) - std::min(number(last), number(projection.checkpoint));
  });
  write("lapor_projection_stopped", "1 after a record that could not be folded.",
        [](const auto& projection) { return projection.fault ? 1 : 0; });
}

void write_metrics(std::string& out, const http::ServerStatistics& server) {
  write_family(out, "lapor_http_connections", "gauge", "Open connections.", server.connections);
  write_family(out, "lapor_http_accepted_total", "counter", "Connections accepted.", server.accepted);
  write_family(out, "lapor_http_gate_requests_total", "counter", "Requests that came to the gate.", server.requests);
  write_family(out, "lapor_http_gate_refused_total", "counter", "Requests refused by the gate.", server.refused);
  write_family(out, "lapor_http_in_flight", "gauge", "Requests not yet answered.", server.in_flight);
  write_family(out, "lapor_http_timed_out_total", "counter", "Connections that ran out of time.", server.timed_out);
  write_family(out, "lapor_http_streams", "gauge", "Answers whose body is made while it is sent.", server.streams);
}

}  // namespace lapor::api
