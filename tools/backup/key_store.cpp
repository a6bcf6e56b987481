#include "tools/backup/key_store.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "storage/keys.hpp"
#include "storage/vault.hpp"
#include "tools/backup/backup_file.hpp"
#include "tools/backup/erasures.hpp"

namespace lapor::backup {
namespace {

namespace fs = std::filesystem;
using storage::Family;

/// A key of a chunk: kind 1, id 8, wrapped key 73.
constexpr std::size_t holder_bytes = 9;
constexpr std::size_t entry_bytes = holder_bytes + storage::wrapped_key_bytes;
/// Reports have ids that follow each other; those of persons are random, so their chunks are parts of all ids.
constexpr std::uint64_t reports_of_a_chunk = 8'192;
constexpr unsigned chunk_of_random_id = 56;  // the highest bits: 128 chunks

std::uint64_t range_of(Stream stream) {
  return stream.kind == StreamKind::report ? stream.id / reports_of_a_chunk : stream.id >> chunk_of_random_id;
}

BytesView bytes_of(std::string_view text) {
  return std::as_bytes(std::span{text});
}

/// Collects the keys of one range of ids after the other.
class ChunkWriter {
 public:
  explicit ChunkWriter(const fs::path& folder) : folder_(folder) {}

  Done add(std::string_view key, Stream stream, BytesView wrapped) {
    const std::pair range{stream.kind, range_of(stream)};
    if (range != range_)
      if (auto ended = end(); !ended) return ended;
    range_ = range;
    const auto name = bytes_of(key);
    chunk_.insert(chunk_.end(), name.begin(), name.end());
    chunk_.insert(chunk_.end(), wrapped.begin(), wrapped.end());
    return {};
  }

  Done end() {
    if (chunk_.empty()) return {};
    const auto hash = storage::content_hash(chunk_);
    chunks_.push_back({chunk_.size() / entry_bytes, hash});
    const auto file = chunk_file(folder_, hash);
    std::error_code error;
    const bool is_there = fs::exists(file, error) && read_hashed(file, hash).has_value();
    if (!is_there)
      if (auto written = write(file, hash); !written) return written;
    chunk_.clear();
    return {};
  }

  std::vector<KeyChunk> take() { return std::move(chunks_); }

 private:
  Done write(const fs::path& file, const ContentHash& hash) {
    auto writer = FileWriter::create(file);
    if (!writer) return fail(writer.error());
    if (auto appended = writer->append(chunk_); !appended) return appended;
    return writer->place(hash);
  }

