#include <boost/json/value.hpp>
#include <boost/test/unit_test.hpp>

#include "tests/tools/program.hpp"
#include "tools/http_client.hpp"

/// A receipt follows from its report's number, so none is given out a second time behind a restore.
namespace {

namespace fs = std::filesystem;
using namespace lapor;
using namespace lapor::tests;

const std::string morning = "2026-03-16T09:00:00+07:00";
const std::string between = "2026-03-16T09:30:00+07:00";
const std::string later = "2026-03-16T10:00:00+07:00";

struct Filed {
  std::int64_t id{};
  std::string receipt;
};

Filed file_report(const Server& server) {
  const auto reply =
      expect(server.client("reporter")
                 .post("/v1/reports", R"({"title":"Lampu mati","text":"Gelap.","occurred_on":"2026-01-05"})", ""),
             201);
  return {reply.at("id").as_int64(), std::string(reply.at("receipt").as_string())};
}

int status_with_receipt(const Server& server, std::int64_t report, const std::string& receipt) {
  tools::HttpClient client("127.0.0.1", server.port());
  const auto reply = client.request("GET", "/v1/reports/" + std::to_string(report), {{"Lapor-Receipt", receipt}}, "");
  BOOST_TEST_REQUIRE(reply.has_value());
  return reply->status;
}

/// One report before `between` and one after it, backed up.
class BackedUp {
 public:
  BackedUp() {
    Server server(folder, 0, {"--clock", "simulated:" + morning});
    early = file_report(server);
    expect(server.client("national_admin").post("/v1/clock", R"({"advance_to":")" + later + R"("})", ""), 200);
    late = file_report(server);
    BOOST_TEST(status_with_receipt(server, late.id, late.receipt) == 200);
    BOOST_TEST_REQUIRE(server.stop() == 0);
    const auto backed_up =
        run(folder, {"backup", "--data", folder / "data", "--to", folder / "backup", "--keys-to", folder / "keys"});
    BOOST_TEST_REQUIRE(backed_up.status == 0, backed_up.errors);
    for (const char* key : {"master-key", "log-key"})
      fs::copy_file(folder / ("data." + std::string(key)), new_folder / ("data." + std::string(key)));
  }
  void restore(const std::vector<std::string>& further) const {
    std::vector<std::string> arguments{"restore",       "--from", folder / "backup",  "--keys-from",
                                       folder / "keys", "--to",   new_folder / "data"};
    arguments.insert(arguments.end(), further.begin(), further.end());
    const auto restored = run(new_folder, arguments);
    BOOST_TEST_REQUIRE(restored.status == 0, restored.errors);
  }

  TemporaryFolder folder, new_folder;
  Filed early, late;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(e2e_restored_numbers)

BOOST_AUTO_TEST_CASE(the_receipt_of_a_report_behind_the_point_in_time_opens_nothing) {
  const BackedUp backed_up;
  backed_up.restore({"--at", between});
  Server server(backed_up.new_folder, 0, {"--clock", "simulated:" + later, "--accept-rollback"});
  const auto filed = file_report(server);
  BOOST_TEST(filed.id > backed_up.late.id + 1'000'000);
  BOOST_TEST(status_with_receipt(server, backed_up.late.id, backed_up.late.receipt) != 200);
  BOOST_TEST(status_with_receipt(server, filed.id, backed_up.late.receipt) != 200);
  BOOST_TEST(status_with_receipt(server, filed.id, filed.receipt) == 200);
  BOOST_TEST(status_with_receipt(server, backed_up.early.id, backed_up.early.receipt) == 200);
  BOOST_TEST(server.stop() == 0);
  const auto checked = run(backed_up.new_folder, {"check", "--data", backed_up.new_folder / "data"});
  BOOST_TEST(checked.status == 0, checked.output);
}

BOOST_AUTO_TEST_CASE(numbers_that_may_have_been_given_out_behind_the_backup_are_skipped_too) {
  const BackedUp backed_up;
  backed_up.restore({});
  for (int i = 0; i < 2; ++i) {
    Server server(backed_up.new_folder, 0, {"--clock", "simulated:" + later});
    BOOST_TEST(file_report(server).id > backed_up.late.id + 1'000'000);
    BOOST_TEST(server.stop() == 0);
  }
}

BOOST_AUTO_TEST_SUITE_END()
