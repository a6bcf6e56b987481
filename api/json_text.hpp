#pragma once

#include <boost/json/object.hpp>
#include <boost/json/storage_ptr.hpp>
#include <string_view>

#include "api/problem.hpp"
#include "events/result.hpp"

namespace lapor::api {

/// Objects and arrays may nest this deep: the form needs three.
inline constexpr std::size_t max_json_depth = 8;

/// Parses one JSON object (RFC 8259) and nothing beside it. Refused: invalid UTF-8, comments, lone surrogates, deeper
/// nesting, and a member name that occurs twice in one object. `memory` must outlive the result.
[[nodiscard]] Result<boost::json::object, Problem> parse_object(std::string_view text, boost::json::storage_ptr memory);

}  // namespace lapor::api
