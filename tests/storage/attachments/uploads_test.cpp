#include "storage/attachments/uploads.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/storage/attachments/files_on_disk.hpp"
#include "tests/storage/journal_contract.hpp"

namespace lapor::storage::test {

namespace {

Instant at(int hours) {
  return Instant{std::chrono::hours{490'000 + hours}};
}

struct UploadsFixture {
  TemporaryFolder folder;
  Vault vault = test_vault();
  std::unique_ptr<Uploads> uploads = Uploads::open(folder.path() / "uploads", vault).value();

  /// Uploads are read again, as a new start of the server does.
  void restart() {
    uploads.reset();
    uploads = Uploads::open(folder.path() / "uploads", vault).value();
  }

  Upload keep(BytesView content, Instant expires_at = at(24), unsigned char uploader = 1) {
    const auto part = uploads->begin().value();
    BOOST_TEST_REQUIRE(part->append(content).has_value());
    BOOST_TEST_REQUIRE(part->finish().has_value());
    Upload upload{
        part->id(), {std::byte{uploader}}, expires_at, {FileType::png, content.size(), content_hash(content)}};
    const auto writer = uploads->create(upload).value();
    BOOST_TEST_REQUIRE(writer->append(read_whole(*part->read().value()).value()).has_value());
    BOOST_TEST_REQUIRE(writer->finish().has_value());
    BOOST_TEST_REQUIRE(uploads->commit(upload, *writer).has_value());
    return upload;
  }

  [[nodiscard]] std::vector<std::string> names() const { return names_in(folder.path() / "uploads"); }
  [[nodiscard]] std::filesystem::path file_of(const Upload& upload) const {
    return folder.path() / "uploads" / to_string(upload.id);
  }
  [[nodiscard]] std::optional<Bytes> content(const ContentHash& hash) const {
    auto found = uploads->read(hash).value();
    if (!found) return std::nullopt;
    return read_whole(*found->content).value();
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(uploads_folder, UploadsFixture)

BOOST_AUTO_TEST_CASE(a_kept_upload_is_found_by_id_and_read_by_content_also_after_a_restart) {
  const Bytes content = some_content(200'000);
  const Upload upload = keep(content);
  for (int starts = 0; starts < 2; ++starts) {
    BOOST_TEST((uploads->find(upload.id) == upload));
    BOOST_TEST((content_hash(*this->content(upload.facts.hash)) == upload.facts.hash));
    BOOST_TEST((uploads->read(upload.facts.hash).value()->facts == upload.facts));
    BOOST_TEST(uploads->statistics().files == 1U);
    BOOST_TEST(uploads->statistics().bytes == 200'000U);
    restart();
  }
}

BOOST_AUTO_TEST_CASE(an_id_that_nobody_gave_out_is_unknown) {
  keep(some_content(10));
  BOOST_TEST(!uploads->find(UploadId{}).has_value());
  BOOST_TEST(!uploads->read(ContentHash{}).value().has_value());
}

BOOST_AUTO_TEST_CASE(ids_are_hexadecimal_digits_and_nothing_else) {
  const std::string good(32, 'a');
  BOOST_TEST(to_string(upload_id_of(good).value()) == good);
  for (const std::string& bad : {std::string(31, 'a'), std::string(33, 'a'), std::string(32, 'A'), std::string(32, 'g'),
                                 "../" + std::string(29, 'a'), std::string(31, 'a') + '\0',
                                 std::string("%2e%2e%2f") + std::string(23, 'a'), std::string()})
    BOOST_TEST(!upload_id_of(bad).has_value(), bad);
}

BOOST_AUTO_TEST_CASE(a_part_leaves_nothing_behind) {
  {
    const auto part = uploads->begin().value();
    BOOST_TEST_REQUIRE(part->append(some_content(100'000)).has_value());
    BOOST_TEST(names().size() == 1U);
  }
  BOOST_TEST(names().empty());
}

BOOST_AUTO_TEST_CASE(what_a_crash_left_is_deleted_at_the_start) {
  const Upload upload = keep(some_content(100));
  const auto there = folder.path() / "uploads";
  put_on_disk(there / (std::string(32, 'b') + ".part"), some_content(50));
  put_on_disk(there / (std::string(32, 'c') + ".new"), some_content(50));
  restart();
  BOOST_TEST(names() == std::vector{to_string(upload.id)}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_part_opens_for_nobody_else) {
  const auto part = uploads->begin().value();
  const Bytes content = some_content(1'000);
  BOOST_TEST_REQUIRE(part->append(content).has_value());
  BOOST_TEST_REQUIRE(part->finish().has_value());
  const Bytes stored = bytes_on_disk(folder.path() / "uploads" / (to_string(part->id()) + ".part"));
  BOOST_TEST(std::ranges::search(stored, BytesView{content}.first(16)).empty());
  BOOST_TEST(stored.size() == 24U + 17U + content.size() + 17U);
}

BOOST_AUTO_TEST_CASE(a_file_that_cannot_be_opened_is_named_and_left_alone) {
  const Upload good = keep(some_content(100));
  const Upload bad = keep(some_content(100, 2));
  Bytes stored = bytes_on_disk(file_of(bad));
  stored[80] ^= std::byte{1};
  put_on_disk(file_of(bad), stored);
  restart();
  BOOST_TEST(uploads->find(good.id).has_value());
  BOOST_TEST(!uploads->find(bad.id).has_value());
  BOOST_TEST(uploads->unreadable() == std::vector{to_string(bad.id)}, boost::test_tools::per_element());
  BOOST_TEST(names().size() == 2U);
}

BOOST_AUTO_TEST_CASE(under_another_master_key_or_id_nothing_opens) {
  const Upload upload = keep(some_content(100));
  std::filesystem::copy(file_of(upload), folder.path() / "uploads" / std::string(32, 'd'));
  restart();
  BOOST_TEST(uploads->unreadable() == std::vector{std::string(32, 'd')}, boost::test_tools::per_element());
  const Vault other = test_vault(8);
  const auto elsewhere = Uploads::open(folder.path() / "uploads", other).value();
  BOOST_TEST(elsewhere->unreadable().size() == 2U);
}

BOOST_AUTO_TEST_CASE(an_altered_content_is_an_error_when_it_is_read) {
  const Upload upload = keep(some_content(100));
  Bytes stored = bytes_on_disk(file_of(upload));
  stored.back() ^= std::byte{1};
  put_on_disk(file_of(upload), stored);
  const auto found = uploads->read(upload.facts.hash).value();
  BOOST_TEST((read_whole(*found->content).error().code == ErrorCode::corrupt));
}

BOOST_AUTO_TEST_CASE(expired_ones_go_and_others_stay) {
  const Upload early = keep(some_content(100), at(1));
  const Upload late = keep(some_content(100), at(2));
  const auto just_before = at(1) - std::chrono::milliseconds{1};
  BOOST_TEST(!uploads->has_expired(just_before));
  BOOST_TEST_REQUIRE(uploads->remove_expired(just_before).has_value());
  BOOST_TEST(names().size() == 2U);
  BOOST_TEST(uploads->has_expired(at(1)));
  BOOST_TEST_REQUIRE(uploads->remove_expired(at(1)).has_value());
  BOOST_TEST(names() == std::vector{to_string(late.id)}, boost::test_tools::per_element());
  BOOST_TEST(!uploads->find(early.id).has_value());
  BOOST_TEST(content(late.facts.hash).has_value());
  BOOST_TEST(uploads->statistics().files == 1U);
}

BOOST_AUTO_TEST_CASE(a_withdrawn_content_can_be_read_but_not_attached_and_goes_soon) {
  const Upload one = keep(some_content(100));
  const Upload same = keep(some_content(100), at(24), 2);
  const Upload other = keep(some_content(101));
  BOOST_TEST_REQUIRE(uploads->withdraw(one.facts.hash, at(1)).has_value());
  BOOST_TEST_REQUIRE(uploads->withdraw(one.facts.hash, at(3)).has_value());
  BOOST_TEST(!uploads->find(one.id).has_value());
  BOOST_TEST(!uploads->find(same.id).has_value());
  BOOST_TEST(uploads->find(other.id).has_value());
  BOOST_TEST(content(one.facts.hash).has_value());
  BOOST_TEST_REQUIRE(uploads->remove_expired(at(1)).has_value());
  BOOST_TEST(names() == std::vector{to_string(other.id)}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_withdrawn_one_is_not_taken_up_again_by_a_restart) {
  const Upload upload = keep(some_content(100));
  BOOST_TEST_REQUIRE(uploads->withdraw(upload.facts.hash, at(1)).has_value());
  restart();
  BOOST_TEST(!uploads->find(upload.id).has_value());
  BOOST_TEST(uploads->has_expired(at(0)));
  BOOST_TEST_REQUIRE(uploads->remove_expired(at(0)).has_value());
  BOOST_TEST(names().empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::storage::test
