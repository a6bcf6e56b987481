#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <map>

#include "storage/proof/entry_bundle.hpp"
#include "tests/tools/program.hpp"
#include "tools/audit/export_writer.hpp"
#include "tools/audit/verify/export_reader.hpp"

namespace {

using namespace lapor;
using namespace lapor::audit;
using lapor::tests::read_file;
using lapor::tests::TemporaryFolder;
using lapor::tests::write_file;
namespace fs = std::filesystem;

/// Any bytes will do for the writer: it reads none of them.
Bytes record_at(std::uint64_t position) {
  const std::string text = "record " + std::to_string(position) + std::string(position % 40, '.');
  const auto* bytes = reinterpret_cast<const std::byte*>(text.data());
  return {bytes, bytes + text.size()};
}

std::string line_of(Position position, BytesView record) {
  return std::to_string(number(position)) + " " + std::to_string(record.size()) + "\n";
}

proof::Checkpoint checkpoint_of(std::uint64_t size) {
  proof::MerkleTree tree;
  std::vector<proof::Tile> full;
  for (std::uint64_t position = 1; position <= size; ++position)
    tree.append(proof::leaf_hash(record_at(position)), full);
  return {"log.example", size, tree.root()};
}

ExportWriter writer_in(const std::string& folder) {
  auto writer = ExportWriter::open(folder, line_of);
  BOOST_TEST_REQUIRE(writer.has_value());
  return std::move(*writer);
}

void add_up_to(ExportWriter& writer, std::uint64_t last) {
  while (number(writer.next()) <= last) BOOST_TEST_REQUIRE(writer.add(record_at(number(writer.next()))).has_value());
}

void finish_at(ExportWriter& writer, std::uint64_t size) {
  const auto finished = writer.finish("note of " + std::to_string(size) + "\n", checkpoint_of(size));
  BOOST_TEST_REQUIRE(finished.has_value(), (finished ? "" : finished.error().what));
}

void export_whole(const std::string& folder, std::uint64_t size) {
  auto writer = writer_in(folder);
  add_up_to(writer, size);
  finish_at(writer, size);
}

/// Every file of a folder with its bytes.
std::map<std::string, std::string> files_of(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) files[fs::relative(entry.path(), folder)] = read_file(entry.path());
  return files;
}

