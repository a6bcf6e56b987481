#include <signal.h>

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <boost/test/unit_test.hpp>
#include <map>

#include "storage/data_folder.hpp"
#include "storage/proof/merkle.hpp"
#include "storage/rocks_journal.hpp"
#include "tests/tools/program.hpp"

/// Erasure on a real data folder: what was erased is in no file any more, neither in clear nor as the key that would
/// open it, and everything that was proven before is proven still.
namespace {

using namespace lapor;
using namespace lapor::tests;
using proof::Hash;

constexpr std::string_view report =
    R"({"title":"Sumur Widyantara keruh","text":"Air sumur Widyantara berbau besi.","occurred_on":"2026-01-05",)"
    R"("display_name":"Widyantara","place":{"address":"Gang Widyantara 7"},"category":"perhubungan"})";
constexpr std::string_view other_report =
    R"({"title":"Lampu jalan mati","text":"Gelap sejak Senin.","occurred_on":"2026-01-05"})";
constexpr std::string_view password = "kuda laut biru 42";

/// What must be gone: words of the report (also as the index reduces them) and of the account.
constexpr auto erased_words = std::to_array<std::string_view>(
    {"Widyantara", "widyantara", "berbau besi", "ani.widyantara@example.id", "$argon2id$"});

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::string text_of(const Bytes& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// The journal of a stopped server.
class StoppedJournal {
 public:
  explicit StoppedJournal(const std::filesystem::path& data) : vault_(*storage::open_vault_for(data, {})) {
    storage::RocksOptions options;
    options.path = data / "journal";
    options.vault = &vault_;
    options.read_only = true;
    journal_ = std::move(*storage::RocksJournal::open(options));
  }
  ~StoppedJournal() { journal_->stop(); }

  [[nodiscard]] std::string wrapped_key(Stream stream) const {
    const auto key = journal_->wrapped_key(stream);
    return key && *key ? text_of(**key) : std::string{};
  }
  [[nodiscard]] storage::Journal::TreeHead head() const { return journal_->tree_head(); }

  /// RFC 6962 root over the first `size` records, computed from their bytes.
  [[nodiscard]] proof::Hash root_of(std::uint64_t size) const {
    proof::MerkleTree tree;
    std::vector<proof::Tile> full;
    const auto records = journal_->read(Position{1}, size);
    for (const auto& record : *records) tree.append(proof::leaf_hash(record.bytes), full);
    return tree.root();
  }

 private:
  storage::Vault vault_;
  std::unique_ptr<storage::Journal> journal_;
};

/// Files of the data folder that have any of these.
std::vector<std::string> files_with(const std::filesystem::path& data, const std::vector<std::string>& parts) {
  std::vector<std::string> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(data)) {
    if (!entry.is_regular_file()) continue;
    const std::string bytes = read_file(entry.path());
    for (const std::string& part : parts)
      if (contains(bytes, part)) found.push_back(entry.path().string() + " has " + part.substr(0, 20));
  }
  return found;
}

std::string code_for(const Server& server, const std::string& address) {
  auto gateway = server.client("gateway");
  expect(gateway.post("/v1/accounts/codes", R"({"address":")" + address + "\"}", ""), 202);
  const auto waiting = expect(gateway.get("/v1/messages?channel=email"), 200);
  const std::string text(waiting.at("items").as_array().at(0).at("text").as_string());
  const auto digits = text.find_first_of("0123456789");
  return text.substr(digits, 8);
}

std::string found_reports(const Server& server) {
  return boost::json::serialize(
      expect(server.client("national_admin").get("/v1/reports?q=widyantara"), 200).at("total"));
}

/// The view is some milliseconds behind the journal.
bool is_found_in_time(const Server& server) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{30};
  while (found_reports(server) != "1")
    if (std::chrono::steady_clock::now() > end) return false;
  return true;
}

struct Person {
  std::string number;
  std::string token;
};

Person register_person(const Server& server, const std::string& address) {
  auto nobody = server.client("gateway");
  const std::string who = R"({"address":")" + address + R"(","password":")" + std::string(password) + "\"";
  const auto made = expect(
      nobody.post("/v1/accounts", who + R"(,"name":"Ani Widyantara","code":")" + code_for(server, address) + "\"}", ""),
      201);
  const auto session = expect(nobody.post("/v1/sessions", who + "}", ""), 201);
  return {boost::json::serialize(made.at("person")), std::string(session.at("token").as_string())};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(e2e_erasure)

BOOST_AUTO_TEST_CASE(what_was_erased_is_in_no_file_and_the_proofs_still_hold) {
  const TemporaryFolder folder;
  const std::filesystem::path data = folder / "data";
  const Stream erased_stream{StreamKind::report, 1'000'001};
  Person ani;
  {
    Server server(folder);
    ani = register_person(server, "ani.widyantara@example.id");
    lapor::tools::ApiClient client(*lapor::tools::parse_server_url(server.url()), ani.token);
    expect(client.post("/v1/reports", report, ""), 201);
    expect(server.client("reporter").post("/v1/reports", other_report, ""), 201);
    expect(server.client("national_admin")
               .post("/v1/reports/1000001/verification",
                     R"({"title":"Sumur keruh","public_text":"Air sumur Widyantara keruh.","forward_to":"kota-35.78"})",
                     ""),
           200);
    BOOST_TEST(is_found_in_time(server));
    BOOST_TEST(server.stop() == 0);
  }
  std::vector<std::string> keys;
  storage::Journal::TreeHead before;
  {
    const StoppedJournal journal(data);
    keys = {journal.wrapped_key(erased_stream), journal.wrapped_key({StreamKind::person, std::stoull(ani.number)})};
    for (const std::string& key : keys) BOOST_TEST_REQUIRE(key.size() > 32U);
    before = journal.head();
    BOOST_TEST((journal.root_of(before.size) == before.root));
  }
  BOOST_TEST(files_with(data, keys).size() >= keys.size());  // so that looking for them means something
  {
    Server server(folder);
    const auto erased =
        expect(server.client("data_officer")
                   .post("/v1/people/" + ani.number + "/erasure", R"({"ground":"subject_request"})", ""),
               200);
    BOOST_TEST(boost::json::serialize(erased.at("erased_reports")) == "1");
    BOOST_TEST(found_reports(server) == "0");
    BOOST_TEST(server.stop() == 0);
  }
  std::vector<std::string> gone(erased_words.begin(), erased_words.end());
  gone.insert(gone.end(), keys.begin(), keys.end());
  for (const std::string& place : files_with(data, gone)) BOOST_ERROR(place);
  {
    const StoppedJournal journal(data);
    BOOST_TEST(journal.wrapped_key(erased_stream).empty());
    BOOST_TEST(!journal.wrapped_key({StreamKind::report, 1'000'002}).empty());
    BOOST_TEST(journal.head().size > before.size);
    BOOST_TEST((journal.root_of(before.size) == before.root));
    BOOST_TEST((journal.root_of(journal.head().size) == journal.head().root));
  }
  Server server(folder);
  const auto page = expect(server.client("national_admin").get("/v1/reports/1000001"), 200);
  BOOST_TEST(page.at("erased").as_bool());
  BOOST_TEST(page.at("title").is_null());
  expect(server.client("national_admin").get("/v1/reports/1000002"), 200);
}

BOOST_AUTO_TEST_SUITE_END()
