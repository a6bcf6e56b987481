#include "storage/files.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
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

}  // namespace lapor::storage
