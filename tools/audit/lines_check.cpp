#include "tools/audit/lines_check.hpp"

#include <fstream>
#include <optional>
#include <string>

#include "storage/proof/entry_bundle.hpp"
#include "tools/audit/export_log.hpp"
#include "tools/audit/verify/export_layout.hpp"

namespace lapor::audit {
namespace {

namespace fs = std::filesystem;
using proof::Fault;
using proof::FaultKind;

/// The lines of an export, file after file.
class Lines {
 public:
  explicit Lines(const fs::path& folder) : folder_(folder) {}

  /// Holds one record against the next line.
  Result<void, Fault> expect(std::uint64_t position, BytesView record) {
    if (auto moved = move_to((position - 1) / group_records); !moved) return moved;
    std::string line;
    if (!std::getline(file_, line))
      return fail(Fault{FaultKind::truncated,
                        name_ + " ends before position " + std::to_string(position) + "; get the export again."});
    std::string wanted = ndjson_line(Position{position}, record);
    if (wanted.ends_with('\n')) wanted.pop_back();
    if (line == wanted) return {};
    return fail(Fault{FaultKind::altered,
                      name_ + " does not say at position " + std::to_string(position) + " what the record says."});
  }

  /// Nothing may stand behind the last line.
  Result<void, Fault> finish() {
    std::string line;
    if (group_ && std::getline(file_, line))
      return fail(Fault{FaultKind::altered, name_ + " has more lines than the export has records."});
    return {};
  }

 private:
  Result<void, Fault> move_to(std::uint64_t group) {
    if (group_ == group) return {};
    if (auto finished = finish(); !finished) return finished;
    group_ = group;
    name_ = lines_file(group);
    file_ = std::ifstream{folder_ / name_, std::ios::binary};
    if (!file_) return fail(Fault{FaultKind::truncated, name_ + " is missing; get the export again."});
    return {};
  }

  const fs::path folder_;
  std::optional<std::uint64_t> group_;
  std::string name_;
  std::ifstream file_;
};

/// Bundles are whole also where the range begins or ends within them; lines are of the range alone.
Result<void, Fault> expect_bundle(Lines& lines, LogSource& exported, Span range, std::uint64_t index) {
  Bytes bundle;
  const auto width = proof::width_in_tree(exported.size(), 0, index);
  if (auto read = exported.read_bundle(index, width, bundle); !read) return read;
  const auto entries = proof::entries_of(bundle);
  if (!entries) return fail(entries.error());
  for (std::size_t i = 0; i < entries->size(); ++i) {
    const auto position = index * proof::tile_width + i + 1;
    if (position < range.first || position > range.last) continue;
    if (auto held = lines.expect(position, (*entries)[i]); !held) return held;
  }
  return {};
}

}  // namespace

Result<std::uint64_t, Fault> check_lines(LogSource& exported, const fs::path& folder) {
  const Span span = exported.records();
  if (span.empty() || !fs::exists(folder / "records")) return 0;
  Lines lines(folder);
  const auto first = (span.first - 1) / proof::tile_width;
  const auto last = (span.last - 1) / proof::tile_width;
  for (auto index = first; index <= last; ++index)
    if (auto held = expect_bundle(lines, exported, span, index); !held) return fail(held.error());
  if (auto finished = lines.finish(); !finished) return fail(finished.error());
  return span.last - span.first + 1;
}

}  // namespace lapor::audit
