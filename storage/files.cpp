#include "storage/files.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

namespace lapor::storage {

OpenFile::~OpenFile() {
  if (ok()) ::close(descriptor_);
}

std::string reason_of(int error_number) {
  return std::generic_category().message(error_number);
}

Result<void, Error> sync_folder(const std::filesystem::path& folder) {
  const auto name = folder.empty() ? std::filesystem::path{"."} : folder;
  const OpenFile opened{::open(name.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (!opened.ok() || ::fsync(opened.get()) != 0) {
    const auto reason = reason_of(errno);
    return fail(Error{ErrorCode::unavailable, "Cannot make folder " + name.string() + " durable: " + reason +
                                                  ". Check the disk and the permissions, then start again."});
  }
  return {};
}

Result<void, Error> create_folders(const std::filesystem::path& folder) {
  const auto absolute = std::filesystem::absolute(folder).lexically_normal();
  if (std::filesystem::is_directory(absolute)) return {};
  if (auto above = create_folders(absolute.parent_path()); !above) return above;
  std::error_code error;
  std::filesystem::create_directory(absolute, error);
  if (error) {
    return fail(Error{ErrorCode::unavailable, "Cannot create folder " + absolute.string() + ": " + error.message() +
                                                  ". Create it for the user that runs the server, then start again."});
  }
  return sync_folder(absolute.parent_path());
}

Error file_trouble(const std::filesystem::path& file, int error_number) {
  const bool is_full = error_number == ENOSPC || error_number == EDQUOT;
  return {
      is_full ? ErrorCode::disk_full : ErrorCode::unavailable,
      "Cannot work with " + file.string() + ": " + reason_of(error_number) + ". Check the disk and the permissions."};
}

bool write_fully(int descriptor, BytesView bytes) {
  while (!bytes.empty()) {
    const auto put = ::write(descriptor, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(put));
  }
  return true;
}

Result<void, Error> replace_file(const std::filesystem::path& file, BytesView bytes, mode_t mode) {
  auto unfinished = file;
  unfinished += ".new";
  {
    ::unlink(unfinished.c_str());  // what a crash left, or a link to somewhere else
    const OpenFile opened{::open(unfinished.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)};
    if (!opened.ok() || !write_fully(opened.get(), bytes) || ::fsync(opened.get()) != 0)
      return fail(file_trouble(unfinished, errno));
  }
  if (::rename(unfinished.c_str(), file.c_str()) != 0) return fail(file_trouble(file, errno));
  return sync_folder(file.parent_path());
}

}  // namespace lapor::storage
