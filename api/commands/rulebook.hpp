#pragma once

#include <string_view>

#include "api/json_reader.hpp"
#include "events/rulebook_commands.hpp"

namespace lapor::api {

/// Reads the body of a change of the rulebook; `path` is that of its route, `/v1/rulebook/holidays`. Values are valid
/// by themselves then, or a problem is noted. A bug for a path that changes nothing.
[[nodiscard]] RulebookCommandBody read_rulebook_command(std::string_view path, FieldReader& in);

}  // namespace lapor::api
