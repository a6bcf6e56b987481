#include "tools/backup/backup_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>
#include <vector>

#include "storage/files.hpp"

namespace lapor::backup {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t piece_bytes = 256 * 1024;

tl::unexpected<Trouble> trouble(const fs::path& file) {
  return refuse(storage::file_trouble(file, errno));
}

tl::unexpected<Trouble> not_listed(const fs::path& folder, const std::error_code& error) {
  return cannot("cannot list " + folder.string() + ": " + error.message());
}

Result<ContentHash, Trouble> hash_of(const fs::path& file) {
  storage::ContentHasher hasher;
  const auto read = read_pieces(file, [&](BytesView piece) -> Done {
    hasher.add(piece);
    return {};
  });
  if (!read) return fail(read.error());
  return hasher.finish();
}

/// False: whoever had the folder open before has moved or deleted it since.
bool is_at(int descriptor, const fs::path& folder) {
  struct stat opened {
  }, there{};
  return ::fstat(descriptor, &opened) == 0 && ::stat(folder.c_str(), &there) == 0 && opened.st_dev == there.st_dev &&
         opened.st_ino == there.st_ino;
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

Result<FileWriter, Trouble> FileWriter::create(const fs::path& file) {
  if (auto made = storage::create_folders(file.parent_path()); !made) return refuse(made.error());
  auto parts = std::make_unique<Parts>();
  parts->file = file;
  fs::path part = file;
  part += ".part";
  ::unlink(part.c_str());  // what an earlier run left, or a link to somewhere else
  parts->descriptor = ::open(part.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (parts->descriptor < 0) return trouble(part);
  parts->part = std::move(part);
  return FileWriter{std::move(parts)};
}

Done FileWriter::append(BytesView bytes) {
  parts_->hasher.add(bytes);
  if (!storage::write_fully(parts_->descriptor, bytes)) return trouble(parts_->part);
  return {};
}

ContentHash FileWriter::hash() {
  return parts_->hasher.finish();
}

Done FileWriter::place(const ContentHash& hash, const std::optional<fs::path>& file) {
  const fs::path place = file.value_or(parts_->file);
  if (::fsync(parts_->descriptor) != 0) return trouble(parts_->part);
  (void)::posix_fadvise(parts_->descriptor, 0, 0, POSIX_FADV_DONTNEED);  // read it from the disk, not from memory
  const auto found = hash_of(parts_->part);
  if (!found) return fail(found.error());
  if (*found != hash)
    return refuse(FaultKind::altered, place.string() +
                                          " was written, but other bytes are read there: the disk is damaged. "
                                          "Take another one");
  if (::rename(parts_->part.c_str(), place.c_str()) != 0) return trouble(place);
  parts_->part.clear();
  return taken(storage::sync_folder(place.parent_path()));
}

Done read_pieces(const fs::path& file, const Take& take) {
  const storage::OpenFile opened{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
  if (!opened.ok() && errno == ENOENT) return refuse(FaultKind::truncated, file.string() + " is missing");
  if (!opened.ok()) return trouble(file);
  std::vector<std::byte> piece(piece_bytes);
  for (;;) {
    const auto got = ::read(opened.get(), piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return trouble(file);
    if (got == 0) return {};
    if (auto taken = take(BytesView{piece}.first(static_cast<std::size_t>(got))); !taken) return taken;
  }
}

Result<Bytes, Trouble> read_hashed(const fs::path& file, const ContentHash& hash) {
  Bytes content;
  const auto read = read_pieces(file, [&](BytesView piece) -> Done {
    content.insert(content.end(), piece.begin(), piece.end());
    return {};
  });
  if (!read) return fail(read.error());
  if (storage::content_hash(content) != hash)
    return refuse(FaultKind::altered, file.string() + " does not have the bytes that were written");
  return content;
}

Result<std::optional<ContentHash>, Trouble> copy_hashed(const fs::path& from, const fs::path& to) {
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

Result<std::vector<fs::path>, Trouble> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  if (!fs::exists(folder, error) && !error) return files;
  for (fs::directory_iterator at(folder, error); !error && at != fs::directory_iterator(); at.increment(error)) {
    std::error_code gone;
    if (at->is_regular_file(gone)) files.push_back(at->path());
  }
  if (error) return not_listed(folder, error);
  std::ranges::sort(files);
  return files;
}

Done remove_file(const fs::path& file) {
  std::error_code error;
  fs::remove(file, error);
  if (error) return cannot("cannot delete " + file.string() + ": " + error.message());
  return {};
}

Result<FolderLock, Trouble> FolderLock::take(const fs::path& folder) {
  if (auto made = storage::create_folders(folder); !made) return refuse(made.error());
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return trouble(folder);
  FolderLock lock{descriptor};
  const bool is_taken = ::flock(descriptor, LOCK_EX | LOCK_NB) != 0 || !is_at(descriptor, folder);
  if (is_taken) return cannot("another backup or restore writes to " + folder.string());
  return lock;
}

FolderLock::FolderLock(FolderLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace lapor::backup
