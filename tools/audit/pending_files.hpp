#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "events/codec.hpp"
#include "events/result.hpp"
#include "storage/error.hpp"

namespace lapor::audit {

/// Files of one folder that get their names together: until `install` each is NAME.part, then all are durable and in
/// their places. A crash leaves at most such parts, which the next run writes over. One thread.
class PendingFiles {
 public:
  explicit PendingFiles(std::filesystem::path folder) : folder_(std::move(folder)) {}

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  /// A whole file. One that lies in its place with just these bytes is left alone.
  [[nodiscard]] Result<void, storage::Error> write(const std::string& name, BytesView bytes);
  /// More of a file that is written piece by piece; the first piece begins it anew.
  [[nodiscard]] Result<void, storage::Error> append(const std::string& name, BytesView bytes);
  [[nodiscard]] Result<void, storage::Error> install();

 private:
  [[nodiscard]] Result<void, storage::Error> put(const std::string& name, BytesView bytes, int how);

  std::filesystem::path folder_;
  std::map<std::string, std::filesystem::path> pending_;  // name, part
};

}  // namespace lapor::audit
