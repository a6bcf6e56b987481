#include "tests/proof/foreign_verifier.hpp"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>

#include "events/ensure.hpp"

namespace lapor::proof::test {

namespace {

/// Starts the program with its output going into the pipe.
pid_t start(std::vector<std::string>& arguments, const std::array<int, 2>& pipe_ends) {
  std::vector<char*> pointers;
  for (auto& each : arguments) pointers.push_back(each.data());
  pointers.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (const int output : {STDOUT_FILENO, STDERR_FILENO}) {
    posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], output);
  }
  for (const int end : pipe_ends) posix_spawn_file_actions_addclose(&actions, end);
  pid_t process = 0;
  const int error = posix_spawn(&process, pointers[0], &actions, nullptr, pointers.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  ENSURE(error == 0, "cannot start " + arguments[0]);
  return process;
}

std::string read_all(int descriptor) {
  std::string text;
  std::array<char, 4096> buffer;
  for (ssize_t count; (count = read(descriptor, buffer.data(), buffer.size())) > 0;) {
    text.append(buffer.data(), static_cast<std::size_t>(count));
  }
  return text;
}

}  // namespace

ForeignAnswer ask_foreign_verifier(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), LAPOR_FOREIGN_VERIFIER);
  std::array<int, 2> ends;
  ENSURE(pipe(ends.data()) == 0, "no pipe");
  const pid_t process = start(arguments, ends);
  close(ends[1]);
  ForeignAnswer answer{0, read_all(ends[0])};
  close(ends[0]);
  int status = 0;
  ENSURE(waitpid(process, &status, 0) == process, "lost the program");
  answer.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return answer;
}

}  // namespace lapor::proof::test
