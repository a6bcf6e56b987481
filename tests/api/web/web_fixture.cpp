#include "tests/api/web/web_fixture.hpp"

#include <fstream>

#include "api/http/response_writer.hpp"

namespace lapor::api::web::testing {
namespace {

namespace fs = std::filesystem;

ServiceOptions with_pages() {
  ServiceOptions options;
  options.web = &web_folder();
  return options;
}

std::vector<http::Header> of_a_browser(std::vector<http::Header> headers) {
  headers.emplace_back("accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
  return headers;
}

}  // namespace

void write_file(const fs::path& file, std::string_view bytes) {
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << bytes;
}

void write_web_folder(const fs::path& folder) {
  write_file(folder / "assets.json",
             R"({"script":"/assets/app-1a.js","style":"/assets/app-2b.css",)"
             R"("style_dark":"/assets/dark-6f.css","preload":{"citizen/id":["/assets/part-3c.js"]},)"
             R"("icons":{"icon.svg":"/assets/icon-4d.svg","social.png":"/assets/social-5e.png"}})");
  write_file(folder / "assets/app-1a.js", "console.log('a script that is longer than its compressed form');");
  write_file(folder / "assets/app-1a.js.br", "brotli bytes");
  write_file(folder / "assets/app-1a.js.gz", "gzip bytes, a few");
  write_file(folder / "assets/app-2b.css", "body{}");
  write_file(folder / "assets/dark-6f.css", "body{}");
  write_file(folder / "assets/part-3c.js", "export {};");
  write_file(folder / "assets/icon-4d.svg", "<svg/>");
  write_file(folder / "assets/social-5e.png", "png");
  write_file(folder / "root/sw.js", "self.skipWaiting();");
  write_file(folder / "root/manifest.webmanifest", "{}");
  write_file(folder / "root/en/manifest.webmanifest", "{}");
  write_file(folder / "root/favicon.ico", "ico");
  write_file(folder / "root/robots.txt", "User-agent: *\n");
  fs::create_directories(folder / "messages");
  fs::copy(fs::path(LAPOR_SOURCE_DIR) / "web/messages", folder / "messages", fs::copy_options::recursive);
}

const WebFolder& web_folder() {
  static const WebFolder folder = [] {
    const storage::test::TemporaryFolder place;
    write_web_folder(place.path());
    auto read = read_web_folder(place.path());
    BOOST_REQUIRE_MESSAGE(read.has_value(), read.error());
    return std::move(*read);
  }();
  return folder;
}

WebFixture::WebFixture(IdentityOptions identity_options) : ServiceFixture(with_pages(), identity_options) {}

Answer WebFixture::visit(std::string path, std::vector<http::Header> headers) {
  return get(std::move(path), {"", of_a_browser(std::move(headers)), ""});
}

Answer WebFixture::send_form(std::string path, std::string body, std::vector<http::Header> headers, std::string peer) {
  headers.emplace_back("content-type", "application/x-www-form-urlencoded");
  return post(std::move(path), std::move(body), {"", of_a_browser(std::move(headers)), std::move(peer)});
}

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t times = 0;
  for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++times;
  return times;
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::string head_of(const Answer& answer) {
  std::string head;
  http::append_response(head, answer.response, {}, "");
  return head.substr(0, head.find("\r\n\r\n") + 2);
}

}  // namespace lapor::api::web::testing
