#include "tools/audit/export_log.hpp"

#include <algorithm>

#include "api/audit/record_json.hpp"
#include "storage/proof/base64.hpp"
#include "storage/proof/entry_bundle.hpp"
#include "storage/proof/tlog_proof.hpp"
#include "tools/audit/pending_files.hpp"
#include "tools/audit/verify/export_layout.hpp"
#include "tools/audit/verify/export_reader.hpp"

namespace lapor::audit {
namespace {

using Text = std::string;
using Done = Result<void, Text>;
namespace fs = std::filesystem;

Text sentence(const proof::Fault& fault) {
  return Text(proof::to_word(fault.kind)) + ": " + fault.what;
}

Done as_done(const Result<void, storage::Error>& result) {
  return result ? Done{} : Done(fail(result.error().what));
}

BytesView bytes_of(std::string_view text) {
  return std::as_bytes(std::span(text));
}

Result<proof::Checkpoint, Text> checkpoint_of(const LogSource& source) {
  const auto note = proof::parse_note(source.checkpoint());
  if (!note) return fail(sentence(note.error()));
  auto checkpoint = proof::checkpoint_from(note->text);
  if (!checkpoint) return fail(sentence(checkpoint.error()));
  if (checkpoint->size != source.size())
    return fail("truncated: the checkpoint is of " + std::to_string(checkpoint->size) + " records, the source has " +
                std::to_string(source.size()));
  return *checkpoint;
}

/// Gives every record of one bundle to `take`, in order.
Done each_record(LogSource& source, std::uint64_t index, Bytes& bundle,
                 const std::function<Done(Position, BytesView)>& take) {
  const auto width =
      static_cast<std::size_t>(std::min<std::uint64_t>(proof::tile_width, source.size() - index * proof::tile_width));
  if (const auto read = source.read_bundle(index, width, bundle); !read) return fail(sentence(read.error()));
  const auto entries = proof::entries_of(bundle);
  if (!entries) return fail(sentence(entries.error()));
  if (entries->size() != width)
    return fail("truncated: the source has " + std::to_string(entries->size()) + " of the " + std::to_string(width) +
                " records from position " + std::to_string(index * proof::tile_width + 1) + " on");
  std::uint64_t position = index * proof::tile_width;
  for (const BytesView record : *entries)
    if (auto taken = take(Position{++position}, record); !taken) return taken;
  return {};
}

/// Tiles that prove the records of some bundles: all from level 1 on, of level 0 those of the bundles and the right
/// edge.
std::vector<proof::TileId> tiles_for(std::uint64_t size, std::uint64_t first_bundle, std::uint64_t last_bundle) {
  auto tiles = proof::tiles_of_tree(size);
  std::erase_if(tiles, [&](const proof::TileId& tile) {
    return *tile.level == 0 && tile.width == proof::tile_width &&
           (tile.index < first_bundle || tile.index > last_bundle);
  });
  return tiles;
}

Done copy_tiles(LogSource& source, const std::vector<proof::TileId>& tiles, PendingFiles& files) {
  for (const proof::TileId& tile : tiles) {
    const auto hashes = source.tile(*tile.level, tile.index, tile.width);
    if (!hashes) return fail(sentence(hashes.error()));
    if (auto written = files.write(file_of(tile), std::as_bytes(std::span(*hashes))); !written) return as_done(written);
  }
  return as_done(files.install());
}

}  // namespace

Text ndjson_line(Position position, BytesView record) {
  Text line;
  const auto facts = decode_any_facts(record);
  const auto sealed = sealed_bytes(record);
  if (facts && sealed) {
    api::append_record(line, {position, record, *facts, *sealed});
  } else {
    line = R"({"position":)" + std::to_string(number(position)) + R"(,"record":")";
    proof::append_base64(line, record);
    line += "\"}";
  }
  return line + "\n";
}

namespace {

/// A folder that holds another history is somebody's evidence, perhaps the only copy of it.
Done continues_export(LogSource& source, const proof::Checkpoint& now, const fs::path& folder) {
  std::error_code none;
  if (!fs::exists(folder / checkpoint_file, none)) return {};
  Bytes note;
  if (auto read = read_whole_file(folder / checkpoint_file, note); !read) return fail(sentence(read.error()));
  const auto parts = proof::parse_note({reinterpret_cast<const char*>(note.data()), note.size()});
  if (!parts) return fail(sentence(parts.error()));
  const auto former = proof::checkpoint_from(parts->text);
  if (!former) return fail(sentence(former.error()));
  const Text other = "; export to another folder, and keep this one";
  if (former->origin != now.origin)
    return fail("other-log: " + folder.string() + " holds the log " + former->origin + other);
  if (former->size > now.size)
    return fail("beyond-tree: " + folder.string() + " holds " + std::to_string(former->size) +
                " records of this log, " + std::to_string(now.size) + " are left of it" + other);
  const auto root = proof::TiledTree(now.size, tiles_of(source)).root(former->size);
  if (!root) return fail(sentence(root.error()));
  if (*root != former->root) return fail("forked: " + folder.string() + " holds another history of this log" + other);
  return {};
}

}  // namespace

