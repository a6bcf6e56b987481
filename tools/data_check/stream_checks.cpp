#include "tools/data_check/stream_checks.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "actors/people.hpp"
#include "events/snapshot_form.hpp"
#include "storage/check/first_damage.hpp"
#include "storage/keys.hpp"

namespace lapor::tools {
namespace {

using storage::Family;
using storage::FirstDamage;
using storage::HeldName;
using storage::TellDamage;
namespace keys = storage::keys;

constexpr const char* restore = "Keep the folder for examination and restore the newest backup.";

std::string_view text_of(BytesView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

void tell_walk(const Result<void, storage::Error>& walked, FirstDamage& tell) {
  if (!walked) tell({"journal", walked.error().what, restore});
}

const FoldedStream* find(const FoldedStreams& streams, Stream stream) {
  const auto found = streams.find(stream);
  return found == streams.end() || found->second.version == Version{} ? nullptr : &found->second;
}

std::optional<Alarm> alarm_of(const FoldedStream& folded) {
  const auto* report = std::get_if<ReportState>(&folded.state);
  return report == nullptr ? std::nullopt : report->alarm();
}

std::string name_of(const storage::Name& name) {
  static constexpr const char* words[]{"", "address", "session", "API key", "entry of staff", "entry of a service"};
  const auto kind = static_cast<std::size_t>(name.kind);
  return kind < std::size(words) ? words[kind] : "unknown kind";
}

}  // namespace

void check_alarms(const storage::JournalEntries& entries, Part part, const FoldedStreams& streams,
                  const TellDamage& tell_damage) {
  FirstDamage tell{tell_damage};
  std::unordered_set<Stream, StreamHasher> met;
  tell_walk(entries.walk(Family::due, {},
                         [&](std::string_view key, BytesView) {
                           const auto alarm = keys::alarm_from(key);
                           if (!alarm) return tell({"due", "has a key that is no alarm.", restore}), true;
                           const Stream stream = stream_of(alarm->report);
                           if (!part.has(stream)) return true;
                           const auto* folded = find(streams, stream);
                           if (folded == nullptr || alarm_of(*folded) != alarm)
                             tell({"due: " + to_string(stream),
                                   "has an alarm at " + to_rfc3339(alarm->at, Zone::wib) +
                                       " that the report's records do not give.",
                                   restore});
                           met.insert(stream);
                           return true;
                         }),
            tell);
  for (const auto& [stream, folded] : streams)
    if (alarm_of(folded) && !met.contains(stream))
      tell({"due: " + to_string(stream), "its alarm at " + to_rfc3339(alarm_of(folded)->at, Zone::wib) + " is missing.",
            restore});
}

void check_keys(const storage::JournalEntries& entries, Part part, const FoldedStreams& streams,
                const TellDamage& tell_damage) {
  FirstDamage tell{tell_damage};
  for (const auto& [stream, folded] : streams) {
    const std::string place = "keys: " + to_string(stream);
    if (folded.version == Version{}) tell({place, "is the key of a stream that has no record.", restore});
    if (folded.is_erased && folded.has_key)
      tell({place, "the stream is erased, but its data key is still there.",
            "Whoever put it there can read what was erased. Keep the folder from others; restore the newest backup."});
    if (folded.is_sealed && !folded.is_erased && !folded.has_key && folded.version != Version{})
      tell({place, "is missing, so its sealed texts cannot be read; and no record says that it was erased.", restore});
  }
  tell_walk(
      entries.walk(Family::keys, {},
                   [&](std::string_view key, BytesView) {
                     if (key == keys::master_key_check || keys::holder_from(key)) return true;
                     const auto stream = key.starts_with(keys::erased_prefix)
                                             ? keys::holder_from(key.substr(keys::erased_prefix.size()))
                                             : std::nullopt;
                     if (!stream) return tell({"keys", "has an entry that is none.", restore}), true;
                     if (!part.has(*stream)) return true;
                     const auto* folded = find(streams, *stream);
                     if (folded == nullptr || !folded->is_erased)
                       tell({"keys: " + to_string(*stream), "is marked as destroyed, but no record says so.", restore});
                     return true;
                   }),
      tell);
}

void check_names(const storage::JournalEntries& entries, Part part, const FoldedStreams& streams, const Rulebook& rules,
                 const storage::Vault& vault, const TellDamage& tell_damage) {
  FirstDamage tell{tell_damage};
  std::vector<std::pair<storage::Name, Stream>> expected;
  for (const auto& [stream, folded] : streams) {
    const auto* person = std::get_if<PersonState>(&folded.state);
    if (person == nullptr) continue;
    for (const auto& name : actors::names_of(*person, rules, vault)) expected.emplace_back(name, stream);
  }
  std::ranges::sort(expected);
  std::vector<bool> met(expected.size());
  tell_walk(entries.walk(Family::names, {},
                         [&](std::string_view key, BytesView value) {
                           const auto name = keys::name_from(key);
                           const auto holder = keys::holder_from(text_of(value));
                           if (!name || !holder) return tell({"names", "has an entry that is none.", restore}), true;
                           if (!part.has(*holder)) return true;
                           const auto at = std::ranges::lower_bound(expected, std::pair(*name, *holder));
                           if (at == expected.end() || *at != std::pair(*name, *holder))
                             tell({"names: " + to_string(*holder),
                                   "holds an " + name_of(*name) + " that its records do not give it.", restore});
                           else
                             met[static_cast<std::size_t>(at - expected.begin())] = true;
                           return true;
                         }),
            tell);
  for (std::size_t i = 0; i < expected.size(); ++i)
    if (!met[i])
      tell({"names: " + to_string(expected[i].second), "its " + name_of(expected[i].first) + " is missing.", restore});
}

SnapshotCheck::SnapshotCheck(const storage::JournalEntries& entries, Part part, const TellDamage& tell)
    : entries_(entries), tell_(tell) {
  const auto walked = entries.walk(Family::snapshots, {}, [&](std::string_view key, BytesView value) {
    const auto stream = keys::holder_from(key);
    const auto version = keys::snapshot_version_from(text_of(value));
    if (!stream || !version)
      tell_({"snapshots", "has an entry that is none.", restore});
    else if (part.has(*stream))
      waiting_[*stream] = *version;
    return true;
  });
  if (!walked) tell_({"journal", walked.error().what, restore});
}

void SnapshotCheck::visit(const FoldedStream& folded) {
  if (waiting_.empty()) return;
  const auto waits = waiting_.find(folded.stream);
  if (waits == waiting_.end() || waits->second != folded.version) return;
  waiting_.erase(waits);
  if (folded.key) compare(folded);
}

void SnapshotCheck::compare(const FoldedStream& folded) {
  const auto stored = entries_.get(Family::snapshots, keys::of(folded.stream));
  if (!stored || !*stored) return;
  const BytesView snapshot = BytesView{**stored}.subspan(keys::snapshot_offset);
  if (is_older_snapshot(snapshot)) return;
  const auto state = decode_snapshot(snapshot, storage::open_with(folded.key));
  const std::string place = "snapshots: " + to_string(folded.stream);
  const std::string advice =
      "Its records tell what is right; whoever wrote it could write to the folder. " + std::string{restore};
  if (!state)
    tell_({place, "was altered: the report's data key does not open it.", advice});
  else if (*state != std::get<ReportState>(folded.state))
    tell_({place, "is not the state that the records give.", advice});
}

void SnapshotCheck::finish(const FoldedStreams& streams) {
  for (const auto& [stream, version] : waiting_) {
    const auto* folded = find(streams, stream);
    const bool erased = folded != nullptr && folded->is_erased;
    tell_({"snapshots: " + to_string(stream),
           erased ? "the report is erased, but a snapshot of it is still there."
                  : "is of version " + std::to_string(number(version)) + ", which its records do not have.",
           restore});
  }
}

}  // namespace lapor::tools
