#include "actors/rulebooks.hpp"

#include <mutex>

#include "events/codec_rulebook.hpp"
#include "storage/load_now.hpp"

namespace lapor::actors {

Rulebooks::Rulebooks(Rulebook beginning) : history_(std::move(beginning)), newest_(&history_.newest()) {}

Result<std::unique_ptr<Rulebooks>, storage::Error> Rulebooks::load(Rulebook beginning, storage::Journal& journal) {
  auto rulebooks = std::make_unique<Rulebooks>(std::move(beginning));
  const auto history = storage::load_now(journal, rulebook_stream);
  if (!history) return fail(history.error());
  if (const auto added = rulebooks->add_all(*history); !added)
    return fail(storage::Error{storage::ErrorCode::corrupt, added.error()});
  return rulebooks;
}

const Rulebook& Rulebooks::of(Version version) const {
  const Rulebook& newest = now();
  if (version == newest.version) return newest;
  const std::shared_lock lock{mutex_};
  return history_.of(version);
}

void Rulebooks::add(const RulebookRecord& record) {
  const std::unique_lock lock{mutex_};
  history_.add(record);
  newest_.store(&history_.newest(), std::memory_order_release);
}

Result<void, std::string> Rulebooks::add_all(const storage::StreamHistory& history) {
  for (const auto& [position, bytes] : history.records) {
    const auto record = decode_rulebook(bytes);
    const std::string where = "record " + std::to_string(number(position)) + " of the rulebook ";
    if (!record) return fail(where + "cannot be read: " + record.error().what);
    if (record->version <= now().version) continue;
    if (record->version != next(now().version)) return fail(where + "does not follow the one before it");
    add(*record);
  }
  return {};
}

}  // namespace lapor::actors
