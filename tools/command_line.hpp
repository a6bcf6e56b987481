#pragma once

namespace lapor::tools {

/// Reads the arguments of `lapor` and runs the subcommand they name. Returns the program's exit code.
[[nodiscard]] int run_command_line(int argc, char** argv);

}  // namespace lapor::tools
