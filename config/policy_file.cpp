#include "config/policy_file.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "config/message.hpp"
#include "config/text_file.hpp"
#include "config/toml.hpp"

namespace lapor::config {

namespace {

constexpr std::int64_t most_working_days = 1'000;  // about four years: anything longer is a slip of the pen
constexpr std::string_view effective_from{"effective_from"};
constexpr std::string_view escalation{"escalation"};
constexpr std::string_view office_hours{"office_hours"};

struct LimitKey {
  std::string_view key;
  int DeadlinePolicy::*member;
};

constexpr std::array limit_keys{
    LimitKey{"verification", &DeadlinePolicy::verification},
    LimitKey{"completion", &DeadlinePolicy::completion},
    LimitKey{"follow_up", &DeadlinePolicy::follow_up},
    LimitKey{"reassignment", &DeadlinePolicy::reassignment},
    LimitKey{"auto_close", &DeadlinePolicy::auto_close},
    LimitKey{"reopen_window", &DeadlinePolicy::reopen_window},
    LimitKey{"appeal_window", &DeadlinePolicy::appeal_window},
    LimitKey{"resolve_information_request", &DeadlinePolicy::resolve_information_request},
    LimitKey{"resolve_aspiration", &DeadlinePolicy::resolve_aspiration},
    LimitKey{"resolve_complaint", &DeadlinePolicy::resolve_complaint},
    LimitKey{"resolve_supervised_complaint", &DeadlinePolicy::resolve_supervised_complaint},
};

using Problem = std::optional<std::string>;

Problem read_limit(const TomlEntry& entry, int& limit) {
  const auto* days = std::get_if<std::int64_t>(&entry.value);
  if (days == nullptr)
    return shown(entry.key) + " must be a whole number of working days, not " + describe(entry.value);
  if (*days < 1 || *days > most_working_days)
    return shown(entry.key) + " is " + std::to_string(*days) + "; allowed is 1 to " + std::to_string(most_working_days);
  limit = static_cast<int>(*days);
  return std::nullopt;
}

Problem read_effective_from(const TomlEntry& entry, Date& date) {
  const auto* given = std::get_if<Date>(&entry.value);
  if (given == nullptr) return shown(entry.key) + " must be a date like 2019-01-01, not " + describe(entry.value);
  date = *given;
  return std::nullopt;
}

Problem read_escalation(const TomlEntry& entry, std::array<int, 2>& levels) {
  const auto* days = std::get_if<std::vector<std::int64_t>>(&entry.value);
  if (days == nullptr || days->size() != 2 || (*days)[0] < 1 || (*days)[0] >= (*days)[1] ||
      (*days)[1] > most_working_days)
    return shown(entry.key) + " must be two growing numbers of working days, as in [5, 10]";
  levels = {static_cast<int>((*days)[0]), static_cast<int>((*days)[1])};
  return std::nullopt;
}

Problem read_office_hours(const TomlEntry& entry, OfficeHours& office) {
  const auto* hours = std::get_if<std::vector<std::int64_t>>(&entry.value);
  if (hours == nullptr || hours->size() != 2 || (*hours)[0] < 0 || (*hours)[0] >= (*hours)[1] || (*hours)[1] > 24)
    return shown(entry.key) + " must be two growing hours of the day from 0 to 24, as in [8, 16]";
  office = {std::chrono::hours{(*hours)[0]}, std::chrono::hours{(*hours)[1]}};
  return std::nullopt;
}

Problem read_entry(const TomlEntry& entry, DeadlinePolicy& policy) {
  if (entry.key == effective_from) return read_effective_from(entry, policy.effective_from);
  if (entry.key == escalation) return read_escalation(entry, policy.escalation);
  if (entry.key == office_hours) return read_office_hours(entry, policy.office);
  for (const auto& limit : limit_keys)
    if (limit.key == entry.key) return read_limit(entry, policy.*limit.member);
  return "unknown key " + shown(entry.key) + "; see the head of the file for those that count";
}

bool has_key(const TomlTable& table, std::string_view key) {
  return std::any_of(table.entries.begin(), table.entries.end(), [&](const auto& entry) { return entry.key == key; });
}

Problem find_missing_key(const TomlTable& table) {
  std::vector<std::string_view> required{effective_from, escalation, office_hours};
  for (const auto& limit : limit_keys) required.push_back(limit.key);
  for (const auto key : required)
    if (!has_key(table, key)) return "this policy has no " + shown(key) + "; write every limit down";
  return std::nullopt;
}

Result<DeadlinePolicy, std::string> read_policy(const TomlTable& table, std::string_view name) {
  DeadlinePolicy policy;
  for (const auto& entry : table.entries)
    if (const auto problem = read_entry(entry, policy)) return fail(at_line(name, entry.line, *problem));
  if (const auto problem = find_missing_key(table)) return fail(at_line(name, table.line, *problem));
  return policy;
}

Problem check_place(const TomlTable& table) {
  const bool empty_root = table.name.empty() && table.entries.empty();
  if (empty_root || (table.name == "policy" && table.repeatable)) return std::nullopt;
  return "only [[policy]] may stand here; put every key below one";
}

}  // namespace

Result<std::vector<DeadlinePolicy>, std::string> parse_policies(std::string_view toml, std::string_view name) {
  const auto document = parse_toml(toml, name);
  if (!document) return fail(document.error());
  std::vector<DeadlinePolicy> policies;
  for (const auto& table : document->tables) {
    if (const auto problem = check_place(table)) return fail(at_line(name, table.line, *problem));
    if (table.name.empty()) continue;
    const auto policy = read_policy(table, name);
    if (!policy) return fail(policy.error());
    if (!policies.empty() && policy->effective_from <= policies.back().effective_from)
      return fail(at_line(name, table.line, "does not begin after the policy before it; sort policies by date"));
    policies.push_back(*policy);
  }
  if (policies.empty()) return fail(at_line(name, 1, "has no [[policy]]; restore the one of 2019-01-01"));
  return policies;
}

Result<std::vector<DeadlinePolicy>, std::string> load_policies(const std::filesystem::path& file) {
  const auto text = read_text_file(file);
  if (!text) return fail(text.error());
  return parse_policies(*text, file.string());
}

}  // namespace lapor::config
