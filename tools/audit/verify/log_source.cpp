#include "tools/audit/verify/log_source.hpp"

#include <algorithm>

#include "storage/proof/entry_bundle.hpp"

namespace lapor::audit {

Result<History, proof::Fault> LogSource::history(Stream stream) {
  History found;
  Bytes bundle;
  const Span span = records();
  for (std::uint64_t position = span.first; position <= span.last;) {
    const std::uint64_t index = (position - 1) / proof::tile_width;
    const auto width =
        static_cast<std::size_t>(std::min<std::uint64_t>(proof::tile_width, size() - index * proof::tile_width));
    if (auto read = read_bundle(index, width, bundle); !read) return fail(read.error());
    const auto entries = proof::entries_of(bundle);
    if (!entries)
      return fail(
          proof::Fault{entries.error().kind, place_of({std::nullopt, index, width}) + ": " + entries.error().what});
    position = index * proof::tile_width + 1;
    for (const BytesView record : *entries) {
      if (decode_stream(record) == stream) found.push_back({Position{position}, {record.begin(), record.end()}});
      ++position;
    }
    position = (index + 1) * proof::tile_width + 1;
  }
  return found;
}

}  // namespace lapor::audit
