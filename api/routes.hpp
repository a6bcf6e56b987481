#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "api/commands/draft.hpp"
#include "api/http/message.hpp"
#include "events/identifiers.hpp"
#include "storage/attachments/content.hpp"

namespace lapor::api {

struct Context;
struct Call;
using CallPtr = std::shared_ptr<Call>;

/// Answers a call, at once or later (api/handlers/handlers.hpp).
using RouteHandler = void (*)(Context& context, const CallPtr& call);

/// One row of the table of resources. In a pattern `{id}` is a report's id, `{n}` an ordinal and `{sha256}` the hash of
/// a file. Commands have a parser and the status of their success; `bodyless` ones may come without a body.
struct Route {
  http::Method method;
  std::string_view pattern;
  RouteHandler handler;
  ParseCommand parse{};
  int success{200};
  bool bodyless{};
};

[[nodiscard]] std::span<const Route> routes();

/// Where a request goes. `route` null: no row fits. `allow`: the methods of the path, when only the method did not fit.
struct Match {
  const Route* route{};
  ReportId report{};
  std::uint32_t ordinal{};
  storage::ContentHash file{};
  std::string allow;
};

/// HEAD goes where GET goes.
[[nodiscard]] Match find_route(http::Method method, std::string_view path);

}  // namespace lapor::api
