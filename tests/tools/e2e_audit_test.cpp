#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <sstream>

#include "storage/log_keys.hpp"
#include "storage/proof/base64.hpp"
#include "storage/proof/entry_bundle.hpp"
#include "storage/proof/tlog_proof.hpp"
#include "storage/published_checkpoint.hpp"
#include "storage/rocks_journal.hpp"
#include "tests/tools/program.hpp"
#include "tools/audit/lines_check.hpp"
#include "tools/audit/verify/export_reader.hpp"

/// `lapor audit` and `lapor-verify` as auditors run them, over an invented country.
namespace {

using namespace lapor;
using namespace lapor::tests;
namespace fs = std::filesystem;

constexpr std::uint64_t some_report = 1'000'042;

const std::string some_form = R"({"title":"Lampu jalan mati","text":"Gelap sejak Senin.","occurred_on":"2026-01-05"})";

/// A data folder with a checkpoint by its log's key beside it.
struct Country {
  TemporaryFolder folder;
  std::string data = folder / "data";
  proof::SignerKey key = proof::SignerKey::make("log.example/country");  // until there is that of the log
  std::string vkey;
  std::uint64_t size{};

  Country() {
    const auto filled = tool({"demo", "--data", data, "--reports", "150", "--days", "60", "--until",
                              "2026-11-20T09:00:00+07:00", "--seed", "3"});
    BOOST_TEST_REQUIRE(filled.status == 0, filled.errors);
    const auto keys = storage::read_log_keys(data + ".log-key");
    BOOST_TEST_REQUIRE(keys.has_value());
    key = keys->front();
    vkey = key.verifier().text();
    publish();
  }

  void publish() {
    storage::RocksOptions options;
    options.path = fs::path(data) / "journal";
    options.read_only = true;
    const auto journal = storage::RocksJournal::open(options);
    BOOST_TEST_REQUIRE(journal.has_value());
    const auto head = (*journal)->tree_head();
    size = head.size;
    const auto note = proof::sign_checkpoint({key.verifier().name, head.size, head.root}, std::span(&key, 1));
    BOOST_TEST_REQUIRE(storage::write_published(storage::default_checkpoint_file(data), note).has_value());
  }

  [[nodiscard]] Finished tool(std::vector<std::string> arguments) const { return run(folder, std::move(arguments)); }
  [[nodiscard]] Finished audit(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), "audit");
    return tool(std::move(arguments));
  }
  void export_all(const std::string& name) const {
    const auto done = audit({"export", "--data", data, "--out", folder / name});
    BOOST_TEST_REQUIRE(done.status == 0, done.errors);
  }
};

const Country& country() {
  static const Country once;
  return once;
}

