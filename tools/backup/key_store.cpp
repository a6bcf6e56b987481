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
constexpr std::size_t entry_bytes = 9 + storage::wrapped_key_bytes;
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

  Result<void, std::string> add(std::string_view key, Stream stream, BytesView wrapped) {
    const std::pair range{stream.kind, range_of(stream)};
    if (range != range_)
      if (auto ended = end(); !ended) return ended;
    range_ = range;
    const auto name = bytes_of(key);
    chunk_.insert(chunk_.end(), name.begin(), name.end());
    chunk_.insert(chunk_.end(), wrapped.begin(), wrapped.end());
    return {};
  }

  Result<void, std::string> end() {
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
  Result<void, std::string> write(const fs::path& file, const ContentHash& hash) {
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

std::vector<fs::path> generation_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator{generations_folder(folder), error})
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

Result<KeyGeneration, std::string> read(const fs::path& file) {
  std::string text;
  const auto done = read_pieces(file, [&](BytesView piece) -> Result<void, std::string> {
    text.append(reinterpret_cast<const char*>(piece.data()), piece.size());
    return {};
  });
  if (!done) return fail(done.error());
  return generation_from(text);
}

/// Sorts by time: 20 digits of milliseconds.
std::string name_of(const KeyGeneration& generation) {
  const auto at = std::to_string(generation.made_at.time_since_epoch().count());
  return std::string(20 - std::min<std::size_t>(at.size(), 20), '0') + at + ".json";
}

Result<void, std::string> write(const fs::path& folder, const KeyGeneration& generation) {
  auto writer = FileWriter::create(generations_folder(folder) / name_of(generation));
  if (!writer) return fail(writer.error());
  if (auto appended = writer->append(bytes_of(text_of(generation))); !appended) return appended;
  return writer->place(writer->hash());
}

Result<void, std::string> remove_unused_chunks(const fs::path& folder, const std::set<ContentHash>& used) {
  std::error_code error;
  std::vector<fs::path> unused;
  for (const auto& entry : fs::directory_iterator{folder / "chunks", error}) {
    const auto hash = storage::content_hash_of(entry.path().filename().string());
    if (!hash || !used.contains(*hash)) unused.push_back(entry.path());
  }
  for (const auto& file : unused)
    if (!fs::remove(file, error)) return fail("cannot delete " + file.string() + ": " + error.message());
  return {};
}

/// The journal goes on behind a checkpoint of `size` while its keys are read.
Result<std::vector<Bytes>, std::string> erasures_behind(const storage::JournalEntries& entries, std::uint64_t size) {
  std::vector<Bytes> records;
  const auto walked =
      entries.walk(Family::records, storage::keys::of(Position{size + 1}), [&](std::string_view, BytesView bytes) {
        const auto record = decode_any_facts(bytes);
        if (record && erases(*record)) records.emplace_back(bytes.begin(), bytes.end());
        return true;
      });
  if (!walked) return fail(walked.error().what);
  return records;
}

}  // namespace

Result<KeyGeneration, std::string> newest_generation(const fs::path& folder, const std::string& origin) {
  const auto files = generation_files(folder);
  if (files.empty()) return fail("truncated: " + folder.string() + " holds no generation of data keys");
  auto generation = read(files.back());
  if (!generation) return fail(generation.error() + " (" + files.back().string() + ")");
  if (generation->origin != origin)
    return fail("other-log: " + folder.string() + " holds the keys of " + generation->origin + ", the log is " +
                origin);
  return generation;
}

Result<KeyGeneration, std::string> generation_for(const fs::path& folder, const std::string& origin,
                                                  std::uint64_t size) {
  auto found = newest_generation(folder, origin);
  const auto files = generation_files(folder);
  for (auto file = files.rbegin(); found && found->size > size && file != files.rend(); ++file) found = read(*file);
  return found;
}

Result<KeyGeneration, std::string> write_generation(const fs::path& folder, const storage::JournalEntries& entries,
                                                    const std::string& origin, std::uint64_t size, Instant now) {
  ChunkWriter writer{folder};
  Result<void, std::string> written;
  const auto walked = entries.walk(Family::keys, {}, [&](std::string_view key, BytesView wrapped) {
    const auto stream = storage::keys::holder_from(key);
    if (!stream) return true;  // the proof of the master key, marks of destroyed keys
    written = wrapped.size() == storage::wrapped_key_bytes
                  ? writer.add(key, *stream, wrapped)
                  : Result<void, std::string>{fail("the data key of " + to_string(*stream) + " has a wrong length")};
    return written.has_value();
  });
  if (!walked) return fail(walked.error().what);
  if (written) written = writer.end();
  if (!written) return fail(written.error());
  auto erasures = erasures_behind(entries, size);
  if (!erasures) return fail(erasures.error());
  KeyGeneration generation{origin, size, now, writer.take(), std::move(*erasures)};
  if (auto named = write(folder, generation); !named) return fail(named.error());
  return generation;
}

Result<std::size_t, std::string> expire_generations(const fs::path& folder, Instant now,
                                                    std::chrono::milliseconds keep) {
  const auto files = generation_files(folder);
  std::set<ContentHash> used;
  std::vector<fs::path> expired;
  std::optional<Instant> replaced_at;  // when the next newer one was made; none for the newest
  for (auto file = files.rbegin(); file != files.rend(); ++file) {
    const auto generation = read(*file);
    if (!generation) return fail(generation.error() + " (" + file->string() + ")");
    if (replaced_at && now - *replaced_at > keep) {
      expired.push_back(*file);
      continue;
    }
    replaced_at = generation->made_at;
    for (const auto& chunk : generation->chunks) used.insert(chunk.hash);
  }
  std::error_code error;
  for (const auto& file : expired)
    if (!fs::remove(file, error)) return fail("cannot delete " + file.string() + ": " + error.message());
  if (auto removed = remove_unused_chunks(folder, used); !removed) return fail(removed.error());
  return expired.size();
}

Result<void, std::string> read_generation(const fs::path& folder, const KeyGeneration& generation,
                                          const TakeKey& take) {
  for (const auto& chunk : generation.chunks) {
    const auto content = read_hashed(chunk_file(folder, chunk.hash), chunk.hash);
    if (!content) return fail(content.error());
    for (BytesView rest{*content}; rest.size() >= entry_bytes; rest = rest.subspan(entry_bytes)) {
      const auto stream = storage::keys::holder_from({reinterpret_cast<const char*>(rest.data()), 9});
      if (auto taken = take(*stream, rest.subspan(9, storage::wrapped_key_bytes)); !taken) return taken;
    }
  }
  return {};
}

}  // namespace lapor::backup
