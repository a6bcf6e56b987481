#include "config/address_list.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <utility>

namespace lapor::config {

namespace {

bool is_numeric_address(const std::string& text) {
  in6_addr address{};
  return text.find('\0') == std::string::npos &&
         (inet_pton(AF_INET, text.c_str(), &address) == 1 || inet_pton(AF_INET6, text.c_str(), &address) == 1);
}

std::string_view without_spaces_around(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

}  // namespace

std::optional<std::vector<std::string>> parse_address_list(std::string_view text) {
  std::vector<std::string> addresses;
  if (text.empty()) return addresses;
  for (std::size_t start = 0; start <= text.size();) {
    const auto comma = std::min(text.find(',', start), text.size());
    std::string address{without_spaces_around(text.substr(start, comma - start))};
    if (!is_numeric_address(address)) return std::nullopt;
    addresses.push_back(std::move(address));
    start = comma + 1;
  }
  return addresses;
}

}  // namespace lapor::config