  const fs::path& folder_;
  std::optional<std::pair<StreamKind, std::uint64_t>> range_;
  Bytes chunk_;
  std::vector<KeyChunk> chunks_;
};

/// In the order of the sizes of their logs: their names sort so.
Result<std::vector<fs::path>, Trouble> generation_files(const fs::path& folder) {
  auto files = files_in(generations_folder(folder));
  if (files) std::erase_if(*files, [](const fs::path& file) { return file.extension() != ".json"; });
  return files;
}

/// 20 digits, so that names sort as numbers do.
std::string digits(std::uint64_t number) {
  const auto text = std::to_string(number);
  return std::string(20 - text.size(), '0') + text;
}

/// SIZE-MADE_AT.json. The size stands first because it only grows, where a clock may be put back.
std::string name_of(const KeyGeneration& generation) {
  const auto made_at = std::max<std::int64_t>(generation.made_at.time_since_epoch().count(), 0);
  return digits(generation.size) + "-" + digits(static_cast<std::uint64_t>(made_at)) + ".json";
}

Result<KeyGeneration, Trouble> read(const fs::path& file) {
  std::string text;
  const auto done = read_pieces(file, [&](BytesView piece) -> Done {
    text.append(reinterpret_cast<const char*>(piece.data()), piece.size());
    return {};
  });
  if (!done) return fail(done.error());
  auto generation = generation_from(text);
  if (!generation) return fail(Trouble{generation.error().kind, generation.error().what + " (" + file.string() + ")"});
  if (file.filename() != name_of(*generation))
    return refuse(FaultKind::malformed,
                  file.string() + " holds what belongs into " + name_of(*generation) + ": rename it");
  return generation;
}

Done write(const fs::path& folder, const KeyGeneration& generation) {
  auto writer = FileWriter::create(generations_folder(folder) / name_of(generation));
  if (!writer) return fail(writer.error());
  if (auto appended = writer->append(bytes_of(text_of(generation))); !appended) return appended;
  return writer->place(writer->hash());
}

Done remove_unused_chunks(const fs::path& folder, const std::set<ContentHash>& used) {
  const auto files = files_in(folder / "chunks");
  if (!files) return fail(files.error());
  for (const auto& file : *files) {
    const auto hash = storage::content_hash_of(file.filename().string());
    if (hash && used.contains(*hash)) continue;
    if (auto removed = remove_file(file); !removed) return removed;
  }
  return {};
}

/// The journal goes on behind a checkpoint of `size` while its keys are read.
Result<std::vector<Bytes>, Trouble> erasures_behind(const storage::JournalEntries& entries, std::uint64_t size) {
  std::vector<Bytes> records;
  const auto walked =
      entries.walk(Family::records, storage::keys::of(Position{size + 1}), [&](std::string_view, BytesView bytes) {
        const auto record = decode_any_facts(bytes);
        if (record && erases(*record)) records.emplace_back(bytes.begin(), bytes.end());
        return true;
      });
  if (!walked) return refuse(walked.error());
  return records;
}

/// The keys of a chunk that is known to have the bytes that were written.
Done read_chunk(const fs::path& file, BytesView content, std::uint64_t keys, const TakeKey& take) {
  if (content.size() % entry_bytes != 0 || content.size() / entry_bytes != keys)
    return refuse(FaultKind::altered, file.string() + " has " + std::to_string(content.size()) +
                                          " bytes, not those of " + std::to_string(keys) + " keys");
  for (auto rest = content; !rest.empty(); rest = rest.subspan(entry_bytes)) {
    const auto stream = storage::keys::holder_from({reinterpret_cast<const char*>(rest.data()), holder_bytes});
    if (!stream) return refuse(FaultKind::altered, file.string() + " has a key of nothing that there is");
    if (auto taken = take(*stream, rest.subspan(holder_bytes, storage::wrapped_key_bytes)); !taken) return taken;
  }
  return {};
}

}  // namespace

Result<std::optional<KeyGeneration>, Trouble> newest_generation(const fs::path& folder, const std::string& origin) {
  const auto files = generation_files(folder);
  if (!files) return fail(files.error());
  if (files->empty()) return std::nullopt;
  auto generation = read(files->back());
  if (!generation) return fail(generation.error());
  if (generation->origin != origin)
    return refuse(FaultKind::other_log,
                  folder.string() + " holds the keys of " + generation->origin + ", the log is " + origin);
  return std::move(*generation);
}

Result<KeyGeneration, Trouble> generation_for(const fs::path& folder, const std::string& origin, std::uint64_t size) {
  auto newest = newest_generation(folder, origin);
  if (!newest) return fail(newest.error());
  if (!*newest) return refuse(FaultKind::truncated, folder.string() + " holds no generation of data keys");
  const auto files = generation_files(folder);
  if (!files) return fail(files.error());
  Result<KeyGeneration, Trouble> found{std::move(**newest)};
  for (auto file = files->rbegin(); found && found->size > size && file != files->rend(); ++file) found = read(*file);
  return found;
}

Result<KeyGeneration, Trouble> write_generation(const fs::path& folder, const storage::JournalEntries& entries,
                                                const std::string& origin, std::uint64_t size, Instant now) {
  ChunkWriter writer{folder};
  Done written;
  const auto walked = entries.walk(Family::keys, {}, [&](std::string_view key, BytesView wrapped) {
    const auto stream = storage::keys::holder_from(key);
    if (!stream) return true;  // the proof of the master key, marks of destroyed keys
    written = wrapped.size() == storage::wrapped_key_bytes
                  ? writer.add(key, *stream, wrapped)
                  : Done{refuse(FaultKind::altered,
                                "the data key of " + to_string(*stream) + " has a wrong length; see lapor check")};
    return written.has_value();
  });
  if (!walked) return refuse(walked.error());
  if (written) written = writer.end();
  if (!written) return fail(written.error());
  auto erasures = erasures_behind(entries, size);
  if (!erasures) return fail(erasures.error());
  KeyGeneration generation{origin, size, now, writer.take(), std::move(*erasures)};
  if (auto named = write(folder, generation); !named) return fail(named.error());
  return generation;
}

Result<std::size_t, Trouble> expire_generations(const fs::path& folder, Instant now, std::chrono::milliseconds keep) {
  const auto files = generation_files(folder);
  if (!files) return fail(files.error());
  std::set<ContentHash> used;
  std::vector<fs::path> expired;
  std::optional<Instant> replaced_at;  // when the next newer one was made; none for the newest
  for (auto file = files->rbegin(); file != files->rend(); ++file) {
    const auto generation = read(*file);
    if (!generation) return fail(generation.error());
    if (replaced_at && now - *replaced_at > keep) {
      expired.push_back(*file);
      continue;
    }
    replaced_at = generation->made_at;
    for (const auto& chunk : generation->chunks) used.insert(chunk.hash);
  }
  for (const auto& file : expired)
    if (auto removed = remove_file(file); !removed) return fail(removed.error());
  if (auto removed = remove_unused_chunks(folder, used); !removed) return fail(removed.error());
  return expired.size();
}

Done read_generation(const fs::path& folder, const KeyGeneration& generation, const TakeKey& take) {
  for (const auto& chunk : generation.chunks) {
    const auto file = chunk_file(folder, chunk.hash);
    const auto content = read_hashed(file, chunk.hash);
    if (!content) return fail(content.error());
    if (auto read = read_chunk(file, *content, chunk.keys, take); !read) return read;
  }
  return {};
}

}  // namespace lapor::backup
