#include <atomic>
#include <future>

#include "api/audit/portioned_body.hpp"
#include "api/audit/scanned_items.hpp"
#include "api/http/connection.hpp"
#include "tests/api/http_server_support.hpp"

using namespace lapor;
using namespace lapor::api;
using namespace lapor::api::http;

namespace {

/// Never ends, and counts how often it was asked.
class Endless final : public Portions {
 public:
  explicit Endless(std::atomic<int>& made) : made_(made) {}
  Result<Chunk, storage::Error> next() override {
    ++made_;
    return Chunk{std::string(portion_bytes, 'x'), false};
  }

 private:
  std::atomic<int>& made_;
};

/// A few portions, then one that cannot be made.
class Failing final : public Portions {
 public:
  Result<Chunk, storage::Error> next() override {
    if (made_++ < 2) return Chunk{"piece;", false};
    return fail(storage::Error{storage::ErrorCode::corrupt, "Record 7 cannot be read."});
  }

 private:
  int made_{};
};

/// So many records of so many bytes.
ScanRecords records_of(std::uint64_t count, std::size_t size) {
  return [=, bytes = Bytes(size)](Position first, const auto& visit) -> Result<void, storage::Error> {
    for (std::uint64_t i = number(first); i <= count; ++i)
      if (!visit(Position{i}, bytes)) break;
    return {};
  };
}

/// Every `nth` record is an item, of its number.
WriteItems numbers_of_every(std::uint64_t nth) {
  return [nth](std::string& out, Position position, BytesView) -> Result<std::size_t, storage::Error> {
    if (number(position) % nth != 0) return 0;
    out += std::to_string(number(position));
    return 1;
  };
}

/// The whole body, and how many portions it came in.
std::pair<std::string, int> read_all(ScannedItems items) {
  std::string body;
  for (int portions = 1;; ++portions) {
    const auto portion = items.next().value();
    body += portion.bytes;
    if (portion.last) return {body, portions};
    BOOST_TEST_REQUIRE(portions < 1'000);
  }
}

const Frame list{"[", ",", "]"};

}  // namespace

BOOST_AUTO_TEST_SUITE(audit_bodies)

BOOST_AUTO_TEST_CASE(a_client_that_does_not_read_on_lets_nothing_be_read_for_it) {
  Limits limits;
  limits.idle_timeout_ms = 200;
  storage::JobPool pool{1, 4};
  std::atomic<int> made{};
  const auto server = serve(
      [&](const Request&, const Respond& respond) {
        auto source = std::make_shared<PortionedBody>(pool, std::make_unique<Endless>(made), [](const auto&) {});
        respond({200, {}, "text/plain", "", std::move(source)});
      },
      limits);
  WireClient client{server->port()};
  client.send(get_request("/"));
  BOOST_TEST(comes_true([&] { return server->statistics().timed_out == 1; }));
  BOOST_TEST(client.read_answer().status == 200);
  const std::size_t taken = client.read_to_end().size();
  BOOST_TEST(static_cast<std::size_t>(made) * portion_bytes < taken + room_for_chunks + 2 * portion_bytes);
}

BOOST_AUTO_TEST_CASE(a_body_that_cannot_be_read_on_lacks_its_end_and_says_why) {
  storage::JobPool pool{1, 4};
  std::promise<std::string> told;
  auto reason = told.get_future();
  const auto server = serve([&](const Request&, const Respond& respond) {
    auto source = std::make_shared<PortionedBody>(pool, std::make_unique<Failing>(),
                                                  [&](const std::string& what) { told.set_value(what); });
    respond({200, {}, "text/plain", "", std::move(source)});
  });
  WireClient client{server->port()};
  client.send(get_request("/"));
  BOOST_TEST(client.read_answer().status == 200);
  BOOST_TEST(client.read_to_end() == "6\r\npiece;\r\n6\r\npiece;\r\n");
  BOOST_TEST(reason.get() == "Record 7 cannot be read.");
}

BOOST_AUTO_TEST_CASE(what_a_full_pool_does_not_take_is_cut_off) {
  storage::JobPool pool{1, 4};
  pool.stop();
  std::atomic<int> made{};
  const auto server = serve([&](const Request&, const Respond& respond) {
    respond({200,
             {},
             "text/plain",
             "",
             std::make_shared<PortionedBody>(pool, std::make_unique<Endless>(made), [](const auto&) {})});
  });
  WireClient client{server->port()};
  client.send(get_request("/"));
  BOOST_TEST(client.read_answer().status == 200);
  BOOST_TEST(client.read_to_end().empty());
  BOOST_TEST(made == 0);
}

BOOST_AUTO_TEST_CASE(items_come_in_order_with_separators_between) {
  BOOST_TEST(read_all({records_of(7, 10), {Position{1}, Position{7}, {}}, numbers_of_every(2), list}).first ==
             "[2,4,6]");
  BOOST_TEST(read_all({records_of(7, 10), {Position{3}, Position{5}, {}}, numbers_of_every(1), list}).first ==
             "[3,4,5]");
  BOOST_TEST(read_all({records_of(7, 10), {Position{1}, Position{7}, 2}, numbers_of_every(1), list}).first == "[1,2]");
}

BOOST_AUTO_TEST_CASE(where_nothing_is_wanted_there_is_an_empty_frame) {
  BOOST_TEST(read_all({records_of(7, 10), {Position{1}, Position{7}, {}}, numbers_of_every(9), list}).first == "[]");
  BOOST_TEST(read_all({records_of(0, 10), {Position{1}, Position{7}, {}}, numbers_of_every(1), list}).first == "[]");
  BOOST_TEST(read_all({records_of(7, 10), {Position{8}, Position{7}, {}}, numbers_of_every(1), list}).first == "[]");
}

BOOST_AUTO_TEST_CASE(a_portion_that_finds_nothing_does_not_go_on_for_ever) {
  constexpr std::uint64_t records = 64;
  constexpr std::size_t megabyte = 1U << 20U;
  const auto [body, portions] =
      read_all({records_of(records, megabyte), {Position{1}, Position{records}, {}}, numbers_of_every(60), list});
  BOOST_TEST(body == "[60]");
  BOOST_TEST(portions >= 8);
}

BOOST_AUTO_TEST_CASE(portions_have_about_their_size) {
  const auto [body, portions] =
      read_all({records_of(2'000, 10),
                {Position{1}, Position{2'000}, {}},
                [](std::string& out, Position, BytesView) -> Result<std::size_t, storage::Error> {
                  out += std::string(1'000, 'x');
                  return 1;
                }});
  BOOST_TEST(body.size() == 2'000'000U);
  BOOST_TEST(portions == 8);
}

BOOST_AUTO_TEST_CASE(an_error_of_one_record_ends_the_scan) {
  ScannedItems items{records_of(5, 10),
                     {Position{1}, Position{5}, {}},
                     [](std::string&, Position position, BytesView) -> Result<std::size_t, storage::Error> {
                       if (position == Position{3}) return fail(storage::Error{storage::ErrorCode::corrupt, "three"});
                       return 0;
                     }};
  const auto portion = items.next();
  BOOST_TEST_REQUIRE(!portion.has_value());
  BOOST_TEST(portion.error().what == "three");
}

BOOST_AUTO_TEST_SUITE_END()
