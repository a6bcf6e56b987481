#pragma once

#include <string>
#include <string_view>

namespace lapor::api {

/// The part of a numeric IP address that one customer of a network has, as what limits are counted by: an IPv4 address
/// itself, of an IPv6 address its first 64 bits (RFC 6177: a site gets at least these, so whoever has one address has
/// all of them), of an IPv4-mapped one (RFC 4291, 2.5.5.2) the IPv4 address. Anything else stays as it is.
[[nodiscard]] std::string network_of(std::string_view address);

}  // namespace lapor::api
