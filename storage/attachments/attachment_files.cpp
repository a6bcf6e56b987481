#include "storage/attachments/attachment_files.hpp"

#include <cerrno>
#include <utility>

#include "storage/attachments/big_endian.hpp"
#include "storage/files.hpp"

namespace lapor::storage {

namespace {

namespace fs = std::filesystem;

constexpr std::byte attachment_form{1};  // first byte of the file
constexpr std::size_t clear_bytes = 1;
constexpr std::size_t head_bytes = 1 + 8;  // type, size

/// A file moved to another name does not open: its key is of its hash, and the report's data key of its report.
Key key_of(const Key& data_key, const ContentHash& hash) {
  return derive_key(data_key, "attachment", {reinterpret_cast<const char*>(hash.data()), hash.size()});
}

Bytes head_of(const FileFacts& facts) {
  Bytes head{static_cast<std::byte>(facts.type)};
  append_big_endian(head, facts.size);
  return head;
}

/// Appends all of the content; whether it has that hash.
Result<bool, Error> copy(SealedFileReader& from, SealedFileWriter& to, const ContentHash& hash) {
  ContentHasher hasher;
  for (;;) {
    const auto piece = from.next();
    if (!piece) return fail(piece.error());
    if (!*piece) return hasher.finish() == hash;
    hasher.add(**piece);
    if (auto appended = to.append(**piece); !appended) return fail(appended.error());
  }
}

}  // namespace

Result<AttachmentFiles, Error> AttachmentFiles::open(const fs::path& folder) {
  if (auto made = create_folders(folder); !made) return fail(made.error());
  return AttachmentFiles{folder};
}

fs::path AttachmentFiles::folder_of(ReportId report) const {
  return folder_ / std::to_string(number(report));
}

fs::path AttachmentFiles::path_of(ReportId report, const ContentHash& hash) const {
  return folder_of(report) / to_hex(hash);
}

bool AttachmentFiles::has(ReportId report, const ContentHash& hash) const {
  std::error_code error;
  return fs::is_regular_file(path_of(report, hash), error);
}

Result<void, Error> AttachmentFiles::keep(ReportId report, const Key& data_key, OpenedFile& file) const {
  if (auto made = create_folders(folder_of(report)); !made) return made;
  const fs::path place = path_of(report, file.facts.hash);
  fs::path unfinished = place;
  unfinished += ".new";
  auto writer =
      SealedFileWriter::create(unfinished, key_of(data_key, file.facts.hash), {{attachment_form}, head_of(file.facts)});
  if (!writer) return fail(writer.error());
  const auto fits = copy(*file.content, **writer, file.facts.hash);
  if (!fits) return fail(fits.error());
  if (!*fits) return fail(Error{ErrorCode::corrupt, "An upload does not have the content that it is known by."});
  if (auto finished = (*writer)->finish(); !finished) return finished;
  return (*writer)->place(place);
}

Result<std::optional<OpenedFile>, Error> AttachmentFiles::read(ReportId report, const Key& data_key,
                                                               const ContentHash& hash) const {
  const fs::path file = path_of(report, hash);
  auto reader = SealedFileReader::open(file, clear_bytes, head_bytes, [&](BytesView clear) -> Result<Key, Error> {
    if (clear.front() != attachment_form)
      return fail(Error{ErrorCode::corrupt, "The attachment " + file.string() + " is of a later form."});
    return key_of(data_key, hash);
  });
  if (!reader) return fail(reader.error());
  if (!*reader) return std::nullopt;
  const BytesView head = (*reader)->head();
  const FileFacts facts{static_cast<FileType>(head.front()), big_endian(head.subspan(1)), hash};
  return OpenedFile{facts, std::move(*reader)};
}

Result<std::vector<ContentHash>, Error> AttachmentFiles::list(ReportId report) const {
  std::vector<ContentHash> hashes;
  const fs::path folder = folder_of(report);
  std::error_code error;
  for (fs::directory_iterator at(folder, error); !error && at != fs::directory_iterator(); at.increment(error))
    if (const auto hash = content_hash_of(at->path().filename().string())) hashes.push_back(*hash);
  if (error && error != std::errc::no_such_file_or_directory) return fail(file_trouble(folder, error.value()));
  return hashes;
}

Result<void, Error> AttachmentFiles::remove(ReportId report) const {
  const fs::path folder = folder_of(report);
  std::error_code error;
  const auto removed = fs::remove_all(folder, error);
  if (error) return fail(file_trouble(folder, error.value()));
  if (removed == 0) return {};
  return sync_folder(folder_);
}

}  // namespace lapor::storage
