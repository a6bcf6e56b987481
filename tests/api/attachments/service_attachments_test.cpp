#include "attachment_fixture.hpp"

using namespace lapor;
using namespace lapor::api;
using namespace lapor::api::testing;

namespace {

constexpr std::array everybody{"",
                               "reporter",
                               "reporter_2",
                               "gateway",
                               "clerk",
                               "officer:kota-35.78",
                               "coordinator:kota-35.78",
                               "officer:kota-35.78/dishub",
                               "officer:kota-33.74",
                               "national_admin",
                               "supervisor",
                               "auditor",
                               "data_officer"};

const Ask other_reporter{"reporter_2", {}};

struct ReadingFixture : AttachmentFixture {
  /// Who gets the file, with blanks between; all others must get the answer for a report that does not exist.
  std::string readers_of(const std::string& report, const std::string& hash) {
    std::string names;
    for (const char* who : everybody) {
      const Answer answer = file(report, hash, {who, {}});
      if (answer.status() == 200) names += (names.empty() ? "" : " ") + std::string(*who == '\0' ? "anybody" : who);
      if (answer.status() != 200) {
        const Answer missing = file("1999999", hash, {who, {}});
        BOOST_TEST(answer.status() == 404);
        BOOST_TEST(answer.response.body == missing.response.body);
        BOOST_TEST(answer.response.headers.size() == missing.response.headers.size());
      }
    }
    return names;
  }

