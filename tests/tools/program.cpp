#include "tests/tools/program.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "api/tokens.hpp"

namespace lapor::tests {
namespace {

constexpr int patience_ms = 60'000;

std::vector<char*> as_argv(std::vector<std::string>& arguments) {
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  return argv;
}

/// In the child: becomes `lapor`, and ends when the test does.
[[noreturn]] void become(std::vector<std::string> arguments, int output, const std::string& errors) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  dup2(output, STDOUT_FILENO);
  dup2(open(errors.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDERR_FILENO);
  execv(LAPOR_PROGRAM, as_argv(arguments).data());
  _exit(127);
}

std::string unique_name(const char* ending) {
  static std::atomic<int> count{0};
  return "program-" + std::to_string(++count) + ending;
}

std::vector<std::string> serve_arguments(const TemporaryFolder& folder, std::uint16_t port,
                                         std::vector<std::string> further) {
  std::vector<std::string> arguments{
      "serve", "--data", folder / "data", "--listen", "127.0.0.1:" + std::to_string(port), "--dev-tokens"};
  arguments.insert(arguments.end(), further.begin(), further.end());
  return arguments;
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  std::string name = std::filesystem::temp_directory_path() / "lapor-test-XXXXXX";
  BOOST_TEST_REQUIRE(mkdtemp(name.data()) != nullptr);
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string read_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_file(const std::filesystem::path& file, std::string_view text) {
  std::ofstream(file, std::ios::binary | std::ios::trunc) << text;
}

Program::Program(const TemporaryFolder& folder, std::vector<std::string> arguments)
    : errors_(folder / unique_name(".log")) {
  int channel[2];
  BOOST_TEST_REQUIRE(pipe2(channel, O_CLOEXEC) == 0);
  arguments.insert(arguments.begin(), LAPOR_PROGRAM);
  process_ = fork();
  if (process_ == 0) become(std::move(arguments), channel[1], errors_);
  close(channel[1]);
  output_ = channel[0];
}

Program::~Program() {
  if (!status_) {
    signal(SIGKILL);
    wait();
  }
  close(output_);
}

std::optional<std::string> Program::read_line() {
  while (true) {
    if (const auto end = unread_.find('\n'); end != std::string::npos) {
      std::string line = unread_.substr(0, end);
      unread_.erase(0, end + 1);
      return line;
    }
    pollfd waiting{output_, POLLIN, 0};
    if (poll(&waiting, 1, patience_ms) <= 0) return std::nullopt;
    char bytes[4'096];
    const ssize_t count = read(output_, bytes, sizeof bytes);
    if (count <= 0) return std::nullopt;
    unread_.append(bytes, static_cast<std::size_t>(count));
  }
}

std::optional<std::string> Program::read_until(std::string_view part) {
  for (auto line = read_line(); line; line = read_line())
    if (line->find(part) != std::string::npos) return line;
  return std::nullopt;
}

std::string Program::read_rest() {
  std::string text;
  for (auto line = read_line(); line; line = read_line()) text += *line + '\n';
  return text;
}

void Program::signal(int number) const {
  ::kill(process_, number);
}

int Program::wait() {
  if (status_) return *status_;
  int status = 0;
  waitpid(process_, &status, 0);
  status_ = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  return *status_;
}

Finished run(const TemporaryFolder& folder, std::vector<std::string> arguments) {
  Program program(folder, std::move(arguments));
  std::string output = program.read_rest();
  const int status = program.wait();
  return {status, std::move(output), program.errors()};
}

Server::Server(const TemporaryFolder& folder, std::uint16_t port, std::vector<std::string> further)
    : data_(folder / "data"), program_(folder, serve_arguments(folder, port, std::move(further))) {
  const auto line = program_.read_until("lapor: listening on ");
  BOOST_TEST_REQUIRE(line.has_value(), program_.errors());
  const auto address = tools::parse_server_url(line->substr(line->find("http://")));
  BOOST_TEST_REQUIRE(address.has_value(), *line);
  port_ = address->port;
}

tools::ApiClient Server::client(const std::string& role) const {
  const auto tokens = api::load_tokens(data_ / "tokens.json");
  BOOST_TEST_REQUIRE(tokens.has_value());
  return tools::ApiClient({"127.0.0.1", port_}, role.empty() ? "" : tokens->at(role));
}

void Server::kill() {
  program_.signal(SIGKILL);
  program_.wait();
}

int Server::stop() {
  program_.signal(SIGTERM);
  return program_.wait();
}

boost::json::object expect(const Result<tools::ApiReply, std::string>& reply, int status) {
  BOOST_TEST_REQUIRE(reply.has_value(), reply.error());
  BOOST_TEST_REQUIRE(reply->status == status, reply->body);
  return boost::json::parse(reply->body).as_object();
}

}  // namespace lapor::tests