ExportReader reader_of(const std::string& folder) {
  auto reader = ExportReader::open(folder);
  BOOST_TEST_REQUIRE(reader.has_value(), (reader ? "" : reader.error().what));
  return std::move(*reader);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(audit_export)

BOOST_AUTO_TEST_CASE(what_was_written_is_read_back_and_its_tiles_give_the_root) {
  const TemporaryFolder folder;
  for (const std::uint64_t size : {0UL, 1UL, 255UL, 256UL, 300UL, 65'536UL, 66'000UL}) {
    const auto path = folder / std::to_string(size);
    export_whole(path, size);
    auto reader = reader_of(path);
    BOOST_TEST((reader.summary() == ExportSummary{"log.example", 1, size, size}));
    BOOST_TEST(reader.checkpoint() == "note of " + std::to_string(size) + "\n");
    const auto root = proof::TiledTree(size, tiles_of(reader)).root(size);
    BOOST_TEST_REQUIRE(root.has_value());
    BOOST_TEST((*root == checkpoint_of(size).root));
    Bytes bundle;
    for (std::uint64_t done = 0; done < size; done += proof::tile_width) {
      const auto width = static_cast<std::size_t>(std::min<std::uint64_t>(proof::tile_width, size - done));
      BOOST_TEST_REQUIRE(reader.read_bundle(done / proof::tile_width, width, bundle).has_value());
      const auto entries = proof::entries_of(bundle);
      BOOST_TEST_REQUIRE((entries && entries->size() == width));
      for (std::size_t i = 0; i < width; ++i)
        BOOST_TEST_REQUIRE(std::ranges::equal((*entries)[i], record_at(done + i + 1)));
    }
  }
}

BOOST_AUTO_TEST_CASE(every_tile_of_the_tree_has_its_file_and_nothing_else_is_there) {
  const TemporaryFolder folder;
  export_whole(folder / "export", 66'000);
  auto files = files_of(folder / "export");
  for (const auto& tile : proof::tiles_of_tree(66'000)) BOOST_TEST(files.erase(file_of(tile)) == 1, file_of(tile));
  for (std::uint64_t index = 0; index * 256 < 66'000; ++index)
    BOOST_TEST(files.erase(file_of({std::nullopt, index, index == 257 ? 66'000 % 256UL : 256UL})) == 1);
  BOOST_TEST(files.size() == 4);
  BOOST_TEST(files.contains("checkpoint"));
  BOOST_TEST(files.contains("export.json"));
  BOOST_TEST(files.contains("records/000.ndjson"));
  BOOST_TEST(files["records/001.ndjson"].starts_with("65537 "));
}

BOOST_AUTO_TEST_CASE(a_run_that_was_ended_goes_on_behind_the_last_whole_group) {
  const TemporaryFolder folder;
  export_whole(folder / "at-once", 140'000);
  for (const std::uint64_t ended_at : {100UL, 65'535UL, 65'536UL, 70'000UL, 139'999UL}) {
    const auto path = folder / std::to_string(ended_at);
    {
      auto killed = writer_in(path);
      add_up_to(killed, ended_at);
    }
    BOOST_TEST(!ExportReader::open(path).has_value());
    auto writer = writer_in(path);
    BOOST_TEST(number(writer.next()) == ended_at / group_records * group_records + 1);
    add_up_to(writer, 140'000);
    finish_at(writer, 140'000);
    BOOST_TEST((files_of(path) == files_of(folder / "at-once")));
  }
}

BOOST_AUTO_TEST_CASE(a_finished_export_grows_and_loses_the_partial_tiles_of_its_former_size) {
  const TemporaryFolder folder;
  for (const std::uint64_t size : {10UL, 300UL, 65'536UL, 70'000UL, 70'000UL, 131'072UL, 140'000UL}) {
    export_whole(folder / "growing", size);
    export_whole(folder / std::to_string(size), size);
    BOOST_TEST((files_of(folder / "growing") == files_of(folder / std::to_string(size))));
  }
}

BOOST_AUTO_TEST_CASE(a_finished_export_stays_whole_while_more_is_added) {
  const TemporaryFolder folder;
  export_whole(folder / "export", 300);
  auto writer = writer_in(folder / "export");
  add_up_to(writer, 66'000);
  auto reader = reader_of(folder / "export");
  const auto root = proof::TiledTree(300, tiles_of(reader)).root(300);
  BOOST_TEST_REQUIRE(root.has_value());
  BOOST_TEST((*root == checkpoint_of(300).root));
}

BOOST_AUTO_TEST_CASE(a_source_that_is_not_what_the_checkpoint_says_is_refused) {
  const TemporaryFolder folder;
  auto writer = writer_in(folder / "export");
  add_up_to(writer, 9);
  BOOST_TEST_REQUIRE(writer.add(record_at(11)).has_value());
  const auto finished = writer.finish("note\n", checkpoint_of(10));
  BOOST_TEST_REQUIRE(!finished.has_value());
  BOOST_TEST(finished.error().what.find("do not give the root") != std::string::npos);
  const auto early = writer.finish("note\n", checkpoint_of(9));
  BOOST_TEST_REQUIRE(!early.has_value());
  BOOST_TEST(early.error().what.find("is of 9 records") != std::string::npos);
  BOOST_TEST(!fs::exists(folder / "export/export.json"));
}

BOOST_AUTO_TEST_CASE(an_export_that_was_begun_without_lines_is_not_gone_on_with_lines) {
  const TemporaryFolder folder;
  auto writer = ExportWriter::open(folder / "export", {});
  BOOST_TEST_REQUIRE(writer.has_value());
  add_up_to(*writer, group_records);
  BOOST_TEST(!fs::exists(folder / "export/records"));
  BOOST_TEST(!ExportWriter::open(folder / "export", line_of).has_value());
  BOOST_TEST(ExportWriter::open(folder / "export", {}).has_value());
}

BOOST_AUTO_TEST_CASE(a_missing_or_wrong_file_is_told_with_its_name) {
  const TemporaryFolder folder;
  export_whole(folder / "export", 300);
  auto reader = reader_of(folder / "export");
  fs::resize_file(folder / "export/tile/0/000", 100);
  const auto cut = reader.tile(0, 0, 256);
  BOOST_TEST_REQUIRE(!cut.has_value());
  BOOST_TEST((cut.error().kind == proof::FaultKind::truncated));
  BOOST_TEST(cut.error().what.find("tile/0/000 has 100 bytes") != std::string::npos);
  fs::remove(folder / "export/tile/entries/001.p/44");
  Bytes bundle;
  const auto missing = reader.read_bundle(1, 44, bundle);
  BOOST_TEST_REQUIRE(!missing.has_value());
  BOOST_TEST((missing.error().kind == proof::FaultKind::truncated));
  BOOST_TEST(missing.error().what.find("tile/entries/001.p/44 is missing") != std::string::npos);
  const auto beyond = reader.tile(0, 1, 45);
  BOOST_TEST_REQUIRE(!beyond.has_value());
  BOOST_TEST((beyond.error().kind == proof::FaultKind::beyond_tree));
}

BOOST_AUTO_TEST_CASE(a_summary_of_another_form_is_refused) {
  for (const char* text : {"", "[]", "{}", R"({"form":2,"origin":"o","first":1,"last":1,"size":1})",
                           R"({"form":1,"origin":1,"first":1,"last":1,"size":1})",
                           R"({"form":1,"origin":"o","first":0,"last":1,"size":1})",
                           R"({"form":1,"origin":"o","first":1,"last":2,"size":1})",
                           R"({"form":1,"origin":"o","first":3,"last":1,"size":4})",
                           R"({"form":1,"origin":"o","first":1,"last":-1,"size":4})"})
    BOOST_TEST((!summary_from(text) && summary_from(text).error().kind == proof::FaultKind::malformed), text);
  const ExportSummary summary{"log.example/\"x\"", 3, 7, 1UL << 63};
  BOOST_TEST((summary_from(text_of(summary)) == summary));
}

BOOST_AUTO_TEST_SUITE_END()
