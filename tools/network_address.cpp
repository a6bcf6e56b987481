#include "tools/network_address.hpp"

#include <arpa/inet.h>

#include <charconv>

namespace lapor::tools {
namespace {

std::string expected_form(std::string_view text) {
  return "expected HOST:PORT such as 127.0.0.1:8080 or [::1]:8080, not `" + std::string(text) + "`";
}

bool parse_port(std::string_view text, std::uint16_t& port) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  return error == std::errc{} && end == text.data() + text.size();
}

bool is_bracketed(std::string_view host) {
  return host.size() > 2 && host.front() == '[' && host.back() == ']';
}

}  // namespace

Result<NetworkAddress, std::string> parse_network_address(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == text.npos || colon == 0) return fail(expected_form(text));
  std::string_view host = text.substr(0, colon);
  const bool is_ipv6 = is_bracketed(host);
  if (is_ipv6) host = host.substr(1, host.size() - 2);
  NetworkAddress address{std::string(host), 0};
  if (!parse_port(text.substr(colon + 1), address.port) || (!is_ipv6 && host.find(':') != host.npos))
    return fail(expected_form(text));
  return address;
}

Result<NetworkAddress, std::string> parse_server_url(std::string_view url) {
  constexpr std::string_view scheme = "http://";
  if (!url.starts_with(scheme))
    return fail("expected a server such as http://127.0.0.1:8080, not `" + std::string(url) +
                "`; for https put a local proxy in front");
  std::string_view rest = url.substr(scheme.size());
  if (rest.ends_with('/')) rest.remove_suffix(1);
  if (rest.rfind(':') == rest.npos || rest.ends_with(']')) return parse_network_address(std::string(rest) + ":80");
  return parse_network_address(rest);
}

bool is_loopback(std::string_view host) {
  const std::string text(host);
  in_addr v4{};
  if (inet_pton(AF_INET, text.c_str(), &v4) == 1) return (ntohl(v4.s_addr) >> 24U) == 127;
  in6_addr v6{};
  return inet_pton(AF_INET6, text.c_str(), &v6) == 1 && IN6_IS_ADDR_LOOPBACK(&v6);
}

std::string to_url(const NetworkAddress& address) {
  const bool is_ipv6 = address.host.find(':') != std::string::npos;
  const std::string host = is_ipv6 ? '[' + address.host + ']' : address.host;
  return "http://" + host + ':' + std::to_string(address.port);
}

}  // namespace lapor::tools
