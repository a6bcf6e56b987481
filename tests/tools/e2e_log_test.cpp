#include <boost/json/array.hpp>
#include <boost/test/unit_test.hpp>
#include <filesystem>

#include "events/codec_log.hpp"
#include "storage/log_keys.hpp"
#include "storage/proof/checkpoint.hpp"
#include "storage/published_checkpoint.hpp"
#include "storage/rocks_journal.hpp"
#include "tests/tools/program.hpp"

namespace {

namespace fs = std::filesystem;
using namespace lapor;
using namespace lapor::tests;

const std::string report = R"({"title":"Lampu jalan mati","text":"Gelap sejak Senin.","occurred_on":"2026-01-05"})";

std::vector<std::string> serve(const TemporaryFolder& folder, std::vector<std::string> further = {}) {
  std::vector<std::string> arguments{"serve", "--data", folder / "data", "--listen", "127.0.0.1:0", "--dev-tokens"};
  arguments.insert(arguments.end(), further.begin(), further.end());
  return arguments;
}

void file_reports(const TemporaryFolder& folder, int count) {
  Server server(folder);
  const auto client = server.client("reporter");
  for (int i = 0; i < count; ++i) expect(server.client("reporter").post("/v1/reports", report, ""), 201);
  BOOST_REQUIRE_EQUAL(server.stop(), 0);
}

proof::Checkpoint published(const TemporaryFolder& folder) {
  const auto keys = storage::read_log_keys(folder / "data.log-key");
  BOOST_REQUIRE(keys.has_value());
  const auto read = storage::read_published(folder / "data.checkpoint", storage::verifiers_of(*keys));
  BOOST_REQUIRE_MESSAGE(read.has_value(), (read ? "" : read.error().what));
  BOOST_REQUIRE(read->has_value());
  return (*read)->checkpoint;
}

/// The log's own events, in order, each as its name.
std::string log_story(const TemporaryFolder& folder) {
  storage::RocksOptions options;
  options.path = folder / "data/journal";
  options.read_only = true;
  const auto journal = storage::RocksJournal::open(options);
  BOOST_REQUIRE(journal.has_value());
  std::string story;
  const auto records = *(*journal)->read(Position{1}, 1'000);
  for (const auto& stored : records)
    if (const auto record = decode_log(stored.bytes))
      for (const LogEvent& event : record->events) story += (story.empty() ? "" : " ") + std::string(name_of(event));
  (*journal)->stop();
  return story;
}

Finished refused_start(const TemporaryFolder& folder) {
  const auto finished = run(folder, serve(folder));
  BOOST_TEST(finished.status == 1);
  BOOST_TEST(finished.output == "");
  return finished;
}

bool says(const Finished& finished, std::string_view part) {
  return finished.errors.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(e2e_log)

BOOST_AUTO_TEST_CASE(an_orderly_stop_leaves_the_end_published_and_the_next_start_continues_it) {
  const TemporaryFolder folder;
  file_reports(folder, 3);
  const auto first = published(folder);
  BOOST_TEST(first.size == 4u);
  file_reports(folder, 2);
  BOOST_TEST(published(folder).size == 6u);
  BOOST_TEST(published(folder).origin == first.origin);
  BOOST_TEST(log_story(folder) == "log_keys_changed");
}

BOOST_AUTO_TEST_CASE(a_killed_server_is_never_behind_what_it_has_published) {
  const TemporaryFolder folder;
  {
    Server server(folder);
    for (int i = 0; i < 20; ++i) expect(server.client("reporter").post("/v1/reports", report, ""), 201);
    server.kill();
  }
  const auto before = published(folder);
  file_reports(folder, 1);
  BOOST_TEST(published(folder).size > before.size);
}

BOOST_AUTO_TEST_CASE(a_folder_that_was_rolled_back_is_not_started) {
  const TemporaryFolder folder;
  file_reports(folder, 2);
  fs::copy(folder / "data", folder / "older", fs::copy_options::recursive);
  file_reports(folder, 2);
  fs::remove_all(folder / "data");
  fs::copy(folder / "older", folder / "data", fs::copy_options::recursive);
  const auto refused = refused_start(folder);
  BOOST_TEST(says(refused, "rolled back"), refused.errors);
  BOOST_TEST(says(refused, "--accept-rollback"), refused.errors);
}

BOOST_AUTO_TEST_CASE(an_accepted_rollback_stands_in_the_log_for_ever) {
  const TemporaryFolder folder;
  file_reports(folder, 2);
  fs::copy(folder / "data", folder / "older", fs::copy_options::recursive);
  file_reports(folder, 2);
  fs::remove_all(folder / "data");
  fs::rename(folder / "older", folder / "data");
  Server server(folder, 0, {"--accept-rollback"});
  BOOST_TEST(server.stop() == 0);
  BOOST_TEST(log_story(folder) == "log_keys_changed rollback_accepted report_numbers_skipped");
  file_reports(folder, 1);
  BOOST_TEST(log_story(folder) == "log_keys_changed rollback_accepted report_numbers_skipped");
}

BOOST_AUTO_TEST_CASE(a_lost_checkpoint_is_not_passed_over) {
  const TemporaryFolder folder;
  file_reports(folder, 1);
  fs::remove(folder / "data.checkpoint");
  const auto refused = refused_start(folder);
  BOOST_TEST(says(refused, "data.checkpoint is missing"), refused.errors);
}

BOOST_AUTO_TEST_CASE(a_folder_emptied_on_purpose_says_what_else_to_remove) {
  const TemporaryFolder folder;
  file_reports(folder, 1);
  fs::remove_all(folder / "data");
  BOOST_TEST(says(refused_start(folder), "begin here on purpose"));
  fs::remove(folder / "data.checkpoint");
  fs::remove(folder / "data.log-key");
  fs::remove_all(folder / "data");
  file_reports(folder, 1);
}

BOOST_AUTO_TEST_CASE(a_key_that_has_signed_does_not_begin_a_second_log_unseen) {
  const TemporaryFolder folder;
  file_reports(folder, 2);
  fs::remove_all(folder / "data");
  fs::remove(folder / "data.checkpoint");
  const auto refused = refused_start(folder);
  BOOST_TEST(says(refused, "data.checkpoint is missing"), refused.errors);
  Server server(folder, 0, {"--accept-rollback"});
  BOOST_TEST(server.stop() == 0);
  BOOST_TEST(log_story(folder) == "rollback_accepted report_numbers_skipped log_keys_changed");
}

BOOST_AUTO_TEST_CASE(no_number_of_a_report_that_is_gone_is_given_out_again) {
  const TemporaryFolder folder;
  file_reports(folder, 1);
  fs::copy(folder / "data", folder / "older", fs::copy_options::recursive);
  std::int64_t gone{};
  std::string receipt;
  {
    Server server(folder);
    const auto filed = expect(server.client("reporter").post("/v1/reports", report, ""), 201);
    gone = filed.at("id").as_int64();
    receipt = filed.at("receipt").as_string();
    BOOST_REQUIRE_EQUAL(server.stop(), 0);
  }
  fs::remove_all(folder / "data");
  fs::rename(folder / "older", folder / "data");
  for (const bool accepts : {true, false}) {
    Server server(folder, 0, accepts ? std::vector<std::string>{"--accept-rollback"} : std::vector<std::string>{});
    const auto filed = expect(server.client("reporter").post("/v1/reports", report, ""), 201);
    BOOST_TEST(filed.at("id").as_int64() > gone);
    BOOST_TEST(std::string(filed.at("receipt").as_string()) != receipt);
    BOOST_REQUIRE_EQUAL(server.stop(), 0);
  }
}

BOOST_AUTO_TEST_CASE(a_lost_or_other_log_key_is_named) {
  const TemporaryFolder folder;
  file_reports(folder, 1);
  fs::rename(folder / "data.log-key", folder / "kept");
  BOOST_TEST(says(refused_start(folder), "data.log-key is missing"));
  BOOST_REQUIRE(storage::add_log_key(folder / "data.log-key", "another.example/log").has_value());
  BOOST_TEST(says(refused_start(folder), "other-log"));
  fs::rename(folder / "kept", folder / "data.log-key");
  file_reports(folder, 1);
}

BOOST_AUTO_TEST_CASE(no_new_key_is_made_for_a_log_that_has_lost_its_key_and_its_checkpoint) {
  const TemporaryFolder folder;
  file_reports(folder, 1);
  fs::remove(folder / "data.log-key");
  fs::remove(folder / "data.checkpoint");
  BOOST_TEST(says(refused_start(folder), "data.log-key is missing"));
  BOOST_TEST(!fs::exists(folder / "data.log-key"));
}

BOOST_AUTO_TEST_CASE(a_log_whose_keys_are_lost_keeps_its_name) {
  const TemporaryFolder folder;
  file_reports(folder, 1);
  const auto before = published(folder);
  fs::remove(folder / "data.log-key");
  const auto made = run(folder, {"audit", "new-key", "--data", folder / "data"});
  BOOST_TEST(made.status == 0, made.errors);
  BOOST_TEST(made.output.starts_with(before.origin + "+"), made.output);
  BOOST_TEST(run(folder, {"audit", "new-key", "--data", folder / "data", "--origin", "other.example"}).status == 1);
  BOOST_TEST(run(folder, {"audit", "new-key", "--data", folder / "nowhere"}).status == 1);
  BOOST_TEST(!fs::exists(folder / "nowhere.log-key"));
  fs::rename(folder / "data.checkpoint", folder / "kept");
  Server server(folder, 0, {"--accept-rollback"});
  BOOST_TEST(server.stop() == 0);
  BOOST_TEST(published(folder).origin == before.origin);
}

BOOST_AUTO_TEST_CASE(a_new_key_is_announced_under_the_old_one_and_then_signs_alone) {
  const TemporaryFolder folder;
  file_reports(folder, 1);
  const auto former = storage::read_log_keys(folder / "data.log-key")->front().verifier();
  const auto made = storage::add_log_key(folder / "data.log-key", "");
  BOOST_REQUIRE(made.has_value());
  file_reports(folder, 1);
  BOOST_TEST(log_story(folder) == "log_keys_changed log_keys_changed");
  const std::string both = read_file(folder / "data.checkpoint");
  BOOST_TEST(proof::open_checkpoint(both, std::span{&former, 1}).has_value());
  BOOST_TEST(proof::open_checkpoint(both, std::span{&made->verifier(), 1}).has_value());
  write_file(folder / "data.log-key", made->text() + "\n");
  file_reports(folder, 1);
  const std::string alone = read_file(folder / "data.checkpoint");
  BOOST_TEST(!proof::open_checkpoint(alone, std::span{&former, 1}).has_value());
  BOOST_TEST(log_story(folder) == "log_keys_changed log_keys_changed log_keys_changed");
}

BOOST_AUTO_TEST_SUITE_END()
