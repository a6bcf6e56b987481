#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include "api/web/forms.hpp"
#include "api/web/told.hpp"
#include "events/vocabulary.hpp"

/// What a reporter can do on the tracking page without a script.
namespace lapor::api::web {

/// One form over one command of the API. Which commands a state takes is the domain's to say (docs/states.md); this
/// table only keeps the page from offering what would be refused.
struct TrackedCommand {
  std::string_view name;  // of the resource below the report
  std::span<const Status> states;
  std::string_view text{};  // its member for a text; empty: it has none
  bool needs_text{};
  bool has_score{};
};

[[nodiscard]] std::span<const TrackedCommand> tracked_commands();
[[nodiscard]] const TrackedCommand* find_tracked_command(std::string_view name);

/// Whether the page of this report offers it.
[[nodiscard]] bool is_offered(const TrackedCommand& command, const Told& report);

/// The body for the API.
[[nodiscard]] std::string body_of(const TrackedCommand& command, const QueryString& form);

/// What is missing in the form, before the API is asked.
[[nodiscard]] FieldErrors missing_in(const TrackedCommand& command, const Texts& texts, const QueryString& form);

}  // namespace lapor::api::web
