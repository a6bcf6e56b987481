#include "tools/http_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "api/http/server.hpp"

namespace lapor::tools {
namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;

/// A server that follows a script: what it does with each connection, one after the other: reads one request, sends
/// these bytes (if any), reads the next for the next of them, then closes.
class ScriptedServer {
 public:
  using Connection = std::vector<std::string>;

  explicit ScriptedServer(std::vector<Connection> script) : script_{std::move(script)} {
    socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ::bind(socket_, reinterpret_cast<sockaddr*>(&address), size);
    ::listen(socket_, 8);
    ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread{[this] { run(); }};
  }
  ~ScriptedServer() {
    ::shutdown(socket_, SHUT_RDWR);
    thread_.join();
    ::close(socket_);
  }

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] std::size_t requests() const { return requests_; }

 private:
  void run() {
    for (const auto& connection : script_) {
      const int client = ::accept(socket_, nullptr, nullptr);
      if (client < 0) return;
      for (const auto& reply : connection) {
        if (!read_request(client)) break;
        ++requests_;
        ::send(client, reply.data(), reply.size(), MSG_NOSIGNAL);
      }
      ::close(client);
    }
  }

  /// The requests of these tests have no body.
  static bool read_request(int client) {
    std::string read;
    char byte{};
    while (!read.ends_with("\r\n\r\n")) {
      if (::recv(client, &byte, 1, 0) != 1) return false;
      read += byte;
    }
    return true;
  }

  std::vector<Connection> script_;
  int socket_{-1};
  std::uint16_t port_{};
  std::atomic<std::size_t> requests_{0};
  std::thread thread_;
};

std::string reply_of(const std::string& body, const std::string& fields = "") {
  return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + fields + "\r\n" + body;
}

/// Parses in pieces of this size; nothing if it is not whole after the last.
Result<HttpReply, std::string> parse(std::string_view bytes, std::size_t size, bool head_only = false,
                                     bool ends = false) {
  HttpReplyParser parser{head_only, 100};
  while (!bytes.empty()) {
    const auto whole = parser.feed(bytes.substr(0, size));
    if (!whole) return fail(whole.error());
    if (*whole) return parser.take();
    bytes.remove_prefix(std::min(size, bytes.size()));
  }
  if (ends && parser.end()) return parser.take();
  return fail("unfinished"s);
}

