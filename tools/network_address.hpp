#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "events/result.hpp"

namespace lapor::tools {

/// A numeric host or a name, with a port.
struct NetworkAddress {
  std::string host;
  std::uint16_t port{};
};

/// `127.0.0.1:8080` or `[::1]:8080`.
[[nodiscard]] Result<NetworkAddress, std::string> parse_network_address(std::string_view text);

/// `http://127.0.0.1:8080`, with or without a slash at the end; port 80 when there is none.
[[nodiscard]] Result<NetworkAddress, std::string> parse_server_url(std::string_view url);

/// 127.0.0.0/8 and ::1, the addresses that only this machine reaches. A name is not, whatever it resolves to.
[[nodiscard]] bool is_loopback(std::string_view host);

/// `http://127.0.0.1:8080`, with brackets around IPv6.
[[nodiscard]] std::string to_url(const NetworkAddress& address);

}  // namespace lapor::tools
