#include "tools/backup/backup_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <utility>
#include <vector>

#include "storage/files.hpp"

namespace lapor::backup {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t piece_bytes = 256 * 1024;

std::string trouble(const fs::path& file) {
  return storage::file_trouble(file, errno).what;
}

Result<ContentHash, std::string> hash_of(const fs::path& file) {
  storage::ContentHasher hasher;
  const auto read = read_pieces(file, [&](BytesView piece) -> Result<void, std::string> {
    return hasher.add(piece), Result<void, std::string>{};
  });
  if (!read) return fail(read.error());
  return hasher.finish();
}

}  // namespace

struct FileWriter::Parts {
  fs::path file;
  fs::path part;
  int descriptor{-1};
  storage::ContentHasher hasher;

  ~Parts() {
    if (descriptor >= 0) ::close(descriptor);
    if (!part.empty()) ::unlink(part.c_str());
  }
};

FileWriter::FileWriter(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
FileWriter::FileWriter(FileWriter&&) noexcept = default;
FileWriter::~FileWriter() = default;

Result<FileWriter, std::string> FileWriter::create(const fs::path& file) {
  if (auto made = storage::create_folders(file.parent_path()); !made) return fail(made.error().what);
  auto parts = std::make_unique<Parts>();
  parts->file = file;
  fs::path part = file;
  part += ".part";
  parts->descriptor = ::open(part.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (parts->descriptor < 0) return fail(trouble(part));
  parts->part = std::move(part);
  return FileWriter{std::move(parts)};
}

Result<void, std::string> FileWriter::append(BytesView bytes) {
  parts_->hasher.add(bytes);
  if (!storage::write_fully(parts_->descriptor, bytes)) return fail(trouble(parts_->part));
  return {};
}

ContentHash FileWriter::hash() {
  return parts_->hasher.finish();
}

Result<void, std::string> FileWriter::place(const ContentHash& hash, const std::optional<fs::path>& file) {
  const fs::path place = file.value_or(parts_->file);
  if (::fsync(parts_->descriptor) != 0) return fail(trouble(parts_->part));
  (void)::posix_fadvise(parts_->descriptor, 0, 0, POSIX_FADV_DONTNEED);  // read it from the disk, not from memory
  const auto found = hash_of(parts_->part);
  if (!found) return fail(found.error());
  if (*found != hash)
    return fail(place.string() + " was written, but other bytes are read there: the disk is damaged. Take another one");
  if (::rename(parts_->part.c_str(), place.c_str()) != 0) return fail(trouble(place));
  parts_->part.clear();
  if (auto synced = storage::sync_folder(place.parent_path()); !synced) return fail(synced.error().what);
  return {};
}

Result<void, std::string> read_pieces(const fs::path& file, const Take& take) {
  const storage::OpenFile opened{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
  if (!opened.ok()) return fail(trouble(file));
  std::vector<std::byte> piece(piece_bytes);
  for (;;) {
    const auto got = ::read(opened.get(), piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return fail(trouble(file));
    if (got == 0) return {};
    if (auto taken = take(BytesView{piece}.first(static_cast<std::size_t>(got))); !taken) return taken;
  }
}

Result<Bytes, std::string> read_hashed(const fs::path& file, const ContentHash& hash) {
  Bytes content;
  const auto read = read_pieces(file, [&](BytesView piece) -> Result<void, std::string> {
    content.insert(content.end(), piece.begin(), piece.end());
    return {};
  });
  if (!read) return fail("truncated: " + read.error());
  if (storage::content_hash(content) != hash)
    return fail("damaged: " + file.string() + " does not have the bytes that were written");
  return content;
}

Result<std::optional<ContentHash>, std::string> copy_hashed(const fs::path& from, const fs::path& to) {
  if (::access(from.c_str(), F_OK) != 0 && errno == ENOENT) return std::nullopt;
  auto writer = FileWriter::create(to);
  if (!writer) return fail(writer.error());
  const auto copied = read_pieces(from, [&](BytesView piece) { return writer->append(piece); });
  if (!copied && ::access(from.c_str(), F_OK) != 0) return std::nullopt;  // it went meanwhile
  if (!copied) return fail(copied.error());
  const auto hash = writer->hash();
  if (auto placed = writer->place(hash); !placed) return fail(placed.error());
  return hash;
}

Result<FolderLock, std::string> FolderLock::take(const fs::path& folder) {
  if (auto made = storage::create_folders(folder); !made) return fail(made.error().what);
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return fail(trouble(folder));
  FolderLock lock{descriptor};
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) return fail("another backup writes to " + folder.string());
  return lock;
}

FolderLock::FolderLock(FolderLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace lapor::backup
