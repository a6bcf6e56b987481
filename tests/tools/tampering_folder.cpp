#include "tests/tools/tampering_folder.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <boost/test/unit_test.hpp>
#include <fstream>

#include "api/tokens.hpp"
#include "storage/data_folder.hpp"

namespace lapor::tests {
namespace {

namespace fs = std::filesystem;

storage::RocksOptions options_of(const fs::path& data, bool read_only) {
  storage::RocksOptions options;
  options.path = data / "journal";
  options.read_only = read_only;
  return options;
}

void copy_all(const TemporaryFolder& from, const TemporaryFolder& to, std::string_view data = "data") {
  fs::remove_all(to / "data");
  fs::copy(from / data, to / "data", fs::copy_options::recursive);
  for (const char* file : {"data.master-key", "data.log-key", "data.checkpoint"}) {
    fs::remove(to / file);
    fs::copy_file(from / file, to / file);
  }
}

void wait_for(const fs::path& file) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{30};
  while (!fs::exists(file))
    BOOST_TEST_REQUIRE((std::chrono::steady_clock::now() < end), file.string() + " does not come");
}

}  // namespace

void flip_bit(const fs::path& file, std::uint64_t byte, unsigned bit) {
  auto content = read_file(file);
  BOOST_TEST_REQUIRE(byte < content.size(), file.string());
  content[byte] = static_cast<char>(content[byte] ^ (1 << bit));
  const auto permissions = fs::status(file).permissions();
  write_file(file, content);
  fs::permissions(file, permissions);
}

std::string upload(const Server& server, const std::string& token, const std::string& content) {
  lapor::tools::HttpClient client("127.0.0.1", server.port());
  const auto reply = client.request("POST", "/v1/attachments", {{"Authorization", "Bearer " + token}},
                                    "%PDF-1.7\n" + content + "\ntrailer << >>\nstartxref\n9\n%%EOF\n");
  BOOST_TEST_REQUIRE(reply.has_value());
  BOOST_TEST_REQUIRE(reply->status == 201, reply->body);
  return std::string(boost::json::parse(reply->body).at("id").as_string());
}

std::string send_report(const Server& server, const std::string& token, const std::string& key,
                        const std::string& upload_id) {
  lapor::tools::ApiClient client({"127.0.0.1", server.port()}, token);
  const auto made = expect(
      client.post("/v1/reports",
                  R"({"title":"Jalan rusak )" + key +
                      R"(","text":"Lubang besar.","occurred_on":"2026-01-05","attachments":[")" + upload_id + "\"]}",
                  key),
      201);
  return boost::json::serialize(made.at("id"));
}

std::string file_report(const Server& server, const std::string& token, const std::string& key) {
  return send_report(server, token, key, upload(server, token, "a picture of " + key));
}

RegisteredPerson register_person(const Server& server, const std::string& address) {
  auto gateway = server.client("gateway");
  expect(gateway.post("/v1/accounts/codes", R"({"address":")" + address + "\"}", ""), 202);
  const auto waiting = expect(gateway.get("/v1/messages?channel=email"), 200);
  const std::string text(waiting.at("items").as_array().back().at("text").as_string());
  const auto code = text.substr(text.find_first_of("0123456789"), 8);
  const auto made = expect(gateway.post("/v1/accounts",
                                        R"({"address":")" + address + R"(","password":")" +
                                            std::string(persons_password) + R"(","name":"Ani","code":")" + code + "\"}",
                                        ""),
                           201);
  return {boost::json::serialize(made.at("person")), sign_in(server, address)};
}

std::string sign_in(const Server& server, const std::string& address) {
  const auto session =
      expect(server.client("gateway").post(
                 "/v1/sessions",
                 R"({"address":")" + address + R"(","password":")" + std::string(persons_password) + "\"}", ""),
             201);
  return std::string(session.at("token").as_string());
}

TamperingFolder::TamperingFolder() {
  fill(original_);
}

void TamperingFolder::fill(const TemporaryFolder& folder) {
  const auto filled = run(folder, {"demo", "--data", folder / "data", "--reports", "150", "--days", "40", "--until",
                                   "2026-11-20T09:00:00+07:00"});
  BOOST_TEST_REQUIRE(filled.status == 0, filled.errors);
  write_file(folder / "settings.toml", "[engine]\nsnapshot_every_records = 2\n");
  std::string token;
  {
    Server server(folder, 0, {"--config", folder / "settings.toml"});
    token = register_person(server, "ani@example.id").token;
    const auto kept = file_report(server, token, "one");
    const auto erased = file_report(server, token, "two");
    wait_for(fs::path{folder / "data"} / "attachments" / kept);
    expect(
        server.client("data_officer").post("/v1/reports/" + erased + "/erasure", R"({"ground":"subject_request"})", ""),
        200);
    BOOST_TEST(server.stop() == 0);
  }
  {
    const auto database = storage::RocksDatabase::open(options_of(folder / "data", false));
    BOOST_TEST_REQUIRE(database.has_value());
    for (std::size_t i = 0; i < storage::family_names.size(); ++i) {
      auto* family = (*database)->family(static_cast<storage::Family>(i));
      BOOST_TEST_REQUIRE((*database)->db().Flush({}, family).ok());
      BOOST_TEST_REQUIRE((*database)->db().CompactRange({}, family, nullptr, nullptr).ok());
    }
  }
  fs::copy(folder / "data", folder / "older", fs::copy_options::recursive);
  Server server(folder, 0, {"--config", folder / "settings.toml"});
  (void)file_report(server, token, "three");
  (void)upload(server, token, "nobody attaches this");
  BOOST_TEST(server.stop() == 0);
}

void TamperingFolder::refresh() const {
  copy_all(original_, work_);
}

void TamperingFolder::roll_back() const {
  copy_all(original_, work_, "older");
}

fs::path TamperingFolder::table_of(storage::Family family) const {
  const auto database = storage::RocksDatabase::open(options_of(data(), true));
  BOOST_TEST_REQUIRE(database.has_value());
  std::vector<rocksdb::LiveFileMetaData> files;
  (*database)->db().GetLiveFilesMetaData(&files);
  for (const auto& file : files)
    if (file.column_family_name == storage::name_of(family)) return data() / "journal" / file.name.substr(1);
  BOOST_FAIL("no table file of " << storage::name_of(family));
  return {};
}

fs::path TamperingFolder::newest(std::string_view folder, std::string_view prefix, std::string_view suffix) const {
  fs::path found;
  for (const auto& entry : fs::recursive_directory_iterator{data() / folder}) {
    const auto name = entry.path().filename().string();
    if (entry.is_regular_file() && name.starts_with(prefix) && name.ends_with(suffix))
      found = std::max(found, entry.path());
  }
  BOOST_TEST_REQUIRE(!found.empty(), std::string(prefix) + "*" + std::string(suffix));
  return found;
}

void TamperingFolder::edit(const std::function<void(rocksdb::DB&, const storage::RocksDatabase&)>& change) const {
  const auto database = storage::RocksDatabase::open(options_of(data(), false));
  BOOST_TEST_REQUIRE(database.has_value());
  change((*database)->db(), **database);
}

}  // namespace lapor::tests
