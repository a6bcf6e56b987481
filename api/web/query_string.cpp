#include "api/web/query_string.hpp"

#include <algorithm>

#include "api/query.hpp"
#include "api/text.hpp"

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

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// What is not percent-encoded stays as it is, as browsers read it.
std::string form_decoded(std::string_view raw) {
  std::string text;
  text.reserve(raw.size());
  for (std::size_t i = 0; i < raw.size(); ++i) {
    const bool is_triplet =
        raw[i] == '%' && i + 2 < raw.size() && hex_value(raw[i + 1]) >= 0 && hex_value(raw[i + 2]) >= 0;
    if (is_triplet) {
      text += static_cast<char>(hex_value(raw[i + 1]) * 16 + hex_value(raw[i + 2]));
      i += 2;
    } else {
      text += raw[i] == '+' ? ' ' : raw[i];
    }
  }
  std::erase(text, '\r');
  return text;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view white = " \t\n";
  const auto first = text.find_first_not_of(white);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(white) - first + 1);
}

}  // namespace

QueryString QueryString::parse_form(std::string_view body) {
  QueryString result;
  while (!body.empty() && result.parameters_.size() < most_parameters) {
    std::string_view value = take(body, '&');
    const std::string name = form_decoded(take(value, '='));
    const std::string text = form_decoded(value);
    if (!is_valid_utf8(name) || !is_valid_utf8(text) || !result.of(name).empty()) continue;
    result.put(name, trimmed(text));
  }
  return result;
}

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
