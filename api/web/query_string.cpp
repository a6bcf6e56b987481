#include "api/web/query_string.hpp"

#include <algorithm>

#include "api/query.hpp"

namespace lapor::api::web {
namespace {

/// No form or link of ours has more; the rest is not read, so that a long body cannot keep a loop busy.
constexpr std::size_t most_parameters = 64;

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
         c == '.' || c == '~' || c == ',';
}

void append_encoded(std::string& out, std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  for (const char c : text) {
    if (is_plain(c)) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += {'%', digits[byte >> 4], digits[byte & 15]};
  }
}

}  // namespace

QueryString QueryString::parse(std::string_view raw) {
  QueryString result;
  const auto parameters = parse_query(raw);
  if (!parameters) return result;
  for (const auto& [name, value] : *parameters) {
    if (result.parameters_.size() == most_parameters) break;
    if (result.of(name).empty()) result.put(name, value);
  }
  return result;
}

std::string_view QueryString::of(std::string_view name) const {
  const auto found =
      std::ranges::find(parameters_, name, [](const auto& each) { return std::string_view(each.first); });
  return found == parameters_.end() ? std::string_view{} : std::string_view(found->second);
}

QueryString& QueryString::put(std::string_view name, std::string_view value) {
  const auto found =
      std::ranges::find(parameters_, name, [](const auto& each) { return std::string_view(each.first); });
  if (value.empty()) {
    if (found != parameters_.end()) parameters_.erase(found);
  } else if (found != parameters_.end()) {
    found->second = value;
  } else {
    parameters_.emplace_back(name, value);
  }
  return *this;
}

std::string QueryString::text() const {
  std::string out;
  for (const auto& [name, value] : parameters_) {
    if (!out.empty()) out += '&';
    append_encoded(out, name);
    out += '=';
    append_encoded(out, value);
  }
  return out;
}

std::string QueryString::behind(std::string_view path) const {
  return empty() ? std::string(path) : std::string(path) + '?' + text();
}

}  // namespace lapor::api::web
