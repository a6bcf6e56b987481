#include "storage/attachments/uploads.hpp"

#include <sodium.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <utility>

#include "storage/attachments/big_endian.hpp"
#include "storage/attachments/examine.hpp"
#include "storage/attachments/hex.hpp"
#include "storage/files.hpp"

namespace lapor::storage {

namespace {

namespace fs = std::filesystem;

constexpr std::byte upload_form{1};  // first byte of the file
constexpr std::size_t clear_bytes = 1 + wrapped_key_bytes;
constexpr std::size_t head_bytes = 1 + 8 + 32 + 16 + 8;  // type, size, hash, uploader, expiry

constexpr std::string_view part_suffix = ".part";
constexpr std::string_view unfinished_suffix = ".new";
constexpr std::string_view withdrawn_suffix = ".withdrawn";
constexpr std::string_view purpose = "upload";

UploadId new_upload_id() {
  UploadId id;
  randombytes_buf(id.bytes.data(), id.bytes.size());
  return id;
}

Key new_key() {
  std::array<unsigned char, 32> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  Key key{bytes};
  sodium_memzero(bytes.data(), bytes.size());
  return key;
}

template <std::size_t Size>
void take(BytesView& in, std::array<std::byte, Size>& to) {
  std::ranges::copy(in.first(Size), to.begin());
  in = in.subspan(Size);
}

Bytes head_of(const Upload& upload) {
  Bytes head{static_cast<std::byte>(upload.facts.type)};
  append_big_endian(head, upload.facts.size);
  head.insert(head.end(), upload.facts.hash.begin(), upload.facts.hash.end());
  head.insert(head.end(), upload.uploader.begin(), upload.uploader.end());
  append_big_endian(head, static_cast<std::uint64_t>(upload.expires_at.time_since_epoch().count()));
  return head;
}

/// `head` has `head_bytes`.
Upload upload_of(const UploadId& id, BytesView head) {
  Upload upload;
  upload.id = id;
  upload.facts.type = static_cast<FileType>(head.front());
  upload.facts.size = big_endian(head.subspan(1));
  head = head.subspan(9);
  take(head, upload.facts.hash);
  take(head, upload.uploader);
  upload.expires_at = Instant{std::chrono::milliseconds{static_cast<std::int64_t>(big_endian(head))}};
  return upload;
}

bool unlink_if_there(const fs::path& file) {
  return ::unlink(file.c_str()) == 0 || errno == ENOENT;
}

Result<std::unique_ptr<SealedFileReader>, Error> open_file(const fs::path& file, const UploadId& id,
                                                           const Vault& vault) {
  return SealedFileReader::open(file, clear_bytes, head_bytes, [&](BytesView clear) -> Result<Key, Error> {
    if (clear.front() != upload_form)
      return fail(Error{ErrorCode::corrupt, "The upload " + file.string() + " is of a later form. Delete it."});
    return vault.unwrap(clear.subspan(1), purpose, id.bytes);
  });
}

}  // namespace

UploadPart::UploadPart(const UploadId& id, const Key& key, std::unique_ptr<SealedFileWriter> writer)
    : id_(id), key_(key), writer_(std::move(writer)) {}

Result<std::unique_ptr<SealedFileReader>, Error> UploadPart::read() const {
  auto reader = SealedFileReader::open(writer_->file(), 0, 0, [this](BytesView) { return key_; });
  if (reader && !*reader) return fail(file_trouble(writer_->file(), ENOENT));
  return reader;
}

Result<std::unique_ptr<Uploads>, Error> Uploads::open(const fs::path& folder, const Vault& vault) {
  if (auto made = create_folders(folder); !made) return fail(made.error());
  auto uploads = std::unique_ptr<Uploads>(new Uploads(folder, vault));
  if (auto loaded = uploads->load(); !loaded) return fail(loaded.error());
  return uploads;
}

Result<void, Error> Uploads::load() {
  std::error_code error;
  fs::directory_iterator at(folder_, error);
  for (; !error && at != fs::directory_iterator(); at.increment(error)) {
    const std::string name = at->path().filename();
    const bool is_unfinished = name.ends_with(part_suffix) || name.ends_with(unfinished_suffix);
    if (is_unfinished && !unlink_if_there(at->path())) return fail(file_trouble(at->path(), errno));
    if (!is_unfinished) take_up(name, name.ends_with(withdrawn_suffix));
  }
  if (error) return fail(file_trouble(folder_, error.value()));
  return {};
}

/// A withdrawn one was in the hands of no command since the start, so it has expired.
void Uploads::take_up(const std::string& name, bool withdrawn) {
  const auto id =
      upload_id_of(std::string_view{name}.substr(0, name.size() - (withdrawn ? withdrawn_suffix.size() : 0)));
  if (!id) return;
  const auto reader = open(path_of(*id, withdrawn), *id);
  if (!reader || !*reader) {
    unreadable_.push_back(name);
    return;
  }
  index_.add(upload_of(*id, (*reader)->head()));
  if (withdrawn) index_.withdraw(*id, Instant{});
}

fs::path Uploads::path_of(const UploadId& id, bool withdrawn) const {
  return folder_ / (to_string(id) + std::string(withdrawn ? withdrawn_suffix : ""));
}

Result<std::unique_ptr<SealedFileReader>, Error> Uploads::open(const fs::path& file, const UploadId& id) const {
  return open_file(file, id, vault_);
}

Result<Upload, Error> examine_upload(const fs::path& file, const Vault& vault) {
  const auto damaged = [&](const std::string& what) {
    return fail(Error{ErrorCode::corrupt, "The upload " + file.string() + " " + what + "."});
  };
  const auto id = upload_id_of(file.stem().string());
  if (!id) return damaged("has a name that is none");
  const auto reader = open_file(file, *id, vault);
  if (!reader) return damaged("cannot be opened: " + reader.error().what);
  if (!*reader) return damaged("is not there");
  const Upload upload = upload_of(*id, (*reader)->head());
  const auto hash = hash_of(**reader);
  if (!hash) return fail(hash.error());
  if (*hash != upload.facts.hash) return damaged("does not have the content that it is known by");
  return upload;
}

Result<std::unique_ptr<UploadPart>, Error> Uploads::begin() const {
  const UploadId id = new_upload_id();
  const Key key = new_key();
  auto writer = SealedFileWriter::create(folder_ / (to_string(id) + std::string(part_suffix)), key, {});
  if (!writer) return fail(writer.error());
  return std::unique_ptr<UploadPart>(new UploadPart(id, key, std::move(*writer)));
}

Result<std::unique_ptr<SealedFileWriter>, Error> Uploads::create(const Upload& upload) const {
  const Key key = new_key();
  Bytes clear{upload_form};
  const Bytes wrapped = vault_.wrap(key, purpose, upload.id.bytes);
  clear.insert(clear.end(), wrapped.begin(), wrapped.end());
  const fs::path file = folder_ / (to_string(upload.id) + std::string(unfinished_suffix));
  return SealedFileWriter::create(file, key, {std::move(clear), head_of(upload)});
}

Result<void, Error> Uploads::commit(const Upload& upload, SealedFileWriter& writer) {
  if (auto placed = writer.place(path_of(upload.id, false)); !placed) return placed;
  const std::lock_guard lock{mutex_};
  index_.add(upload);
  return {};
}

std::optional<Upload> Uploads::find(const UploadId& id) const {
  const std::lock_guard lock{mutex_};
  const auto* entry = index_.find(id);
  if (entry == nullptr || entry->withdrawn) return std::nullopt;
  return entry->upload;
}

Result<std::optional<OpenedFile>, Error> Uploads::read(const ContentHash& hash) const {
  std::vector<std::pair<UploadId, bool>> candidates;
  {
    const std::lock_guard lock{mutex_};
    for (const UploadId& id : index_.with(hash)) candidates.emplace_back(id, index_.find(id)->withdrawn);
  }
  std::optional<Error> trouble;
  for (const auto& [id, withdrawn] : candidates) {
    auto reader = open(path_of(id, withdrawn), id);
    if (reader && *reader) {
      const FileFacts facts = upload_of(id, (*reader)->head()).facts;
      return OpenedFile{facts, std::move(*reader)};
    }
    if (!reader) trouble = reader.error();
  }
  if (trouble) return fail(*trouble);
  return std::nullopt;
}

Result<void, Error> Uploads::withdraw(const ContentHash& hash, Instant until) {
  const std::lock_guard lock{mutex_};
  for (const UploadId& id : index_.with(hash)) {
    if (index_.find(id)->withdrawn) continue;
    const fs::path from = path_of(id, false);
    if (::rename(from.c_str(), path_of(id, true).c_str()) != 0) return fail(file_trouble(from, errno));
    index_.withdraw(id, until);
  }
  return sync_folder(folder_);
}

bool Uploads::has_expired(Instant now) const {
  const std::lock_guard lock{mutex_};
  const auto next = index_.next_expiry();
  return next && *next <= now;
}

Result<void, Error> Uploads::remove_expired(Instant now) {
  std::vector<std::pair<UploadId, bool>> expired;
  {
    const std::lock_guard lock{mutex_};
    for (const UploadId& id : index_.expired(now)) expired.emplace_back(id, index_.find(id)->withdrawn);
  }
  for (const auto& [id, withdrawn] : expired) {
    const fs::path file = path_of(id, withdrawn);
    if (!unlink_if_there(file)) return fail(file_trouble(file, errno));
    const std::lock_guard lock{mutex_};
    index_.remove(id);
  }
  return {};
}

Uploads::Statistics Uploads::statistics() const {
  const std::lock_guard lock{mutex_};
  return {index_.size(), index_.bytes()};
}

}  // namespace lapor::storage
