#pragma once

#include <charconv>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/problem.hpp"
#include "events/result.hpp"
#include "events/vocabulary.hpp"

/// Reading the query of a target, parameter by parameter.
namespace lapor::api {

struct QueryParameter {
  std::string name;
  std::string value;
};

/// All parameters of `raw` in their order, as forms encode them (a plus is a blank). A problem when it is not
/// percent-encoded UTF-8.
[[nodiscard]] Result<std::vector<QueryParameter>, Problem> parse_query(std::string_view raw);

/// `parameter` has a value that means nothing; `detail` says what to give instead.
[[nodiscard]] Problem invalid_parameter(std::string_view parameter, std::string detail);

/// Nothing has this parameter; names what it could have meant.
[[nodiscard]] Problem unknown_parameter(std::string_view parameter, std::span<const std::string_view> known);

/// The text before `separator`, taken off `rest` together with it.
[[nodiscard]] std::string_view take(std::string_view& rest, char separator);

/// A whole text as a number, without blanks around it.
template <class Number>
[[nodiscard]] std::optional<Number> number_from(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// The words of an enumeration, with commas between.
template <class E>
[[nodiscard]] std::string all_words() {
  std::string list;
  for (const auto& [value, word] : words<E>) list += (list.empty() ? "" : ", ") + std::string(word);
  return list;
}

}  // namespace lapor::api
