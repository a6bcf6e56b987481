#include "tools/audit/export_writer.hpp"

#include <optional>
#include <ranges>
#include <set>

#include "storage/files.hpp"
#include "storage/proof/entry_bundle.hpp"
#include "storage/proof/tiles.hpp"
#include "tools/audit/verify/export_layout.hpp"
#include "tools/audit/verify/export_reader.hpp"

namespace lapor::audit {
namespace {

using storage::Error;
using storage::ErrorCode;
namespace fs = std::filesystem;

constexpr std::size_t lines_at_once = 1 << 20;  // bytes
constexpr unsigned group_bits = 2 * proof::tile_height;
static_assert(std::uint64_t{1} << group_bits == group_records);

Error corrupt(std::string what) {
  return {ErrorCode::corrupt, std::move(what)};
}

BytesView bytes_of(std::string_view text) {
  return std::as_bytes(std::span(text));
}
BytesView bytes_of(const std::vector<proof::Hash>& hashes) {
  return std::as_bytes(std::span(hashes));
}

/// A group is whole when its tile of level 1 is there: it is installed last.
std::uint64_t whole_groups(const fs::path& folder) {
  std::uint64_t groups = 0;
  while (fs::exists(folder / file_of({1, groups, proof::tile_width}))) ++groups;
  return groups;
}

/// The hashes of `level`, 2 at least, that are in no full tile: the roots of the full tiles below them.
Result<std::vector<proof::Hash>, Error> right_edge(const fs::path& folder, std::uint8_t level, std::uint64_t count) {
  std::vector<proof::Hash> edge;
  for (std::uint64_t index = count - count % proof::tile_width; index < count; ++index) {
    const auto below = read_tile_file(
        folder / file_of({static_cast<std::uint8_t>(level - 1), index, proof::tile_width}), proof::tile_width);
    if (!below) return fail(corrupt(below.error().what + ". Remove the folder and export again."));
    edge.push_back(proof::perfect_root(*below));
  }
  return edge;
}

Result<proof::MerkleTree, Error> tree_in(const fs::path& folder) {
  const std::uint64_t groups = whole_groups(folder);
  if (groups == 0) return proof::MerkleTree{};
  std::vector<std::vector<proof::Hash>> partial(2);
  for (std::uint64_t count = groups; count > 0; count /= proof::tile_width) {
    auto edge = right_edge(folder, static_cast<std::uint8_t>(partial.size()), count);
    if (!edge) return fail(edge.error());
    partial.push_back(std::move(*edge));
  }
  return proof::MerkleTree(groups * group_records, std::move(partial));
}

/// The partial tiles and bundles that a tree of this size has, as files.
std::set<fs::path> partial_files(const fs::path& folder, const proof::MerkleTree& tree) {
  std::set<fs::path> files;
  const std::uint64_t bundle = tree.size() / proof::tile_width;
  const auto width = static_cast<std::size_t>(tree.size() % proof::tile_width);
  if (width > 0) files.insert(folder / file_of({std::nullopt, bundle, width}));
  for (std::size_t level = 0; level < tree.partial_tiles().size(); ++level) {
    const proof::TileId tile{static_cast<std::uint8_t>(level), tree.size() >> (proof::tile_height * (level + 1)),
                             tree.partial_tiles()[level].size()};
    if (tile.width > 0) files.insert(folder / file_of(tile));
  }
  return files;
}

/// Removes the partial tiles and bundles of former sizes, and parts of files. What cannot be removed does no harm.
void sweep(const fs::path& folder, const std::set<fs::path>& keep) {
  std::vector<fs::path> old;
  std::error_code error;
  for (auto entry = fs::recursive_directory_iterator(folder, error);
       !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    if (!entry->is_regular_file()) continue;
    const fs::path& file = entry->path();
    const bool is_partial = file.parent_path().extension() == ".p" || file.extension() == unfinished;
    if (is_partial && !keep.contains(file)) old.push_back(file);
  }
  for (const fs::path& file : old) {
    fs::remove(file, error);
    if (fs::is_empty(file.parent_path(), error)) fs::remove(file.parent_path(), error);
  }
}

}  // namespace

ExportWriter::ExportWriter(const fs::path& folder, RecordLine line, proof::MerkleTree tree)
    : files_(folder), line_(std::move(line)), tree_(std::move(tree)) {}

Result<ExportWriter, Error> ExportWriter::open(const fs::path& folder, RecordLine line) {
  if (auto made = storage::create_folders(folder); !made) return fail(made.error());
  auto tree = tree_in(folder);
  if (!tree) return fail(tree.error());
  const std::uint64_t groups = tree->size() / group_records;
  if (line && groups > 0 && !fs::exists(folder / lines_file(groups - 1)))
    return fail(corrupt(folder.string() + " was begun without records/: go on without lines, or in another folder"));
  return ExportWriter(folder, std::move(line), std::move(*tree));
}

Result<void, Error> ExportWriter::add(BytesView record) {
  if (const auto added = proof::append_entry(bundle_, record); !added)
    return fail(corrupt("position " + std::to_string(number(next())) + ": " + added.error().what));
  if (auto added = add_line(record); !added) return added;
  tree_.append(proof::leaf_hash(record), full_);
  if (tree_.size() % proof::tile_width != 0) return {};
  if (auto ended = end_bundle(); !ended) return ended;
  return tree_.size() % group_records == 0 ? end_group() : Result<void, Error>{};
}

Result<void, Error> ExportWriter::add_line(BytesView record) {
  if (!line_) return {};
  lines_ += line_(next(), record);
  return lines_.size() < lines_at_once ? Result<void, Error>{} : flush_lines(tree_.size() / group_records);
}

Result<void, Error> ExportWriter::flush_lines(std::uint64_t group) {
  if (lines_.empty()) return {};
  const auto written = files_.append(lines_file(group), bytes_of(lines_));
  lines_.clear();
  return written;
}

Result<void, Error> ExportWriter::end_bundle() {
  const std::uint64_t index = tree_.size() / proof::tile_width - 1;
  if (auto written = files_.write(file_of({std::nullopt, index, proof::tile_width}), bundle_); !written) return written;
  bundle_.clear();
  for (proof::Tile& tile : full_) {
    if (tile.level > 0) {
      upper_.push_back(std::move(tile));
      continue;
    }
    const auto written = files_.write(file_of({tile.level, tile.index, proof::tile_width}), bytes_of(tile.hashes));
    if (!written) return written;
  }
  full_.clear();
  return {};
}

Result<void, Error> ExportWriter::end_group() {
  if (auto flushed = flush_lines(tree_.size() / group_records - 1); !flushed) return flushed;
  if (auto installed = files_.install(); !installed) return installed;
  for (const proof::Tile& tile : std::views::reverse(upper_)) {
    const auto written = files_.write(file_of({tile.level, tile.index, proof::tile_width}), bytes_of(tile.hashes));
    if (!written) return written;
    if (auto installed = files_.install(); !installed) return installed;
  }
  upper_.clear();
  return {};
}

Result<void, Error> ExportWriter::write_right_edge() {
  const std::uint64_t size = tree_.size();
  const auto width = static_cast<std::size_t>(size % proof::tile_width);
  if (width > 0) {
    const auto written = files_.write(file_of({std::nullopt, size / proof::tile_width, width}), bundle_);
    if (!written) return written;
  }
  for (std::size_t level = 0; level < tree_.partial_tiles().size(); ++level) {
    const auto& hashes = tree_.partial_tiles()[level];
    if (hashes.empty()) continue;
    const proof::TileId tile{static_cast<std::uint8_t>(level), size >> (proof::tile_height * (level + 1)),
                             hashes.size()};
    if (auto written = files_.write(file_of(tile), bytes_of(hashes)); !written) return written;
  }
  if (auto flushed = flush_lines(size / group_records); !flushed) return flushed;
  return files_.install();
}

Result<void, Error> ExportWriter::finish(std::string_view note, const proof::Checkpoint& checkpoint) {
  if (checkpoint.size != tree_.size())
    return fail(corrupt("the checkpoint is of " + std::to_string(checkpoint.size) + " records, the export has " +
                        std::to_string(tree_.size()) + " whole ones: export to another folder"));
  if (checkpoint.root != tree_.root())
    return fail(corrupt("the records do not give the root of the checkpoint: the source was altered, or " +
                        files_.folder().string() + " holds another history from an earlier run"));
  if (auto written = write_right_edge(); !written) return written;
  const ExportSummary summary{checkpoint.origin, 1, checkpoint.size, checkpoint.size};
  if (auto sealed = seal_export(files_.folder(), note, text_of(summary)); !sealed) return sealed;
  sweep(files_.folder(), partial_files(files_.folder(), tree_));
  return {};
}

Result<void, Error> seal_export(const fs::path& folder, std::string_view note, const std::string& summary) {
  std::error_code error;
  fs::remove(folder / summary_file, error);
  if (auto synced = storage::sync_folder(folder); !synced) return synced;
  if (auto written = storage::replace_file(folder / checkpoint_file, bytes_of(note)); !written) return written;
  return storage::replace_file(folder / summary_file, bytes_of(summary));
}

}  // namespace lapor::audit
