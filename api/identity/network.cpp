#include "api/identity/network.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>

namespace lapor::api {
namespace {

std::string written(int family, const void* address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  ::inet_ntop(family, address, text.data(), text.size());
  return text.data();
}

std::string network_of(in6_addr address) {
  if (IN6_IS_ADDR_V4MAPPED(&address)) return written(AF_INET, address.s6_addr + 12);
  std::fill_n(address.s6_addr + 8, 8, std::uint8_t{0});
  return written(AF_INET6, &address) + "/64";
}

}  // namespace

std::string network_of(std::string_view address) {
  const std::string text(address.substr(0, address.find('%')));  // without the zone of a link-local address
  in6_addr version_6{};
  return ::inet_pton(AF_INET6, text.c_str(), &version_6) == 1 ? network_of(version_6) : std::string(address);
}

}  // namespace lapor::api
