#pragma once

#include <functional>

namespace CLI {
class App;
}

namespace lapor::audit {

/// Adds `lapor audit export|verify|diff|explain`. `run` is set to what the line asks for; it gives the exit code.
void add_audit_commands(CLI::App& app, std::function<int()>& run);

}  // namespace lapor::audit
