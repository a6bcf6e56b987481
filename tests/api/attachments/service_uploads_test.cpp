#include <chrono>
#include <thread>

#include "attachment_fixture.hpp"

using namespace lapor;
using namespace lapor::api;
using namespace lapor::api::testing;

namespace {

constexpr std::string_view form = R"({"title":"Jalan","text":"Lubang.","occurred_on":"2026-11-18")";

struct UploadFixture : AttachmentFixture {
  Answer file_report(const std::vector<std::string>& ids, const Ask& by) {
    return post("/v1/reports", std::string(form) + with(ids) + "}", by);
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(uploads_without_an_account)

BOOST_AUTO_TEST_CASE(a_network_sends_so_many_files_an_hour_and_people_with_accounts_more) {
  AttachmentFixture fixture({}, {.uploads_per_hour_per_address = 2});
  const Ask from_home{"", {}, "192.0.2.7"};
  BOOST_TEST(fixture.upload(jpeg(), from_home).status() == 201);
  BOOST_TEST(fixture.upload(jpeg(), from_home).status() == 201);
  const Answer refused = fixture.upload(jpeg(), from_home);
  BOOST_TEST(refused.problem() == "too-many-requests");
  BOOST_TEST(std::stoi(refused.header("Retry-After")) > 60);
  BOOST_TEST(fixture.upload(jpeg(), {"", {}, "192.0.2.8"}).status() == 201);
  BOOST_TEST(fixture.upload(jpeg(), {"reporter", {}, "192.0.2.7"}).status() == 201);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(service_uploads, UploadFixture)

BOOST_AUTO_TEST_CASE(an_upload_is_answered_with_its_id_and_what_was_kept) {
  const Answer answer = upload(jpeg(exif_segment(camera_data(1))));
  BOOST_TEST(answer.status() == 201);
  BOOST_TEST(answer.at("id").size() == 32U);
  BOOST_TEST(answer.at("sha256") == storage::to_hex(storage::content_hash(jpeg())));
  BOOST_TEST(answer.at("type") == "image/jpeg");
  BOOST_TEST(answer.at("size") == std::to_string(jpeg().size()));
  BOOST_TEST(answer.at("expires_at") == "2026-11-21T09:00:00+07:00");
  BOOST_TEST(uploads_on_disk() == std::vector{answer.at("id")}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_the_client_says_of_the_type_is_not_believed) {
  const std::vector<http::Header> html{{"content-type", "text/html"}};
  const std::vector<http::Header> picture{{"content-type", "image/jpeg"}};
  BOOST_TEST(upload(jpeg(), {"", html}).at("type") == "image/jpeg");
  BOOST_TEST(upload(png(), {"", html}).at("type") == "image/png");
  BOOST_TEST(upload(webp_of(vp8()), {"", picture}).at("type") == "image/webp");
  BOOST_TEST(upload(pdf(), {"", picture}).at("type") == "application/pdf");
  const Answer page = upload(bytes_of("<html><script>alert(1)</script>"), {"", picture});
  BOOST_TEST(page.status() == 415);
  BOOST_TEST(page.problem() == "unsupported-file");
}

BOOST_AUTO_TEST_CASE(files_that_are_not_taken_say_why_and_leave_nothing) {
  BOOST_TEST(upload({}).problem() == "unsupported-file");
  BOOST_TEST(upload(bytes_of("GIF89a")).problem() == "unsupported-file");
  BOOST_TEST(upload(bytes_of("\xFF\xD8\xFF\xE0")).problem() == "damaged-file");
  BOOST_TEST(upload(pdf() + empty_zip()).problem() == "damaged-file");
  BOOST_TEST(upload(jpeg({}, 65'535, 65'535)).problem() == "too-many-pixels");
  BOOST_TEST(uploads_on_disk().empty());
  BOOST_TEST(attachments->statistics().refused == 5U);
}

BOOST_AUTO_TEST_CASE(a_file_of_many_pieces_arrives_whole) {
  const Bytes large = pdf(std::string(3'000'000, 'a'));
  for (const std::size_t piece : {10'000UL, 65'536UL, 400'000UL, 4'000'000UL}) {
    const Answer answer = upload(large, anybody, piece);
    BOOST_TEST(answer.at("sha256") == storage::to_hex(storage::content_hash(large)));
    BOOST_TEST(answer.at("size") == std::to_string(large.size()));
  }
}

BOOST_AUTO_TEST_CASE(a_body_that_never_ends_leaves_nothing) {
  const http::Request request = upload_request(anybody);
  auto sink = service->plan_body()(request).sink;
  bring(*sink, storage::test::some_content(1'000'000), 50'000);
  sink->end(false);
  sink.reset();
  attachments->stop();  // what was begun is finished
  BOOST_TEST(uploads_on_disk().empty());
  BOOST_TEST(attachments->statistics().under_way == 0U);
}

BOOST_AUTO_TEST_CASE(a_wrong_token_uploads_nothing) {
  const Answer answer = upload(jpeg(), {"", {{"authorization", "Bearer nobody"}}});
  BOOST_TEST(answer.problem() == "unknown-token");
  attachments->stop();
  BOOST_TEST(uploads_on_disk().empty());
}

BOOST_AUTO_TEST_CASE(only_uploads_have_a_plan_and_it_has_the_limit) {
  start({.file_bytes = 5'000});
  BOOST_TEST(service->plan_body()(upload_request(anybody)).limit == 5'000U);
  for (const char* path : {"/v1/reports", "/v1/attachments/x", "/nothing"}) {
    const auto plan = service->plan_body()(request_of(http::Method::post, path, "", anybody));
    BOOST_TEST(!plan.sink, path);
  }
  BOOST_TEST(!service->plan_body()(request_of(http::Method::get, "/v1/attachments", "", anybody)).sink);
}

BOOST_AUTO_TEST_CASE(a_body_that_came_past_the_limit_is_not_kept) {
  start({.file_bytes = 100});
  BOOST_TEST(upload(jpeg()).status() == 422);
  BOOST_TEST(uploads_on_disk().empty());
}

BOOST_AUTO_TEST_CASE(when_too_much_is_stored_nothing_more_is_taken) {
  start({.file_bytes = 1'000, .uploads_bytes = 1'100});
  BOOST_TEST(upload(jpeg()).status() == 201);
  const Answer refused = upload(jpeg());
  BOOST_TEST(refused.status() == 503);
  BOOST_TEST(refused.header("Retry-After") == "1");
  BOOST_TEST(uploads_on_disk().size() == 1U);
}

BOOST_AUTO_TEST_CASE(when_too_many_are_under_way_a_further_one_is_turned_away) {
  std::vector<std::shared_ptr<http::BodySink>> others;
  for (int i = 0; i < 128; ++i) others.push_back(service->plan_body()(upload_request(anybody)).sink);
  BOOST_TEST(upload(jpeg()).status() == 503);
  others.pop_back();
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{30};
  int status = 503;  // its file is deleted on another thread
  while (status == 503 && std::chrono::steady_clock::now() < end) status = upload(jpeg()).status();
  BOOST_TEST(status == 201);
}

BOOST_AUTO_TEST_CASE(a_service_without_files_takes_none) {
  service = std::make_unique<Service>(ServiceOptions{}, *engine, journal, vault, rulebooks, clock, tokens, identity,
                                      *reports, nullptr);
  BOOST_TEST(!service->plan_body()(upload_request(anybody)).sink);
  BOOST_TEST(send(upload_request(anybody)).status() == 503);
  BOOST_TEST(file_report({std::string(32, 'a')}, reporter).problem() == "unknown-attachment");
}

BOOST_AUTO_TEST_CASE(an_id_is_attached_as_its_content) {
  const std::string id = file_report({photo(8), photo(9)}, reporter).at("id");
  const Answer own = page(id, reporter);
  BOOST_TEST(own.at("original.attachments") == "[\"" + hash_of_photo(8) + "\",\"" + hash_of_photo(9) + "\"]");
  BOOST_TEST(say(id, "information", {photo(10)}, reporter).status() == 201);
  BOOST_TEST(timeline(id, reporter).response.body.find(hash_of_photo(10)) != std::string::npos);
}

BOOST_AUTO_TEST_CASE(only_who_uploaded_it_attaches_a_file) {
  const std::string of_reporter = photo(8);
  const std::string of_nobody = photo(9, anybody);
  BOOST_TEST(file_report({of_reporter}, {"reporter_2", {}}).problem() == "unknown-attachment");
  BOOST_TEST(file_report({of_reporter}, anybody).problem() == "unknown-attachment");
  BOOST_TEST(file_report({of_nobody}, reporter).problem() == "unknown-attachment");
  BOOST_TEST(file_report({of_reporter}, reporter).status() == 201);
  BOOST_TEST(file_report({of_nobody}, anybody).status() == 201);
}

BOOST_AUTO_TEST_CASE(the_holder_of_a_receipt_attaches_what_was_uploaded_without_a_token) {
  const Answer filed = file_report({photo(8, anybody)}, anybody);
  const Ask holder{"receipt:" + filed.at("receipt"), {}};
  BOOST_TEST(say(filed.at("id"), "information", {photo(9, anybody)}, holder).status() == 201);
  BOOST_TEST(file(filed.at("id"), hash_of_photo(9), holder).status() == 200);
  BOOST_TEST(file(filed.at("id"), hash_of_photo(9), anybody).status() == 404);
}

BOOST_AUTO_TEST_CASE(ids_that_are_none_are_unknown_whatever_they_look_like) {
  for (const std::string& id :
       {std::string(32, 'a'), std::string("../../journal/CURRENT"), std::string("%2e%2e%2fuploads"),
        std::string(64, 'b'), std::string("."), photo(8) + ".part", "../uploads/" + photo(9)})
    BOOST_TEST(file_report({id}, reporter).problem() == "unknown-attachment", id);
  BOOST_TEST(file_report({std::string(101, 'a')}, reporter).problem() == "too-long");
  BOOST_TEST(post("/v1/reports", std::string(form) + ",\"attachments\":[\"a\\u0000b\"]}", reporter).status() == 422);
}

BOOST_AUTO_TEST_CASE(an_upload_can_be_attached_until_an_hour_before_it_expires) {
  const std::string id = photo(8);
  const auto start_of_last_hour = clock.now() + std::chrono::hours{23};
  clock.move_to(start_of_last_hour);
  BOOST_TEST(file_report({id}, reporter).status() == 201);
  clock.move_to(start_of_last_hour + std::chrono::milliseconds{1});
  BOOST_TEST(file_report({id}, reporter).problem() == "unknown-attachment");
}

BOOST_AUTO_TEST_CASE(five_files_are_a_reporters_and_a_sixth_is_refused) {
  const std::string id = file_report({photo(1), photo(2), photo(3)}, reporter).at("id");
  BOOST_TEST(say(id, "information", {photo(4), photo(5)}, reporter).status() == 201);
  const Answer sixth = say(id, "information", {photo(6)}, reporter);
  BOOST_TEST(sixth.status() == 422);
  BOOST_TEST(sixth.problem() == "too-long");
  BOOST_TEST(sixth.at("field") == "attachments");
  BOOST_TEST(say(id, "information", {photo(5)}, reporter).status() == 201, "it has this one already");
  BOOST_TEST(say(id, "information", {}, reporter).status() == 201);
}

BOOST_AUTO_TEST_CASE(six_files_in_one_command_are_too_many) {
  std::vector<std::string> ids;
  for (std::uint16_t width = 1; width <= 6; ++width) ids.push_back(photo(width));
  BOOST_TEST(file_report(ids, reporter).problem() == "too-long");
  ids.pop_back();
  BOOST_TEST(file_report(ids, reporter).status() == 201);
}

BOOST_AUTO_TEST_CASE(replies_and_completions_count_too) {
  start({.files_per_report = 2});
  const std::string id = in_progress();
  BOOST_TEST(say(id, "replies", {photo(1), photo(2)}, reporter).status() == 201);
  BOOST_TEST(say(id, "follow-ups", {}, officer).status() == 201);
  BOOST_TEST(say(id, "replies", {photo(3)}, reporter).problem() == "too-long");
  const std::string held = submit(with({photo(1)}));
  BOOST_TEST(command(held, "hold", R"({"reason":"incomplete","question":"Di mana?"})", admin).status() == 200);
  BOOST_TEST(say(held, "completion", {photo(2), photo(3)}, reporter).problem() == "too-long");
  BOOST_TEST(say(held, "completion", {photo(2)}, reporter).status() == 200);
}

BOOST_AUTO_TEST_CASE(what_staff_attach_does_not_count_against_the_reporter) {
  start({.files_per_report = 1});
  const std::string id = in_progress();
  BOOST_TEST(say(id, "follow-ups", {photo(1, officer)}, officer).status() == 201);
  BOOST_TEST(say(id, "follow-ups", {photo(2, officer)}, officer).status() == 201);
  BOOST_TEST(say(id, "notes", {photo(3, officer)}, officer).status() == 201);
  BOOST_TEST(say(id, "replies", {photo(4)}, reporter).status() == 201);
}

BOOST_AUTO_TEST_CASE(others_do_not_learn_how_many_files_there_are) {
  start({.files_per_report = 1});
  const std::string id = submit_and_verify(with({photo(1)}));
  const Ask other{"reporter_2", {}};
  BOOST_TEST(say(id, "information", {photo(2, other)}, other).problem() == "not-permitted");
}

BOOST_AUTO_TEST_CASE(a_repeated_command_is_the_same_command_also_at_the_limit) {
  start({.files_per_report = 2});
  const std::vector<std::string> ids{photo(1), photo(2)};
  const Ask by{"reporter", {{"idempotency-key", "abc-1"}}};
  const Answer first = file_report(ids, by);
  keep_up();
  const Answer again = file_report(ids, by);
  BOOST_TEST(first.status() == 201);
  BOOST_TEST(first.response.body == again.response.body);
  const std::string id = submit();
  const Ask more{"reporter", {{"idempotency-key", "abc-2"}}};
  const Answer added = say(id, "information", ids, more);
  BOOST_TEST(added.status() == 201);
  BOOST_TEST(say(id, "information", ids, more).response.body == added.response.body);
}

BOOST_AUTO_TEST_CASE(what_came_in_is_counted) {
  upload(jpeg());
  upload(bytes_of("<html>"));
  file_report({photo(8)}, reporter);
  keep_up();
  const std::string metrics = get("/metrics", anybody).response.body;
  const auto says = [&](const std::string& line) { return metrics.find('\n' + line + '\n') != std::string::npos; };
  BOOST_TEST(says("lapor_uploads_total 2"));
  BOOST_TEST(says("lapor_uploads_refused_total 1"));
  BOOST_TEST(says("lapor_uploads_received_bytes_total " + std::to_string(2 * jpeg().size() + 6)));
  BOOST_TEST(says("lapor_uploads_stored 2"));
  BOOST_TEST(says("lapor_attachments_kept_total 1"));
  BOOST_TEST(says("lapor_attachments_lost_total 0"));
}

BOOST_AUTO_TEST_SUITE_END()
