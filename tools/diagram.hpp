#pragma once

#include <string>

namespace lapor::tools {

/// The life of a report as a Mermaid state diagram, drawn from the transition table (events/transitions.hpp), so that
/// picture and rules cannot part. Commands that leave the state as it is are not drawn.
[[nodiscard]] std::string state_diagram();

}  // namespace lapor::tools
