#include <signal.h>

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <boost/test/unit_test.hpp>
#include <memory>

#include "tests/tools/program.hpp"

/// A real installation: no tokens for trying out, keys and accounts only.
namespace {

using namespace lapor::tests;

const std::string report = R"({"title":"Lampu jalan mati","text":"Gelap sejak Senin.","occurred_on":"2026-01-05"})";
constexpr std::string_view mark = "keep it safe: ";
constexpr std::size_t key_length = 47;  // lpk_ and 43 characters

/// A running server of an installation, and the lines that it printed before its address.
class Installation {
 public:
  explicit Installation(const TemporaryFolder& folder)
      : program_(folder, {"serve", "--data", folder / "data", "--listen", "127.0.0.1:0"}) {
    for (auto line = program_.read_line(); line; line = program_.read_line()) {
      if (line->find("listening on") != std::string::npos) {
        url_ = line->substr(line->find("http://"));
        return;
      }
      before_ += *line;
    }
    BOOST_FAIL("no address: " + program_.errors());
  }

  [[nodiscard]] const std::string& url() const { return url_; }
  [[nodiscard]] std::string first_key() const {
    const auto at = before_.find(mark);
    return at == std::string::npos ? "" : before_.substr(at + mark.size(), key_length);
  }
  [[nodiscard]] lapor::tools::ApiClient client(const std::string& token) const {
    return {*lapor::tools::parse_server_url(url_), token};
  }
  void stop() {
    program_.signal(SIGTERM);
    BOOST_TEST(program_.wait() == 0);
  }

 private:
  Program program_;
  std::string before_;
  std::string url_;
};

std::string key_in(const std::string& output) {
  const auto at = output.find("lpk_");
  BOOST_TEST_REQUIRE(at != std::string::npos, output);
  return output.substr(at, key_length);
}

std::string person_in(const std::string& output) {
  const std::string name = "person ";
  const auto at = output.find(name);
  BOOST_TEST_REQUIRE(at != std::string::npos, output);
  return output.substr(at + name.size(), output.find(' ', at + name.size()) - at - name.size());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(e2e_accounts)

BOOST_AUTO_TEST_CASE(the_first_administrators_key_is_shown_once_and_kept_nowhere_in_clear) {
  const TemporaryFolder folder;
  std::string key;
  {
    Installation first(folder);
    key = first.first_key();
    BOOST_TEST_REQUIRE(key.starts_with("lpk_"));
    expect(first.client(key).get("/v1/staff"), 200);
    first.stop();
  }
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder / "data"))
    if (entry.is_regular_file())
      BOOST_TEST(read_file(entry.path()).find(key) == std::string::npos, entry.path().string());
  Installation second(folder);
  BOOST_TEST(second.first_key().empty());
  expect(second.client(key).get("/v1/staff"), 200);
  second.stop();
}

BOOST_AUTO_TEST_CASE(keys_are_made_rotated_and_revoked_from_the_command_line) {
  const TemporaryFolder folder;
  Installation server(folder);
  const std::vector<std::string> as{"--server", server.url(), "--token", server.first_key()};
  const auto lapor = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), as.begin(), as.end());
    return run(folder, std::move(arguments));
  };
  const auto made = lapor({"keys", "add", "SMS 1708", "--role", "gateway", "--scope", "submit"});
  BOOST_TEST_REQUIRE(made.status == 0, made.errors);
  const std::string key = key_in(made.output);
  expect(server.client(key).post("/v1/reports", report, ""), 201);
  const auto rotated = lapor({"keys", "rotate", person_in(made.output), "--grace-hours", "0"});
  BOOST_TEST_REQUIRE(rotated.status == 0, rotated.errors);
  expect(server.client(key).post("/v1/reports", report, ""), 401);
  expect(server.client(key_in(rotated.output)).post("/v1/reports", report, ""), 201);
  BOOST_TEST(lapor({"keys", "revoke", person_in(made.output), "--reason", "Bocor."}).status == 0);
  expect(server.client(key_in(rotated.output)).post("/v1/reports", report, ""), 401);
  BOOST_TEST(lapor({"keys", "list"}).output.find("SMS 1708") != std::string::npos);
  const auto refused = lapor({"keys", "add", "x", "--role", "officer", "--scope", "read"});
  BOOST_TEST(refused.status == 1);
  BOOST_TEST(refused.errors.find("institution") != std::string::npos, refused.errors);
  server.stop();
}

BOOST_AUTO_TEST_CASE(staff_are_invited_moved_and_suspended_from_the_command_line) {
  const TemporaryFolder folder;
  Installation server(folder);
  const std::vector<std::string> as{"--server", server.url(), "--token", server.first_key()};
  const auto lapor = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), as.begin(), as.end());
    return run(folder, std::move(arguments));
  };
  const auto added =
      lapor({"staff", "add", "budi@example.id", "--name", "Budi", "--role", "officer", "--institution", "kota-35.78"});
  BOOST_TEST_REQUIRE(added.status == 0, added.errors);
  const std::string person = person_in(added.output);
  BOOST_TEST(lapor({"staff", "appoint", person, "--role", "coordinator", "--institution", "kota-33.74"}).status == 0);
  BOOST_TEST(lapor({"staff", "list", "--institution", "kota-33.74"}).output.find("budi@example.id") !=
             std::string::npos);
  BOOST_TEST(lapor({"staff", "list", "--institution", "kota-35.78"}).output.empty());
  const auto kept = lapor({"staff", "appoint", person, "--role", "officer"});
  BOOST_TEST(kept.output.find("institution kota-33.74") != std::string::npos, kept.output);
  BOOST_TEST(kept.errors.find("keeps the institution kota-33.74") != std::string::npos, kept.errors);
  const auto national = lapor({"staff", "appoint", person, "--role", "supervisor", "--no-institution"});
  BOOST_TEST(national.output.find("institution -") != std::string::npos, national.output);
  BOOST_TEST(lapor({"staff", "appoint", person, "--role", "officer", "--institution", "kota-33.74"}).status == 0);
  BOOST_TEST(lapor({"staff", "suspend", person, "--reason", "Pindah."}).output.find("suspended true") !=
             std::string::npos);
  BOOST_TEST(lapor({"staff", "reinstate", person, "--reason", "Kembali."}).output.find("suspended false") !=
             std::string::npos);
  BOOST_TEST(lapor({"staff", "suspend", "123", "--reason", "?"}).status == 1);
  server.stop();
}

BOOST_AUTO_TEST_CASE(who_has_lost_all_keys_makes_one_with_the_master_key) {
  const TemporaryFolder folder;
  Installation(folder).stop();
  const auto made = run(folder, {"keys", "emergency", "--data", folder / "data"});
  BOOST_TEST_REQUIRE(made.status == 0, made.errors);
  {
    Installation server(folder);
    expect(server.client(key_in(made.output)).get("/v1/keys"), 200);
    const auto in_use = run(folder, {"keys", "emergency", "--data", folder / "data"});
    BOOST_TEST(in_use.status == 1);
    server.stop();
  }
  std::filesystem::rename(folder / "data.master-key", folder / "elsewhere");
  const auto refused = run(folder, {"keys", "emergency", "--data", folder / "data"});
  BOOST_TEST(refused.status == 1);
  BOOST_TEST(refused.errors.find("master key") != std::string::npos, refused.errors);
}

BOOST_AUTO_TEST_SUITE_END()
