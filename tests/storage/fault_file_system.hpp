#pragma once

#include <rocksdb/env.h>
#include <rocksdb/file_system.h>

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace lapor::storage::test {

/// A disk that can fail on request and forget what was not synced, as after a power failure. Real files below it.
class FaultFileSystem final : public rocksdb::FileSystemWrapper {
 public:
  FaultFileSystem() : FileSystemWrapper(FileSystem::Default()) {}
  const char* Name() const override { return "FaultFileSystem"; }

  /// The sync after so many more of log files fails, and from then on everything does.
  void fail_log_sync_after(int syncs) { syncs_left_ = syncs; }
  /// Appending to a log file finds the disk full after so many more bytes, and from then on always.
  void fill_up_after(std::int64_t log_bytes) { room_left_ = log_bytes; }
  void set_free_space(std::uint64_t bytes) { free_space_ = bytes; }
  [[nodiscard]] bool failed() const { return failed_; }

  /// Power failure: files lose what was not synced but for the first `kept` of it (0: all, 1: nothing). Call when the
  /// journal is closed.
  void drop_unsynced(double kept);
  /// The disk works again.
  void heal();

  rocksdb::IOStatus NewWritableFile(const std::string& name, const rocksdb::FileOptions& options,
                                    std::unique_ptr<rocksdb::FSWritableFile>* file,
                                    rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus RenameFile(const std::string& from, const std::string& to, const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus DeleteFile(const std::string& name, const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus GetFreeSpace(const std::string& path, const rocksdb::IOOptions& options, std::uint64_t* bytes,
                                 rocksdb::IODebugContext* debug) override;

 private:
  struct Sizes {
    std::atomic<std::uint64_t> written{};
    std::atomic<std::uint64_t> synced{};
  };
  class File;

  rocksdb::IOStatus before_write(bool is_log, std::size_t bytes);
  rocksdb::IOStatus before_sync(bool is_log);

  std::mutex mutex_;  // guards files_
  std::map<std::string, std::shared_ptr<Sizes>> files_;
  std::atomic<bool> failed_{};
  std::atomic<int> syncs_left_{-1};
  std::atomic<std::int64_t> room_left_{-1};
  std::atomic<std::uint64_t> free_space_{~std::uint64_t{}};
};

class FaultFileSystem::File final : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  File(std::unique_ptr<rocksdb::FSWritableFile>&& target, FaultFileSystem& disk, std::shared_ptr<Sizes> sizes,
       bool is_log)
      : FSWritableFileOwnerWrapper(std::move(target)), disk_(disk), sizes_(std::move(sizes)), is_log_(is_log) {}

  rocksdb::IOStatus Append(const rocksdb::Slice& data, const rocksdb::IOOptions& options,
                           rocksdb::IODebugContext* debug) override {
    auto status = disk_.before_write(is_log_, data.size());
    if (status.ok()) status = FSWritableFileOwnerWrapper::Append(data, options, debug);
    if (status.ok()) sizes_->written += data.size();
    return status;
  }
  rocksdb::IOStatus Append(const rocksdb::Slice& data, const rocksdb::IOOptions& options,
                           const rocksdb::DataVerificationInfo&, rocksdb::IODebugContext* debug) override {
    return Append(data, options, debug);
  }
  rocksdb::IOStatus Sync(const rocksdb::IOOptions& options, rocksdb::IODebugContext* debug) override {
    auto status = disk_.before_sync(is_log_);
    const std::uint64_t written = sizes_->written;
    if (status.ok()) status = FSWritableFileOwnerWrapper::Sync(options, debug);
    if (status.ok()) sizes_->synced = written;
    return status;
  }
  rocksdb::IOStatus Fsync(const rocksdb::IOOptions& options, rocksdb::IODebugContext* debug) override {
    return Sync(options, debug);
  }

 private:
  FaultFileSystem& disk_;
  std::shared_ptr<Sizes> sizes_;
  bool is_log_;
};

inline rocksdb::IOStatus FaultFileSystem::before_write(bool is_log, std::size_t bytes) {
  if (room_left_ >= 0 && is_log && (room_left_ -= static_cast<std::int64_t>(bytes)) < 0) {
    failed_ = true;
    room_left_ = 0;
  }
  return failed_ ? rocksdb::IOStatus::NoSpace("No space left on device") : rocksdb::IOStatus::OK();
}

inline rocksdb::IOStatus FaultFileSystem::before_sync(bool is_log) {
  if (syncs_left_ >= 0 && is_log && syncs_left_-- == 0) failed_ = true;
  return failed_ ? rocksdb::IOStatus::IOError("Input/output error") : rocksdb::IOStatus::OK();
}

inline void FaultFileSystem::drop_unsynced(double kept) {
  const std::lock_guard lock{mutex_};
  for (const auto& [name, sizes] : files_) {
    const std::uint64_t lost = sizes->written - sizes->synced;
    const auto size = sizes->synced + static_cast<std::uint64_t>(static_cast<double>(lost) * kept);
    if (lost > 0) std::filesystem::resize_file(name, size);
  }
  files_.clear();
}

inline void FaultFileSystem::heal() {
  failed_ = false;
  syncs_left_ = -1;
  room_left_ = -1;
}

inline rocksdb::IOStatus FaultFileSystem::NewWritableFile(const std::string& name, const rocksdb::FileOptions& options,
                                                          std::unique_ptr<rocksdb::FSWritableFile>* file,
                                                          rocksdb::IODebugContext* debug) {
  std::unique_ptr<rocksdb::FSWritableFile> real;
  const auto status = FileSystemWrapper::NewWritableFile(name, options, &real, debug);
  if (!status.ok()) return status;
  auto sizes = std::make_shared<Sizes>();
  {
    const std::lock_guard lock{mutex_};
    files_[name] = sizes;
  }
  *file = std::make_unique<File>(std::move(real), *this, sizes, name.ends_with(".log"));
  return status;
}

inline rocksdb::IOStatus FaultFileSystem::RenameFile(const std::string& from, const std::string& to,
                                                     const rocksdb::IOOptions& options,
                                                     rocksdb::IODebugContext* debug) {
  const auto status = FileSystemWrapper::RenameFile(from, to, options, debug);
  const std::lock_guard lock{mutex_};
  if (auto moved = files_.extract(from); status.ok() && !moved.empty()) files_[to] = moved.mapped();
  return status;
}

inline rocksdb::IOStatus FaultFileSystem::DeleteFile(const std::string& name, const rocksdb::IOOptions& options,
                                                     rocksdb::IODebugContext* debug) {
  const std::lock_guard lock{mutex_};
  files_.erase(name);
  return FileSystemWrapper::DeleteFile(name, options, debug);
}

inline rocksdb::IOStatus FaultFileSystem::GetFreeSpace(const std::string& path, const rocksdb::IOOptions& options,
                                                       std::uint64_t* bytes, rocksdb::IODebugContext* debug) {
  const auto status = FileSystemWrapper::GetFreeSpace(path, options, bytes, debug);
  *bytes = std::min<std::uint64_t>(*bytes, free_space_);
  return status;
}

}  // namespace lapor::storage::test
