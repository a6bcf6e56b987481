#include "tools/rehearsal.hpp"

#include <algorithm>
#include <fstream>

namespace lapor::tools {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t last_records = 4'096;  // as many as one batch of the journal holds

Result<void, std::string> write_mark(const fs::path& mark, const std::string& sentence) {
  std::ofstream file{mark};
  file << sentence << '\n';
  if (!file.flush()) return fail("cannot write " + mark.string());
  return {};
}

}  // namespace

Result<void, std::string> keep_rehearsals_apart(const fs::path& data, const storage::Journal& journal, bool simulated) {
  const fs::path mark = data / "rehearsal";
  const bool is_rehearsal = fs::exists(mark);
  if (is_rehearsal == simulated) return {};
  if (!simulated)
    return fail(data.string() + " was written on a simulated clock; start with --clock, or take another data folder");
  if (number(journal.last_position()) > 0 && !is_demonstration(data))
    return fail(data.string() +
                " was written on the real clock; a rehearsal with --clock needs a data folder of its own");
  return write_mark(mark, "Written on a simulated clock: nothing in this folder happened.");
}

bool is_demonstration(const fs::path& data) {
  return fs::exists(data / "demo");
}

Result<void, std::string> mark_demonstration(const fs::path& data, const std::string& sentence) {
  return write_mark(data / "demo", sentence);
}

std::optional<Instant> newest_instant(const storage::Journal& journal) {
  const std::uint64_t last = number(journal.last_position());
  const auto records = journal.read(Position{last - std::min(last, last_records) + 1}, last_records);
  if (!records) return std::nullopt;
  std::optional<Instant> newest;
  for (const storage::StoredRecord& stored : *records) {
    const auto record = decode_facts(stored.bytes);
    if (!record) return std::nullopt;
    newest = std::max(newest.value_or(record->at), record->at);
  }
  return newest;
}

}  // namespace lapor::tools
