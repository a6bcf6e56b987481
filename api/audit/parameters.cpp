#include "api/audit/parameters.hpp"

namespace lapor::api {

std::optional<Instant> instant_from(std::string text) {
  std::ranges::replace(text, ' ', '+');
  return parse_rfc3339(text);
}

Result<Parameters, Problem> Parameters::parse(std::string_view raw, std::span<const std::string_view> known) {
  const auto given = parse_query(raw);
  if (!given) return fail(given.error());
  Parameters parameters;
  for (const auto& [name, value] : *given) {
    if (std::ranges::find(known, name) == known.end()) return fail(unknown_parameter(name, known));
    if (!parameters.values_.emplace(name, value).second) return fail(invalid_parameter(name, "Give it once."));
  }
  return parameters;
}

std::optional<std::uint64_t> Parameters::number(std::string_view name, std::uint64_t least) {
  const std::string* text = find(name);
  if (text == nullptr) return std::nullopt;
  const auto value = number_from<std::uint64_t>(*text);
  if (!value || *value < least) {
    refuse(name, "Give a number, " + std::to_string(least) + " or more.");
    return std::nullopt;
  }
  accept(name, std::to_string(*value));
  return value;
}

std::optional<Instant> Parameters::instant(std::string_view name) {
  const std::string* text = find(name);
  if (text == nullptr) return std::nullopt;
  const auto value = instant_from(*text);
  value ? accept(name, to_rfc3339(*value, Zone::wib)) : refuse(name, "Give an instant like 2026-11-18T09:00:00+07:00.");
  return value;
}

const std::string* Parameters::find(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? nullptr : &found->second;
}

void Parameters::refuse(std::string_view name, const std::string& detail) {
  if (!problem_) problem_ = invalid_parameter(name, detail);
}

void Parameters::accept(std::string_view name, std::string_view value) {
  if (!canonical_.empty()) canonical_ += '&';
  canonical_.append(name).append("=").append(value);
}

}  // namespace lapor::api
