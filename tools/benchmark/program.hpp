#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace lapor::benchmark {

/// A folder below the system's temporary one that goes when this object goes.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// The real program, started as `lapor serve` on a free port of loopback; stopped by SIGTERM when this object goes.
class ServerProgram {
 public:
  ServerProgram(const std::filesystem::path& data, std::vector<std::string> further_arguments);
  ~ServerProgram();
  ServerProgram(const ServerProgram&) = delete;
  ServerProgram& operator=(const ServerProgram&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }
  /// From the start of the process to its line with the address.
  [[nodiscard]] std::chrono::duration<double> ready_after() const { return ready_after_; }
  /// Resident memory now, in bytes.
  [[nodiscard]] std::uint64_t resident_bytes() const;
  /// What its threads have had of the processors so far.
  [[nodiscard]] double processor_seconds() const;

 private:
  pid_t process_{};
  std::uint16_t port_{};
  std::chrono::duration<double> ready_after_{};
};

/// The value of one of the development tokens of a data folder; ends the program if there is none.
[[nodiscard]] std::string token_of(const std::filesystem::path& data, const std::string& name);

/// What `lapor SUBCOMMAND ...` prints on standard output; ends the program when it fails.
[[nodiscard]] std::string run_program(const std::vector<std::string>& arguments);

/// Body of `GET target` on loopback.
[[nodiscard]] std::string get(std::uint16_t port, const std::string& target);

/// Ends the benchmark with a reason.
[[noreturn]] void give_up(const std::string& reason);

}  // namespace lapor::benchmark
