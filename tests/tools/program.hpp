#pragma once

#include <sys/types.h>

#include <boost/json/object.hpp>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/api_client.hpp"

/// The real program, run as its users run it.
namespace lapor::tests {

/// A folder below the system's temporary one that goes with this object.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] std::string operator/(std::string_view name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

[[nodiscard]] std::string read_file(const std::filesystem::path& file);
void write_file(const std::filesystem::path& file, std::string_view text);

/// One running `lapor SUBCOMMAND ...`. Killed when this object goes.
class Program {
 public:
  /// Standard error goes to a file whose content `errors` tells.
  Program(const TemporaryFolder& folder, std::vector<std::string> arguments);
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  /// The next line of standard output, without its end; nothing at the end of output or when none comes in a minute.
  [[nodiscard]] std::optional<std::string> read_line();
  /// The first of the next lines that contains `part`.
  [[nodiscard]] std::optional<std::string> read_until(std::string_view part);
  /// The rest of standard output.
  [[nodiscard]] std::string read_rest();
  void signal(int number) const;
  /// Exit code, or minus the signal that ended it.
  int wait();
  [[nodiscard]] std::string errors() const { return read_file(errors_); }

 private:
  std::string errors_;
  pid_t process_{-1};
  int output_{-1};
  std::string unread_;
  std::optional<int> status_;
};

/// What a finished `lapor SUBCOMMAND ...` printed.
struct Finished {
  int status{};
  std::string output;
  std::string errors;
};
[[nodiscard]] Finished run(const TemporaryFolder& folder, std::vector<std::string> arguments);

/// A running `lapor serve` with tokens for trying out, on loopback.
class Server {
 public:
  /// `port` 0: any free one.
  Server(const TemporaryFolder& folder, std::uint16_t port = 0, std::vector<std::string> further = {});

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  [[nodiscard]] tools::ApiClient client(const std::string& role) const;
  void kill();
  /// SIGTERM, then the exit code.
  int stop();

 private:
  std::filesystem::path data_;
  Program program_;
  std::uint16_t port_{};
};

/// The answer's JSON; the test ends when the status is another.
boost::json::object expect(const Result<tools::ApiReply, std::string>& reply, int status);

}  // namespace lapor::tests