/// What a shell command prints and ends with.
Finished shell(const std::string& line) {
  Finished done;
  std::FILE* pipe = popen((line + " 2>&1").c_str(), "r");
  BOOST_TEST_REQUIRE(pipe != nullptr);
  std::array<char, 4096> part{};
  while (const auto got = std::fread(part.data(), 1, part.size(), pipe)) done.output.append(part.data(), got);
  done.status = pclose(pipe) / 256;
  return done;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

/// Asks until the checkpoint has so many records; it is signed once a second.
void await_published(const Server& server, std::uint64_t size) {
  auto client = server.client("");
  const auto until = std::chrono::steady_clock::now() + std::chrono::minutes{1};
  const std::string line = "\n" + std::to_string(size) + "\n";
  while (std::chrono::steady_clock::now() < until) {
    const auto checkpoint = client.get("/checkpoint");
    BOOST_TEST_REQUIRE(checkpoint.has_value());
    if (contains(checkpoint->body, line)) return;
  }
  BOOST_TEST_REQUIRE(false, "no checkpoint of " + std::to_string(size) + " records in a minute");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(e2e_audit)

BOOST_AUTO_TEST_CASE(a_data_folder_and_its_export_are_verified_by_both_programs) {
  const Country& land = country();
  const auto in_place = land.audit({"verify", "--data", land.data, "--log-key", land.vkey});
  BOOST_TEST(in_place.status == 0, in_place.output + in_place.errors);
  BOOST_TEST(contains(in_place.output, std::to_string(land.size) + " folded"), in_place.output);
  land.export_all("whole");
  const auto exported = land.audit({"verify", land.folder / "whole", "--log-key", land.vkey});
  BOOST_TEST(exported.status == 0, exported.output + exported.errors);
  BOOST_TEST(exported.output ==
             in_place.output + "lines: " + std::to_string(land.size) + " say what the records say\n");
  const auto alone =
      shell(std::string(LAPOR_VERIFY_PROGRAM) + " verify " + (land.folder / "whole") + " --log-key " + land.vkey);
  BOOST_TEST(alone.status == 0, alone.output);
  BOOST_TEST(alone.output == in_place.output);
}

BOOST_AUTO_TEST_CASE(the_verifier_links_nothing_of_the_store) {
  const auto libraries = shell(std::string("ldd ") + LAPOR_VERIFY_PROGRAM);
  BOOST_TEST_REQUIRE(libraries.status == 0, libraries.output);
  BOOST_TEST(contains(libraries.output, "libcrypto"), libraries.output);
  for (const char* library : {"librocksdb", "libcaf", "libuv", "libxapian", "libexiv2"})
    BOOST_TEST(!contains(libraries.output, library), libraries.output);
  const auto symbols = shell(std::string("nm -C ") + LAPOR_VERIFY_PROGRAM);
  BOOST_TEST_REQUIRE(contains(symbols.output, "lapor::audit::verify("));
  for (const char* name : {"lapor::storage::", "lapor::api::", "lapor::actors::"})
    BOOST_TEST(!contains(symbols.output, name));
}

BOOST_AUTO_TEST_CASE(the_lines_of_an_export_have_the_very_records) {
  const Country& land = country();
  land.export_all("lines");
  auto reader = audit::ExportReader::open(land.folder / "lines");
  BOOST_TEST_REQUIRE(reader.has_value());
  const auto lines = lines_of(read_file(land.folder / "lines/records/000.ndjson"));
  BOOST_TEST_REQUIRE(lines.size() == land.size);
  Bytes bundle;
  BOOST_TEST_REQUIRE(reader->read_bundle(1, 256, bundle).has_value());
  const auto entries = proof::entries_of(bundle);
  for (std::size_t i = 0; i < 256; ++i) {
    const auto line = boost::json::parse(lines[256 + i]).as_object();
    BOOST_TEST(line.at("position").as_int64() == static_cast<std::int64_t>(257 + i));
    BOOST_TEST(std::string(line.at("record").as_string()) == proof::to_base64((*entries)[i]));
  }
}

BOOST_AUTO_TEST_CASE(a_proof_as_the_server_gives_it_is_verified_by_itself) {
  const TemporaryFolder folder;
  Server server(folder);
  const auto filed =
      expect(server.client("reporter")
                 .post("/v1/reports", R"({"title":"Lampu","text":"Padam.","occurred_on":"2026-01-05"})", ""),
             201);
  const std::string path = "/v1/reports/" + std::to_string(filed.at("id").as_int64()) + "/proof";
  std::string proof;
  for (int i = 0; i < 20'000 && proof.empty(); ++i)
    if (const auto reply = server.client("reporter").get(path); reply && reply->status == 200) proof = reply->body;
  const std::string file = folder / "own.tlog-proof";
  write_file(file, proof);
  const std::string key = run(folder, {"audit", "key", "--data", folder / "data"}).output;
  const auto proven = run(folder, {"audit", "verify", file, "--log-key", key});
  BOOST_TEST(proven.status == 0, proven.errors);
  BOOST_TEST(contains(proven.output, "report_submitted"), proven.output);
  std::string altered = proof;
  altered[altered.find("extra ") + 60] ^= 1;
  write_file(file, altered);
  BOOST_TEST(run(folder, {"audit", "verify", file, "--log-key", key}).status == 1);
  BOOST_TEST(run(folder, {"audit", "verify", file, "--log-key", country().vkey}).status == 1);
}

BOOST_AUTO_TEST_CASE(an_export_never_takes_the_place_of_another_history) {
  const Country& land = country();
  land.export_all("evidence");
  for (const char* line : {"origin", "root"}) {
    std::string note = read_file(land.folder / "evidence/checkpoint");
    const auto root = note.find('\n', note.find('\n') + 1) + 1;
    note[std::string_view(line) == "origin" ? 0 : root] ^= 1;
    write_file(land.folder / "evidence/checkpoint", note);
    const auto refused = land.audit({"export", "--data", land.data, "--out", land.folder / "evidence"});
    BOOST_TEST(refused.status == 1);
    BOOST_TEST(contains(refused.errors, std::string_view(line) == "origin" ? "other-log" : "forked"), refused.errors);
    BOOST_TEST(read_file(land.folder / "evidence/checkpoint") == note);
    note[std::string_view(line) == "origin" ? 0 : root] ^= 1;
    write_file(land.folder / "evidence/checkpoint", note);
  }
  land.export_all("evidence");
}

BOOST_AUTO_TEST_CASE(a_verifier_that_we_did_not_write_agrees_about_a_real_journal) {
  const Country& land = country();
  land.export_all("foreign");
  const std::string go = std::string(LAPOR_FOREIGN_VERIFIER) + " ";
  const std::string tree = land.folder / "foreign";
  const auto agreed = shell(go + "check-tree " + tree + " " + land.vkey + " 1 2 255 256 257 700");
  BOOST_TEST(agreed.status == 0, agreed.output);
  const auto report = land.audit(
      {"export", "--data", land.data, "--report", std::to_string(some_report), "--out", land.folder / "one"});
  BOOST_TEST_REQUIRE(report.status == 0, report.errors);
  const std::string proof = go + "check-proof " + land.vkey + " " + (land.folder / "one/1.tlog-proof") + " ";
  BOOST_TEST(shell(proof + (land.folder / "one/1.record")).status == 0);
  BOOST_TEST(shell(proof + (land.folder / "one/2.record")).status == 1);
  std::string bundle = read_file(land.folder / "foreign/tile/entries/001");
  bundle[5'000] ^= 1;
  write_file(land.folder / "foreign/tile/entries/001", bundle);
  BOOST_TEST(shell(go + "check-tree " + tree + " " + land.vkey).status == 1);
}

BOOST_AUTO_TEST_CASE(lines_that_say_something_else_than_the_records_are_named) {
  const Country& land = country();
  land.export_all("spoiled-lines");
  const std::string file = land.folder / "spoiled-lines/records/000.ndjson";
  const std::string honest = read_file(file);
  const auto check = [&] {
    auto reader = audit::ExportReader::open(land.folder / "spoiled-lines");
    BOOST_TEST_REQUIRE(reader.has_value());
    return audit::check_lines(*reader, land.folder / "spoiled-lines");
  };
  BOOST_TEST_REQUIRE(check().has_value());
  BOOST_TEST(*check() == land.size);
  std::string altered = honest;
  const auto place = altered.find("report_submitted");
  const auto position = 1 + std::count(honest.begin(), honest.begin() + static_cast<std::ptrdiff_t>(place), '\n');
  altered.replace(place, 16, "report_completed");
  write_file(file, altered);
  BOOST_TEST_REQUIRE(!check().has_value());
  BOOST_TEST((check().error().kind == proof::FaultKind::altered));
  BOOST_TEST(contains(check().error().what, "position " + std::to_string(position) + " "), check().error().what);
  write_file(file, honest.substr(0, honest.size() - 40));
  BOOST_TEST(!check().has_value());
  write_file(file, honest + "{}\n");
  BOOST_TEST((check().error().kind == proof::FaultKind::altered));
  std::filesystem::remove(file);
  BOOST_TEST((check().error().kind == proof::FaultKind::truncated));
}

BOOST_AUTO_TEST_CASE(a_range_has_its_bundles_and_is_verified_alone) {
  const Country& land = country();
  const auto done =
      land.audit({"export", "--data", land.data, "--from", "300", "--to", "600", "--out", land.folder / "range"});
  BOOST_TEST_REQUIRE(done.status == 0, done.errors);
  BOOST_TEST(!fs::exists(land.folder / "range/tile/entries/000"));
  BOOST_TEST(fs::exists(land.folder / "range/tile/entries/001"));
  BOOST_TEST(fs::exists(land.folder / "range/tile/entries/002"));
  BOOST_TEST(!fs::exists(land.folder / "range/tile/0/000"));
  BOOST_TEST(lines_of(read_file(land.folder / "range/records/000.ndjson")).size() == 301);
  const auto verified = land.audit({"verify", land.folder / "range", "--log-key", land.vkey, "--allow-partial"});
  BOOST_TEST(verified.status == 0, verified.output + verified.errors);
  BOOST_TEST(contains(verified.output, "records 300 to 600"), verified.output);
  BOOST_TEST(contains(verified.output, "range 300 to 600 of " + std::to_string(land.size) + " verified, not folded"));
  BOOST_TEST(land.audit({"verify", land.folder / "range", "--log-key", land.vkey}).status == 3);
  const std::string alone = std::string(LAPOR_VERIFY_PROGRAM) + " verify " + (land.folder / "range") + " --log-key ";
  BOOST_TEST(shell(alone + land.vkey).status == 3);
  BOOST_TEST(shell(alone + land.vkey + " --allow-partial").status == 0);
  const auto beyond =
      land.audit({"export", "--data", land.data, "--from", "300", "--to", "999999", "--out", land.folder / "beyond"});
  BOOST_TEST(beyond.status == 1);
  BOOST_TEST(contains(beyond.errors, "beyond-tree"), beyond.errors);
}

BOOST_AUTO_TEST_CASE(the_records_of_a_report_come_each_with_its_proof) {
  const Country& land = country();
  const std::string out = land.folder / "report";
  const auto done = land.audit({"export", "--data", land.data, "--report", std::to_string(some_report), "--out", out});
  BOOST_TEST_REQUIRE(done.status == 0, done.errors);
  BOOST_TEST(read_file(out + "/life.txt").starts_with("Report " + std::to_string(some_report)));
  int version = 0;
  const auto keys = std::array{land.key.verifier()};
  while (fs::exists(out + "/" + std::to_string(++version) + ".record")) {
    const std::string record = read_file(out + "/" + std::to_string(version) + ".record");
    const auto proof = proof::tlog_proof_from(read_file(out + "/" + std::to_string(version) + ".tlog-proof"));
    BOOST_TEST_REQUIRE(proof.has_value());
    BOOST_TEST(proof::verify_record(std::as_bytes(std::span(record)), *proof, keys).has_value());
  }
  BOOST_TEST(version > 2);
}

BOOST_AUTO_TEST_CASE(what_is_wrong_is_told_with_exit_code_1_and_in_json) {
  const Country& land = country();
  land.export_all("altered");
  const std::string bundle = land.folder / "altered/tile/entries/000";
  std::string bytes = read_file(bundle);
  bytes[bytes.size() - 1] ^= 1;
  write_file(bundle, bytes);
  const auto done = land.audit({"verify", land.folder / "altered", "--log-key", land.vkey, "--json"});
  BOOST_TEST(done.status == 1);
  const auto told = boost::json::parse(done.output).as_object();
  BOOST_TEST(std::string(told.at("verified").as_string()) == "none");
  const auto& first = told.at("objections").at("first").at(0);
  BOOST_TEST(std::string(first.at("rule").as_string()) == "altered");
  BOOST_TEST(first.at("position").as_int64() == 256);
  const auto other = proof::SignerKey::make(land.key.verifier().name).verifier().text();
  const auto wrong = land.audit({"verify", land.folder / "altered", "--log-key", other});
  BOOST_TEST(wrong.status == 1);
  BOOST_TEST(contains(wrong.output, "wrong-key"), wrong.output);
  BOOST_TEST(land.audit({"verify", land.folder / "nothing", "--log-key", land.vkey}).status == 1);
}

BOOST_AUTO_TEST_CASE(wrong_usage_is_told_with_exit_code_2) {
  const Country& land = country();
  BOOST_TEST(land.audit({"verify", land.folder / "whole"}).status == 2);
  BOOST_TEST(land.audit({"verify", "--log-key", land.vkey}).status == 2);
  BOOST_TEST(land.audit({"verify", "--data", land.data, "--log-key", "no key"}).status == 2);
  BOOST_TEST(land.audit({"verify", "x", "--data", land.data, "--log-key", land.vkey}).status == 2);
  BOOST_TEST(land.audit({"explain", "--data", land.data}).status == 2);
}

BOOST_AUTO_TEST_CASE(a_report_is_explained_from_both_and_with_its_key_in_its_words) {
  const Country& land = country();
  land.export_all("explained");
  const std::string report = std::to_string(some_report);
  const auto exported = land.audit({"explain", report, "--export", land.folder / "explained"});
  BOOST_TEST(exported.status == 0, exported.errors);
  BOOST_TEST(contains(exported.output, "Deadlines\n  1. verification, due "), exported.output);
  BOOST_TEST(!contains(exported.output, "AGAINST"), exported.output);
  BOOST_TEST(land.audit({"explain", report, "--data", land.data}).output == exported.output);
  const auto opened = land.audit({"explain", report, "--data", land.data, "--key", land.data + ".master-key"});
  BOOST_TEST(opened.status == 0, opened.errors);
  BOOST_TEST(contains(opened.output, "title \""), opened.output);
  BOOST_TEST(!contains(exported.output, "title \""), exported.output);
}

BOOST_AUTO_TEST_CASE(two_exports_are_compared) {
  const Country& land = country();
  land.export_all("first");
  land.export_all("second");
  const auto same = land.audit({"diff", land.folder / "first", land.folder / "second"});
  BOOST_TEST(same.status == 0, same.errors);
  BOOST_TEST(contains(same.output, "both end at position " + std::to_string(land.size)), same.output);
}

BOOST_AUTO_TEST_CASE(a_folder_that_lost_its_end_does_not_have_what_was_published) {
  const Country& land = country();
  const std::string data = land.folder / "shorter";
  BOOST_TEST_REQUIRE(land.tool({"demo", "--data", data, "--reports", "20", "--days", "60", "--until",
                                "2026-11-20T09:00:00+07:00", "--seed", "3"})
                         .status == 0);
  fs::copy_file(land.data + ".checkpoint", data + ".checkpoint", fs::copy_options::overwrite_existing);
  const auto done = land.audit({"verify", "--data", data, "--log-key", land.vkey});
  BOOST_TEST(done.status == 1);
  BOOST_TEST(contains(done.output, "truncated"), done.output);
}

BOOST_AUTO_TEST_CASE(a_running_server_is_verified_by_the_public_and_by_its_auditor) {
  const TemporaryFolder folder;
  Server server(folder);
  for (int i = 0; i < 300; ++i) expect(server.client("reporter").post("/v1/reports", some_form, ""), 201);
  await_published(server, 301);
  const auto keys = storage::read_log_keys(folder / "data.log-key");
  BOOST_TEST_REQUIRE(keys.has_value());
  const std::string key = keys->front().verifier().text();
  const std::vector<std::string> as_auditor{"--server", server.url(), "--tokens", folder / "data/tokens.json"};
  const auto audit = [&](std::vector<std::string> arguments, const std::vector<std::string>& further) {
    arguments.insert(arguments.begin(), "audit");
    arguments.insert(arguments.end(), further.begin(), further.end());
    return run(folder, arguments);
  };

  const auto by_public = audit({"verify", "--log-key", key, "--server", server.url()}, {});
  BOOST_TEST(by_public.status == 3, by_public.output + by_public.errors);
  BOOST_TEST(contains(by_public.output, "tiles verified; no records were read"), by_public.output);
  const auto content = audit({"verify", "--log-key", key, "--server", server.url(), "--allow-partial"}, {});
  BOOST_TEST(content.status == 0, content.output + content.errors);
  const auto by_auditor = audit({"verify", "--log-key", key}, as_auditor);
  BOOST_TEST(by_auditor.status == 0, by_auditor.output + by_auditor.errors);
  BOOST_TEST(contains(by_auditor.output, "300 judged by the rules"), by_auditor.output);
  const auto by_another = audit({"verify", "--log-key", country().vkey}, as_auditor);
  BOOST_TEST(contains(by_another.output, "other-log"), by_another.output);

  BOOST_TEST(audit({"export", "--out", folder / "export"}, as_auditor).status == 0);
  const auto of_export = audit({"verify", folder / "export", "--log-key", key}, {});
  BOOST_TEST(of_export.status == 0, of_export.output + of_export.errors);
  const auto explained = audit({"explain", "1000001"}, as_auditor);
  BOOST_TEST(explained.output.starts_with("Report 1000001: awaiting_verification"), explained.errors);
  const auto kept = audit({"verify", "--log-key", key, "--checkpoint", folder / "export/checkpoint"}, as_auditor);
  BOOST_TEST(kept.status == 0, kept.output + kept.errors);
  BOOST_TEST(contains(kept.output, "it continues the old checkpoint"), kept.output);
  BOOST_TEST(server.stop() == 0);

  BOOST_TEST(audit({"export", "--out", folder / "later", "--data", folder / "data"}, {}).status == 0);
  const auto grown = audit({"diff", folder / "export", folder / "later"}, {});
  BOOST_TEST(grown.status == 0, grown.output);
  BOOST_TEST(contains(grown.output, "is the beginning of"), grown.output);
  BOOST_TEST(
      read_file(folder / "later/records/000.ndjson").starts_with(read_file(folder / "export/records/000.ndjson")));
}

BOOST_AUTO_TEST_CASE(the_lines_of_an_export_are_those_of_the_server) {
  const TemporaryFolder folder;
  Server server(folder);
  for (int i = 0; i < 5; ++i) expect(server.client("reporter").post("/v1/reports", some_form, ""), 201);
  const auto lines = server.client("auditor").get("/v1/audit/records");
  BOOST_TEST_REQUIRE((lines && lines->is_success()));
  BOOST_TEST(server.stop() == 0);
  BOOST_TEST(run(folder, {"audit", "export", "--data", folder / "data", "--out", folder / "export"}).status == 0);
  const std::string exported = read_file(folder / "export/records/000.ndjson");
  BOOST_TEST(exported.starts_with(lines->body), lines->body);
  BOOST_TEST(lines_of(lines->body).size() >= 6);
}

BOOST_AUTO_TEST_SUITE_END()
