#include "actors/history.hpp"

#include "events/evolve.hpp"

namespace lapor::actors {
namespace {

Unreadable damaged(Stream stream, Position position, const std::string& what) {
  return {"record " + std::to_string(number(position)) + " of " + to_string(stream) + " cannot be read (" + what +
          "); restore it from a backup"};
}

Result<DecodedRecord, Unreadable> decode_next(const storage::StoredRecord& stored, const ReportState& before,
                                              Stream stream, const Open& open) {
  auto decoded = decode(stored.bytes, open);
  if (!decoded) return fail(damaged(stream, stored.position, decoded.error().what));
  if (decoded->record.stream != stream) return fail(damaged(stream, stored.position, "it belongs to another history"));
  if (decoded->record.version != next(before.version))
    return fail(damaged(stream, stored.position, "not the next version"));
  return std::move(*decoded);
}

Result<std::optional<storage::Key>, Unreadable> unwrap(const storage::StreamHistory& history, Stream stream,
                                                       const storage::Vault& vault) {
  if (!history.wrapped_key) return std::nullopt;
  auto key = vault.unwrap(*history.wrapped_key, stream);
  if (!key) return fail(Unreadable{"the key of " + to_string(stream) + " cannot be opened: " + key.error().what});
  return std::move(*key);
}

}  // namespace

Result<Past, Unreadable> open_past(const storage::StreamHistory& history, Stream stream, const storage::Vault& vault,
                                   Keep keep, std::optional<Position> last) {
  auto key = unwrap(history, stream, vault);
  if (!key) return fail(key.error());
  Past past{.state = {}, .key = std::move(*key), .records = {}};
  const Open open = storage::open_with(past.key);
  if (history.snapshot) {
    auto state = decode_snapshot(*history.snapshot, open);
    if (!state) return fail(Unreadable{"the snapshot of " + to_string(stream) + " is of an older form", true});
    past.state = std::move(*state);
  }
  for (const auto& stored : history.records) {
    if (last && stored.position > *last) break;
    auto decoded = decode_next(stored, past.state, stream, open);
    if (!decoded) return fail(decoded.error());
    past.state = evolve(std::move(past.state), decoded->record);
    if (keep == Keep::records) past.records.push_back({stored.position, std::move(*decoded)});
  }
  return past;
}

}  // namespace lapor::actors
