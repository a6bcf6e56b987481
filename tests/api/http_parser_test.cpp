#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "api/http/request_parser.hpp"

namespace lapor::api::http {
namespace {

using namespace std::string_literals;
namespace data = boost::unit_test::data;

Limits small_limits() {
  Limits limits;
  limits.target = 64;
  limits.header_bytes = 512;
  limits.header_count = 8;
  limits.body = 16;
  limits.chunk_extension = 8;
  return limits;
}

/// What a parser made of some bytes: the requests, with their bodies wherever these went, and how it ended.
struct Outcome {
  std::vector<Request> requests;
  int status{0};  // of the refusal; 0: none
  std::string detail;
  std::string unfinished;  // bytes for a sink whose request never became whole
};

/// Stands in a plan. The parser leaves it to others to call it.
class UncalledSink : public BodySink {
 public:
  bool take(std::string_view, std::function<void()>) override {
    BOOST_FAIL("the parser called the sink");
    return true;
  }
  void end(bool) override { BOOST_FAIL("the parser called the sink"); }
};

/// Every body goes to a sink, under this limit.
RequestParser::OnHead to_sink(std::size_t limit) {
  return [limit](Request&) { return BodyPlan{std::make_shared<UncalledSink>(), limit}; };
}

/// Feeds `bytes` in pieces of `size`.
Outcome parse(std::string_view bytes, std::size_t size, const Limits& limits,
              const RequestParser::OnHead& on_head = {}) {
  RequestParser parser{limits, on_head};
  Outcome outcome;
  while (!bytes.empty()) {
    auto piece = bytes.substr(0, size);
    bytes.remove_prefix(piece.size());
    while (!piece.empty()) {
      auto step = parser.feed(piece);
      piece.remove_prefix(step.consumed);
      outcome.unfinished += step.piece;
      if (auto* request = std::get_if<Request>(&step.outcome)) {
        BOOST_TEST((request->body.empty() || outcome.unfinished.empty()));
        request->body += std::exchange(outcome.unfinished, {});
        outcome.requests.push_back(std::move(*request));
      }
      if (auto* refusal = std::get_if<Refusal>(&step.outcome)) {
        BOOST_TEST(outcome.status == 0);
        outcome.status = refusal->status;
        outcome.detail = refusal->detail;
      }
    }
  }
  return outcome;
}

void check_equal(const Outcome& one, const Outcome& other) {
  BOOST_TEST(one.status == other.status);
  BOOST_TEST(one.detail == other.detail);
  BOOST_TEST_REQUIRE(one.requests.size() == other.requests.size());
  for (std::size_t i = 0; i < one.requests.size(); ++i) {
    BOOST_TEST(one.requests[i].path == other.requests[i].path);
    BOOST_TEST(one.requests[i].body == other.requests[i].body);
    BOOST_TEST((one.requests[i].headers == other.requests[i].headers));
  }
}

/// Parses whole, a byte at a time and in pieces of every size up to 7, with bodies gathered and for a sink, and checks
/// that nothing depends on it.
Outcome parse_every_way(std::string_view bytes, const Limits& limits = small_limits()) {
  const auto whole = parse(bytes, bytes.size(), limits);
  const auto whole_for_sink = parse(bytes, bytes.size(), limits, to_sink(limits.body));
  check_equal(whole, whole_for_sink);
  for (std::size_t size = 1; size <= 7; ++size) {
    check_equal(whole, parse(bytes, size, limits));
    const auto for_sink = parse(bytes, size, limits, to_sink(limits.body));
    check_equal(whole, for_sink);
    BOOST_TEST(for_sink.unfinished == whole_for_sink.unfinished);
  }
  return whole;
}

Request parse_one(std::string_view bytes) {
  auto outcome = parse_every_way(bytes);
  BOOST_TEST_CONTEXT(outcome.detail) {
    BOOST_TEST(outcome.status == 0);
    BOOST_TEST_REQUIRE(outcome.requests.size() == 1U);
  }
  return std::move(outcome.requests.front());
}

struct Malformed {
  std::string name;
  std::string bytes;
  int status;
};
std::ostream& operator<<(std::ostream& out, const Malformed& malformed) {
  return out << malformed.name;
}

std::string get(const std::string& target) {
  return "GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n";
}
std::string with(const std::string& fields) {
  return "POST /a HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
}
std::string chunks(const std::string& body) {
  return with("Transfer-Encoding: chunked\r\n") + body;
}

const std::vector<Malformed> malformed_requests{
    {"no host", "GET / HTTP/1.1\r\n\r\n", 400},
    {"two hosts", with("Host: b\r\n"), 400},
    {"two equal hosts", with("Host: a\r\n"), 400},
    {"empty host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400},
    {"host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
    {"host with user", "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n", 400},
    {"host with two values", "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n", 400},
    {"host with a bad port", "GET / HTTP/1.1\r\nHost: a:http\r\n\r\n", 400},
    {"HTTP/1.0", "GET / HTTP/1.0\r\nHost: a\r\n\r\n", 505},
    {"HTTP/2.0", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505},
    {"HTTP/0.9", "GET /\r\n", 400},
    {"HTTP/1.10", "GET / HTTP/1.10\r\nHost: a\r\n\r\n", 400},
    {"small http", "GET / http/1.1\r\nHost: a\r\n\r\n", 400},
    {"other protocol", "GET / RTSP/1.1\r\nHost: a\r\n\r\n", 400},
    {"HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
    {"TLS greeting", "\x16\x03\x01\x02"s, 400},
    {"leading space", " GET / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"leading LF", "\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"leading lone CR", "\rGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"two empty lines first", "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"two spaces after method", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"two spaces before version", "GET /  HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"space after version", "GET / HTTP/1.1 \r\nHost: a\r\n\r\n", 400},
    {"tab in request line", "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"space in target", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"bare LF ends the request line", "GET / HTTP/1.1\nHost: a\r\n\r\n", 400},
    {"bare LF ends a field", "GET / HTTP/1.1\r\nHost: a\n\r\n", 400},
    {"bare LF ends the head", "GET / HTTP/1.1\r\nHost: a\r\n\n", 400},
    {"bare CR in the request line", "GET /\rx HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"bare CR in a value", with("X: a\rb\r\n"), 400},
    {"bare CR before CR LF", with("X: a\r\r\n"), 400},
    {"bare CR hides a field", with("X: a\rContent-Length: 5\r\n"), 400},
    {"folded line", with("X: a\r\n b\r\n"), 400},
    {"folded line with a tab", with("X: a\r\n\tb\r\n"), 400},
    {"first field folded", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400},
    {"space before colon", "GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400},
    {"tab before colon", with("X\t: a\r\n"), 400},
    {"space in name", with("X Y: a\r\n"), 400},
    {"no name", with(": a\r\n"), 400},
    {"no colon", with("Nonsense\r\n"), 400},
    {"non-ASCII name", with("X\xc3\xa9: a\r\n"), 400},
    {"NUL in a value", with("X: a\0b\r\n"s), 400},
    {"escape in a value", with("X: a\x1b[2J\r\n"), 400},
    {"DEL in a value", with("X: a\x7f\r\n"), 400},
    {"both lengths", with("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"), 400},
    {"both lengths, turned", with("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"), 400},
    {"two lengths", with("Content-Length: 5\r\nContent-Length: 6\r\n"), 400},
    {"two equal lengths", with("Content-Length: 5\r\nContent-Length: 5\r\n"), 400},
    {"a list of lengths", with("Content-Length: 5, 5\r\n"), 400},
    {"length with a sign", with("Content-Length: +5\r\n"), 400},
    {"negative length", with("Content-Length: -5\r\n"), 400},
    {"hexadecimal length", with("Content-Length: 0x5\r\n"), 400},
    {"length with a space inside", with("Content-Length: 5 5\r\n"), 400},
    {"empty length", with("Content-Length:\r\n"), 400},
    {"length beyond 64 bits", with("Content-Length: 99999999999999999999\r\n"), 400},
    {"length beyond the limit", with("Content-Length: 17\r\n"), 413},
    {"coding gzip", with("Transfer-Encoding: gzip\r\n"), 501},
    {"coding gzip and chunked", with("Transfer-Encoding: gzip, chunked\r\n"), 501},
    {"coding identity", with("Transfer-Encoding: identity\r\n"), 501},
    {"coding chunkedfoo", with("Transfer-Encoding: chunkedfoo\r\n"), 501},
    {"coding chunked twice", with("Transfer-Encoding: chunked, chunked\r\n"), 400},
    {"coding in two fields", with("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n"), 400},
    {"empty coding", with("Transfer-Encoding:\r\n"), 501},
    {"coding with vertical tab", with("Transfer-Encoding: \x0b chunked\r\n"), 400},
    {"coding name with a space", with("Transfer-Encoding : chunked\r\n"), 400},
    {"expectation unknown", with("Expect: 200-ok\r\n"), 417},
    {"expectation twice", with("Expect: 100-continue\r\nExpect: 100-continue\r\n"), 417},
    {"upgrade", with("Connection: Upgrade\r\nUpgrade: h2c\r\n"), 501},
    {"connect", "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 405},
    {"trace", "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", 405},
    {"unknown method", "BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 501},
    {"known elsewhere", "PROPFIND / HTTP/1.1\r\nHost: a\r\n\r\n", 501},
    {"small method", "get / HTTP/1.1\r\nHost: a\r\n\r\n", 501},
    {"method with odd characters", "G(T / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"absolute target", get("http://a/"), 400},
    {"asterisk target", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"relative target", get("a/b"), 400},
    {"fragment", get("/a#b"), 400},
    {"fragment after query", get("/a?b#c"), 400},
    {"encoded NUL", get("/a%00"), 400},
    {"encoded LF", get("/a%0ab"), 400},
    {"encoded DEL", get("/%7f"), 400},
    {"broken triplet", get("/%4"), 400},
    {"triplet of no digits", get("/%zz"), 400},
    {"lone percent", get("/%"), 400},
    {"encoded byte that is no UTF-8", get("/%ff"), 400},
    {"encoded overlong slash", get("/%c0%af"), 400},
    {"encoded surrogate", get("/%ed%a0%80"), 400},
    {"encoded slash", get("/a%2Fb"), 400},
    {"raw UTF-8", get("/\xc3\xa9"), 400},
    {"backslash", get("/a\\b"), 400},
    {"dot segment", get("/a/./b"), 400},
    {"parent segment", get("/a/../b"), 400},
    {"parent segment last", get("/a/.."), 400},
    {"encoded parent segment", get("/a/%2e%2E/b"), 400},
    {"empty segment", get("/a//b"), 400},
    {"empty first segment", get("//a"), 400},
    {"NUL in the query", get("/a?q=%00"), 400},
    {"broken triplet in the query", get("/a?q=%4"), 400},
    {"no UTF-8 in the query", get("/a?q=%ff"), 400},
    {"quote in the query", get("/a?q=\""), 400},
    {"target too long", get("/" + std::string(64, 'a')), 414},
    {"target far too long", "GET /" + std::string(500, 'a'), 414},
    {"head too large", with("X: " + std::string(500, 'a') + "\r\n"), 431},
    {"head too large, unfinished", "GET / HTTP/1.1\r\nX: " + std::string(600, 'a'), 431},
    {"too many fields", with("A: 1\r\nB: 1\r\nC: 1\r\nD: 1\r\nE: 1\r\nF: 1\r\nG: 1\r\nI: 1\r\n"), 431},
    {"chunk size with a sign", chunks("+5\r\nhello\r\n0\r\n\r\n"), 400},
    {"chunk size with 0x", chunks("0x5\r\nhello\r\n0\r\n\r\n"), 400},
    {"chunk size empty", chunks("\r\nhello\r\n0\r\n\r\n"), 400},
    {"chunk size with a space", chunks("5 \r\nhello\r\n0\r\n\r\n"), 400},
    {"chunk size after a space", chunks(" 5\r\nhello\r\n0\r\n\r\n"), 400},
    {"chunk size beyond 64 bits", chunks("fffffffffffffffff\r\nhello"), 400},
    {"chunk size with endless zeros", chunks(std::string(17, '0') + "5\r\nhello\r\n0\r\n\r\n"), 400},
    {"chunk size ended by LF", chunks("5\nhello\r\n0\r\n\r\n"), 400},
    {"chunk size ended by CR and a letter", chunks("5\rXhello\r\n0\r\n\r\n"), 400},
    {"chunk longer than it says", chunks("5\r\nhelloXX0\r\n\r\n"), 400},
    {"chunk ended by LF", chunks("5\r\nhello\n0\r\n\r\n"), 400},
    {"chunk ended by CR and a letter", chunks("5\r\nhello\rX0\r\n\r\n"), 400},
    {"chunks ended by LF", chunks("0\r\n\n"), 400},
    {"chunks ended by CR and a letter", chunks("0\r\n\rX"), 400},
    {"chunk extension too long", chunks("5;a=12345678\r\nhello\r\n0\r\n\r\n"), 400},
    {"chunk extension too long, size too large", chunks("ff;a=12345678\r\nhello\r\n0\r\n\r\n"), 400},
    {"chunk extension with LF", chunks("5;a\nb\r\nhello\r\n0\r\n\r\n"), 400},
    {"chunk extension with CR", chunks("5;a\rb\r\nhello\r\n0\r\n\r\n"), 400},
    {"trailer", chunks("5\r\nhello\r\n0\r\nX: y\r\n\r\n"), 400},
    {"trailer that is a length", chunks("0\r\nContent-Length: 5\r\n\r\n"), 400},
    {"chunk beyond the limit", chunks("11\r\n"), 413},
    {"chunks beyond the limit", chunks("a\r\n0123456789\r\n7\r\n"), 413},
    {"chunk of 64 bits", chunks("ffffffffffffffff\r\n"), 413},
};

std::string details_of(const Malformed& malformed) {
  return malformed.name + ": " + malformed.bytes;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(http_parser)

BOOST_DATA_TEST_CASE(what_could_be_read_in_two_ways_is_refused, data::make(malformed_requests), malformed) {
  BOOST_TEST_CONTEXT(details_of(malformed)) {
    const auto outcome = parse_every_way(malformed.bytes);
    BOOST_TEST(outcome.status == malformed.status);
    BOOST_TEST(outcome.requests.empty());
    BOOST_TEST(!outcome.detail.empty());
  }
}

BOOST_AUTO_TEST_CASE(nothing_after_a_refusal_is_read) {
  const auto outcome = parse_every_way("BREW / HTTP/1.1\r\nHost: a\r\n\r\n" + get("/"));
  BOOST_TEST(outcome.status == 501);
  BOOST_TEST(outcome.requests.empty());
}

BOOST_AUTO_TEST_CASE(a_plain_request_is_taken_apart) {
  const auto request = parse_one(
      "GET /v1/reports/1000001?facets=state&q=a%20b+c[] HTTP/1.1\r\n"
      "Host: lapor.example:8080\r\nAccept:\t text/html \r\nX-Empty:\r\nIf-Match: \"3\"\r\n\r\n");
  BOOST_TEST((request.method == Method::get));
  BOOST_TEST(request.path == "/v1/reports/1000001");
  BOOST_TEST(request.query == "facets=state&q=a%20b+c[]");
  BOOST_TEST(request.header("host") == "lapor.example:8080");
  BOOST_TEST(request.header("accept") == "text/html");
  BOOST_TEST(request.header("if-match") == "\"3\"");
  BOOST_TEST(request.count("x-empty") == 1U);
  BOOST_TEST(request.header("x-empty").empty());
  BOOST_TEST(request.headers.size() == 4U);
  BOOST_TEST(request.body.empty());
  BOOST_TEST(request.keep_alive);
}

BOOST_AUTO_TEST_CASE(every_accepted_method_is_known) {
  for (const auto method :
       {Method::get, Method::head, Method::post, Method::put, Method::patch, Method::del, Method::options}) {
    const auto request = parse_one(std::string{to_word(method)} + " / HTTP/1.1\r\nHost: a\r\n\r\n");
    BOOST_TEST((request.method == method));
  }
}

BOOST_AUTO_TEST_CASE(the_path_is_decoded_and_the_query_is_not) {
  const auto request = parse_one(get("/jalan%20berlubang/%C3%A9/a.b/...?x=%C3%A9"));
  BOOST_TEST(request.path == "/jalan berlubang/\xc3\xa9/a.b/...");
  BOOST_TEST(request.query == "x=%C3%A9");
}

BOOST_AUTO_TEST_CASE(hosts_may_be_addresses) {
  for (const auto* host : {"127.0.0.1", "127.0.0.1:8080", "[::1]", "[::1]:8080", "lapor.go.id"}) {
    BOOST_TEST(parse_one("GET / HTTP/1.1\r\nHost: "s + host + "\r\n\r\n").header("host") == host);
  }
}

BOOST_AUTO_TEST_CASE(a_body_has_as_many_bytes_as_its_length_says) {
  BOOST_TEST(parse_one(with("Content-Length: 5\r\n") + "hello").body == "hello");
  BOOST_TEST(parse_one(with("content-length: 0\r\n")).body.empty());
  BOOST_TEST(parse_one(with("Content-Length: 16\r\n") + "0123456789abcdef").body == "0123456789abcdef");
}

BOOST_AUTO_TEST_CASE(a_chunked_body_is_put_together) {
  BOOST_TEST(parse_one(chunks("5\r\nhello\r\nA\r\n0123456789\r\n0\r\n\r\n")).body == "hello0123456789");
  BOOST_TEST(parse_one(chunks("0\r\n\r\n")).body.empty());
  BOOST_TEST(parse_one(chunks("0005;a=b\r\nhel\r\n\r\n000\r\n\r\n")).body == "hel\r\n");
  BOOST_TEST(parse_one(with("transfer-encoding: CHUNKED\r\n") + "1\r\nx\r\n0\r\n\r\n").body == "x");
}

BOOST_AUTO_TEST_CASE(one_empty_line_before_a_request_is_ignored) {
  BOOST_TEST(parse_one("\r\n" + get("/a")).path == "/a");
  BOOST_TEST(parse_every_way(get("/a") + "\r\n" + get("/b")).requests.size() == 2U);
}

BOOST_AUTO_TEST_CASE(pipelined_requests_come_out_in_order) {
  const auto outcome = parse_every_way(get("/1") + with("Content-Length: 2\r\n") + "ab" +
                                       chunks("1\r\nc\r\n0\r\n\r\n") + get("/4") + "GET /5 HTTP/1.1\r\nHo");
  BOOST_TEST(outcome.status == 0);
  BOOST_TEST_REQUIRE(outcome.requests.size() == 4U);
  BOOST_TEST(outcome.requests[0].path == "/1");
  BOOST_TEST(outcome.requests[1].body == "ab");
  BOOST_TEST(outcome.requests[2].body == "c");
  BOOST_TEST(outcome.requests[3].path == "/4");
}

BOOST_AUTO_TEST_CASE(a_refusal_follows_the_good_requests_before_it) {
  const auto outcome = parse_every_way(get("/1") + "GET / HTTP/1.0\r\nHost: a\r\n\r\n" + get("/3"));
  BOOST_TEST(outcome.requests.size() == 1U);
  BOOST_TEST(outcome.status == 505);
}

BOOST_AUTO_TEST_CASE(nothing_is_read_after_connection_close) {
  const auto outcome = parse_every_way("GET /1 HTTP/1.1\r\nHost: a\r\nConnection: Close\r\n\r\n" + get("/2"));
  BOOST_TEST(outcome.status == 0);
  BOOST_TEST_REQUIRE(outcome.requests.size() == 1U);
  BOOST_TEST(!outcome.requests.front().keep_alive);
}

BOOST_AUTO_TEST_CASE(limits_are_kept_to_the_byte) {
  BOOST_TEST(parse_one(get("/" + std::string(63, 'a'))).path.size() == 64U);
  const auto head_of = [](std::size_t size) {
    const auto bare = with("X: \r\n").size();
    return with("X: " + std::string(size - bare, 'a') + "\r\n");
  };
  BOOST_TEST(parse_one(head_of(512)).headers.size() == 2U);
  BOOST_TEST(parse_every_way(head_of(513)).status == 431);
  BOOST_TEST(parse_one(with("A: 1\r\nB: 1\r\nC: 1\r\nD: 1\r\nE: 1\r\nF: 1\r\nG: 1\r\n")).headers.size() == 8U);
  BOOST_TEST(parse_one(chunks("5;1234567\r\nhello\r\nb\r\nhello world\r\n0\r\n\r\n")).body.size() == 16U);
}

BOOST_AUTO_TEST_CASE(a_client_that_waits_for_continue_is_owed_it_until_the_body_begins) {
  const auto limits = small_limits();
  RequestParser parser{limits};
  const auto head = parser.feed(with("Expect: 100-Continue\r\nContent-Length: 2\r\n"));
  BOOST_TEST(std::holds_alternative<RequestParser::NeedMore>(head.outcome));
  BOOST_TEST(parser.owes_continue());
  const auto first = parser.feed("a");
  BOOST_TEST(!parser.owes_continue());
  const auto second = parser.feed("b");
  BOOST_TEST(std::holds_alternative<Request>(second.outcome));
  BOOST_TEST(first.consumed + second.consumed == 2U);
}

BOOST_AUTO_TEST_CASE(no_continue_is_owed_when_no_body_follows) {
  const auto limits = small_limits();
  RequestParser parser{limits};
  BOOST_TEST(std::holds_alternative<Request>(parser.feed(with("Expect: 100-continue\r\n")).outcome));
  BOOST_TEST(!parser.owes_continue());
}

BOOST_AUTO_TEST_CASE(phases_tell_where_a_request_stands) {
  using Phase = RequestParser::Phase;
  const auto limits = small_limits();
  RequestParser parser{limits};
  const auto phase_after = [&](std::string_view bytes) {
    BOOST_TEST(parser.feed(bytes).consumed == bytes.size());
    return parser.phase();
  };
  BOOST_TEST((phase_after("\r\n") == Phase::between));
  BOOST_TEST((phase_after("P") == Phase::head));
  BOOST_TEST((phase_after("OST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n") == Phase::body));
  BOOST_TEST((phase_after("ab") == Phase::between));
  BOOST_TEST((phase_after("\x01") == Phase::finished));
}

BOOST_AUTO_TEST_CASE(a_body_for_a_sink_has_the_limit_of_its_plan) {
  const auto limits = small_limits();
  const auto sized = with("Content-Length: 20\r\n") + std::string(20, 'x');
  const auto chunked = chunks("a\r\n0123456789\r\na\r\n0123456789\r\n0\r\n\r\n");
  for (const auto& bytes : {sized, chunked}) {
    for (const std::size_t size : {std::size_t{1}, bytes.size()}) {
      BOOST_TEST(parse(bytes, size, limits, to_sink(20)).requests.size() == 1U);
      const auto refused = parse(bytes, size, limits, to_sink(19));
      BOOST_TEST(refused.status == 413);
      BOOST_TEST(refused.detail.find(" 19 ") != std::string::npos);
      BOOST_TEST(refused.unfinished == (bytes == chunked ? "0123456789" : ""));
      BOOST_TEST(parse(bytes, size, limits).status == 413);
    }
  }
}

BOOST_AUTO_TEST_CASE(each_body_has_the_whole_limit) {
  const auto chunked = chunks("10\r\n0123456789abcdef\r\n0\r\n\r\n");
  BOOST_TEST(parse_every_way(chunked + chunked).requests.size() == 2U);
}

BOOST_AUTO_TEST_CASE(bytes_for_a_sink_come_in_one_piece_a_step) {
  const auto limits = small_limits();
  RequestParser parser{limits, to_sink(100)};
  BOOST_TEST(parser.feed(chunks("1\r\na\r\n2\r\nbc\r\n3\r\nd")).piece == "abcd");
  BOOST_TEST(parser.feed("e").piece == "e");
  BOOST_TEST(parser.feed("f\r\n").piece == "f");
  BOOST_TEST(parser.feed("1\r").piece.empty());
  const auto rest = "\ng\r\n0\r\n\r\n" + get("/next");
  const auto last = parser.feed(rest);
  BOOST_TEST(last.piece == "g");
  BOOST_TEST(std::holds_alternative<Request>(last.outcome));
  const auto next = parser.feed(get("/next"));
  BOOST_TEST(next.piece.empty());
  BOOST_TEST(std::get<Request>(next.outcome).path == "/next");
}

BOOST_AUTO_TEST_CASE(each_valid_head_is_planned_once_and_may_be_completed) {
  const auto bytes = get("/1") + with("Content-Length: 5\r\n") + "hello" + chunks("0\r\n\r\n") +
                     with("Content-Length: 0\r\n") + "GET / HTTP/1.1\r\n\r\n";
  for (const std::size_t size : {std::size_t{1}, bytes.size()}) {
    std::vector<std::string> planned;
    const auto outcome = parse(bytes, size, small_limits(), [&](Request& head) {
      BOOST_TEST(head.body.empty());
      planned.push_back(head.path + std::string{head.header("content-length")});
      head.peer = std::to_string(planned.size());
      return BodyPlan{};
    });
    BOOST_TEST(outcome.status == 400);
    BOOST_TEST((planned == std::vector<std::string>{"/1", "/a5", "/a", "/a0"}));
    BOOST_TEST_REQUIRE(outcome.requests.size() == 4U);
    for (std::size_t i = 0; i < 4; ++i) BOOST_TEST(outcome.requests[i].peer == std::to_string(i + 1));
  }
}

BOOST_AUTO_TEST_CASE(a_plan_may_refuse_the_request) {
  const auto outcome = parse(with("Content-Length: 5\r\n") + "hello" + get("/"), 3, small_limits(),
                             [](Request&) { return fail(internal_error()); });
  BOOST_TEST(outcome.status == 500);
  BOOST_TEST(outcome.requests.empty());
}

BOOST_AUTO_TEST_CASE(a_refusal_is_a_problem_document) {
  const auto response =
      to_response({409, "too \"late\"", "Title", "Line\n\x01", {{"field", "a\\b"}}, {{"Retry-After", "1"}}});
  BOOST_TEST(response.status == 409);
  BOOST_TEST(response.content_type == "application/problem+json");
  BOOST_TEST(response.body == R"({"type":"urn:lapor:problem:too \"late\"","title":"Title","status":409,)"
                              R"("detail":"Line\n\u0001","field":"a\\b"})");
  BOOST_TEST(response.headers.size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::api::http
