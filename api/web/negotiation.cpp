#include "api/web/negotiation.hpp"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>

namespace lapor::api::web {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::string_view take(std::string_view& rest, char separator) {
  const auto end = rest.find(separator);
  const std::string_view part = trimmed(rest.substr(0, end));
  rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  return part;
}

bool equals_ignoring_case(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

/// In thousandths: `q=0.5` is 500. What is no weight counts as refused.
int thousandths(std::string_view weight) {
  if (weight.starts_with('1')) return 1'000;
  if (!weight.starts_with('0')) return 0;
  std::string digits(weight.substr(std::min<std::size_t>(weight.size(), 2), 3));
  digits.resize(3, '0');
  return std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; }) ? std::atoi(digits.c_str()) : 0;
}

int weight_in(std::string_view parameters) {
  while (!parameters.empty()) {
    const std::string_view parameter = take(parameters, ';');
    if (parameter.starts_with("q=") || parameter.starts_with("Q=")) return thousandths(parameter.substr(2));
  }
  return 1'000;
}

/// The weight of a member of a list like `gzip, br;q=0.5`; nothing when it is not named.
std::optional<int> weight_of(std::string_view list, std::string_view name) {
  std::optional<int> weight;
  while (!list.empty()) {
    std::string_view member = take(list, ',');
    const std::string_view named = take(member, ';');
    if (equals_ignoring_case(named, name)) weight = std::max(weight.value_or(0), weight_in(member));
  }
  return weight;
}

}  // namespace

Encoding best_encoding(std::string_view accept_encoding, bool has_brotli, bool has_gzip) {
  const int others = weight_of(accept_encoding, "*").value_or(0);
  const int brotli = has_brotli ? weight_of(accept_encoding, "br").value_or(others) : 0;
  const int gzip = has_gzip ? weight_of(accept_encoding, "gzip").value_or(others) : 0;
  // Without a word about it, no encoding is fine, but only if nothing better is (RFC 9110, 12.5.3).
  const int identity = weight_of(accept_encoding, "identity").value_or(0);
  if (brotli > 0 && brotli >= gzip && brotli >= identity) return Encoding::brotli;
  if (gzip > 0 && gzip >= identity) return Encoding::gzip;
  return Encoding::identity;
}

std::string_view to_word(Encoding encoding) {
  switch (encoding) {
    case Encoding::identity:
      return "";
    case Encoding::brotli:
      return "br";
    case Encoding::gzip:
      return "gzip";
  }
  return "";
}

bool prefers_html(const http::Request& request) {
  const std::string_view accept = request.header("accept");
  const int html = weight_of(accept, "text/html").value_or(0);
  const int json = std::max(weight_of(accept, "application/json").value_or(0),
                            weight_of(accept, "application/problem+json").value_or(0));
  return html > 0 && html >= json;
}

}  // namespace lapor::api::web
