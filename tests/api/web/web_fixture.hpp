#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "api/web/folder.hpp"
#include "tests/api/service_fixture.hpp"
#include "tests/storage/temporary_folder.hpp"

namespace lapor::api::web::testing {

using namespace lapor::api::testing;

/// Writes a small folder of pages like the one that the build makes, with the real messages.
void write_web_folder(const std::filesystem::path& folder);
void write_file(const std::filesystem::path& file, std::string_view bytes);

/// The pages of that folder, read once for all tests.
[[nodiscard]] const WebFolder& web_folder();

/// The whole service with pages. Requests are a browser's.
struct WebFixture : ServiceFixture {
  explicit WebFixture(IdentityOptions identity_options = {});

  Answer visit(std::string path, std::vector<http::Header> headers = {});
  /// Sends a plain form, from `peer`'s network.
  Answer send_form(std::string path, std::string body, std::vector<http::Header> headers = {}, std::string peer = "");
};

/// How often a text has a part.
[[nodiscard]] std::size_t count(std::string_view text, std::string_view part);
[[nodiscard]] bool contains(std::string_view text, std::string_view part);

/// The whole answer's head, as it goes over the wire.
[[nodiscard]] std::string head_of(const Answer& answer);

}  // namespace lapor::api::web::testing
