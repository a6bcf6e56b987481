#pragma once

#include "api/http/message.hpp"

namespace lapor::api {

/// Answers shorter than this gain nothing: they fit into a packet or two.
inline constexpr std::size_t least_worth_compressing = 1'400;

/// Compresses the body with gzip (RFC 1952) when the client takes it and it becomes smaller, and says so in the head;
/// an ETag becomes a weak one. Some 10 ns a byte on the calling thread. Never for a body with a
/// secret beside something that others choose: its length would tell of it (BREACH).
void compress(const http::Request& request, http::Response& response);

}  // namespace lapor::api
