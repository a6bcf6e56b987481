#include <boost/test/unit_test.hpp>

#include "tools/backoff.hpp"
#include "tools/form.hpp"
#include "tools/network_address.hpp"
#include "tools/progress.hpp"
#include "tools/show.hpp"

using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(network_address)

BOOST_AUTO_TEST_CASE(hosts_and_ports_are_read_for_both_families) {
  const auto v4 = lapor::tools::parse_network_address("127.0.0.1:8080");
  BOOST_TEST_REQUIRE(v4.has_value());
  BOOST_TEST(v4->host == "127.0.0.1");
  BOOST_TEST(v4->port == 8080);
  const auto v6 = lapor::tools::parse_network_address("[::1]:0");
  BOOST_TEST_REQUIRE(v6.has_value());
  BOOST_TEST(v6->host == "::1");
  BOOST_TEST(lapor::tools::to_url(*v6) == "http://[::1]:0");
}

BOOST_AUTO_TEST_CASE(what_is_no_address_is_refused) {
  for (const char* text :
       {"", "8080", ":8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:80x", "::1:80"})
    BOOST_TEST(!lapor::tools::parse_network_address(text).has_value(), "`" << text << "` should be refused");
}

BOOST_AUTO_TEST_CASE(a_url_may_leave_out_the_port_and_end_in_a_slash) {
  BOOST_TEST(lapor::tools::parse_server_url("http://127.0.0.1")->port == 80);
  BOOST_TEST(lapor::tools::parse_server_url("http://127.0.0.1:81/")->port == 81);
  BOOST_TEST(lapor::tools::parse_server_url("http://[::1]")->host == "::1");
  BOOST_TEST(!lapor::tools::parse_server_url("https://127.0.0.1").has_value());
}

BOOST_AUTO_TEST_CASE(only_addresses_of_this_machine_are_loopback) {
  for (const char* host : {"127.0.0.1", "127.8.9.10", "::1"}) BOOST_TEST(lapor::tools::is_loopback(host));
  for (const char* host : {"0.0.0.0", "10.0.0.1", "::", "localhost", "128.0.0.1", ""})
    BOOST_TEST(!lapor::tools::is_loopback(host), "`" << host << "` is not loopback");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(backoff)

const lapor::tools::Backoff::Time start{};

BOOST_AUTO_TEST_CASE(pauses_double_up_to_the_longest) {
  lapor::tools::Backoff backoff(1h);
  for (const auto expected : {100ms, 200ms, 400ms, 800ms, 1600ms, 3200ms, 5000ms, 5000ms})
    BOOST_TEST((backoff.next(start, std::nullopt) == expected));
}

BOOST_AUTO_TEST_CASE(the_servers_wish_for_a_longer_pause_is_kept) {
  lapor::tools::Backoff backoff(1h);
  BOOST_TEST((backoff.next(start, 7s) == 7000ms));
  BOOST_TEST((backoff.next(start, 0s) == 200ms));
}

BOOST_AUTO_TEST_CASE(patience_counts_from_the_first_failure) {
  lapor::tools::Backoff backoff(10s);
  BOOST_TEST((backoff.next(start, std::nullopt) == 100ms));
  BOOST_TEST((backoff.next(start + 9800ms, std::nullopt) == 200ms));
  BOOST_TEST(!backoff.next(start + 9800ms, std::nullopt).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(form)

BOOST_AUTO_TEST_CASE(fields_go_to_their_places_and_empty_ones_are_left_out) {
  const lapor::tools::Form form{{"title", "Jalan \"rusak\""},
                                {"text", ""},
                                {"region", "35.78"},
                                {"lat", "-7.25"},
                                {"lng", "112.75"},
                                {"anonymous", "ya"},
                                {"contact_name", "Budi"}};
  BOOST_TEST(lapor::tools::to_json(form).value() ==
             R"({"title":"Jalan \"rusak\"","anonymous":true,"place":{"region":"35.78","lat":-7.25,"lng":112.75},)"
             R"("contact":{"name":"Budi"}})");
}

BOOST_AUTO_TEST_CASE(what_json_could_not_say_is_refused_by_field) {
  BOOST_TEST(lapor::tools::to_json({{"anonymous", "maybe"}}).error() == "anonymous: write true or false, not `maybe`");
  BOOST_TEST(lapor::tools::to_json({{"lng", "1e"}}).error() == "lng: write degrees such as -7.25, not `1e`");
  BOOST_TEST(lapor::tools::to_json({{"title", "\xff"}}).error() == "title: is not UTF-8 text");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(progress)

BOOST_AUTO_TEST_CASE(rate_and_time_left_are_told_once_there_is_a_rate) {
  BOOST_TEST(lapor::tools::progress_text({"import", "rows"}, 0, 50, 0s) == "import: 0 of 50 rows");
  BOOST_TEST(lapor::tools::progress_text({"import", "rows"}, 20, 50, 2s) ==
             "import: 20 of 50 rows, 10 rows/s, 3 s left");
  BOOST_TEST(lapor::tools::progress_text({"import", "rows"}, 50, 50, 5s) == "import: 50 of 50 rows, 10 rows/s");
}

BOOST_AUTO_TEST_CASE(plain_lines_come_after_each_twentieth_part_and_at_the_end) {
  std::ostringstream out;
  lapor::tools::Progress progress(out, false, {"import", "rows"}, 101);
  for (int i = 0; i < 101; ++i) progress.advance();
  const std::string text = out.str();
  BOOST_TEST(std::count(text.begin(), text.end(), '\n') == 21);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(show)

BOOST_AUTO_TEST_CASE(a_report_reads_as_lines_without_what_is_empty) {
  BOOST_TEST(
      lapor::tools::readable(
          R"({"id":7,"title":"A","tags":[],"deadline":{"kind":"verification","missed":false},"unit":null,"reporter":{"name":null}})") ==
      "id: 7\ntitle: A\ndeadline: kind verification, missed false\n");
}

BOOST_AUTO_TEST_CASE(a_timeline_reads_as_one_line_an_event) {
  BOOST_TEST(
      lapor::tools::readable_timeline(
          R"({"items":[{"position":3,"version":1,"at":"T","event":"report_held","by":{"role":"national_admin"},"question":"Di mana?"}]})") ==
      "T  report_held  by role national_admin: question Di mana?\n");
}

BOOST_AUTO_TEST_CASE(what_is_no_json_is_shown_as_it_is) {
  BOOST_TEST(lapor::tools::readable("oops") == "oops\n");
}

BOOST_AUTO_TEST_SUITE_END()
