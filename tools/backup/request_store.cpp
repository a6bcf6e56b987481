#include "tools/backup/request_store.hpp"

#include <algorithm>
#include <array>

#include "storage/keys.hpp"
#include "tools/backup/backup_file.hpp"

namespace lapor::backup {
namespace {

using storage::Family;

/// Request key 16, position 8, fingerprint 16, as in the journal.
constexpr std::size_t entry_bytes = 40;
constexpr std::size_t flush_bytes = 1 << 20;

std::string_view text_of(BytesView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// One walk over all requests, those of some records kept.
class RequestWalk {
 public:
  RequestWalk(FileWriter& writer, std::uint64_t first, std::uint64_t last)
      : writer_(writer), first_(first), last_(last) {}

  /// False ends the walk.
  bool visit(std::string_view key, BytesView value) {
    const auto seen = storage::keys::request_from(text_of(value), {});
    if (key.size() != 16 || !seen) {
      result_ = refuse(FaultKind::altered, "the journal has a request of a wrong length; see lapor check");
      return false;
    }
    if (number(seen->position) < first_ || number(seen->position) > last_) return true;
    const auto name = std::as_bytes(std::span{key});
    buffer_.insert(buffer_.end(), name.begin(), name.end());
    buffer_.insert(buffer_.end(), value.begin(), value.end());
    ++entries_;
    return buffer_.size() < flush_bytes || flush();
  }

  bool flush() {
    if (result_) result_ = writer_.append(buffer_);
    buffer_.clear();
    return result_.has_value();
  }

  [[nodiscard]] const Done& result() const { return result_; }
  [[nodiscard]] std::uint64_t entries() const { return entries_; }

 private:
  FileWriter& writer_;
  const std::uint64_t first_, last_;
  Bytes buffer_;
  std::uint64_t entries_{};
  Done result_;
};

}  // namespace

Result<RequestChunk, Trouble> write_requests(const std::filesystem::path& backup,
                                             const storage::JournalEntries& entries, std::uint64_t first,
                                             std::uint64_t last) {
  RequestChunk chunk{first, last, 0, {}};
  auto writer = FileWriter::create(request_file(backup, chunk));
  if (!writer) return fail(writer.error());
  RequestWalk walk{*writer, first, last};
  const auto walked =
      entries.walk(Family::requests, {}, [&](std::string_view key, BytesView value) { return walk.visit(key, value); });
  if (!walked) return refuse(walked.error());
  if (!walk.result() || !walk.flush()) return fail(walk.result().error());
  chunk.entries = walk.entries();
  chunk.hash = writer->hash();
  if (auto placed = writer->place(chunk.hash); !placed) return fail(placed.error());
  return chunk;
}

Done read_requests(const std::filesystem::path& backup, const RequestChunk& chunk, const TakeRequest& take) {
  const auto content = read_hashed(request_file(backup, chunk), chunk.hash);
  if (!content) return fail(content.error());
  if (content->size() % entry_bytes != 0 || content->size() / entry_bytes != chunk.entries)
    return refuse(FaultKind::altered, request_file(backup, chunk).string() + " has " + std::to_string(content->size()) +
                                          " bytes, not those of " + std::to_string(chunk.entries) + " requests");
  for (BytesView rest{*content}; !rest.empty(); rest = rest.subspan(entry_bytes)) {
    storage::RequestMark mark;
    std::ranges::copy(rest.first(16), mark.key.begin());
    std::ranges::copy(rest.subspan(24, 16), mark.fingerprint.begin());
    const auto position = storage::keys::position_from(text_of(rest.subspan(16, 8)));
    if (auto taken = take(mark, *position); !taken) return taken;
  }
  return {};
}

}  // namespace lapor::backup