Done export_log(LogSource& source, const fs::path& folder, const RecordLine& line, const Reached& reached) {
  const auto checkpoint = checkpoint_of(source);
  if (!checkpoint) return fail(checkpoint.error());
  if (auto continues = continues_export(source, *checkpoint, folder); !continues) return continues;
  auto writer = ExportWriter::open(folder, line);
  if (!writer) return fail(writer.error().what);
  Bytes bundle;
  while (number(writer->next()) <= checkpoint->size) {
    const std::uint64_t index = (number(writer->next()) - 1) / proof::tile_width;
    const auto copied =
        each_record(source, index, bundle, [&](Position, BytesView record) { return as_done(writer->add(record)); });
    if (!copied) return copied;
    if (reached) reached(number(writer->next()) - 1, checkpoint->size);
  }
  return as_done(writer->finish(source.checkpoint(), *checkpoint));
}

Done export_range(LogSource& source, Span range, const fs::path& folder, const RecordLine& line) {
  const auto checkpoint = checkpoint_of(source);
  if (!checkpoint) return fail(checkpoint.error());
  if (range.first == 0 || range.empty() || range.last > checkpoint->size)
    return fail("beyond-tree: the log has positions 1 to " + std::to_string(checkpoint->size) + ", not " +
                std::to_string(range.first) + " to " + std::to_string(range.last));
  const auto root = proof::TiledTree(checkpoint->size, tiles_of(source)).root(checkpoint->size);
  if (!root) return fail(sentence(root.error()));
  if (*root != checkpoint->root) return fail("altered: the tiles of the source do not give the root of its checkpoint");
  const std::uint64_t first = (range.first - 1) / proof::tile_width;
  const std::uint64_t last = (range.last - 1) / proof::tile_width;
  PendingFiles files(folder);
  Bytes bundle;
  for (std::uint64_t index = first; index <= last; ++index) {
    const auto copied = each_record(source, index, bundle, [&](Position position, BytesView record) {
      if (!line || number(position) < range.first || number(position) > range.last) return Done{};
      return as_done(
          files.append(lines_file((number(position) - 1) / group_records), bytes_of(line(position, record))));
    });
    if (!copied) return copied;
    const auto width = static_cast<std::size_t>(
        std::min<std::uint64_t>(proof::tile_width, checkpoint->size - index * proof::tile_width));
    if (auto written = files.write(file_of({std::nullopt, index, width}), bundle); !written) return as_done(written);
  }
  if (auto copied = copy_tiles(source, tiles_for(checkpoint->size, first, last), files); !copied) return copied;
  const ExportSummary summary{checkpoint->origin, range.first, range.last, checkpoint->size};
  return as_done(seal_export(folder, source.checkpoint(), text_of(summary)));
}

Done export_report(LogSource& source, ReportId report, const fs::path& folder, const ReadReport& read,
                   const Rulebook& rules) {
  const auto page = explain(source, report, read, rules);
  if (!page) return fail(page.error());
  const auto checkpoint = checkpoint_of(source);
  if (!checkpoint) return fail(checkpoint.error());
  const auto history = source.history(stream_of(report));
  if (!history) return fail(sentence(history.error()));
  const proof::TiledTree tree(checkpoint->size, tiles_of(source));
  PendingFiles files(folder);
  std::uint32_t version = 0;
  for (const PlacedBytes& record : *history) {
    const std::uint64_t index = number(record.position) - 1;
    auto path = tree.inclusion(index, checkpoint->size);
    if (!path) return fail(sentence(path.error()));
    const Text proof = proof::text_of(proof::TlogProof{{}, index, std::move(*path), source.checkpoint()});
    const Text name = std::to_string(++version);
    if (auto written = files.write(name + ".record", record.bytes); !written) return as_done(written);
    if (auto written = files.write(name + ".tlog-proof", bytes_of(proof)); !written) return as_done(written);
  }
  if (auto written = files.write("life.txt", bytes_of(*page)); !written) return as_done(written);
  return as_done(files.install());
}

}  // namespace lapor::audit
