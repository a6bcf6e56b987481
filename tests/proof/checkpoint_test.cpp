#include "storage/proof/checkpoint.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/proof/sample_log.hpp"

namespace lapor::proof::test {

namespace {

constexpr std::string_view root_line = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

bool is_malformed(const std::string& note_text) {
  const auto checkpoint = checkpoint_from(note_text);
  return !checkpoint && checkpoint.error().kind == FaultKind::malformed;
}

FaultKind fault_of(std::string_view note, std::vector<VerifierKey> keys) {
  const auto checkpoint = open_checkpoint(note, keys);
  BOOST_TEST_REQUIRE(!checkpoint.has_value());
  return checkpoint.error().kind;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(checkpoint)

BOOST_AUTO_TEST_CASE(a_text_is_read_and_written_alike) {
  const std::string text = "example.com/behind-the-sofa\n20852163\n" + std::string{root_line};
  const auto checkpoint = checkpoint_from(text).value();
  BOOST_TEST(checkpoint.origin == "example.com/behind-the-sofa");
  BOOST_TEST(checkpoint.size == 20'852'163u);
  BOOST_TEST(text_of(checkpoint) == text);
  BOOST_TEST(checkpoint_from("log\n0\n" + std::string{root_line}).value().size == 0u);
  BOOST_TEST(checkpoint_from("log\n18446744073709551615\n" + std::string{root_line}).value().size == ~0UL);
}

BOOST_AUTO_TEST_CASE(further_lines_are_passed_over_unless_they_are_empty) {
  const std::string text = "log\n5\n" + std::string{root_line};
  BOOST_TEST(checkpoint_from(text + "more\nlines\n").value().size == 5u);
  BOOST_TEST(is_malformed(text + "\n"));
  BOOST_TEST(is_malformed(text + "more\n\nlines\n"));
  BOOST_TEST(is_malformed(text + "more"));
}

BOOST_AUTO_TEST_CASE(what_is_no_checkpoint_is_refused) {
  const std::string root{root_line};
  for (const auto& text :
       {std::string{}, std::string{"log"}, std::string{"log\n"}, std::string{"log\n5"}, std::string{"log\n5\n"},
        "\n5\n" + root, "log\n05\n" + root, "log\n00\n" + root, "log\n-1\n" + root, "log\n+1\n" + root,
        "log\n\n" + root, "log\n 5\n" + root, "log\n5 \n" + root, "log\n0x5\n" + root,
        "log\n18446744073709551616\n" + root, "log\n5\n" + root.substr(1), "log\n5\n" + root.substr(0, root.size() - 1),
        std::string{"log\n5\nAAAA\n"}, "log\n5\n" + root.substr(0, 42) + "J=\n"}) {
    BOOST_TEST_INFO(text);
    BOOST_TEST(is_malformed(text));
  }
}

BOOST_AUTO_TEST_CASE(a_signed_one_opens_with_the_key_of_its_log) {
  const SampleLog log{300};
  BOOST_TEST((open_checkpoint(log.signed_checkpoint(300), log.keys()).value() == log.checkpoint(300)));
}

BOOST_AUTO_TEST_CASE(either_key_opens_it_while_keys_change) {
  const std::vector signers{SignerKey::make("log"), SignerKey::make("log")};
  const auto note = sign_checkpoint({"log", 1, {}}, signers);
  for (const auto& signer : signers) BOOST_TEST(open_checkpoint(note, std::vector{signer.verifier()}).has_value());
}

BOOST_AUTO_TEST_CASE(another_log_a_wrong_key_and_a_forgery_are_told_apart) {
  const SampleLog log{300};
  const auto note = log.signed_checkpoint(200);
  BOOST_TEST((fault_of(note, {}) == FaultKind::wrong_key));
  BOOST_TEST((fault_of(note, {SignerKey::make("log.example/2").verifier()}) == FaultKind::other_log));
  BOOST_TEST((fault_of(note, {SignerKey::make("log.example/1").verifier()}) == FaultKind::wrong_key));
  auto forged = note;
  forged.replace(forged.find("200"), 3, "300");
  BOOST_TEST((fault_of(forged, log.keys()) == FaultKind::forged));
  BOOST_TEST((fault_of("rubbish", log.keys()) == FaultKind::malformed));
  const auto no_checkpoint = Note{"text\n", {log.key().sign("text\n")}}.whole();
  BOOST_TEST((fault_of(no_checkpoint, log.keys()) == FaultKind::malformed));
}

BOOST_AUTO_TEST_CASE(a_key_named_after_another_log_vouches_for_nothing) {
  const auto other = SignerKey::make("log.example/2");
  const SampleLog log{3};
  const auto note = sign_checkpoint(log.checkpoint(3), std::span{&other, 1});
  BOOST_TEST((fault_of(note, {other.verifier()}) == FaultKind::other_log));
  BOOST_TEST((fault_of(note, {other.verifier(), log.key().verifier()}) == FaultKind::wrong_key));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::proof::test
