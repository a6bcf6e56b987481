#include "api/http/target.hpp"

#include <algorithm>

#include "api/http/text.hpp"

namespace lapor::api::http {
namespace {

/// What RFC 3986 allows in a path, '%' included.
bool is_path_character(char character) {
  constexpr std::string_view punctuation = "/-._~!$&'()*+,;=:@%";
  const bool alphanumeric = (character >= '0' && character <= '9') || (character >= 'a' && character <= 'z') ||
                            (character >= 'A' && character <= 'Z');
  return alphanumeric || punctuation.find(character) != std::string_view::npos;
}

/// Wider than RFC 3986: browsers send "[]{}|\^`" in a query as they stand (WHATWG URL, query percent-encode set).
bool is_query_character(char character) {
  constexpr std::string_view refused = "\"<>#";
  return character > ' ' && character < 0x7f && refused.find(character) == std::string_view::npos;
}

bool has_encoded_slash(std::string_view path) {
  for (auto at = path.find('%'); at != std::string_view::npos; at = path.find('%', at + 1)) {
    if (equals_ignoring_case(path.substr(at, 3), "%2f")) return true;
  }
  return false;
}

bool has_dot_segment(std::string_view path) {
  for (auto at = path.find("/."); at != std::string_view::npos; at = path.find("/.", at + 1)) {
    const auto segment = path.substr(at + 1, path.find('/', at + 1) - at - 1);
    if (segment == "." || segment == "..") return true;
  }
  return false;
}

Result<std::string, std::string> parse_path(std::string_view raw) {
  if (raw.empty() || raw.front() != '/') return fail(std::string{"The request target must begin with '/'."});
  if (!std::all_of(raw.begin(), raw.end(), is_path_character)) {
    return fail(std::string{"The path holds a character that must be percent-encoded."});
  }
  if (has_encoded_slash(raw)) return fail(std::string{"The path must not hold an encoded slash (%2F)."});
  auto decoded = percent_decoded(raw);
  if (!decoded) return fail(std::string{"The path must decode to UTF-8 text without control characters."});
  if (decoded->find("//") != std::string::npos)
    return fail(std::string{"The path must not hold an empty segment (//)."});
  if (has_dot_segment(*decoded)) return fail(std::string{"The path must not hold a segment '.' or '..'."});
  return std::move(*decoded);
}

bool is_good_query(std::string_view query) {
  return std::all_of(query.begin(), query.end(), is_query_character) &&
         (query.find('%') == std::string_view::npos || percent_decoded(query));
}

}  // namespace

Result<Target, std::string> parse_target(std::string_view raw) {
  const auto question_mark = std::min(raw.find('?'), raw.size());
  auto path = parse_path(raw.substr(0, question_mark));
  if (!path) return fail(std::move(path.error()));
  const auto query = raw.substr(std::min(question_mark + 1, raw.size()));
  if (!is_good_query(query)) {
    return fail(std::string{"The query must be percent-encoded UTF-8 text without control characters or '#'."});
  }
  return Target{std::move(*path), std::string{query}};
}

}  // namespace lapor::api::http
