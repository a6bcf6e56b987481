#include "api/identity/secret.hpp"

#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <boost/test/unit_test.hpp>
#include <sstream>
#include <type_traits>

using lapor::api::Secret;
using lapor::api::wipe;

namespace {

constexpr const char* hidden = "correct horse battery staple";

}  // namespace

BOOST_AUTO_TEST_SUITE(secret)

BOOST_AUTO_TEST_CASE(only_reveal_tells_it) {
  BOOST_TEST(Secret(hidden).reveal() == hidden);
  BOOST_TEST(Secret().reveal().empty());
}

BOOST_AUTO_TEST_CASE(the_log_shows_that_there_is_one_and_no_more) {
  std::ostringstream written;
  spdlog::logger log("test", std::make_shared<spdlog::sinks::ostream_sink_st>(written));
  log.set_level(spdlog::level::trace);
  log.set_pattern("%v");
  log.info("password {} of {}", Secret(hidden), "siti");
  log.trace("{}", Secret(hidden));
  BOOST_TEST(written.str() == "password [redacted] of siti\n[redacted]\n");
}

BOOST_AUTO_TEST_CASE(fmt_shows_no_more_than_the_log) {
  BOOST_TEST(fmt::format("{}", Secret(hidden)) == "[redacted]");
  BOOST_TEST(fmt::format("{0} {0}", Secret(hidden)) == "[redacted] [redacted]");
}

BOOST_AUTO_TEST_CASE(a_stream_shows_no_more_than_the_log) {
  std::ostringstream written;
  written << Secret(hidden) << '\n';
  BOOST_TEST(written.str() == "[redacted]\n");
}

BOOST_AUTO_TEST_CASE(it_becomes_no_text_by_itself_and_no_text_becomes_it) {
  BOOST_TEST((!std::is_convertible_v<Secret, std::string>));
  BOOST_TEST((!std::is_convertible_v<Secret, std::string_view>));
  BOOST_TEST((!std::is_convertible_v<Secret, const char*>));
  BOOST_TEST((!std::is_convertible_v<std::string, Secret>));
}

BOOST_AUTO_TEST_CASE(moving_it_leaves_nothing_behind) {
  for (const char* text : {"short", hidden}) {
    Secret from{text};
    const Secret to = std::move(from);
    BOOST_TEST(to.reveal() == text);
    BOOST_TEST(from.reveal().empty());  // NOLINT: what is left is the question
  }
}

BOOST_AUTO_TEST_CASE(a_copy_is_a_secret_of_its_own) {
  Secret first{hidden};
  const Secret second = first;
  first = Secret{"other"};
  BOOST_TEST(first.reveal() == "other");
  BOOST_TEST(second.reveal() == hidden);
}

BOOST_AUTO_TEST_CASE(a_wiped_text_is_overwritten_and_empty) {
  std::string text = hidden;
  const char* bytes = text.data();
  const std::size_t size = text.size();
  wipe(text);
  BOOST_TEST(text.empty());
  BOOST_REQUIRE(text.data() == bytes);  // still the text's own memory
  BOOST_REQUIRE(text.capacity() >= size);
  BOOST_TEST(std::string_view(bytes, size) == std::string(size, '\0'));
}

BOOST_AUTO_TEST_SUITE_END()
