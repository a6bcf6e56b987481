#include "tests/tools/audit_log.hpp"

#include <boost/test/unit_test.hpp>
#include <fstream>

#include "events/codec_log.hpp"
#include "events/codec_person.hpp"
#include "tests/events/codec_samples.hpp"
#include "tests/events/random_life.hpp"
#include "tests/events/scenario.hpp"
#include "tools/audit/export_writer.hpp"
#include "tools/audit/verify/export_reader.hpp"

namespace lapor::audit::samples {
namespace {

constexpr unsigned reports = 40;

/// Who acts as whom is as a log has it: a person's history and what an auditor reads, beside the reports'.
void add_others(Log& log) {
  PersonRecord registered;
  registered.stream = stream_of(PersonId{11});
  registered.version = Version{1};
  registered.at = scenario::at("2026-08-19T09:00:00+07:00");
  registered.by = {Role::reporter, PersonId{11}, ""};
  registered.events = {AccountRegistered{"ani@example.org", "Ani", "hash"}};
  log.push_back(encode(registered, lapor::samples::fake_seal));
  LogRecord keys{log_stream, Version{1}, registered.at, {Role::system, {}, ""}, Channel::api, "", {}, Salt{}};
  keys.events = {LogKeysChanged{{log_key().verifier().text()}}};
  log.push_back(encode(keys));
  LogRecord read{audit_stream(PersonId{5}),
                 Version{1},
                 registered.at,
                 {Role::auditor, PersonId{5}, ""},
                 Channel::api,
                 "",
                 {},
                 Salt{}};
  read.events = {AuditRead{AuditResource::records, {}, "after=0"}};
  log.push_back(encode(read));
}

Log make_log() {
  std::vector<std::vector<Record>> lives;
  for (unsigned seed = 1; seed <= reports; ++seed) {
    lives.push_back(random_life::live(seed));
    for (Record& record : lives.back()) record.stream = stream_of(ReportId{number(before_first_report) + seed});
  }
  Log log;
  add_others(log);
  for (std::size_t turn = 0, added = 1; added > 0; ++turn) {
    added = 0;
    for (const auto& life : lives) {
      if (turn >= life.size()) continue;
      log.push_back(encoded(life[turn]));
      ++added;
    }
  }
  return log;
}

}  // namespace

const Log& honest_log() {
  static const Log log = make_log();
  return log;
}

const Rulebook& rules() {
  return random_life::rules();
}

const proof::SignerKey& log_key() {
  static const proof::SignerKey key = proof::SignerKey::make(log_origin);
  return key;
}

Bytes encoded(const Record& record) {
  return encode(record, lapor::samples::fake_seal);
}

Record facts_of(const Bytes& record) {
  auto facts = decode_facts(record);
  BOOST_TEST_REQUIRE(facts.has_value());
  return std::move(*facts);
}

std::string signed_checkpoint(const Log& log, std::size_t size, const proof::SignerKey& signer) {
  proof::MerkleTree tree;
  std::vector<proof::Tile> full;
  for (std::size_t i = 0; i < size; ++i) tree.append(proof::leaf_hash(log[i]), full);
  return proof::sign_checkpoint({signer.verifier().name, size, tree.root()}, std::span(&signer, 1));
}

void export_to(const std::string& folder, const Log& log, const proof::SignerKey& signer) {
  auto writer = ExportWriter::open(folder, {});
  BOOST_TEST_REQUIRE(writer.has_value());
  for (const Bytes& record : log) BOOST_TEST_REQUIRE(writer->add(record).has_value());
  const std::string note = signed_checkpoint(log, log.size(), signer);
  const auto finished = writer->finish(note, *proof::checkpoint_from(proof::parse_note(note)->text));
  BOOST_TEST_REQUIRE(finished.has_value(), (finished ? "" : finished.error().what));
}

VerifyOptions with_key_and_rules() {
  VerifyOptions options;
  options.keys = {log_key().verifier()};
  options.rules = &rules();
  return options;
}

Verification verified(const std::string& folder, const VerifyOptions& options) {
  auto reader = ExportReader::open(folder);
  if (reader) return verify(*reader, options);
  Verification none(options.shown);
  none.objections.add(objection_from(reader.error()));
  return none;
}

void flip_bit(const std::string& file, std::size_t byte) {
  std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
  BOOST_TEST_REQUIRE(stream.is_open(), file);
  stream.seekg(static_cast<std::streamoff>(byte));
  const int value = stream.get();
  BOOST_TEST_REQUIRE(value >= 0);
  stream.seekp(static_cast<std::streamoff>(byte));
  stream.put(static_cast<char>(value ^ 1));
}

}  // namespace lapor::audit::samples
