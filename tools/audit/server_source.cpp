#include "tools/audit/server_source.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <cstring>

#include "storage/proof/base64.hpp"
#include "storage/proof/checkpoint.hpp"
#include "storage/proof/entry_bundle.hpp"
#include "storage/proof/lines.hpp"
#include "tools/network_address.hpp"

namespace lapor::audit {
namespace {

using proof::Fault;
using proof::FaultKind;
using Text = std::string;

/// Records asked for at once: some 20 MB of lines.
constexpr std::uint64_t bundles_ahead = 64;

Fault malformed(Text what) {
  return {FaultKind::malformed, std::move(what)};
}

/// A line of /v1/audit/records: where the record stands, and its bytes.
Result<PlacedBytes, Fault> record_in(std::string_view line) {
  boost::json::error_code error;
  const auto value = boost::json::parse(line, error);
  const auto* object = error ? nullptr : value.if_object();
  const auto* position = object == nullptr ? nullptr : object->if_contains("position");
  const auto* record = object == nullptr ? nullptr : object->if_contains("record");
  if (position == nullptr || !position->is_int64() || record == nullptr || !record->is_string())
    return fail(malformed("the server sent a line that is no record of its log"));
  auto bytes = proof::from_base64(std::string_view(record->get_string()));
  if (!bytes) return fail(malformed("the server sent a record that is not in base64"));
  return PlacedBytes{Position{static_cast<std::uint64_t>(position->get_int64())}, std::move(*bytes)};
}

Result<History, Fault> records_in(std::string_view body) {
  History records;
  while (!body.empty()) {
    const auto line = proof::take_line(body);
    if (!line) return fail(Fault{FaultKind::truncated, "the server's answer ends within a line"});
    auto record = record_in(*line);
    if (!record) return fail(record.error());
    records.push_back(std::move(*record));
  }
  return records;
}

Result<proof::Checkpoint, Text> read_checkpoint(const Text& note) {
  const auto parsed = proof::parse_note(note);
  if (!parsed) return fail("what the server shows as its checkpoint is no signed note: " + parsed.error().what);
  auto checkpoint = proof::checkpoint_from(parsed->text);
  if (!checkpoint) return fail(checkpoint.error().what);
  return *checkpoint;
}

}  // namespace

Result<std::unique_ptr<ServerSource>, Text> ServerSource::open(const Text& url, const Text& token) {
  const auto address = tools::parse_server_url(url);
  if (!address) return fail(address.error());
  tools::ApiClient client(*address, token);
  auto reply = client.get("/checkpoint");
  if (!reply) return fail(reply.error());
  if (!reply->is_success()) return fail(url + "/checkpoint: " + reply->reason());
  const auto checkpoint = read_checkpoint(reply->body);
  if (!checkpoint) return fail(checkpoint.error());
  return std::unique_ptr<ServerSource>(
      new ServerSource(std::move(client), std::move(reply->body), checkpoint->size, !token.empty()));
}

ServerSource::ServerSource(tools::ApiClient client, Text checkpoint, std::uint64_t size, bool has_records)
    : client_(std::move(client)), checkpoint_(std::move(checkpoint)), size_(size), has_records_(has_records) {}

Result<Text, Fault> ServerSource::get(const Text& target) {
  auto reply = client_.get(target);
  if (!reply) return fail(Fault{FaultKind::truncated, reply.error()});
  if (!reply->is_success()) return fail(Fault{FaultKind::truncated, target + ": " + reply->reason()});
  return std::move(reply->body);
}

/// A log need not keep partial tiles once it has the full one.
Result<Text, Fault> ServerSource::get_tile(const proof::TileId& id) {
  auto tile = get("/" + place_of(id));
  if (tile || id.width == proof::tile_width) return tile;
  auto full = get("/" + place_of({id.level, id.index, proof::tile_width}));
  return full ? full : tile;
}

Result<std::vector<proof::Hash>, Fault> ServerSource::tile(std::uint8_t level, std::uint64_t index, std::size_t width) {
  const proof::TileId id{level, index, std::max(width, proof::width_in_tree(size_, level, index))};
  const auto body = get_tile(id);
  if (!body) return fail(body.error());
  const std::size_t needed = width * sizeof(proof::Hash);
  if (body->size() < needed)
    return fail(Fault{FaultKind::truncated,
                      place_of(id) + " has " + std::to_string(body->size()) + " bytes, not " + std::to_string(needed)});
  std::vector<proof::Hash> hashes(width);
  if (width > 0) std::memcpy(hashes.data(), body->data(), needed);
  return hashes;
}

Result<void, Fault> ServerSource::read_bundle(std::uint64_t index, std::size_t, Bytes& out) {
  if (index < first_bundle_ || index >= first_bundle_ + bundles_.size())
    if (auto read = read_ahead(index); !read) return read;
  out = bundles_[static_cast<std::size_t>(index - first_bundle_)];
  return {};
}

Result<void, Fault> ServerSource::read_ahead(std::uint64_t index) {
  const std::uint64_t before = index * proof::tile_width;
  const std::uint64_t count = std::min(size_ - before, bundles_ahead * proof::tile_width);
  bundles_.clear();
  const auto body = get("/v1/audit/records?after=" + std::to_string(before) + "&limit=" + std::to_string(count));
  if (!body) return fail(body.error());
  const auto records = records_in(*body);
  if (!records) return fail(records.error());
  std::vector<Bytes> bundles(static_cast<std::size_t>((count - 1) / proof::tile_width + 1));
  for (const PlacedBytes& record : *records) {
    const std::uint64_t place = number(record.position) - before - 1;
    if (place >= count) return fail(malformed("the server sent a record that was not asked for"));
    if (auto added = proof::append_entry(bundles[static_cast<std::size_t>(place / proof::tile_width)], record.bytes);
        !added)
      return fail(malformed("position " + std::to_string(number(record.position)) + ": " + added.error().what));
  }
  first_bundle_ = index;
  bundles_ = std::move(bundles);
  return {};
}

Result<History, Fault> ServerSource::history(Stream stream) {
  if (!has_records_) return fail(Fault{FaultKind::truncated, "records are for auditors: give a token"});
  const auto body = get("/v1/audit/records?stream=" + to_string(stream));
  if (!body) return fail(body.error());
  return records_in(*body);
}

}  // namespace lapor::audit
