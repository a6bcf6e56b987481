#include "api/http/peer.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>

#include "api/http/text.hpp"

namespace lapor::api::http {
namespace {

std::string text_of(int family, const void* address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  return inet_ntop(family, address, text.data(), text.size());
}

std::string text_of(const in6_addr& address) {
  constexpr std::size_t mapped_prefix = 12;
  return IN6_IS_ADDR_V4MAPPED(&address) ? text_of(AF_INET, &address.s6_addr[mapped_prefix])
                                        : text_of(AF_INET6, &address);
}

bool is_in(const std::vector<std::string>& addresses, const std::string& address) {
  return std::find(addresses.begin(), addresses.end(), address) != addresses.end();
}

/// Removes the last element of a list with commas.
std::string_view take_last(std::string_view& list) {
  const auto comma = list.rfind(',');
  const auto last = comma == std::string_view::npos ? list : list.substr(comma + 1);
  list = comma == std::string_view::npos ? std::string_view{} : list.substr(0, comma);
  return trimmed(last);
}

}  // namespace

std::optional<std::string> canonical_address(std::string_view text) {
  const std::string terminated{text};
  if (terminated.find('\0') != std::string::npos) return std::nullopt;
  in_addr v4{};
  if (inet_pton(AF_INET, terminated.c_str(), &v4) == 1) return text_of(AF_INET, &v4);
  in6_addr v6{};
  if (inet_pton(AF_INET6, terminated.c_str(), &v6) == 1) return text_of(v6);
  return std::nullopt;
}

std::string address_of(const sockaddr& end) {
  if (end.sa_family == AF_INET) return text_of(AF_INET, &reinterpret_cast<const sockaddr_in&>(end).sin_addr);
  if (end.sa_family == AF_INET6) return text_of(reinterpret_cast<const sockaddr_in6&>(end).sin6_addr);
  return {};
}

std::string peer_of(const Request& head, const std::string& connected,
                    const std::vector<std::string>& trusted_proxies) {
  if (!is_in(trusted_proxies, connected)) return connected;
  for (auto field = head.headers.rbegin(); field != head.headers.rend(); ++field) {
    if (field->first != "x-forwarded-for") continue;
    std::string_view list = field->second;
    do {
      auto address = canonical_address(take_last(list));
      if (!address) return connected;
      if (!is_in(trusted_proxies, *address)) return std::move(*address);
    } while (!list.empty());
  }
  return connected;
}

}  // namespace lapor::api::http
