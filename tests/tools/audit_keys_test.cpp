#include <boost/test/unit_test.hpp>

#include "events/codec_log.hpp"
#include "tests/tools/audit_log.hpp"
#include "tests/tools/program.hpp"
#include "tools/audit/verify/verification_text.hpp"

/// What the log tells of itself, its keys and rollbacks, against who signed it.
using namespace lapor;
using namespace lapor::audit;
using namespace lapor::audit::samples;
using lapor::tests::TemporaryFolder;
using lapor::tests::write_file;

namespace {

const proof::SignerKey& next_key() {
  static const proof::SignerKey key = proof::SignerKey::make(log_origin);
  return key;
}

std::string text(const proof::SignerKey& key) {
  return key.verifier().text();
}

/// The honest log, which told `log_key()` at its beginning, with further records of its own history.
Log with_told(const std::vector<LogEvent>& events) {
  Log log = honest_log();
  std::uint32_t version = 1;
  for (const LogEvent& event : events) {
    LogRecord record{log_stream, Version{++version}, Instant{}, {Role::system, {}, ""}, Channel::api, "", {}, Salt{}};
    record.events = {event};
    log.push_back(encode(record));
  }
  return log;
}

/// The log, signed by `signers`, as somebody finds it who has `given`.
Verification found(const Log& log, const std::vector<proof::SignerKey>& signers, const proof::SignerKey& given) {
  const TemporaryFolder folder;
  export_to(folder / "export", log);
  const auto note = proof::parse_note(signed_checkpoint(log, log.size()));
  write_file(folder / "export/checkpoint", proof::sign_checkpoint(*proof::checkpoint_from(note->text), signers));
  auto how = with_key_and_rules();
  how.keys = {given.verifier()};
  return verified(folder / "export", how);
}

bool remarks(const Verification& done, std::size_t position, const std::string& part) {
  return std::ranges::any_of(done.remarks, [&](const std::string& remark) {
    return remark.starts_with("position " + std::to_string(position) + ": ") && remark.find(part) != std::string::npos;
  });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(audit_keys)

BOOST_AUTO_TEST_CASE(every_change_of_keys_is_remarked_with_position_and_keys) {
  const Log log = with_told({LogKeysChanged{{text(next_key()), text(log_key())}}});
  const auto done = found(log, {next_key(), log_key()}, log_key());
  BOOST_TEST(done.stands(), text_of(done));
  BOOST_TEST(done.remarks.size() == 2);
  BOOST_TEST(remarks(done, 2, text(log_key())), text_of(done));
  BOOST_TEST(remarks(done, log.size(), text(next_key()) + ", " + text(log_key())), text_of(done));
  BOOST_TEST(found(log, {next_key(), log_key()}, next_key()).stands());
}

BOOST_AUTO_TEST_CASE(a_checkpoint_that_only_a_former_key_signed_is_objected_to) {
  const Log log = with_told({LogKeysChanged{{text(next_key())}}});
  BOOST_TEST(found(log, {next_key()}, next_key()).stands());
  const auto done = found(log, {log_key()}, log_key());
  BOOST_TEST_REQUIRE(done.objections.total() == 1, text_of(done));
  const auto& objection = done.objections.first().front();
  BOOST_TEST(objection.rule == "wrong-key");
  BOOST_TEST(number(objection.place.position) == log.size());
  BOOST_TEST(objection.expected == text(next_key()));
}

BOOST_AUTO_TEST_CASE(a_given_key_that_the_log_never_told_is_objected_to) {
  const auto done = found(honest_log(), {log_key(), next_key()}, next_key());
  BOOST_TEST_REQUIRE(done.objections.total() == 1, text_of(done));
  BOOST_TEST(done.objections.first().front().rule == "wrong-key");
  BOOST_TEST(done.objections.first().front().found == text(next_key()));
}

BOOST_AUTO_TEST_CASE(a_log_that_tells_no_keys_is_remarked_on) {
  Log log = honest_log();
  log.erase(log.begin() + 1);
  const auto done = found(log, {log_key()}, log_key());
  BOOST_TEST(done.stands(), text_of(done));
  BOOST_TEST(done.remarks.size() == 1);
  BOOST_TEST(done.remarks.front().find("tells no keys") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(every_accepted_rollback_is_remarked_with_the_size_that_is_void) {
  const Log log = with_told({RollbackAccepted{.size = 99, .root = {}}, RollbackAccepted{}});
  const auto done = found(log, {log_key()}, log_key());
  BOOST_TEST(done.stands(), text_of(done));
  BOOST_TEST(remarks(done, log.size() - 1, "checkpoint of 99 records that was published before it cannot be continued"),
             text_of(done));
  BOOST_TEST(remarks(done, log.size(), "older checkpoints may be void"), text_of(done));
}

BOOST_AUTO_TEST_CASE(remarks_that_are_too_many_are_counted) {
  const Log log = with_told(std::vector<LogEvent>(150, RollbackAccepted{.size = 99, .root = {}}));
  const auto done = found(log, {log_key()}, log_key());
  BOOST_TEST(done.remarks.size() == 101);
  BOOST_TEST(done.remarks.back() == "and 51 further changes of keys and rollbacks");
}

BOOST_AUTO_TEST_CASE(keys_that_are_none_are_not_repeated_and_sign_nothing) {
  const Log log = with_told({LogKeysChanged{{"\x1b[2Jverified"}}});
  const auto done = found(log, {log_key()}, log_key());
  BOOST_TEST(!done.stands());
  BOOST_TEST(text_of(done).find('\x1b') == std::string::npos);
  BOOST_TEST(remarks(done, log.size(), "something that is no key"), text_of(done));
}

BOOST_AUTO_TEST_SUITE_END()
