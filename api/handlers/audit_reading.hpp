#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "api/audit/portioned_body.hpp"
#include "api/context.hpp"
#include "events/log_events.hpp"

/// What reading as an auditor takes, whatever is read.
namespace lapor::api {

/// Writes down who reads what, and goes on with the record's position once it is durable; answers 503 when it cannot
/// be. `query` is made of checked parameters. HEAD is a read, too.
void when_read_is_recorded(Context& context, const CallPtr& call, AuditResource resource, std::string query,
                           std::function<void(Position)> next);

/// Runs a step that blocks for reads on the auditors' own thread; answers 503 when too many wait.
void on_auditors_thread(Context& context, const CallPtr& call, std::function<void()> step);

/// 200 with a body that is made while it is sent. `upto` is the last position that counts in it (`Lapor-Position`).
void answer_with_portions(Context& context, const Call& call, std::string_view content_type, Position upto,
                          std::unique_ptr<Portions> portions);

inline constexpr std::string_view ndjson = "application/x-ndjson";

}  // namespace lapor::api
