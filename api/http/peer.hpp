#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/message.hpp"

struct sockaddr;

namespace lapor::api::http {

/// A numeric IPv4 or IPv6 address in its one canonical form (RFC 5952), an IPv4-mapped IPv6 address as IPv4; nothing
/// for any other text: names, ports, brackets, zones.
[[nodiscard]] std::optional<std::string> canonical_address(std::string_view text);

/// The canonical address of one end of a TCP connection; empty for other families than IPv4 and IPv6.
[[nodiscard]] std::string address_of(const sockaddr& end);

/// Who sent the request: `connected`, the address its connection comes from; but if that is a trusted proxy, the
/// right-most address in X-Forwarded-For that is not one. Each proxy appends whom it serves, so all that stands left of
/// that address may be invented. `connected` also if there is none, or something before it that is no address. All
/// addresses are canonical.
[[nodiscard]] std::string peer_of(const Request& head, const std::string& connected,
                                  const std::vector<std::string>& trusted_proxies);

}  // namespace lapor::api::http
