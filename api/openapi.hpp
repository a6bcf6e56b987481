#pragma once

#include <string_view>

namespace lapor::api {

/// api/openapi.json, put into the program when it is built.
[[nodiscard]] std::string_view openapi_document();

}  // namespace lapor::api
