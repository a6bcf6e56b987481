#include "tools/replay.hpp"

#include <chrono>
#include <cstdio>
#include <iostream>
#include <map>
#include <unordered_map>

#include "events/event_text.hpp"
#include "events/evolve.hpp"
#include "storage/data_folder.hpp"
#include "storage/load_now.hpp"
#include "storage/rocks_journal.hpp"

namespace lapor::tools {
namespace {

constexpr std::size_t records_at_once = 4'096;

using States = std::unordered_map<std::uint64_t, ReportState>;
using Text = std::string;

bool tell(const Text& what) {
  std::cerr << "replay: " << what << '\n';
  return false;
}

Text corrupt_at(Position position, const Text& what) {
  return "the record at position " + std::to_string(number(position)) + " is corrupt: " + what +
         " (restore the data folder from a backup)";
}

Text hexadecimal(const std::array<std::byte, 32>& bytes) {
  Text text;
  for (std::byte byte : bytes) {
    char digits[3];
    std::snprintf(digits, sizeof digits, "%02x", std::to_integer<unsigned>(byte));
    text += digits;
  }
  return text;
}

void fold(States& states, const Record& record) {
  if (record.stream.kind != StreamKind::report) return;
  ReportState& state = states[record.stream.id];
  state = evolve(std::move(state), record);
}

/// Folds the records from `first` on; tells the position after the last one, or why there is none.
Result<Position, Text> fold_some(const storage::Journal& journal, Position first, std::optional<Instant> until,
                                 States& states) {
  const auto records = journal.read(first, records_at_once);
  if (!records) return fail(records.error().what);
  for (const storage::StoredRecord& stored : *records) {
    const auto record = decode_facts(stored.bytes);
    if (!record) return fail(corrupt_at(stored.position, record.error().what));
    if (!until || record->at <= *until) fold(states, *record);
  }
  return records->empty() ? first : next(records->back().position);
}

void print_counts(const States& states, std::ostream& out) {
  std::map<Status, std::uint64_t> counts;
  for (const auto& [id, state] : states) ++counts[state.status];
  for (const auto& [status, count] : counts) out << to_word(status) << ": " << count << '\n';
  out << "reports: " << states.size() << '\n';
}

void print_rate(std::uint64_t records, std::chrono::duration<double> elapsed, std::ostream& out) {
  char text[96];
  std::snprintf(text, sizeof text, "records: %llu in %.2f s (%.0f a second)\n",
                static_cast<unsigned long long>(records), elapsed.count(),
                elapsed.count() > 0 ? static_cast<double>(records) / elapsed.count() : 0.0);
  out << text;
}

void print_record(Position position, const DecodedRecord& decoded, std::ostream& out) {
  const Record& record = decoded.record;
  out << to_rfc3339(record.at, Zone::wib) << "  [" << number(position) << "] by " << readable(record.by) << ", "
      << to_word(record.channel) << (decoded.erased ? " (erased)" : "") << '\n';
  for (const Event& event : record.events) out << "    " << readable(event) << '\n';
}

void print_state(const ReportState& state, std::ostream& out) {
  out << "\nreport " << number(state.id) << ", version " << number(state.version) << ": " << to_word(state.status)
      << '\n';
  if (!state.holder.empty()) out << "held by " << state.holder << '\n';
  if (state.has_running_deadline)
    out << to_word(state.deadline.kind) << " due " << to_rfc3339(state.deadline.due, Zone::wib)
        << (state.missed_level > 0 ? " (missed, level " + std::to_string(state.missed_level) + ")" : "") << '\n';
  if (state.bounces > 0) out << "declined " << state.bounces << " times\n";
  if (state.rating > 0) out << "rated " << int{state.rating} << '\n';
}

using Decode = std::function<Result<DecodedRecord, CodecError>(BytesView)>;

/// Without a vault facts only; with one the texts, or their absence when the report's key is destroyed.
Result<Decode, Text> decoder(const storage::Vault* vault, const storage::StreamHistory& history, Stream stream) {
  if (vault == nullptr)
    return [](BytesView bytes) -> Result<DecodedRecord, CodecError> {
      auto record = decode_facts(bytes);
      if (!record) return fail(record.error());
      return DecodedRecord{std::move(*record), false};
    };
  std::optional<storage::Key> key;
  if (history.wrapped_key) {
    const auto unwrapped = vault->unwrap(*history.wrapped_key, stream);
    if (!unwrapped) return fail(unwrapped.error().what);
    key = *unwrapped;
  }
  return [open = storage::open_with(key)](BytesView bytes) { return decode(bytes, open); };
}

Result<std::optional<storage::Vault>, Text> open_vault(const Text& key_file) {
  if (key_file.empty()) return std::optional<storage::Vault>{};
  auto vault = storage::Vault::open(key_file);
  if (!vault) return fail(vault.error().what);
  return std::optional(std::move(*vault));
}

Result<std::optional<Instant>, Text> parse_at(const Text& text) {
  if (text.empty()) return std::optional<Instant>{};
  const auto instant = parse_rfc3339(text);
  if (!instant) return fail("--at: write an instant such as 2026-11-20T09:00:00+07:00, not `" + text + "`");
  return instant;
}

Result<std::unique_ptr<storage::Journal>, Text> open_for_reading(const std::filesystem::path& data,
                                                                 const storage::Vault* vault) {
  if (!storage::has_stored_data(data))
    return fail(data.string() + " holds no journal; name the data folder with --data");
  storage::RocksOptions options;
  options.path = data / "journal";
  options.vault = vault;
  options.read_only = true;
  auto journal = storage::RocksJournal::open(options);
  if (!journal) return fail(journal.error().what);
  return std::move(*journal);
}

}  // namespace

bool replay_all(const storage::Journal& journal, std::optional<Instant> until, std::ostream& out) {
  const auto started = std::chrono::steady_clock::now();
  States states;
  Position first{1};
  while (number(first) <= number(journal.last_position())) {
    const auto after = fold_some(journal, first, until, states);
    if (!after) return tell(after.error());
    if (*after == first) return tell(corrupt_at(first, "it is missing"));
    first = *after;
  }
  print_counts(states, out);
  print_rate(number(first) - 1, std::chrono::steady_clock::now() - started, out);
  const auto head = journal.tree_head();
  out << "tree head: " << hexadecimal(head.root) << " over " << head.size << " records" << std::endl;
  return true;
}

bool replay_report(storage::Journal& journal, const storage::Vault* vault, ReportId report,
                   std::optional<Instant> until, std::ostream& out) {
  const auto history = storage::load_now(journal, stream_of(report));
  if (!history) return tell(history.error().what);
  if (history->records.empty()) return tell("there is no report " + std::to_string(number(report)));
  const auto decode_record = decoder(vault, *history, stream_of(report));
  if (!decode_record) return tell(decode_record.error());
  ReportState state;
  for (const storage::StoredRecord& stored : history->records) {
    const auto decoded = (*decode_record)(stored.bytes);
    if (!decoded) return tell(corrupt_at(stored.position, decoded.error().what));
    if (until && decoded->record.at > *until) break;
    print_record(stored.position, *decoded, out);
    state = evolve(std::move(state), decoded->record);
  }
  if (!state.exists()) return tell("report " + std::to_string(number(report)) + " did not exist at that time");
  print_state(state, out);
  return true;
}

int replay(const ReplayOptions& options) {
  const auto until = parse_at(options.at);
  if (!until) return tell(until.error()), 1;
  const auto vault = open_vault(options.key_file);
  if (!vault) return tell(vault.error()), 1;
  const storage::Vault* key_holder = *vault ? &**vault : nullptr;
  const auto journal = open_for_reading(options.data, key_holder);
  if (!journal) return tell(journal.error()), 1;
  const bool done = options.report ? replay_report(**journal, key_holder, ReportId{*options.report}, *until, std::cout)
                                   : replay_all(**journal, *until, std::cout);
  (*journal)->stop();
  return done ? 0 : 1;
}

}  // namespace lapor::tools
