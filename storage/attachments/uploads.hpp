#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "events/result.hpp"
#include "storage/attachments/sealed_file.hpp"
#include "storage/attachments/upload_index.hpp"
#include "storage/error.hpp"
#include "storage/vault.hpp"

namespace lapor::storage {

/// A file as it comes in, not looked at yet: sealed under a key that only this object has, so that a crash leaves
/// nothing but noise. Deleted when it goes. One thread at a time.
class UploadPart {
 public:
  UploadPart(const UploadPart&) = delete;
  UploadPart& operator=(const UploadPart&) = delete;

  [[nodiscard]] const UploadId& id() const { return id_; }
  [[nodiscard]] std::uint64_t size() const { return writer_->size(); }
  [[nodiscard]] Result<void, Error> append(BytesView content) { return writer_->append(content); }
  /// After the last `append`, once.
  [[nodiscard]] Result<void, Error> finish() { return writer_->finish(); }
  /// What was appended, from its beginning. After `finish`, as often as wished.
  [[nodiscard]] Result<std::unique_ptr<SealedFileReader>, Error> read() const;

 private:
  friend class Uploads;
  UploadPart(const UploadId& id, const Key& key, std::unique_ptr<SealedFileWriter> writer);

  const UploadId id_;
  const Key key_;  // nowhere else
  std::unique_ptr<SealedFileWriter> writer_;
};

/// The folder of files that were uploaded and cleaned and may be attached until they expire, each sealed under a key of
/// its own, wrapped by the master key. docs/formats.md has its bytes. Any thread may call; what names an index only
/// does not block for long.
class Uploads {
 public:
  /// Makes the folder when it is missing, deletes what an earlier run left unfinished, and reads what there is. `vault`
  /// must outlive it.
  [[nodiscard]] static Result<std::unique_ptr<Uploads>, Error> open(const std::filesystem::path& folder,
                                                                    const Vault& vault);

  /// A new, empty part with an id of its own. Blocks for a file.
  [[nodiscard]] Result<std::unique_ptr<UploadPart>, Error> begin() const;

  /// Begins the file of `upload`; `commit` puts the finished one in its place, durably, and lets it be found. Blocks.
  [[nodiscard]] Result<std::unique_ptr<SealedFileWriter>, Error> create(const Upload& upload) const;
  [[nodiscard]] Result<void, Error> commit(const Upload& upload, SealedFileWriter& writer);

  /// What may still be attached; by the index alone.
  [[nodiscard]] std::optional<Upload> find(const UploadId& id) const;

  /// Any upload of this content, also one that nobody may attach any more. Nothing: there is none. Blocks.
  [[nodiscard]] Result<std::optional<OpenedFile>, Error> read(const ContentHash& hash) const;

  /// From now on nobody can attach any upload of this content, also after a restart, and all of them expire at `until`
  /// at the latest. Blocks.
  [[nodiscard]] Result<void, Error> withdraw(const ContentHash& hash, Instant until);

  [[nodiscard]] bool has_expired(Instant now) const;
  /// Deletes what has expired. Blocks.
  [[nodiscard]] Result<void, Error> remove_expired(Instant now);

  struct Statistics {
    std::uint64_t files{};
    std::uint64_t bytes{};
  };
  /// What may be attached or has not been removed yet.
  [[nodiscard]] Statistics statistics() const;

  /// Files that could not be opened when the folder was read: nobody can use them, and nothing deletes them.
  [[nodiscard]] const std::vector<std::string>& unreadable() const { return unreadable_; }

 private:
  Uploads(std::filesystem::path folder, const Vault& vault) : folder_(std::move(folder)), vault_(vault) {}
  [[nodiscard]] Result<void, Error> load();
  void take_up(const std::string& name, bool withdrawn);
  [[nodiscard]] std::filesystem::path path_of(const UploadId& id, bool withdrawn) const;
  [[nodiscard]] Result<std::unique_ptr<SealedFileReader>, Error> open(const std::filesystem::path& file,
                                                                      const UploadId& id) const;

  const std::filesystem::path folder_;
  const Vault& vault_;
  std::vector<std::string> unreadable_;
  mutable std::mutex mutex_;  // guards the index
  UploadIndex index_;
};

}  // namespace lapor::storage
