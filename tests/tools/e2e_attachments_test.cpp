#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/json/value.hpp>
#include <boost/test/unit_test.hpp>

#include "storage/attachments/content.hpp"
#include "tests/api/attachments/pictures.hpp"
#include "tests/tools/program.hpp"

/// Files on their whole way: through the network, onto the disk, out again, over kills and an erasure.
namespace {

namespace fs = std::filesystem;
using namespace lapor;
using namespace lapor::tests;

std::string text_of(const Bytes& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string text_at(const boost::json::object& object, std::string_view name) {
  return std::string(object.at(name).as_string());
}

/// The type that the client names is JSON; what is believed is the content.
boost::json::object upload(const Server& server, const Bytes& file) {
  return expect(server.client("reporter").post("/v1/attachments", text_of(file), ""), 201);
}

std::string form_with(const std::string& upload_id) {
  return R"({"title":"Jalan","text":"Lubang.","occurred_on":"2026-01-05","attachments":[")" + upload_id + "\"]}";
}

std::uint64_t metric(const Server& server, const std::string& name) {
  const auto metrics = server.client("national_admin").get("/metrics");
  BOOST_REQUIRE(metrics.has_value());
  const auto at = metrics->body.find('\n' + name + ' ');
  return at == std::string::npos ? 0 : std::stoull(metrics->body.substr(at + name.size() + 2));
}

/// What follows the journal, or the end of a connection, is some milliseconds behind.
template <class Condition>
bool comes_true(Condition condition) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{30};
  while (!condition())
    if (std::chrono::steady_clock::now() > end) return false;
  return true;
}

std::size_t files_in(const fs::path& folder) {
  std::error_code error;
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder, error), fs::directory_iterator{}));
}

std::vector<std::string> files_with(const fs::path& folder, std::string_view part) {
  std::vector<std::string> found;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && read_file(entry.path()).find(part) != std::string::npos)
      found.push_back(entry.path().string());
  return found;
}

/// A connection with the head of an upload and the first third of its body sent.
class HalfUpload {
 public:
  explicit HalfUpload(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    BOOST_REQUIRE(::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    const std::string bytes =
        "POST /v1/attachments HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n%PDF-1.7\n" +
        std::string(333'333, 'a');
    BOOST_REQUIRE(::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size()));
  }
  ~HalfUpload() { ::close(socket_); }
  HalfUpload(const HalfUpload&) = delete;
  HalfUpload& operator=(const HalfUpload&) = delete;

 private:
  int socket_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(e2e_attachments)

BOOST_AUTO_TEST_CASE(a_photo_is_cleaned_attached_given_back_over_a_kill_and_erased) {
  const TemporaryFolder folder;
  const fs::path data = folder / "data";
  const Bytes clean = api::testing::jpeg();
  std::string hash;
  {
    Server server(folder);
    const auto kept = upload(server, api::testing::jpeg(api::testing::exif_segment(api::testing::camera_data(1))));
    hash = text_at(kept, "sha256");
    BOOST_TEST(hash == storage::to_hex(storage::content_hash(clean)));
    expect(server.client("reporter").post("/v1/reports", form_with(text_at(kept, "id")), ""), 201);
    server.kill();
  }
  Server server(folder);
  const std::string path = "/v1/reports/1000001/attachments/" + hash;
  const fs::path kept = data / "attachments" / "1000001";
  BOOST_TEST((server.client("reporter").get(path).value().body == text_of(clean)));
  BOOST_TEST(server.client("reporter_2").get(path).value().status == 404);
  BOOST_TEST(comes_true([&] { return fs::exists(kept / hash); }));
  BOOST_TEST((server.client("national_admin").get(path).value().body == text_of(clean)));
  expect(server.client("data_officer").post("/v1/reports/1000001/erasure", R"({"ground":"subject_request"})", ""), 200);
  BOOST_TEST(server.client("reporter").get(path).value().status == 404);
  BOOST_TEST(comes_true([&] { return !fs::exists(kept); }));
  BOOST_TEST(server.stop() == 0);
  for (const std::string_view part : {api::testing::camera_maker, api::testing::owner})
    BOOST_TEST(files_with(data, part).empty(), part);
}

BOOST_AUTO_TEST_CASE(a_file_larger_than_any_other_body_streams_in_and_out) {
  const TemporaryFolder folder;
  Server server(folder);
  const Bytes large = api::testing::pdf(std::string(10'000'000, 'a'));
  const auto kept = upload(server, large);
  BOOST_TEST(text_at(kept, "type") == "application/pdf");
  expect(server.client("reporter").post("/v1/reports", form_with(text_at(kept, "id")), ""), 201);
  BOOST_TEST(comes_true([&] { return metric(server, "lapor_attachments_kept_total") == 1U; }));
  const auto given = server.client("reporter").get("/v1/reports/1000001/attachments/" + text_at(kept, "sha256"));
  BOOST_TEST((given.value().body == text_of(large)));
}

BOOST_AUTO_TEST_CASE(a_file_over_the_limit_is_refused_and_leaves_nothing) {
  const TemporaryFolder folder;
  Server server(folder);
  const Bytes large = api::testing::pdf(std::string(10'485'760, 'a'));
  const auto refused = server.client("reporter").post("/v1/attachments", text_of(large), "");
  BOOST_TEST(refused.value().status == 413);
  BOOST_TEST(comes_true([&] { return metric(server, "lapor_uploads_under_way") == 0U; }));
  BOOST_TEST(files_in(fs::path(folder / "data") / "uploads") == 0U);
}

BOOST_AUTO_TEST_CASE(an_upload_whose_client_goes_leaves_nothing) {
  const TemporaryFolder folder;
  const fs::path uploads = fs::path(folder / "data") / "uploads";
  Server server(folder);
  {
    const HalfUpload half(server.port());
    BOOST_TEST(comes_true([&] { return files_in(uploads) == 1U; }));
  }
  BOOST_TEST(comes_true([&] { return files_in(uploads) == 0U; }));
}

BOOST_AUTO_TEST_CASE(what_a_kill_leaves_of_an_upload_is_noise_and_goes_at_the_start) {
  const TemporaryFolder folder;
  const fs::path uploads = fs::path(folder / "data") / "uploads";
  {
    Server server(folder);
    const HalfUpload half(server.port());
    BOOST_TEST(comes_true([&] { return files_in(uploads) == 1U; }));
    server.kill();
  }
  BOOST_TEST(files_in(uploads) == 1U);
  BOOST_TEST(files_with(uploads, "%PDF").empty());
  BOOST_TEST(files_with(uploads, "aaaaaaaa").empty());
  Server server(folder);
  BOOST_TEST(files_in(uploads) == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
