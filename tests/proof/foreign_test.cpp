#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "storage/proof/entry_bundle.hpp"
#include "storage/proof/lines.hpp"
#include "tests/proof/foreign_verifier.hpp"
#include "tests/proof/sample_log.hpp"
#include "tests/storage/temporary_folder.hpp"

/// What we write is read by code that is not ours, and the other way round.
namespace lapor::proof::test {

namespace {

namespace fs = std::filesystem;

/// 256 x 256 and more, so that there are three levels of tiles, partial ones on each.
constexpr std::uint64_t log_size = 70'000;

std::string read_file(const fs::path& file) {
  std::ifstream stream{file, std::ios::binary};
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

void write_file(const fs::path& file, std::string_view text) {
  fs::create_directories(file.parent_path());
  std::ofstream stream{file, std::ios::binary};
  stream << text;
  BOOST_TEST_REQUIRE(stream.flush().good());
}

std::string_view text_of_bytes(BytesView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

void write_bundles(const SampleLog& log, const fs::path& folder) {
  for (std::uint64_t index = 0; const auto width = width_in_tree(log.size(), 0, index); ++index) {
    Bytes bundle;
    for (std::uint64_t i = 0; i < width; ++i)
      BOOST_TEST_REQUIRE(append_entry(bundle, bytes_of(SampleLog::record(index * tile_width + i))).has_value());
    write_file(folder / "tile" / path_of({std::nullopt, index, width}), text_of_bytes(bundle));
  }
}

/// The layout of docs/formats.md, "Exports".
void write_log(const SampleLog& log, const fs::path& folder) {
  write_file(folder / "checkpoint", log.signed_checkpoint(log.size()));
  for (const TileId& tile : tiles_of_tree(log.size())) {
    const auto& hashes = log.tiles().all().at({*tile.level, tile.index});
    BOOST_TEST_REQUIRE(hashes.size() == tile.width);
    write_file(folder / "tile" / path_of(tile), text_of_bytes(std::as_bytes(std::span{hashes})));
  }
  write_bundles(log, folder);
}

/// One log on disk for all cases: writing it takes longer than checking it.
struct Written {
  Written() { write_log(log, folder.path()); }
  [[nodiscard]] fs::path operator/(std::string_view name) const { return folder.path() / name; }
  [[nodiscard]] std::string vkey() const { return log.key().verifier().text(); }

  SampleLog log{log_size};
  storage::test::TemporaryFolder folder;
};

const Written& written() {
  static const Written instance;
  return instance;
}

ForeignAnswer check_tree() {
  return ask_foreign_verifier({"check-tree", written().folder.path(), written().vkey(), "1", "2", "255", "256", "257",
                               "65535", "65536", "65537", "69999", "70000"});
}

ForeignAnswer check_proof(const std::string& proof, const std::string& record) {
  write_file(written() / "proof", proof);
  write_file(written() / "record", record);
  return ask_foreign_verifier({"check-proof", written().vkey(), written() / "proof", written() / "record"});
}

ForeignAnswer check_growth(std::uint64_t first, std::uint64_t second, const Hashes& path) {
  std::string lines;
  append_hash_lines(lines, path);
  write_file(written() / "old", written().log.signed_checkpoint(first));
  write_file(written() / "new", written().log.signed_checkpoint(second));
  write_file(written() / "path", lines);
  return ask_foreign_verifier(
      {"check-consistency", written().vkey(), written() / "old", written() / "new", written() / "path"});
}

/// `text` with one byte in its middle changed, into another character of base64 if it was one.
std::string altered(std::string text) {
  char& byte = text[text.size() / 2];
  byte = byte == 'A' ? 'B' : 'A';
  return text;
}

/// The file with one byte changed, as long as this object is there.
class Altered {
 public:
  explicit Altered(fs::path file) : file_(std::move(file)), content_(read_file(file_)) {
    write_file(file_, altered(content_));
  }
  ~Altered() { write_file(file_, content_); }
  Altered(const Altered&) = delete;
  Altered& operator=(const Altered&) = delete;

 private:
  fs::path file_;
  std::string content_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(foreign)

BOOST_AUTO_TEST_CASE(a_whole_log_holds) {
  const auto answer = check_tree();
  BOOST_TEST_INFO(answer.said);
  BOOST_TEST(answer.status == 0);
}

BOOST_AUTO_TEST_CASE(one_altered_byte_of_any_file_is_refused) {
  for (const auto* file :
       {"checkpoint", "tile/0/000", "tile/0/137", "tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1",
        "tile/entries/000", "tile/entries/137", "tile/entries/273.p/112"}) {
    const Altered other{written() / file};
    BOOST_TEST_INFO(file);
    BOOST_TEST(check_tree().status == 1);
  }
  BOOST_TEST(check_tree().status == 0);
}

BOOST_AUTO_TEST_CASE(a_range_holds_and_its_bundles_count) {
  const auto range = [](const char* first, const char* last) {
    return ask_foreign_verifier({"check-range", written().folder.path(), written().vkey(), first, last}).status;
  };
  const Altered other{written() / "tile/entries/001"};
  BOOST_TEST(range("513", "70000") == 0);
  BOOST_TEST(range("1", "256") == 0);
  BOOST_TEST(range("512", "70000") == 1);
  BOOST_TEST(range("1", "70001") == 1);
}

BOOST_AUTO_TEST_CASE(proofs_of_records_hold_and_altered_ones_do_not) {
  const auto& log = written().log;
  for (const std::uint64_t size : {1UL, 255UL, 256UL, 257UL, 65'537UL, log_size}) {
    for (const std::uint64_t index : {std::uint64_t{0}, size / 3, size - 1}) {
      auto proof = log.proof(index, size);
      proof.extra = {std::byte{1}};
      const auto answer = check_proof(text_of(proof), SampleLog::record(index));
      BOOST_TEST_INFO(answer.said);
      BOOST_TEST(answer.status == 0);
      BOOST_TEST(check_proof(text_of(proof), "another").status == 1);
    }
  }
  const auto text = text_of(log.proof(12'345, log_size));
  BOOST_TEST(check_proof(text, SampleLog::record(12'345)).status == 0);
  BOOST_TEST(check_proof(altered(text), SampleLog::record(12'345)).status == 1);
}

BOOST_AUTO_TEST_CASE(growth_holds_and_altered_growth_does_not) {
  const auto& tree = written().log.tree();
  for (const std::uint64_t second : {2UL, 256UL, 300UL, 65'536UL, 65'537UL, log_size}) {
    for (const std::uint64_t first : {std::uint64_t{1}, second / 3 + 1, second / 2, second - 1, second}) {
      auto path = tree.consistency(first, second).value();
      const auto answer = check_growth(first, second, path);
      BOOST_TEST_INFO(first << " to " << second << ": " << answer.said);
      BOOST_TEST(answer.status == 0);
      if (path.empty()) continue;
      path.back()[31] ^= std::byte{1};
      BOOST_TEST(check_growth(first, second, path).status == 1);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_note_signed_by_several_opens_for_each_of_them) {
  const std::vector signers{SignerKey::make("log.example/1"), SignerKey::make("log.example/1"),
                            SignerKey::make("witness")};
  auto note = parse_note(sign_checkpoint({"log.example/1", 1, {}}, signers)).value();
  note.signatures.push_back(SignerKey::make("w", KeyType::cosignature).cosign(note.text, 1));
  write_file(written() / "note", note.whole());
  for (const auto& signer : signers) {
    BOOST_TEST(ask_foreign_verifier({"verify-note", signer.verifier().text(), written() / "note"}).status == 0);
  }
  const auto stranger = SignerKey::make("log.example/1").verifier().text();
  BOOST_TEST(ask_foreign_verifier({"verify-note", stranger, written() / "note"}).status == 1);
  note.text[0] = 'L';
  write_file(written() / "note", note.whole());
  BOOST_TEST(ask_foreign_verifier({"verify-note", signers[0].verifier().text(), written() / "note"}).status == 1);
}

BOOST_AUTO_TEST_CASE(a_note_signed_by_another_program_opens_here) {
  const std::string text = "log.example/1\n0\nA text, with its own lines.\n\n\xc3\xa9 \xe2\x80\x94\n";
  write_file(written() / "text", text);
  const auto answer = ask_foreign_verifier(
      {"sign-note", "log.example/1", written() / "text", written() / "note", written() / "vkey", written() / "skey"});
  BOOST_TEST_REQUIRE(answer.status == 0, answer.said);
  const auto note = parse_note(read_file(written() / "note")).value();
  const auto key = VerifierKey::parse(read_file(written() / "vkey")).value();
  BOOST_TEST(note.text == text);
  BOOST_TEST(verify_note(note, std::vector{key}).has_value());
  const auto signer = SignerKey::parse(read_file(written() / "skey")).value();
  BOOST_TEST((signer.verifier() == key));
  BOOST_TEST((signer.sign(text) == note.signatures.at(0)));  // Ed25519 signs without chance
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::proof::test
