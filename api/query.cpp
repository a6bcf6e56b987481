#include "api/query.hpp"

#include <algorithm>

#include "api/http/text.hpp"
#include "api/limits.hpp"
#include "api/text.hpp"

namespace lapor::api {
namespace {

std::optional<std::string> decoded(std::string_view raw) {
  std::string text(raw);
  std::ranges::replace(text, '+', ' ');
  return http::percent_decoded(text);
}

/// The beginning of `text`, at most `most` bytes, cut between characters.
std::string beginning(std::string_view text, std::size_t most) {
  std::size_t end = std::min(text.size(), most);
  while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end));
}

}  // namespace

Result<std::vector<QueryParameter>, Problem> parse_query(std::string_view raw) {
  std::vector<QueryParameter> parameters;
  while (!raw.empty()) {
    std::string_view value = take(raw, '&');
    if (value.empty()) continue;
    auto name = decoded(take(value, '='));
    auto text = decoded(value);
    if (!name || !text) return fail(invalid_parameter("", "The query is not percent-encoded UTF-8."));
    parameters.push_back({std::move(*name), std::move(*text)});
  }
  return parameters;
}

Problem invalid_parameter(std::string_view parameter, std::string detail) {
  return {ProblemKind::invalid_parameter, std::move(detail), std::string(parameter), ""};
}

Problem unknown_parameter(std::string_view parameter, std::span<const std::string_view> known) {
  const std::string_view near = nearest(parameter, known);
  std::string detail = near.empty() ? "Known are:" : "Did you mean " + std::string(near) + "? Known are:";
  for (const auto name : known) detail += " " + std::string(name);
  return {ProblemKind::unknown_parameter, detail + ".", beginning(parameter, limits::code), ""};
}

std::string_view take(std::string_view& rest, char separator) {
  const auto end = rest.find(separator);
  const std::string_view part = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  return part;
}

}  // namespace lapor::api
