#pragma once

#include <array>
#include <string_view>

#include "api/json_writer.hpp"
#include "events/rulebook_events.hpp"

/// How the rulebook changed, under the names that its commands have (api/handlers/rulebook.cpp).
namespace lapor::api {

/// The members of an event, `kind` (its name) first.
void write_facts(JsonWriter& json, const RulebookEvent& event);

/// The limits of a policy by the names that policy.toml has for them.
struct PolicyLimit {
  std::string_view name;
  int DeadlinePolicy::*working_days;
};
inline constexpr auto policy_limits = std::to_array<PolicyLimit>({
    {"verification", &DeadlinePolicy::verification},
    {"completion", &DeadlinePolicy::completion},
    {"follow_up", &DeadlinePolicy::follow_up},
    {"reassignment", &DeadlinePolicy::reassignment},
    {"auto_close", &DeadlinePolicy::auto_close},
    {"reopen_window", &DeadlinePolicy::reopen_window},
    {"appeal_window", &DeadlinePolicy::appeal_window},
    {"resolve_information_request", &DeadlinePolicy::resolve_information_request},
    {"resolve_aspiration", &DeadlinePolicy::resolve_aspiration},
    {"resolve_complaint", &DeadlinePolicy::resolve_complaint},
    {"resolve_supervised_complaint", &DeadlinePolicy::resolve_supervised_complaint},
});

}  // namespace lapor::api
