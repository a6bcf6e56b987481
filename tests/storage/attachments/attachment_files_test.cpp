#include "storage/attachments/attachment_files.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/storage/attachments/files_on_disk.hpp"
#include "tests/storage/journal_contract.hpp"

namespace lapor::storage::test {

namespace {

constexpr ReportId one{1'000'001};
constexpr ReportId other{1'000'002};
const Key key_of_one{std::array<unsigned char, 32>{1}};
const Key key_of_other{std::array<unsigned char, 32>{2}};

struct AttachmentFilesFixture {
  TemporaryFolder folder;
  AttachmentFiles files = AttachmentFiles::open(folder.path() / "attachments").value();

  /// `content` as an upload gives it.
  OpenedFile opened(BytesView content, std::optional<ContentHash> known_as = std::nullopt) {
    static int number = 0;
    const auto file = folder.path() / ("upload" + std::to_string(++number));
    const Key key{std::array<unsigned char, 32>{7}};
    const auto writer = SealedFileWriter::create(folder.path() / "new", key, {}).value();
    BOOST_TEST_REQUIRE(writer->append(content).has_value());
    BOOST_TEST_REQUIRE(writer->finish().has_value());
    BOOST_TEST_REQUIRE(writer->place(file).has_value());
    return {{FileType::webp, content.size(), known_as.value_or(content_hash(content))},
            SealedFileReader::open(file, 0, 0, [&](BytesView) { return key; }).value()};
  }

  ContentHash keep(ReportId report, const Key& key, BytesView content) {
    OpenedFile file = opened(content);
    BOOST_TEST_REQUIRE(files.keep(report, key, file).has_value());
    return file.facts.hash;
  }

  [[nodiscard]] std::filesystem::path file_of(ReportId report, const ContentHash& hash) const {
    return files.folder() / std::to_string(number(report)) / to_hex(hash);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(attachment_files, AttachmentFilesFixture)

BOOST_AUTO_TEST_CASE(a_report_gives_back_what_it_was_given) {
  const Bytes content = some_content(150'000);
  const ContentHash hash = keep(one, key_of_one, content);
  const auto found = files.read(one, key_of_one, hash).value();
  BOOST_TEST_REQUIRE(found.has_value());
  BOOST_TEST((found->facts == FileFacts{FileType::webp, 150'000, hash}));
  BOOST_TEST((read_whole(*found->content).value() == content));
  BOOST_TEST(files.has(one, hash));
}

BOOST_AUTO_TEST_CASE(two_reports_have_the_same_file_apart) {
  const Bytes content = some_content(100);
  const ContentHash hash = keep(one, key_of_one, content);
  BOOST_TEST(!files.has(other, hash));
  BOOST_TEST(!files.read(other, key_of_other, hash).value().has_value());
  keep(other, key_of_other, content);
  BOOST_TEST((bytes_on_disk(file_of(one, hash)) != bytes_on_disk(file_of(other, hash))));
  BOOST_TEST_REQUIRE(files.remove(one).has_value());
  BOOST_TEST(!files.has(one, hash));
  BOOST_TEST((read_whole(*files.read(other, key_of_other, hash).value()->content).value() == content));
}

BOOST_AUTO_TEST_CASE(without_the_reports_own_key_nothing_opens) {
  const ContentHash hash = keep(one, key_of_one, some_content(100));
  BOOST_TEST((files.read(one, key_of_other, hash).error().code == ErrorCode::corrupt));
}

BOOST_AUTO_TEST_CASE(a_file_under_another_name_does_not_open) {
  const ContentHash hash = keep(one, key_of_one, some_content(100));
  ContentHash renamed = hash;
  renamed[0] ^= std::byte{1};
  std::filesystem::rename(file_of(one, hash), file_of(one, renamed));
  BOOST_TEST((files.read(one, key_of_one, renamed).error().code == ErrorCode::corrupt));
}

BOOST_AUTO_TEST_CASE(keeping_a_file_again_changes_nothing) {
  const Bytes content = some_content(100);
  const ContentHash hash = keep(one, key_of_one, content);
  keep(one, key_of_one, content);
  BOOST_TEST(files.list(one).value().size() == 1U);
  BOOST_TEST((read_whole(*files.read(one, key_of_one, hash).value()->content).value() == content));
}

BOOST_AUTO_TEST_CASE(content_that_is_not_what_its_hash_says_is_not_kept) {
  ContentHash wrong{};
  OpenedFile file = opened(some_content(100), wrong);
  BOOST_TEST((files.keep(one, key_of_one, file).error().code == ErrorCode::corrupt));
  BOOST_TEST(names_in(files.folder() / "1000001").empty());
}

BOOST_AUTO_TEST_CASE(a_report_lists_its_files_and_not_what_a_crash_left) {
  const ContentHash hash = keep(one, key_of_one, some_content(100));
  put_on_disk(files.folder() / "1000001" / (to_hex(hash) + ".new"), some_content(5));
  BOOST_TEST((files.list(one).value() == std::vector{hash}));
  BOOST_TEST(files.list(other).value().empty());
}

BOOST_AUTO_TEST_CASE(removing_takes_all_of_one_report_and_can_be_repeated) {
  keep(one, key_of_one, some_content(100));
  keep(one, key_of_one, some_content(101));
  BOOST_TEST_REQUIRE(files.remove(one).has_value());
  BOOST_TEST_REQUIRE(files.remove(one).has_value());
  BOOST_TEST(names_in(files.folder()).empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::storage::test
