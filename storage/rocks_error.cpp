#include "storage/rocks_error.hpp"

#include <string_view>

namespace lapor::storage {

namespace {

constexpr std::string_view restore_advice =
    " Stop the server, keep the folder for examination and restore the newest backup.";

bool is_disk_full(const rocksdb::Status& status) {
  return status.IsNoSpace() || status.ToString().find("No space left on device") != std::string::npos;
}

bool is_lock_conflict(const rocksdb::Status& status) {
  const auto text = status.ToString();
  return status.IsIOError() &&
         (text.find("lock file") != std::string::npos || text.find("lock hold") != std::string::npos);
}

bool is_damaged_log(const rocksdb::Status& status) {
  const auto text = status.ToString();
  return text.find("checksum mismatch") != std::string::npos ? text.find(".sst") == std::string::npos
                                                             : text.find("record") != std::string::npos;
}

}  // namespace

Error corrupt_error(const std::string& what) {
  return {ErrorCode::corrupt, what + std::string{restore_advice}};
}

Error read_error(const rocksdb::Status& status, const std::string& doing) {
  if (status.IsCorruption())
    return corrupt_error("Cannot " + doing + ": its bytes are damaged (" + status.ToString() + ").");
  return {ErrorCode::unavailable,
          "Cannot " + doing + " (" + status.ToString() + "). Check the disk, then start again."};
}

Error open_error(const rocksdb::Status& status, const std::filesystem::path& folder) {
  const auto name = "the journal in " + folder.string();
  if (is_lock_conflict(status)) {
    return {ErrorCode::in_use, "Another server uses " + name + ". Stop it first, or choose another data folder."};
  }
  if (is_disk_full(status))
    return {ErrorCode::disk_full, "The disk is full: cannot open " + name + ". Make space, then start again."};
  if (status.IsCorruption() && is_damaged_log(status)) {
    return {ErrorCode::corrupt,
            "The log of " + name + " is damaged (" + status.ToString() +
                "). If the machine has just lost power, start once with --accept-damaged-log-end: it "
                "gives up what stands behind the damage. Otherwise keep the folder for examination and restore the "
                "newest backup."};
  }
  return read_error(status, "open " + name);
}

std::string fatal_message(const rocksdb::Status& status, const std::filesystem::path& folder) {
  const auto where = "the journal in " + folder.string();
  if (is_disk_full(status)) {
    return "The disk is full: " + where +
           " could not be written, and nothing more is accepted. Make space, then start the server "
           "again. (" +
           status.ToString() + ")";
  }
  return "The disk failed: " + where +
         " could not be written or synced, and nothing more is accepted. Check the disk and the "
         "kernel's log, then start the server again. (" +
         status.ToString() + ")";
}

}  // namespace lapor::storage
