#include "tools/serve_settings.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

namespace lapor::tools {
namespace {

BOOST_AUTO_TEST_SUITE(serve_settings)

BOOST_AUTO_TEST_CASE(the_server_trusts_the_proxies_that_are_set) {
  config::Settings settings;
  BOOST_TEST(server_options(settings, {"127.0.0.1", 80}).trusted_proxies.empty());
  settings.server.trusted_proxies = "10.0.0.1, 2001:db8::1";
  const std::vector<std::string> expected{"10.0.0.1", "2001:db8::1"};
  BOOST_TEST((server_options(settings, {"127.0.0.1", 80}).trusted_proxies == expected));
}

BOOST_AUTO_TEST_CASE(every_time_out_reaches_the_server) {
  config::Settings settings;
  settings.server.header_timeout_ms = 1'001;
  settings.server.body_timeout_ms = 1'002;
  settings.server.upload_timeout_ms = 1'003;
  settings.server.idle_timeout_ms = 1'004;
  settings.server.request_timeout_ms = 1'005;
  const auto limits = server_options(settings, {"127.0.0.1", 80}).limits;
  BOOST_TEST(limits.header_timeout_ms == 1'001U);
  BOOST_TEST(limits.body_timeout_ms == 1'002U);
  BOOST_TEST(limits.upload_timeout_ms == 1'003U);
  BOOST_TEST(limits.idle_timeout_ms == 1'004U);
  BOOST_TEST(limits.request_timeout_ms == 1'005U);
}

BOOST_AUTO_TEST_CASE(the_defaults_of_the_settings_are_those_of_the_server) {
  const auto limits = server_options({}, {"127.0.0.1", 80}).limits;
  const api::http::Limits defaults;
  BOOST_TEST(limits.body == defaults.body);
  BOOST_TEST(limits.connections == defaults.connections);
  BOOST_TEST(limits.body_timeout_ms == defaults.body_timeout_ms);
  BOOST_TEST(limits.upload_timeout_ms == defaults.upload_timeout_ms);
  BOOST_TEST(limits.request_timeout_ms == defaults.request_timeout_ms);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace lapor::tools
