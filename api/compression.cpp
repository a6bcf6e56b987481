#include "api/compression.hpp"

#include <zlib.h>

#include <algorithm>
#include <optional>

#include "api/web/negotiation.hpp"

namespace lapor::api {
namespace {

/// Names and markup repeat so much that higher levels gain a few per cent and take three times as long.
constexpr int level = 3;
constexpr int gzip_window = 15 + 16;  // zlib's way to ask for gzip's head and trailer
constexpr int memory = 8;

std::optional<std::string> gzip(const std::string& bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, level, Z_DEFLATED, gzip_window, memory, Z_DEFAULT_STRATEGY) != Z_OK) return std::nullopt;
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<const Bytef*>(bytes.data());
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const bool is_whole = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (!is_whole) return std::nullopt;
  return out;
}

/// The same content in other bytes (RFC 9110, 8.8.1): `"abc"` becomes `W/"abc"`.
void weaken_tag(http::Response& response) {
  for (auto& [name, value] : response.headers)
    if (name == "ETag" && value.starts_with('"')) value.insert(0, "W/");
}

}  // namespace

void compress(const http::Request& request, http::Response& response) {
  if (response.body.size() < least_worth_compressing) return;
  response.headers.emplace_back("Vary", "Accept-Encoding");
  if (web::best_encoding(request.header("accept-encoding"), false, true) != web::Encoding::gzip) return;
  auto compressed = gzip(response.body);
  if (!compressed || compressed->size() >= response.body.size()) return;
  response.body = std::move(*compressed);
  response.headers.emplace_back("Content-Encoding", "gzip");
  weaken_tag(response);
}

}  // namespace lapor::api