void check_reply(std::string_view bytes, int status, std::string_view body, bool head_only = false, bool ends = false) {
  for (const std::size_t size : {1UL, 2UL, 5UL, bytes.size()}) {
    const auto reply = parse(bytes, size, head_only, ends);
    BOOST_TEST_REQUIRE(reply.has_value(), reply.error());
    BOOST_TEST(reply->status == status);
    BOOST_TEST(reply->body == body);
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(http_reply)

BOOST_AUTO_TEST_CASE(a_reply_is_the_same_however_its_bytes_are_cut) {
  check_reply("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi", 200, "hi");
  check_reply("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n1\r\n!\r\n0\r\n\r\n", 200, "hi!");
  check_reply("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 1\r\n\r\nx", 201, "x");
  check_reply("HTTP/1.1 204 No Content\r\n\r\n", 204, "");
  check_reply("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n", 200, "", true);
  check_reply("HTTP/1.1 200 OK\r\n\r\nuntil the end", 200, "until the end", false, true);
}

BOOST_AUTO_TEST_CASE(fields_are_put_together_with_lower_case_names) {
  const auto bytes = "HTTP/1.1 200 OK\r\nETag: \"3\"\r\nX-Empty:\r\nX-Next: a b \r\nContent-Length: 0\r\n\r\n"s;
  for (std::size_t size = 1; size <= bytes.size(); ++size) {
    const auto reply = parse(bytes, size);
    BOOST_TEST_REQUIRE(reply.has_value(), reply.error());
    BOOST_TEST_REQUIRE(reply->headers.size() == 4U);
    BOOST_TEST(reply->header("etag") == "\"3\"");
    BOOST_TEST(reply->header("x-empty").empty());
    BOOST_TEST(reply->header("x-next") == "a b");
    BOOST_TEST(reply->header("absent").empty());
  }
}

BOOST_AUTO_TEST_CASE(what_is_no_reply_is_reported) {
  BOOST_TEST(parse("SSH-2.0-OpenSSH\r\n", 100).error().find("is not HTTP/1.1") != std::string::npos);
  BOOST_TEST(parse(reply_of(std::string(101, 'x')), 1'000).error().find("larger than 100 bytes") != std::string::npos);
  BOOST_TEST(parse("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel", 100, false, true).error() == "unfinished");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(http_client)

BOOST_AUTO_TEST_CASE(one_connection_serves_many_requests) {
  namespace http = api::http;
  const auto server = http::Server::start({"127.0.0.1", 0, 1, {}}, [](const http::Request& request,
                                                                      const http::Respond& respond) {
    respond(
        {201, {{"ETag", "\"7\""}}, "text/plain", std::string{to_word(request.method)} + request.path + request.body});
  });
  BOOST_TEST_REQUIRE(server.has_value());
  HttpClient client{"127.0.0.1", (*server)->port()};
  for (const auto* body : {"a", "", "c"}) {
    const auto reply = client.request("POST", "/x?y=z", {{"X-A", "b"}}, body);
    BOOST_TEST_REQUIRE(reply.has_value(), reply.error());
    BOOST_TEST(reply->status == 201);
    BOOST_TEST(reply->header("etag") == "\"7\"");
    BOOST_TEST(reply->body == "POST/x"s + body);
  }
  BOOST_TEST(client.request("HEAD", "/", {}, "")->body.empty());
  BOOST_TEST(client.request("GET", "/", {}, "")->body == "GET/");
  BOOST_TEST((*server)->statistics().accepted == 1U);
}

BOOST_AUTO_TEST_CASE(a_refusal_sent_before_the_body_was_read_is_still_a_reply) {
  const auto server =
      api::http::Server::start({"127.0.0.1", 0, 1, {}}, [](const auto&, const auto& respond) { respond({}); });
  HttpClient client{"127.0.0.1", (*server)->port()};
  const auto reply = client.request("POST", "/", {}, std::string(5'000'000, 'x'));
  BOOST_TEST_REQUIRE(reply.has_value(), reply.error());
  BOOST_TEST(reply->status == 413);
  BOOST_TEST(client.request("GET", "/", {}, "")->status == 200);
}

BOOST_AUTO_TEST_CASE(connection_close_is_obeyed) {
  ScriptedServer server{{{reply_of("a", "Connection: close\r\n")}, {reply_of("b")}}};
  HttpClient client{"localhost", server.port()};
  BOOST_TEST(client.request("POST", "/", {}, "")->body == "a");
  BOOST_TEST(client.request("POST", "/", {}, "")->body == "b");
}

BOOST_AUTO_TEST_CASE(an_idempotent_request_is_sent_again_when_the_kept_connection_had_ended) {
  ScriptedServer server{{{reply_of("a"), ""}, {reply_of("b")}}};
  HttpClient client{"127.0.0.1", server.port()};
  BOOST_TEST(client.request("GET", "/", {}, "")->body == "a");
  BOOST_TEST(client.request("GET", "/", {}, "")->body == "b");
  BOOST_TEST(server.requests() == 3U);
}

BOOST_AUTO_TEST_CASE(a_request_with_a_key_is_sent_again) {
  ScriptedServer server{{{reply_of("a"), ""}, {reply_of("b")}}};
  HttpClient client{"127.0.0.1", server.port()};
  BOOST_TEST(client.request("GET", "/", {}, "")->body == "a");
  BOOST_TEST(client.request("POST", "/", {{"idempotency-Key", "1"}}, "")->body == "b");
}

BOOST_AUTO_TEST_CASE(a_request_without_a_key_is_not_sent_again) {
  ScriptedServer server{{{reply_of("a"), ""}, {reply_of("b")}}};
  HttpClient client{"127.0.0.1", server.port()};
  BOOST_TEST(client.request("GET", "/", {}, "")->body == "a");
  const auto reply = client.request("POST", "/", {}, "");
  BOOST_TEST_REQUIRE(!reply.has_value());
  BOOST_TEST(reply.error().find("closed the connection") != std::string::npos);
  BOOST_TEST(server.requests() == 2U);
  BOOST_TEST(client.request("POST", "/", {}, "")->body == "b");
}

BOOST_AUTO_TEST_CASE(nothing_is_sent_again_once_a_reply_has_begun) {
  ScriptedServer server{{{reply_of("a"), "HTTP/1.1 200 OK\r\nContent-Le"}, {reply_of("b")}}};
  HttpClient client{"127.0.0.1", server.port()};
  BOOST_TEST(client.request("GET", "/", {}, "")->body == "a");
  BOOST_TEST(!client.request("GET", "/", {}, "").has_value());
  BOOST_TEST(server.requests() == 2U);
}

BOOST_AUTO_TEST_CASE(a_new_connection_that_ends_is_not_tried_again) {
  ScriptedServer server{{{""}, {reply_of("b")}}};
  HttpClient client{"127.0.0.1", server.port()};
  BOOST_TEST(!client.request("GET", "/", {}, "").has_value());
  BOOST_TEST(server.requests() == 1U);
}

BOOST_AUTO_TEST_CASE(a_reply_that_does_not_come_in_time_is_a_failure_and_nothing_is_sent_again) {
  ScriptedServer server{{{reply_of("a"), "", reply_of("never")}}};
  HttpClientOptions options;
  options.reply_timeout = 100ms;
  HttpClient client{"127.0.0.1", server.port(), options};
  BOOST_TEST(client.request("GET", "/", {}, "")->body == "a");
  const auto reply = client.request("GET", "/", {}, "");
  BOOST_TEST_REQUIRE(!reply.has_value());
  BOOST_TEST(reply.error().find("in time") != std::string::npos);
  BOOST_TEST(server.requests() == 2U);
}

BOOST_AUTO_TEST_CASE(a_server_that_is_not_there_is_named) {
  std::uint16_t port{};
  { port = ScriptedServer{{}}.port(); }
  const auto reply = HttpClient{"127.0.0.1", port}.request("GET", "/", {}, "");
  BOOST_TEST_REQUIRE(!reply.has_value());
  BOOST_TEST(reply.error().find("cannot connect to 127.0.0.1:" + std::to_string(port)) != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_value_cannot_smuggle_a_line) {
  HttpClient client{"127.0.0.1", 1};
  BOOST_TEST(client.request("GET", "/a b", {}, "").error().find("control character") != std::string::npos);
  BOOST_TEST(client.request("GET", "/", {{"X", "a\r\nY: b"}}, "").error().find("control character") !=
             std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::tools
