#include "api/attachments/attachment_keeper.hpp"

#include "attachment_fixture.hpp"

using namespace lapor;
using namespace lapor::api;
using namespace lapor::api::testing;

namespace {

struct KeeperFixture : AttachmentFixture {
  /// Another keeper on the same disk, as after a crash: nothing but files tells it what was done.
  void crash() {
    const auto checkpoint = files.folder() / "checkpoint";
    const Bytes saved = storage::test::bytes_on_disk(checkpoint);
    keeper.reset();
    if (saved.empty())
      std::filesystem::remove(checkpoint);
    else
      storage::test::put_on_disk(checkpoint, saved);
    make_keeper();
  }

  void erase(const std::string& id) {
    BOOST_TEST_REQUIRE(command(id, "erasure", R"({"ground":"subject_request"})", {"data_officer", {}}).status() == 200);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(attachment_keeper, KeeperFixture)

BOOST_AUTO_TEST_CASE(a_report_is_given_its_files_and_the_checkpoint_moves) {
  const std::string id = submit(with({photo(1), photo(2)}));
  BOOST_TEST(files_on_disk(id).empty());
  keep_up();
  BOOST_TEST(files_on_disk(id).size() == 2U);
  BOOST_TEST((keeper->checkpoint() == journal.last_position()));
  BOOST_TEST(keeper->statistics().kept == 2U);
  BOOST_TEST(uploads_on_disk().size() == 2U, "until they expire");
}

BOOST_AUTO_TEST_CASE(folding_again_after_a_crash_changes_nothing) {
  const std::string id = submit(with({photo(1)}));
  keep_up();
  const Bytes kept = storage::test::bytes_on_disk(files.folder() / id / hash_of_photo(1));
  crash();
  BOOST_TEST(number(keeper->checkpoint()) == 0U);
  keep_up();
  BOOST_TEST((storage::test::bytes_on_disk(files.folder() / id / hash_of_photo(1)) == kept));
  BOOST_TEST(keeper->statistics().kept == 0U);
  BOOST_TEST(lost.empty());
}

BOOST_AUTO_TEST_CASE(a_crash_while_a_file_is_written_is_made_good) {
  const std::string id = submit(with({photo(1)}));
  std::filesystem::create_directories(files.folder() / id);
  storage::test::put_on_disk(files.folder() / id / (hash_of_photo(1) + ".new"), bytes_of("half"));
  keep_up();
  BOOST_TEST(files_on_disk(id) == std::vector{hash_of_photo(1)}, boost::test_tools::per_element());
  BOOST_TEST(file(id, hash_of_photo(1), reporter).status() == 200);
}

BOOST_AUTO_TEST_CASE(an_orderly_end_keeps_the_checkpoint) {
  submit(with({photo(1)}));
  keep_up();
  keeper.reset();
  make_keeper();
  BOOST_TEST((keeper->checkpoint() == journal.last_position()));
}

BOOST_AUTO_TEST_CASE(a_crash_in_the_middle_of_an_erasure_is_made_good) {
  const std::string id = submit(with({photo(1)}));
  keep_up();
  erase(id);
  crash();
  keep_up();
  BOOST_TEST(!std::filesystem::exists(files.folder() / id));
  crash();
  keep_up();
  BOOST_TEST(!std::filesystem::exists(files.folder() / id));
  BOOST_TEST(lost.empty());
}

BOOST_AUTO_TEST_CASE(a_report_that_was_erased_before_it_was_kept_gets_nothing) {
  const std::string upload_id = photo(1);
  const std::string id = submit(with({upload_id}));
  erase(id);
  keep_up();
  BOOST_TEST(files_on_disk(id).empty());
  BOOST_TEST(!attachments->attachable(upload_id, "reporter", clock.now()).has_value());
  clock.move_to(clock.now() + std::chrono::hours{1});
  keep_up();
  BOOST_TEST(uploads_on_disk().empty());
}

BOOST_AUTO_TEST_CASE(one_upload_serves_two_reports) {
  const std::string upload_id = photo(1);
  const std::string one = submit(with({upload_id}));
  const std::string two = submit(with({upload_id}));
  keep_up();
  for (const std::string& id : {one, two}) BOOST_TEST(file(id, hash_of_photo(1), reporter).status() == 200);
}

BOOST_AUTO_TEST_CASE(expired_uploads_go_when_all_records_are_folded) {
  photo(1);
  submit(with({photo(2)}));
  clock.move_to(clock.now() + std::chrono::hours{24});
  BOOST_TEST(keeper->has_deferred());
  BOOST_TEST_REQUIRE(keeper->do_deferred().has_value());
  BOOST_TEST(uploads_on_disk().size() == 2U, "a record may need them");
  keep_up();
  BOOST_TEST(uploads_on_disk().empty());
  BOOST_TEST(!keeper->has_deferred());
  BOOST_TEST(lost.empty());
}

BOOST_AUTO_TEST_CASE(a_file_that_is_nowhere_is_told_and_does_not_stop_the_others) {
  const std::string without = submit(with({photo(1)}));
  std::filesystem::remove_all(folder.path() / "uploads");
  start();
  const std::string with_file = submit(with({photo(2)}));
  keep_up();
  BOOST_TEST(lost == std::vector{hash_of_photo(1)}, boost::test_tools::per_element());
  BOOST_TEST(files_on_disk(without).empty());
  BOOST_TEST(files_on_disk(with_file).size() == 1U);
  BOOST_TEST(keeper->statistics().lost == 1U);
}

BOOST_AUTO_TEST_CASE(a_damaged_upload_is_lost) {
  const std::string upload_id = photo(1);
  const std::string id = submit(with({upload_id}));
  const auto path = folder.path() / "uploads" / upload_id;
  Bytes stored = storage::test::bytes_on_disk(path);
  stored.back() ^= std::byte{1};
  storage::test::put_on_disk(path, stored);
  keep_up();
  BOOST_TEST(lost.size() == 1U);
  BOOST_TEST(files_on_disk(id).empty());
}

BOOST_AUTO_TEST_CASE(a_record_that_cannot_be_read_stops_it_there) {
  submit(with({photo(1)}));
  auto records = journal.read(Position{1}, 1).value();
  records.push_back({Position{2}, bytes_of("no record")});
  const auto folded = keeper->fold(records);
  BOOST_TEST_REQUIRE(!folded.has_value());
  BOOST_TEST(number(folded.error().position) == 2U);
  BOOST_TEST(number(keeper->checkpoint()) == 1U);
}

BOOST_AUTO_TEST_CASE(a_file_that_cannot_be_written_stops_it_and_a_start_goes_on) {
  const std::string id = submit(with({photo(1)}));
  storage::test::put_on_disk(files.folder() / id, bytes_of("in the way"));
  const auto records = journal.read(Position{1}, 10).value();
  BOOST_TEST(!keeper->fold(records).has_value());
  BOOST_TEST(number(keeper->checkpoint()) == 0U);
  std::filesystem::remove(files.folder() / id);
  crash();
  keep_up();
  BOOST_TEST(files_on_disk(id).size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
