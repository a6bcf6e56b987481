#include "storage/attachments/sealed_file.hpp"

#include <sys/stat.h>

#include <boost/test/unit_test.hpp>

#include "tests/storage/attachments/files_on_disk.hpp"
#include "tests/storage/journal_contract.hpp"

namespace lapor::storage::test {

namespace {

const Key key{std::array<unsigned char, 32>{9}};
const Bytes clear = bytes_of_text("clear");
const Bytes head = bytes_of_text("a sealed head");

constexpr std::size_t head_frame = 13 + 17;
constexpr std::size_t start_bytes = 5 + 24 + head_frame;
constexpr std::size_t whole_frame = frame_bytes + 17;

struct SealedFileFixture {
  TemporaryFolder folder;
  std::filesystem::path file = folder.path() / "file";

  void write(BytesView content, std::size_t piece = 100'000) {
    auto writer = SealedFileWriter::create(folder.path() / "file.new", key, {clear, head}).value();
    while (!content.empty()) {
      const auto part = content.first(std::min(piece, content.size()));
      BOOST_TEST_REQUIRE(writer->append(part).has_value());
      content = content.subspan(part.size());
    }
    BOOST_TEST_REQUIRE(writer->finish().has_value());
    BOOST_TEST_REQUIRE(writer->place(file).has_value());
  }

  Result<std::unique_ptr<SealedFileReader>, Error> open(const Key& with = key) {
    return SealedFileReader::open(file, clear.size(), head.size(), [&](BytesView) { return with; });
  }

  /// What somebody gets who reads to the end.
  Result<Bytes, Error> read(const Key& with = key) {
    auto reader = open(with);
    if (!reader) return fail(reader.error());
    return read_whole(**reader);
  }

  [[nodiscard]] bool is_damaged() {
    const auto whole = read();
    return !whole && whole.error().code == ErrorCode::corrupt;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sealed_file, SealedFileFixture)

BOOST_AUTO_TEST_CASE(content_of_any_length_comes_back_as_it_was) {
  for (const std::size_t size : {0UL, 1UL, frame_bytes - 1, frame_bytes, frame_bytes + 1, 3 * frame_bytes, 300'000UL}) {
    const Bytes content = some_content(size);
    write(content);
    BOOST_TEST((read().value() == content), size);
    BOOST_TEST((open().value()->head() == head));
  }
}

BOOST_AUTO_TEST_CASE(the_pieces_in_which_it_is_written_do_not_show) {
  const Bytes content = some_content(2 * frame_bytes + 5);
  for (const std::size_t piece : {1'000UL, frame_bytes, frame_bytes + 1, 200'000UL}) {
    write(content, piece);
    BOOST_TEST(std::filesystem::file_size(file) == start_bytes + 2 * whole_frame + 5 + 17);
    BOOST_TEST((read().value() == content));
  }
}

BOOST_AUTO_TEST_CASE(nothing_of_it_stands_in_clear_but_what_was_meant_to) {
  const Bytes text = bytes_of_text("Jalan Gubeng 14, di depan rumah saya");
  write(text);
  const Bytes stored = bytes_on_disk(file);
  BOOST_TEST(std::ranges::search(stored, text).empty());
  BOOST_TEST(std::ranges::search(stored, head).empty());
  BOOST_TEST(!std::ranges::search(stored, clear).empty());
}

BOOST_AUTO_TEST_CASE(the_same_content_under_the_same_key_gives_other_bytes) {
  write(some_content(100));
  const Bytes first = bytes_on_disk(file);
  write(some_content(100));
  BOOST_TEST((bytes_on_disk(file) != first));
}

BOOST_AUTO_TEST_CASE(only_its_owner_may_read_the_file) {
  write(some_content(100));
  struct stat status {};
  BOOST_TEST_REQUIRE(::stat(file.c_str(), &status) == 0);
  BOOST_TEST((status.st_mode & 0777) == 0600U);
}

BOOST_AUTO_TEST_CASE(a_file_cut_off_anywhere_is_damaged) {
  write(some_content(2 * frame_bytes + 40));
  const Bytes stored = bytes_on_disk(file);
  std::vector<std::size_t> cuts{start_bytes + whole_frame, start_bytes + whole_frame + 1, start_bytes + 2 * whole_frame,
                                stored.size() - 1, stored.size() - 17};
  for (std::size_t cut = 0; cut <= start_bytes + 20; ++cut) cuts.push_back(cut);
  for (const std::size_t cut : cuts) {
    put_on_disk(file, BytesView{stored}.first(cut));
    BOOST_TEST(is_damaged(), cut);
  }
}

BOOST_AUTO_TEST_CASE(any_altered_byte_is_seen) {
  write(some_content(frame_bytes + 40));
  const Bytes stored = bytes_on_disk(file);
  std::vector<std::size_t> places;
  for (std::size_t at = 0; at < start_bytes + 50; ++at) places.push_back(at);
  for (std::size_t at = start_bytes + whole_frame - 20; at < stored.size(); ++at) places.push_back(at);
  for (const std::size_t at : places) {
    Bytes altered = stored;
    altered[at] ^= std::byte{1};
    put_on_disk(file, altered);
    BOOST_TEST(is_damaged(), at);
  }
}

BOOST_AUTO_TEST_CASE(frames_moved_left_out_or_added_are_seen) {
  write(some_content(2 * frame_bytes + 40));
  const Bytes stored = bytes_on_disk(file);
  const auto begin = stored.begin();
  const auto first = begin + start_bytes;
  const auto second = first + whole_frame;
  const auto last = second + whole_frame;
  const auto put = [&](std::initializer_list<std::pair<Bytes::const_iterator, Bytes::const_iterator>> parts) {
    Bytes whole;
    for (const auto& [from, to] : parts) whole.insert(whole.end(), from, to);
    put_on_disk(file, whole);
  };
  put({{begin, first}, {second, last}, {first, second}, {last, stored.end()}});
  BOOST_TEST(is_damaged());
  put({{begin, second}, {last, stored.end()}});
  BOOST_TEST(is_damaged());
  put({{begin, stored.end()}, {last, stored.end()}});
  BOOST_TEST(is_damaged());
  put({{begin, stored.end()}, {begin, begin + 1}});
  BOOST_TEST(is_damaged());
}

BOOST_AUTO_TEST_CASE(another_key_opens_nothing) {
  write(some_content(100));
  BOOST_TEST((read(Key{std::array<unsigned char, 32>{8}}).error().code == ErrorCode::corrupt));
}

BOOST_AUTO_TEST_CASE(a_file_that_is_not_there_is_no_error) {
  BOOST_TEST(open().value() == nullptr);
}

BOOST_AUTO_TEST_CASE(an_open_file_is_read_on_when_its_name_goes) {
  const Bytes content = some_content(3 * frame_bytes);
  write(content);
  const auto reader = open().value();
  std::filesystem::remove(file);
  BOOST_TEST((read_whole(*reader).value() == content));
}

BOOST_AUTO_TEST_CASE(what_was_not_placed_goes_with_its_writer) {
  {
    const auto writer = SealedFileWriter::create(folder.path() / "file.new", key, {clear, head}).value();
    BOOST_TEST_REQUIRE(writer->append(some_content(100)).has_value());
    BOOST_TEST(names_in(folder.path()).size() == 1U);
  }
  BOOST_TEST(names_in(folder.path()).empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::storage::test