  /// A report on an officer's desk, with files of every kind.
  std::string report_with_files(const std::string& more = "") {
    const std::string id = submit_and_verify(with({photo(1)}) + more);
    BOOST_TEST_REQUIRE(say(id, "information", {photo(2)}, reporter).status() == 201);
    BOOST_TEST_REQUIRE(say(id, "follow-ups", {photo(3, officer)}, officer).status() == 201);
    BOOST_TEST_REQUIRE(say(id, "replies", {photo(4)}, reporter).status() == 201);
    BOOST_TEST_REQUIRE(say(id, "notes", {photo(5, officer)}, officer).status() == 201);
    return id;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(service_attachments, ReadingFixture)

BOOST_AUTO_TEST_CASE(a_file_comes_back_as_it_was_cleaned_with_safe_headers) {
  const Answer kept = upload(jpeg(exif_segment(camera_data(6))));
  const std::string id = submit(with({kept.at("id")}));
  const Answer answer = file(id, kept.at("sha256"), reporter);
  BOOST_TEST(answer.status() == 200);
  BOOST_TEST(answer.response.content_type == "image/jpeg");
  BOOST_TEST(storage::to_hex(storage::content_hash(bytes_of(answer.response.body))) == kept.at("sha256"));
  BOOST_TEST(answer.header("Content-Disposition") ==
             "attachment; filename=\"lampiran-" + kept.at("sha256").substr(0, 8) + ".jpg\"");
  BOOST_TEST(answer.header("X-Content-Type-Options") == "nosniff");
  BOOST_TEST(answer.header("Content-Security-Policy") == "sandbox; default-src 'none'");
  BOOST_TEST(answer.header("Cross-Origin-Resource-Policy") == "same-origin");
  BOOST_TEST(answer.response.fixed_fields ==
             "Permissions-Policy: camera=(), geolocation=(), microphone=()\r\nReferrer-Policy: no-referrer\r\n"
             "X-Frame-Options: DENY\r\n");
  BOOST_TEST(answer.header("Cache-Control") == "no-store");
  for (const char* name : {"Cache-Control", "X-Content-Type-Options"})
    BOOST_TEST(std::ranges::count(answer.response.headers, name, &http::Header::first) == 1);
}

BOOST_AUTO_TEST_CASE(each_file_goes_to_those_who_may_see_what_it_was_attached_to) {
  const std::string id = report_with_files();
  const std::string who_sees_originals = "reporter officer:kota-35.78 coordinator:kota-35.78 national_admin supervisor";
  for (const bool is_kept : {false, true}) {
    BOOST_TEST(readers_of(id, hash_of_photo(1)) == who_sees_originals);
    BOOST_TEST(readers_of(id, hash_of_photo(2)) == who_sees_originals);
    BOOST_TEST(readers_of(id, hash_of_photo(3)) ==
               "anybody reporter reporter_2 gateway clerk officer:kota-35.78 coordinator:kota-35.78 "
               "officer:kota-35.78/dishub officer:kota-33.74 national_admin supervisor auditor data_officer");
    BOOST_TEST(readers_of(id, hash_of_photo(4)) == who_sees_originals);
    BOOST_TEST(readers_of(id, hash_of_photo(5)) ==
               "officer:kota-35.78 coordinator:kota-35.78 national_admin supervisor");
    if (!is_kept) keep_up();
  }
  BOOST_TEST(files_on_disk(id).size() == 5U);
}

BOOST_AUTO_TEST_CASE(files_of_a_confidential_report_go_to_nobody_who_must_not_know_of_it) {
  const std::string id = report_with_files(R"(,"confidential":true)");
  BOOST_TEST(readers_of(id, hash_of_photo(3)) ==
             "reporter officer:kota-35.78 coordinator:kota-35.78 national_admin supervisor");
}

BOOST_AUTO_TEST_CASE(files_of_a_report_that_nobody_has_verified_go_to_its_reporter_and_verifiers) {
  const std::string id = submit(with({photo(1)}));
  BOOST_TEST(readers_of(id, hash_of_photo(1)) == "reporter national_admin supervisor");
}

BOOST_AUTO_TEST_CASE(an_administrators_reply_has_files_for_all) {
  const std::string id = in_progress();
  BOOST_TEST_REQUIRE(say(id, "replies", {photo(7, admin)}, admin).status() == 201);
  BOOST_TEST(file(id, hash_of_photo(7), anybody).status() == 200);
  BOOST_TEST(timeline(id, anybody).response.body.find(hash_of_photo(7)) != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_timeline_names_a_reporters_files_only_to_who_may_have_them) {
  const std::string id = report_with_files();
  for (const char* who : everybody) {
    const std::string text = timeline(id, {who, {}}).response.body;
    for (std::uint16_t width = 2; width <= 5; ++width) {
      const bool is_named = text.find(hash_of_photo(width)) != std::string::npos;
      BOOST_TEST(is_named == (file(id, hash_of_photo(width), {who, {}}).status() == 200), who << " file " << width);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_file_of_another_report_is_not_there) {
  const std::string id = submit(with({photo(1)}));
  const std::string other = submit(with({photo(2, other_reporter)}), other_reporter);
  keep_up();
  BOOST_TEST(file(id, hash_of_photo(2), reporter).status() == 404);
  BOOST_TEST(file(other, hash_of_photo(2), reporter).status() == 404);
  BOOST_TEST(file(other, hash_of_photo(2), other_reporter).status() == 200);
}

BOOST_AUTO_TEST_CASE(a_file_that_was_uploaded_but_not_attached_is_not_there) {
  const std::string id = submit();
  photo(1);
  BOOST_TEST(file(id, hash_of_photo(1), reporter).status() == 404);
}

BOOST_AUTO_TEST_CASE(paths_that_lead_elsewhere_lead_nowhere) {
  const std::string id = submit(with({photo(1)}));
  keep_up();
  const std::string hash = hash_of_photo(1);
  std::string capitals = hash;
  for (char& each : capitals) each = static_cast<char>(std::toupper(static_cast<unsigned char>(each)));
  for (const std::string& name :
       {std::string("../checkpoint"), std::string("..%2fcheckpoint"), std::string("checkpoint"), hash + "/",
        hash.substr(1), hash + "0", capitals == hash ? "A" + hash : capitals, std::string("."), std::string(""),
        std::string(64, '.')})
    BOOST_TEST(file(id, name, reporter).status() == 404, name);
}

BOOST_AUTO_TEST_CASE(a_large_file_comes_whole_in_pieces) {
  const Bytes large = pdf(std::string(1'000'000, 'a'));
  const Answer kept = upload(large);
  const std::string id = submit(with({kept.at("id")}));
  keep_up();
  const Answer answer = file(id, kept.at("sha256"), reporter);
  BOOST_TEST(answer.response.content_type == "application/pdf");
  BOOST_TEST((bytes_of(answer.response.body) == large));
}

BOOST_AUTO_TEST_CASE(a_damaged_file_ends_without_its_end_and_is_logged) {
  const Answer kept = upload(pdf(std::string(200'000, 'a')));
  const std::string id = submit(with({kept.at("id")}));
  keep_up();
  const auto path = files.folder() / id / kept.at("sha256");
  Bytes stored = storage::test::bytes_on_disk(path);
  stored[150'000] ^= std::byte{1};
  storage::test::put_on_disk(path, stored);
  std::promise<http::Response> answered;
  service->handle(
      request_of(http::Method::get, "/v1/reports/" + id + "/attachments/" + kept.at("sha256"), "", reporter),
      [&](http::Response response) { answered.set_value(std::move(response)); });
  const http::Response response = answered.get_future().get();
  int pieces = 0;
  for (bool goes_on = true; goes_on;) {
    auto promise = std::make_shared<std::promise<http::Chunk>>();
    auto chunk = promise->get_future();
    response.source->pull([given = std::move(promise)](http::Chunk piece) { given->set_value(std::move(piece)); });
    try {
      BOOST_TEST(!chunk.get().last);
      ++pieces;
    } catch (const std::future_error&) {
      goes_on = false;
    }
  }
  BOOST_TEST(pieces == 2);
  BOOST_TEST_REQUIRE(errors.size() == 1U);
  BOOST_TEST(errors.front().find("cut off or altered") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_file_whose_start_is_damaged_is_an_error_of_the_server) {
  const std::string id = submit(with({photo(1)}));
  keep_up();
  const auto path = files.folder() / id / hash_of_photo(1);
  storage::test::put_on_disk(path, bytes_of("short"));
  BOOST_TEST(file(id, hash_of_photo(1), reporter).status() == 500);
  BOOST_TEST(errors.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_lost_file_is_not_there) {
  const std::string id = submit(with({photo(1)}));
  keep_up();
  std::filesystem::remove_all(files.folder() / id);
  std::filesystem::remove_all(folder.path() / "uploads");
  start();
  BOOST_TEST(file(id, hash_of_photo(1), reporter).status() == 404);
}

BOOST_AUTO_TEST_CASE(an_erasure_takes_files_from_everybody_at_once_and_from_the_disk_soon) {
  const std::string id = report_with_files();
  const std::string other = submit(with({photo(1)}));
  keep_up();
  BOOST_TEST_REQUIRE(command(id, "erasure", R"({"ground":"subject_request"})", {"data_officer", {}}).status() == 200);
  for (std::uint16_t width = 1; width <= 5; ++width) BOOST_TEST(readers_of(id, hash_of_photo(width)) == "");
  keep_up();
  BOOST_TEST(!std::filesystem::exists(files.folder() / id));
  BOOST_TEST(file(other, hash_of_photo(1), reporter).status() == 200);
  clock.move_to(clock.now() + std::chrono::hours{1});
  keep_up();
  BOOST_TEST(uploads->statistics().files == 0U);
  BOOST_TEST(uploads_on_disk().empty());
  BOOST_TEST(file(other, hash_of_photo(1), reporter).status() == 200);
  BOOST_TEST(lost.empty());
}

BOOST_AUTO_TEST_CASE(what_was_attached_to_an_erased_report_is_not_attached_again) {
  const std::string upload_id = photo(1);
  const std::string id = submit(with({upload_id}));
  keep_up();
  BOOST_TEST_REQUIRE(command(id, "erasure", R"({"ground":"subject_request"})", {"data_officer", {}}).status() == 200);
  keep_up();
  BOOST_TEST(say(submit(), "information", {upload_id}, reporter).problem() == "unknown-attachment");
  start();
  BOOST_TEST(say(submit(), "information", {upload_id}, reporter).problem() == "unknown-attachment");
}

BOOST_AUTO_TEST_SUITE_END()
