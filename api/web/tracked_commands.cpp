#include "api/web/tracked_commands.hpp"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "api/query.hpp"

namespace lapor::api::web {
namespace {

using enum Status;

constexpr std::array held{on_hold};
constexpr std::array followed_up{in_progress};
constexpr std::array can_be_satisfied{in_progress, replied};
constexpr std::array can_be_added_to{awaiting_verification, awaiting_follow_up, awaiting_reassignment, replied};
constexpr std::array done{closed};
constexpr std::array put_away{archived};
constexpr std::array not_yet_published{awaiting_verification, on_hold};

constexpr auto table = std::to_array<TrackedCommand>({
    {"completion", held, "text", true},
    {"replies", followed_up, "text", true},
    {"information", can_be_added_to, "text", true},
    {"closing", can_be_satisfied},
    {"rating", done, "text", false, true},
    {"reopening", done, "reason", true},
    {"restoration", put_away, "reason", true},
    {"withdrawal", not_yet_published, "reason"},
});

}  // namespace

std::span<const TrackedCommand> tracked_commands() {
  return table;
}

const TrackedCommand* find_tracked_command(std::string_view name) {
  const auto found = std::ranges::find(table, name, &TrackedCommand::name);
  return found == table.end() ? nullptr : &*found;
}

bool is_offered(const TrackedCommand& command, const Told& report) {
  const auto status = from_word<Status>(report.text("state"));
  if (!status || report.flag("erased")) return false;
  if (command.has_score && report.has("rating")) return false;
  return std::ranges::find(command.states, *status) != command.states.end();
}

std::string body_of(const TrackedCommand& command, const QueryString& form) {
  boost::json::object body;
  if (!command.text.empty() && !form.of(command.text).empty()) body[command.text] = form.of(command.text);
  if (command.has_score) body["score"] = number_from<int>(form.of("score")).value_or(0);
  return boost::json::serialize(body);
}

FieldErrors missing_in(const TrackedCommand& command, const Texts& texts, const QueryString& form) {
  FieldErrors errors;
  if (command.has_score && form.of("score").empty()) errors.push_back({"score", texts("page.problem.missing-field")});
  if (command.needs_text && form.of(command.text).empty())
    errors.push_back({std::string(command.text), texts("page.problem.missing-field")});
  return errors;
}

}  // namespace lapor::api::web
