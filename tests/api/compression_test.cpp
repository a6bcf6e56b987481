#include "api/compression.hpp"

#include <zlib.h>

#include <boost/test/unit_test.hpp>

namespace lapor::api {
namespace {

http::Request asking(std::string encodings) {
  http::Request request;
  request.headers = {{"accept-encoding", std::move(encodings)}};
  return request;
}

http::Response answer_of(std::string body) {
  return {200, {{"ETag", "\"abc\""}}, "application/json", std::move(body)};
}

std::string field(const http::Response& response, std::string_view wanted) {
  for (const auto& [name, value] : response.headers)
    if (name == wanted) return value;
  return "";
}

std::string expanded(const std::string& bytes, std::size_t size) {
  std::string out(size, '\0');
  z_stream stream{};
  BOOST_REQUIRE(inflateInit2(&stream, 15 + 16) == Z_OK);
  std::string in = bytes;
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  BOOST_TEST(inflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

std::string names() {
  std::string text;
  for (int i = 0; i < 500; ++i) text += R"({"slug":"kab-)" + std::to_string(i) + R"(","name":"Pemerintah Kabupaten"},)";
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(compression)

BOOST_AUTO_TEST_CASE(a_long_answer_becomes_smaller_and_is_the_same_when_expanded) {
  const std::string body = names();
  http::Response response = answer_of(body);
  compress(asking("gzip, br"), response);
  BOOST_TEST(field(response, "Content-Encoding") == "gzip");
  BOOST_TEST(field(response, "Vary") == "Accept-Encoding");
  BOOST_TEST(field(response, "ETag") == "W/\"abc\"");
  BOOST_TEST(response.body.size() < body.size() / 4);
  BOOST_TEST(expanded(response.body, body.size()) == body);
}

BOOST_AUTO_TEST_CASE(who_does_not_take_gzip_gets_the_plain_bytes_and_caches_are_told) {
  for (const char* encodings : {"", "identity", "gzip;q=0, br"}) {
    http::Response response = answer_of(names());
    compress(asking(encodings), response);
    BOOST_TEST(response.body == names());
    BOOST_TEST(field(response, "Content-Encoding") == "");
    BOOST_TEST(field(response, "Vary") == "Accept-Encoding");
    BOOST_TEST(field(response, "ETag") == "\"abc\"");
  }
}

BOOST_AUTO_TEST_CASE(a_short_answer_is_left_alone) {
  http::Response response = answer_of("{}");
  compress(asking("gzip"), response);
  BOOST_TEST(response.body == "{}");
  BOOST_TEST(field(response, "Vary") == "");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::api
