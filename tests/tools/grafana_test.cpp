#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>
#include <regex>

#include "tests/tools/program.hpp"

namespace {

using namespace lapor::tests;

std::string dashboard(const char* name) {
  return read_file(std::filesystem::path(LAPOR_SOURCE_DIR) / "docs" / "grafana" / name);
}

std::vector<std::string> all_matches(const std::string& text, const char* pattern) {
  const std::regex expression(pattern);
  std::vector<std::string> found;
  for (std::sregex_iterator at(text.begin(), text.end(), expression), end; at != end; ++at) found.push_back(at->str(1));
  return found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(grafana)

BOOST_AUTO_TEST_CASE(every_metric_of_the_dashboard_is_told_by_the_service) {
  const TemporaryFolder folder;
  Server server(folder);
  auto client = server.client("national_admin");
  (void)client.get("/healthz");
  const std::string metrics = client.get("/metrics")->body;
  const auto named = all_matches(dashboard("service.json"), "(lapor_[a-z_]+)\\{");
  BOOST_TEST(named.size() > 20u);
  for (const std::string& name : named) BOOST_TEST(metrics.find("\n" + name) != std::string::npos, name);
  BOOST_TEST(server.stop() == 0);
}

BOOST_AUTO_TEST_CASE(every_resource_of_the_dashboard_answers) {
  const TemporaryFolder folder;
  Server server(folder);
  auto client = server.client("national_admin");
  const std::string text = dashboard("figures.json");
  const auto targets = all_matches(text, "\\$\\{url\\}(/v1/[^\"]+)\"");
  BOOST_TEST(targets.size() == 5u);
  for (std::string target : targets) {
    target = std::regex_replace(target, std::regex("\\$\\{__(from|to):date:YYYY-MM-DD\\}"), "2026-01-05");
    auto answer = client.get(target);
    for (int i = 0; answer && answer->status == 503 && i < 1'000; ++i) answer = client.get(target);
    BOOST_TEST(answer->status == 200, target);
  }
  BOOST_TEST(server.stop() == 0);
}

BOOST_AUTO_TEST_CASE(both_dashboards_are_json) {
  for (const char* name : {"service.json", "figures.json"})
    BOOST_TEST(boost::json::parse(dashboard(name)).as_object().contains("panels"), name);
}

BOOST_AUTO_TEST_SUITE_END()
