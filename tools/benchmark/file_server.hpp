#pragma once

#include <sys/types.h>

#include <cstdint>
#include <memory>
#include <string>

#include "tools/benchmark/program.hpp"

namespace lapor::benchmark {

/// nginx with one file, on loopback: what reading a page can cost at best. Ended with this object.
class FileServer {
 public:
  /// Null when nginx is not installed. The file is `/page.json`.
  [[nodiscard]] static std::unique_ptr<FileServer> start(const std::string& content);
  ~FileServer();
  FileServer(const FileServer&) = delete;
  FileServer& operator=(const FileServer&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }

 private:
  FileServer(const std::string& content, std::uint16_t port);

  TemporaryFolder folder_;
  std::uint16_t port_;
  pid_t process_{};
};

}  // namespace lapor::benchmark
