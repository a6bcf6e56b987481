#include "tools/benchmark/program.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string_view>

#include "tools/http_client.hpp"

namespace lapor::benchmark {
namespace {

std::string read_file(const std::filesystem::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<char*> as_argv(std::vector<std::string>& arguments) {
  std::vector<char*> argv;
  for (auto& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  return argv;
}

/// The port at the end of the line with the address.
std::uint16_t port_in(const std::string& line) {
  const auto colon = line.rfind(':');
  return static_cast<std::uint16_t>(std::stoi(line.substr(colon + 1)));
}

}  // namespace

void give_up(const std::string& reason) {
  std::fprintf(stderr, "benchmark: %s\n", reason.c_str());
  std::exit(1);
}

TemporaryFolder::TemporaryFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "lapor-bench-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) give_up("cannot make a temporary folder");
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

ServerProgram::ServerProgram(const std::filesystem::path& data, std::vector<std::string> further_arguments) {
  std::vector<std::string> arguments{LAPOR_PROGRAM, "serve", "--data", data.string(), "--listen", "127.0.0.1:0"};
  arguments.insert(arguments.end(), further_arguments.begin(), further_arguments.end());
  int channel[2];
  if (pipe(channel) != 0) give_up("no pipe");
  const auto begin = std::chrono::steady_clock::now();
  process_ = fork();
  if (process_ == 0) {
    prctl(PR_SET_PDEATHSIG, SIGTERM);  // also when the benchmark gives up
    dup2(channel[1], STDOUT_FILENO);
    dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
    close(channel[0]);
    close(channel[1]);
    execv(LAPOR_PROGRAM, as_argv(arguments).data());
    _exit(127);
  }
  close(channel[1]);
  FILE* output = fdopen(channel[0], "r");
  char line[512] = "";
  while (std::string_view(line).find("http://") == std::string_view::npos)  // a first start prints a token before it
    if (fgets(line, sizeof line, output) == nullptr) give_up("the server ended before it was ready");
  ready_after_ = std::chrono::steady_clock::now() - begin;
  port_ = port_in(line);
}

ServerProgram::~ServerProgram() {
  kill(process_, SIGTERM);
  waitpid(process_, nullptr, 0);
}

std::uint64_t ServerProgram::resident_bytes() const {
  std::ifstream in("/proc/" + std::to_string(process_) + "/statm");
  std::uint64_t total = 0, resident = 0;
  in >> total >> resident;
  return resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

double ServerProgram::processor_seconds() const {
  const std::string stat = read_file("/proc/" + std::to_string(process_) + "/stat");
  std::istringstream fields(stat.substr(stat.rfind(')') + 2));
  std::string skipped;
  for (int i = 0; i < 11; ++i) fields >> skipped;  // up to utime, the 14th field (proc(5))
  double user = 0, system = 0;
  fields >> user >> system;
  return (user + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

std::string run_program(const std::vector<std::string>& arguments) {
  std::string command = LAPOR_PROGRAM;
  for (const std::string& argument : arguments) command += " '" + argument + "'";
  FILE* output = popen(command.c_str(), "r");
  if (output == nullptr) give_up("cannot start " + command);
  std::string text;
  char buffer[4'096];
  while (const auto got = fread(buffer, 1, sizeof buffer, output)) text.append(buffer, got);
  if (pclose(output) != 0) give_up(command + " failed: " + text);
  return text;
}

std::string token_of(const std::filesystem::path& data, const std::string& name) {
  const std::string text = read_file(data / "tokens.json");
  const auto key = text.find('"' + name + '"');
  const auto begin = text.find('"', text.find(':', key)) + 1;
  if (key == std::string::npos) give_up("no token of " + name + " in " + data.string());
  return text.substr(begin, text.find('"', begin) - begin);
}

std::string get(std::uint16_t port, const std::string& target) {
  tools::HttpClient client("127.0.0.1", port);
  auto reply = client.request("GET", target, {}, "");
  if (!reply) give_up("GET " + target + ": " + reply.error());
  return reply->body;
}

}  // namespace lapor::benchmark
