#pragma once

#include <optional>
#include <type_traits>

#include "api/http/message.hpp"
#include "api/json_reader.hpp"
#include "api/json_text.hpp"
#include "api/request_head.hpp"

namespace lapor::api {

/// What `read(FieldReader&)` makes of the JSON object in a body, or the first problem of its type, text or members.
template <class Read>
[[nodiscard]] Result<std::invoke_result_t<Read, FieldReader&>, Problem> read_body(const http::Request& request,
                                                                                  Read read) {
  if (auto problem = content_type_problem(request)) return fail(*problem);
  const auto body = parse_object(request.body, {});
  if (!body) return fail(body.error());
  std::optional<Problem> problem;
  FieldReader in(*body, problem);
  auto value = read(in);
  in.finish();
  if (problem) return fail(*problem);
  return value;
}

}  // namespace lapor::api
