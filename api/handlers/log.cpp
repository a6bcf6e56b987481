#include "api/access.hpp"
#include "api/audit/parameters.hpp"
#include "api/audit/scanned_items.hpp"
#include "api/handlers/audit_reading.hpp"
#include "api/handlers/handlers.hpp"
#include "api/handlers/reading.hpp"
#include "api/json_writer.hpp"
#include "api/log_proofs.hpp"
#include "api/not_permitted.hpp"
#include "api/query.hpp"
#include "storage/journal_tiles.hpp"
#include "storage/load_now.hpp"
#include "storage/proof/base64.hpp"
#include "storage/proof/entry_bundle.hpp"

namespace lapor::api {
namespace {

constexpr std::string_view forever = "public, max-age=31536000, immutable";
constexpr std::string_view for_a_moment = "public, max-age=1";

Problem has_no_log() {
  return {ProblemKind::unavailable, "This server publishes no log.", "", ""};
}

Problem too_many() {
  return {ProblemKind::unavailable, "Too many readers wait; try again in a moment.", "", ""};
}

http::Response plain_text(std::string body, std::string_view caching) {
  return {200, {{"Cache-Control", std::string(caching)}}, "text/plain; charset=utf-8", std::move(body), {}};
}

/// Tiles and proofs are read from disk: off the loop.
template <class Step>
void read_log(Context& context, const CallPtr& call, Step step) {
  const auto admission =
      context.log_reads.post([&context, call, step] { guarded(context, *call, [&] { step(context.log->latest()); }); });
  if (admission != storage::JobPool::Admission::accepted) answer(context, *call, too_many());
}

std::string bytes_of(const std::vector<proof::Hash>& hashes) {
  const auto bytes = std::as_bytes(std::span{hashes});
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

void answer_fault(Context& context, const Call& call, const proof::Fault& fault) {
  if (fault.kind == proof::FaultKind::beyond_tree)
    return answer(context, call, Problem{ProblemKind::not_found, fault.what, "", ""});
  throw std::runtime_error(fault.what);
}

void give_tile(Context& context, const CallPtr& call, const storage::Publication& published) {
  const auto& tile = call->tile;
  const auto hashes = storage::tiles_of(context.journal, published.tree)(*tile.level, tile.index, tile.width);
  if (!hashes) return answer_fault(context, *call, hashes.error());
  answer(context, *call,
         {200, {{"Cache-Control", std::string(forever)}}, "application/octet-stream", bytes_of(*hashes), {}});
}

struct Sizes {
  std::uint64_t from{};
  std::uint64_t to{};
};

Result<Sizes, Problem> parse_sizes(std::string_view raw, std::uint64_t size) {
  constexpr auto known = std::to_array<std::string_view>({"from", "to"});
  const auto parameters = parse_query(raw);
  if (!parameters) return fail(parameters.error());
  Sizes sizes{0, size};
  for (const auto& [name, value] : *parameters) {
    const auto number = number_from<std::uint64_t>(value);
    if (name != "from" && name != "to") return fail(unknown_parameter(name, known));
    if (!number) return fail(invalid_parameter(name, "Give the size of a checkpoint, a number of records."));
    (name == "from" ? sizes.from : sizes.to) = *number;
  }
  if (sizes.to > size)
    return fail(invalid_parameter("to", "The log has published " + std::to_string(size) + " records; no more."));
  if (sizes.from > sizes.to) return fail(invalid_parameter("from", "It must not be larger than `to`."));
  return sizes;
}

void give_consistency(Context& context, const CallPtr& call, const storage::Publication& published) {
  const auto sizes = parse_sizes(call->request.query, published.checkpoint.size);
  if (!sizes) return answer(context, *call, sizes.error());
  const auto path = storage::tiled_tree(context.journal, published.tree).consistency(sizes->from, sizes->to);
  if (!path) return answer_fault(context, *call, path.error());
  std::string body;
  JsonWriter json(body);
  json.begin_object();
  json.member("from", sizes->from);
  json.member("to", sizes->to);
  json.begin_array("hashes");
  for (const auto& hash : *path) json.element(proof::to_base64(hash));
  json.end_array();
  json.end_object();
  answer(context, *call, json_response(std::move(body)));
}

/// The caller may have it.
void give_proof(Context& context, const CallPtr& call, Position position) {
  read_log(context, call, [&context, call, position](const storage::PublicationPtr& published) {
    if (number(position) > published->checkpoint.size)
      return answer(context, *call,
                    Problem{ProblemKind::unavailable,
                            "The record is not in a signed checkpoint yet; ask again in a second.", "", ""});
    const auto text = tlog_proof_of(context.journal, *published, position);
    if (!text) throw std::runtime_error(text.error().what);
    answer(context, *call, plain_text(*text, "no-store"));
  });
}

http::Response bundle_of(std::string bytes) {
  return {200, {{"Cache-Control", "no-store"}}, "application/octet-stream", std::move(bytes), {}};
}

/// Blocks.
void give_entries(Context& context, const CallPtr& call) {
  const proof::TileId bundle = call->tile;
  const Position first{bundle.index * proof::tile_width + 1};
  const auto records = context.journal.read(first, bundle.width);
  if (!records) return answer(context, *call, Problem{ProblemKind::unavailable, records.error().what, "", ""});
  Bytes bytes;
  for (const auto& record : *records)
    if (const auto added = proof::append_entry(bytes, record.bytes); !added)
      throw std::runtime_error("position " + std::to_string(number(record.position)) + ": " + added.error().what);
  answer(context, *call, bundle_of({reinterpret_cast<const char*>(bytes.data()), bytes.size()}));
}

Result<Version, Problem> parse_version(std::string_view raw) {
  constexpr auto known = std::to_array<std::string_view>({"version"});
  auto parameters = Parameters::parse(raw, known);
  if (!parameters) return fail(parameters.error());
  const auto version = parameters->number("version", 1);
  if (parameters->problem()) return fail(*parameters->problem());
  return Version{static_cast<std::uint32_t>(std::min<std::uint64_t>(version.value_or(1), ~std::uint32_t{}))};
}

/// The position of a version of a report; nothing when the report has not come so far. Blocks.
Result<std::optional<Position>, storage::Error> position_of(storage::Journal& journal, ReportId report,
                                                            Version version) {
  const auto history = storage::load_now(journal, stream_of(report));
  if (!history) return fail(history.error());
  if (history->records.size() < number(version)) return std::nullopt;
  return history->records[number(version) - 1].position;
}

}  // namespace

void handle_checkpoint(Context& context, const CallPtr& call) {
  if (context.log == nullptr) return answer(context, *call, has_no_log());
  answer(context, *call, plain_text(context.log->latest()->note, for_a_moment));
}

void handle_tile(Context& context, const CallPtr& call) {
  if (context.log == nullptr) return answer(context, *call, has_no_log());
  read_log(context, call,
           [&context, call](const storage::PublicationPtr& published) { give_tile(context, call, *published); });
}

void handle_log(Context& context, const CallPtr& call) {
  if (context.log == nullptr) return answer(context, *call, has_no_log());
  const auto published = context.log->latest();
  std::string body;
  JsonWriter json(body);
  json.begin_object();
  json.member("origin", published->checkpoint.origin);
  json.begin_array("keys");
  for (const auto& key : context.log->keys()) json.element(key.text());
  json.end_array();
  json.member("size", published->checkpoint.size);
  json.member("root", proof::to_base64(published->checkpoint.root));
  json.end_object();
  answer(context, *call, json_response(std::move(body)));
}

void handle_consistency(Context& context, const CallPtr& call) {
  if (context.log == nullptr) return answer(context, *call, has_no_log());
  read_log(context, call,
           [&context, call](const storage::PublicationPtr& published) { give_consistency(context, call, *published); });
}

/// The proof of one's own submission, for its reporter: with an account or with the receipt.
void handle_own_proof(Context& context, const CallPtr& call) {
  if (context.log == nullptr) return answer(context, *call, has_no_log());
  read_own_dossier(context, call, [&context, call](const DossierPtr& dossier, const Sights& sights) {
    if (sights.audience() != Audience::reporter)
      return answer(context, *call,
                    not_permitted(call->caller,
                                  "Only its reporter gets the proof of a submission: send the receipt, or sign in."));
    give_proof(context, call, dossier->records.front().position);
  });
}

/// Only whole bundles of what was published, so that each read is written down once for many records.
void handle_entries(Context& context, const CallPtr& call) {
  if (context.log == nullptr) return answer(context, *call, has_no_log());
  const auto& bundle = call->tile;
  if (proof::width_in_tree(context.log->latest()->checkpoint.size, 0, bundle.index) < bundle.width)
    return answer(context, *call, Problem{ProblemKind::not_found, "The log has published no such bundle.", "", ""});
  when_read_is_recorded(context, call, AuditResource::entries, proof::path_of(bundle), [&context, call](Position) {
    on_auditors_thread(context, call, [&context, call] { give_entries(context, call); });
  });
}

/// The proof of any record of a report.
void handle_audit_proof(Context& context, const CallPtr& call) {
  if (context.log == nullptr) return answer(context, *call, has_no_log());
  const auto version = parse_version(call->request.query);
  if (!version) return answer(context, *call, version.error());
  const std::string query = "version=" + std::to_string(number(*version));
  when_read_is_recorded(context, call, AuditResource::report_proofs, query, [&context, call, version](Position) {
    on_auditors_thread(context, call, [&context, call, version] {
      const auto position = position_of(context.journal, call->report, *version);
      if (!position) return answer(context, *call, Problem{ProblemKind::unavailable, position.error().what, "", ""});
      if (!*position) return answer_hidden(context, call);
      give_proof(context, call, **position);
    });
  });
}

}  // namespace lapor::api
