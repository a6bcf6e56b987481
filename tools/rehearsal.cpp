#include "tools/rehearsal.hpp"

#include <fstream>

namespace lapor::tools {

Result<void, std::string> keep_rehearsals_apart(const std::filesystem::path& data, const storage::Journal& journal,
                                                bool simulated) {
  const std::filesystem::path mark = data / "rehearsal";
  const bool is_rehearsal = std::filesystem::exists(mark);
  if (is_rehearsal == simulated) return {};
  if (!simulated)
    return fail(data.string() + " was written on a simulated clock; start with --clock, or take another data folder");
  if (number(journal.last_position()) > 0)
    return fail(data.string() +
                " was written on the real clock; a rehearsal with --clock needs a data folder of its own");
  std::ofstream file{mark};
  file << "Written on a simulated clock: nothing in this folder happened.\n";
  if (!file.flush()) return fail("cannot write " + mark.string());
  return {};
}

std::optional<Instant> newest_instant(const storage::Journal& journal) {
  const auto last = journal.read(journal.last_position(), 1);
  if (!last || last->empty()) return std::nullopt;
  const auto record = decode_facts(last->front().bytes);
  if (!record) return std::nullopt;
  return record->at;
}

}  // namespace lapor::tools
