#include "storage/attachments/sealed_file.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <utility>

#include "events/ensure.hpp"
#include "storage/attachments/examine.hpp"
#include "storage/files.hpp"

namespace lapor::storage {

namespace {

namespace fs = std::filesystem;
using State = crypto_secretstream_xchacha20poly1305_state;

constexpr std::size_t stream_header_bytes = crypto_secretstream_xchacha20poly1305_HEADERBYTES;
constexpr std::size_t frame_overhead = crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr unsigned char tag_more = crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
constexpr unsigned char tag_last = crypto_secretstream_xchacha20poly1305_TAG_FINAL;

const unsigned char* raw(BytesView bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* raw(Bytes& bytes) {
  return reinterpret_cast<unsigned char*>(bytes.data());
}

void start_sodium() {
  static const bool started = sodium_init() >= 0;
  ENSURE(started, "libsodium found no source of randomness");
}

Error damaged(const fs::path& file) {
  return {ErrorCode::corrupt,
          "The sealed file " + file.string() + " was cut off or altered. Restore it from a backup, or delete it."};
}

/// Up to `most` bytes, fewer only at the end of the file; nothing when the system cannot read.
std::optional<Bytes> read_up_to(int descriptor, std::size_t most) {
  Bytes bytes(most);
  std::size_t done = 0;
  while (done < most) {
    const auto got = ::read(descriptor, bytes.data() + done, most - done);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::nullopt;
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  bytes.resize(done);
  return bytes;
}

}  // namespace

struct SealedFileWriter::Parts {
  fs::path file;
  OpenFile opened;
  State state{};
  Bytes waiting;  // less than a frame, or one whole frame that may be the last
  std::uint64_t size{};
  bool placed{};
  ~Parts() {
    sodium_memzero(&state, sizeof state);
    if (!placed && opened.ok()) ::unlink(file.c_str());
  }
};

SealedFileWriter::SealedFileWriter(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
SealedFileWriter::~SealedFileWriter() = default;

Result<std::unique_ptr<SealedFileWriter>, Error> SealedFileWriter::create(const fs::path& file, const Key& key,
                                                                          const SealedFileStart& start) {
  start_sodium();
  auto parts = std::unique_ptr<Parts>(
      new Parts{file,
                OpenFile{::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600)},
                {},
                {},
                {},
                {}});
  if (!parts->opened.ok()) return fail(file_trouble(file, errno));
  Bytes begin(start.clear.size() + stream_header_bytes);
  std::ranges::copy(start.clear, begin.begin());
  crypto_secretstream_xchacha20poly1305_init_push(&parts->state, raw(begin) + start.clear.size(), key.bytes().data());
  Bytes head(start.head.size() + frame_overhead);
  crypto_secretstream_xchacha20poly1305_push(&parts->state, raw(head), nullptr, raw(start.head), start.head.size(),
                                             raw(start.clear), start.clear.size(), tag_more);
  begin.insert(begin.end(), head.begin(), head.end());
  if (!write_fully(parts->opened.get(), begin)) return fail(file_trouble(file, errno));
  return std::unique_ptr<SealedFileWriter>(new SealedFileWriter(std::move(parts)));
}

Result<void, Error> SealedFileWriter::append(BytesView content) {
  Bytes& waiting = parts_->waiting;
  parts_->size += content.size();
  while (!content.empty()) {
    if (waiting.size() == frame_bytes) {
      if (auto written = write_frame(waiting, tag_more); !written) return written;
      waiting.clear();
    }
    const auto taken = content.first(std::min(content.size(), frame_bytes - waiting.size()));
    waiting.insert(waiting.end(), taken.begin(), taken.end());
    content = content.subspan(taken.size());
  }
  return {};
}

Result<void, Error> SealedFileWriter::write_frame(BytesView plain, unsigned char tag) {
  Bytes sealed(plain.size() + frame_overhead);
  crypto_secretstream_xchacha20poly1305_push(&parts_->state, raw(sealed), nullptr, raw(plain), plain.size(), nullptr, 0,
                                             tag);
  if (!write_fully(parts_->opened.get(), sealed)) return fail(file_trouble(parts_->file, errno));
  return {};
}

Result<void, Error> SealedFileWriter::finish() {
  const Bytes last = std::exchange(parts_->waiting, {});
  return write_frame(last, tag_last);
}

Result<void, Error> SealedFileWriter::place(const fs::path& at) {
  if (::fsync(parts_->opened.get()) != 0) return fail(file_trouble(parts_->file, errno));
  if (::rename(parts_->file.c_str(), at.c_str()) != 0) return fail(file_trouble(at, errno));
  parts_->placed = true;
  return sync_folder(at.parent_path());
}

const fs::path& SealedFileWriter::file() const {
  return parts_->file;
}

std::uint64_t SealedFileWriter::size() const {
  return parts_->size;
}

struct SealedFileReader::Parts {
  fs::path file;
  OpenFile opened;
  State state{};
  Bytes head;
  bool ended{};
  ~Parts() { sodium_memzero(&state, sizeof state); }

  /// `sealed`: the stream's header and the head's frame.
  [[nodiscard]] bool open_start(const Key& key, BytesView clear, BytesView sealed) {
    const BytesView frame = sealed.subspan(stream_header_bytes);
    unsigned char tag = 0;
    return crypto_secretstream_xchacha20poly1305_init_pull(&state, raw(sealed), key.bytes().data()) == 0 &&
           crypto_secretstream_xchacha20poly1305_pull(&state, raw(head), nullptr, &tag, raw(frame), frame.size(),
                                                      raw(clear), clear.size()) == 0 &&
           tag == tag_more;
  }
};

SealedFileReader::SealedFileReader(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
SealedFileReader::~SealedFileReader() = default;

Result<std::unique_ptr<SealedFileReader>, Error> SealedFileReader::open(const fs::path& file, std::size_t clear_bytes,
                                                                        std::size_t head_bytes, const KeyOf& key_of) {
  start_sodium();
  auto parts = std::unique_ptr<Parts>(
      new Parts{file, OpenFile{::open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC)}, {}, Bytes(head_bytes), {}});
  if (!parts->opened.ok() && errno == ENOENT) return std::unique_ptr<SealedFileReader>{};
  if (!parts->opened.ok()) return fail(file_trouble(file, errno));
  const std::size_t start_bytes = clear_bytes + stream_header_bytes + head_bytes + frame_overhead;
  const auto start = read_up_to(parts->opened.get(), start_bytes);
  if (!start) return fail(file_trouble(file, errno));
  if (start->size() != start_bytes) return fail(damaged(file));
  const BytesView clear = BytesView{*start}.first(clear_bytes);
  const auto key = key_of(clear);
  if (!key) return fail(key.error());
  if (!parts->open_start(*key, clear, BytesView{*start}.subspan(clear_bytes))) return fail(damaged(file));
  return std::unique_ptr<SealedFileReader>(new SealedFileReader(std::move(parts)));
}

const Bytes& SealedFileReader::head() const {
  return parts_->head;
}

bool SealedFileReader::has_ended() const {
  return parts_->ended;
}

Result<std::optional<Bytes>, Error> SealedFileReader::next() {
  if (parts_->ended) return std::nullopt;
  const auto sealed = read_up_to(parts_->opened.get(), frame_bytes + frame_overhead);
  if (!sealed) return fail(file_trouble(parts_->file, errno));
  if (sealed->size() < frame_overhead) return fail(damaged(parts_->file));
  Bytes plain(sealed->size() - frame_overhead);
  unsigned char tag = 0;
  const int opened = crypto_secretstream_xchacha20poly1305_pull(&parts_->state, raw(plain), nullptr, &tag, raw(*sealed),
                                                                sealed->size(), nullptr, 0);
  const bool is_last = tag == tag_last;
  if (opened != 0 || (!is_last && plain.size() != frame_bytes)) return fail(damaged(parts_->file));
  if (is_last) {
    const auto behind = read_up_to(parts_->opened.get(), 1);
    if (!behind) return fail(file_trouble(parts_->file, errno));
    if (!behind->empty()) return fail(damaged(parts_->file));
  }
  parts_->ended = is_last;
  return plain;
}

Result<ContentHash, Error> hash_of(SealedFileReader& reader) {
  ContentHasher hasher;
  for (;;) {
    const auto piece = reader.next();
    if (!piece) return fail(piece.error());
    if (!*piece) return hasher.finish();
    hasher.add(**piece);
  }
}

}  // namespace lapor::storage
