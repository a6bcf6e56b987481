#include "api/json_reader.hpp"

#include <algorithm>
#include <span>

#include "api/limits.hpp"
#include "events/ensure.hpp"

namespace lapor::api {

namespace json = boost::json;

namespace {

constexpr std::size_t longest_echo = 100;

std::string_view view_of(const json::string& text) {
  return {text.data(), text.size()};
}

}  // namespace

void FieldReader::refuse(ProblemKind kind, std::string_view name, std::string detail) {
  if (!first_) first_ = Problem{kind, std::move(detail), path_of(name), ""};
}

const json::value* FieldReader::find(std::string_view name, Need need) {
  ENSURE(known_count_ < most_members, std::string(name));
  known_[known_count_++] = name;
  const json::value* value = object_.if_contains(name);
  if (value == nullptr && need == Need::required)
    refuse(ProblemKind::missing_field, name, "The field \"" + path_of(name) + "\" is required.");
  return value;
}

const json::string* FieldReader::string(std::string_view name, Need need) {
  const json::value* value = find(name, need);
  if (value == nullptr) return nullptr;
  if (!value->is_string()) refuse(ProblemKind::wrong_type, name, "The field must be a string.");
  return value->if_string();
}

bool FieldReader::is_clean(std::string_view name, std::string_view text, std::size_t limit, Lines lines) {
  if (text.size() > limit && code_points(text) > limit) {
    refuse(ProblemKind::too_long, name, "At most " + std::to_string(limit) + " characters are allowed.");
    return false;
  }
  if (text.size() > limits::text_bytes) {
    refuse(ProblemKind::too_long, name,
           "At most " + std::to_string(limits::text_bytes) + " bytes (UTF-8) are allowed.");
    return false;
  }
  if (is_blank(text)) {
    refuse(ProblemKind::blank_text, name, "The text must not be empty.");
    return false;
  }
  if (has_control(text, lines)) {
    refuse(ProblemKind::control_character, name,
           lines == Lines::one ? "Send one line without control characters." : "Send text without control characters.");
    return false;
  }
  return true;
}

std::string FieldReader::text_of(std::string_view name, std::size_t limit, Need need, Lines lines) {
  const json::string* value = string(name, need);
  if (value == nullptr || (value->empty() && need == Need::optional)) return {};
  if (!is_clean(name, view_of(*value), limit, lines)) return {};
  return std::string(view_of(*value));
}

std::optional<bool> FieldReader::flag(std::string_view name) {
  const json::value* value = find(name, Need::optional);
  if (value == nullptr) return std::nullopt;
  if (const bool* truth = value->if_bool()) return *truth;
  refuse(ProblemKind::wrong_type, name, "The field must be true or false.");
  return std::nullopt;
}

std::optional<std::int64_t> FieldReader::integer(std::string_view name, std::int64_t least, std::int64_t most,
                                                 Need need) {
  const json::value* value = find(name, need);
  if (value == nullptr) return std::nullopt;
  const std::int64_t* number = value->if_int64();
  if (number == nullptr) {
    refuse(ProblemKind::wrong_type, name, "The field must be an integer.");
    return std::nullopt;
  }
  if (*number >= least && *number <= most) return *number;
  refuse(ProblemKind::invalid_value, name,
         "The number must be from " + std::to_string(least) + " to " + std::to_string(most) + ".");
  return std::nullopt;
}

std::optional<double> FieldReader::number(std::string_view name) {
  const json::value* value = find(name, Need::optional);
  if (value == nullptr) return std::nullopt;
  if (value->is_number()) return value->to_number<double>();
  refuse(ProblemKind::wrong_type, name, "The field must be a number.");
  return std::nullopt;
}

std::optional<Date> FieldReader::date(std::string_view name, Need need) {
  const std::string text = line(name, 32, need);
  if (text.empty()) return std::nullopt;
  const auto date = parse_iso_date(text);
  if (!date) refuse(ProblemKind::invalid_value, name, "Write a date that exists as 2026-11-18.");
  return date;
}

std::optional<Instant> FieldReader::instant(std::string_view name, Need need) {
  const std::string text = line(name, 64, need);
  if (text.empty()) return std::nullopt;
  const auto instant = parse_rfc3339(text);
  if (!instant) refuse(ProblemKind::invalid_value, name, "Write a time with its zone as 2026-11-26T00:00:00+07:00.");
  return instant;
}

std::vector<std::string> FieldReader::lines(std::string_view name, std::size_t limit, std::size_t most) {
  const json::value* value = find(name, Need::optional);
  std::vector<std::string> result;
  if (value == nullptr) return result;
  const json::array* array = value->if_array();
  if (array == nullptr) refuse(ProblemKind::wrong_type, name, "The field must be an array of strings.");
  if (array == nullptr) return result;
  if (array->size() > most) refuse(ProblemKind::too_long, name, "At most " + std::to_string(most) + " are allowed.");
  for (const json::value& element : *array) {
    if (first_) return {};
    if (const json::string* text = element.if_string()) {
      if (is_clean(name, view_of(*text), limit, Lines::one)) result.emplace_back(view_of(*text));
    } else {
      refuse(ProblemKind::wrong_type, name, "The field must be an array of strings.");
    }
  }
  return result;
}

const json::object* FieldReader::object(std::string_view name) {
  const json::value* value = find(name, Need::optional);
  if (value == nullptr) return nullptr;
  if (!value->is_object()) refuse(ProblemKind::wrong_type, name, "The field must be an object.");
  return value->if_object();
}

const json::array* FieldReader::array_of(std::string_view name, Need need) {
  const json::value* value = find(name, need);
  if (value == nullptr) return nullptr;
  if (!value->is_array()) refuse(ProblemKind::wrong_type, name, "The field must be an array.");
  return value->if_array();
}

std::vector<const json::object*> FieldReader::objects(std::string_view name, std::size_t most, Need need) {
  std::vector<const json::object*> result;
  const json::array* values = array_of(name, need);
  if (values == nullptr) return result;
  if (values->size() > most) {
    refuse(ProblemKind::too_long, name, "At most " + std::to_string(most) + " are allowed.");
    return result;
  }
  for (const json::value& each : *values) {
    if (!each.is_object()) refuse(ProblemKind::wrong_type, name, "The field must be an array of objects.");
    if (each.is_object()) result.push_back(each.if_object());
  }
  return result;
}

std::optional<std::array<int, 2>> FieldReader::growing_pair(std::string_view name, int least, int most) {
  const json::array* values = array_of(name, Need::required);
  if (values == nullptr) return std::nullopt;
  std::array<std::int64_t, 2> pair{least - 1, least - 1};
  for (std::size_t i = 0; i < values->size() && i < pair.size(); ++i)
    if (const auto* number = (*values)[i].if_int64()) pair[i] = *number;
  if (values->size() == pair.size() && pair[0] >= least && pair[0] < pair[1] && pair[1] <= most)
    return std::array{static_cast<int>(pair[0]), static_cast<int>(pair[1])};
  refuse(ProblemKind::invalid_value, name,
         "Give two growing whole numbers from " + std::to_string(least) + " to " + std::to_string(most) + ".");
  return std::nullopt;
}

bool FieldReader::is_known(std::string_view name) const {
  return std::find(known_.begin(), known_.begin() + known_count_, name) != known_.begin() + known_count_;
}

void FieldReader::finish() {
  for (const auto& member : object_) {
    const std::string_view name(member.key().data(), member.key().size());
    if (is_known(name)) continue;
    if (first_ && first_->kind != ProblemKind::missing_field) return;
    first_ = unknown(name);
    return;
  }
}

Problem FieldReader::unknown(std::string_view name) const {
  if (name.size() > longest_echo) return {ProblemKind::unknown_field, "There is no field with so long a name.", "", ""};
  const std::string_view near = nearest(name, std::span(known_.data(), known_count_));
  std::string detail = "There is no such field";
  detail += near.empty() ? "." : "; did you mean \"" + path_of(near) + "\"?";
  return {ProblemKind::unknown_field, std::move(detail), path_of(name), ""};
}

}  // namespace lapor::api
