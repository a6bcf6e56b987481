#pragma once

#include <boost/json/monotonic_resource.hpp>
#include <optional>
#include <type_traits>
#include <utility>

#include "api/context.hpp"
#include "api/json_reader.hpp"
#include "api/json_text.hpp"
#include "api/request_head.hpp"

namespace lapor::api {

/// Reads the JSON body of a call that is no command on a report: `read(FieldReader&)` names each field. What it returns
/// counts only if no problem was found. An absent body counts as `{}` where the route says so.
template <class Read>
[[nodiscard]] auto read_body(const Call& call, Read read) -> Result<std::invoke_result_t<Read, FieldReader&>, Problem> {
  if (auto problem = content_type_problem(call.request)) return fail(*problem);
  const bool absent = call.route->bodyless && call.request.body.empty();
  const auto body = parse_object(absent ? "{}" : std::string_view(call.request.body), {});
  if (!body) return fail(body.error());
  std::optional<Problem> problem;
  FieldReader in(*body, problem);
  auto value = read(in);
  in.finish();
  if (problem) return fail(*problem);
  return value;
}

}  // namespace lapor::api
