#include "storage/proof/witness.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/proof/sample_log.hpp"

namespace lapor::proof::test {

namespace {

constexpr std::uint64_t noon = 1'795'694'400;

FaultKind fault_of(std::string_view answer, std::string_view text, const VerifierKey& witness) {
  const auto lines = cosignatures_from(answer, text, witness);
  BOOST_TEST_REQUIRE(!lines.has_value());
  return lines.error().kind;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(witness)

BOOST_AUTO_TEST_CASE(a_request_is_read_and_written_alike) {
  const SampleLog log{300};
  const AddCheckpoint request{100, log.tree().consistency(100, 300).value(), log.signed_checkpoint(300)};
  const auto again = add_checkpoint_from(text_of(request)).value();
  BOOST_TEST(again.old_size == 100u);
  BOOST_TEST((again.path == request.path));
  BOOST_TEST(again.checkpoint == request.checkpoint);
  BOOST_TEST(text_of({0, {}, "note\n"}) == "old 0\n\nnote\n");
}

BOOST_AUTO_TEST_CASE(what_is_no_request_is_refused) {
  const std::string hash = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
  std::string hashes;
  for (std::size_t i = 0; i < max_path_lines; ++i) hashes += hash;
  BOOST_TEST(add_checkpoint_from("old 5\n" + hashes + "\nnote\n").has_value());
  for (const auto& text :
       {std::string{}, std::string{"old 5"}, std::string{"old 5\n"}, std::string{"old 05\n\n"},
        std::string{"old  5\n\n"}, std::string{"size 5\n\n"}, std::string{"old\n\n"}, "old 5\n" + hash,
        "old 5\n" + hash.substr(1) + "\n", "old 5\n" + hashes + hash + "\nnote\n"}) {
    BOOST_TEST_INFO(text);
    const auto request = add_checkpoint_from(text);
    BOOST_TEST((!request && request.error().kind == FaultKind::malformed));
  }
}

BOOST_AUTO_TEST_CASE(a_conflict_names_the_size_that_the_witness_has) {
  BOOST_TEST((size_from_conflict("20852014\n") == 20'852'014));
  BOOST_TEST((size_from_conflict("0\n") == 0));
  for (const auto* body : {"", "\n", "5", "05\n", "5\n\n", "5\n6\n", " 5\n", "5 \n", "-5\n", "size 5\n"}) {
    BOOST_TEST(!size_from_conflict(body).has_value());
  }
}

BOOST_AUTO_TEST_CASE(an_answer_gives_the_cosignatures_of_its_witness_only) {
  const SampleLog log{3};
  const auto text = text_of(log.checkpoint(3));
  const auto one = SignerKey::make("witness.example/1", KeyType::cosignature);
  const auto two = SignerKey::make("witness.example/2", KeyType::cosignature);
  const auto answer = two.cosign(text, noon).text() + one.cosign(text, noon).text() + one.cosign(text, noon + 1).text();
  const auto lines = cosignatures_from(answer, text, one.verifier()).value();
  BOOST_TEST((lines == std::vector{one.cosign(text, noon), one.cosign(text, noon + 1)}));
}

BOOST_AUTO_TEST_CASE(a_cosigned_checkpoint_opens_with_the_key_of_its_log_and_that_of_the_witness) {
  const SampleLog log{3};
  const auto witness = SignerKey::make("witness.example/1", KeyType::cosignature);
  auto note = parse_note(log.signed_checkpoint(3)).value();
  note.signatures.push_back(witness.cosign(note.text, noon));
  BOOST_TEST(open_checkpoint(note.whole(), log.keys()).has_value());
  BOOST_TEST(verify_note(note, std::vector{witness.verifier()}).value().size() == 1u);
}

BOOST_AUTO_TEST_CASE(each_reason_to_refuse_an_answer_is_told_apart) {
  const SampleLog log{3};
  const auto text = text_of(log.checkpoint(3));
  const auto witness = SignerKey::make("witness.example/1", KeyType::cosignature);
  const auto other = SignerKey::make("witness.example/1", KeyType::cosignature);
  BOOST_TEST((fault_of("", text, witness.verifier()) == FaultKind::wrong_key));
  BOOST_TEST((fault_of(other.cosign(text, noon).text(), text, witness.verifier()) == FaultKind::wrong_key));
  BOOST_TEST((fault_of(log.key().sign(text).text(), text, log.key().verifier()) == FaultKind::wrong_key));
  BOOST_TEST((fault_of(witness.cosign("other\n", noon).text(), text, witness.verifier()) == FaultKind::forged));
  BOOST_TEST((fault_of(witness.cosign(text, 0).text(), text, witness.verifier()) == FaultKind::malformed));
  BOOST_TEST((fault_of("<html>\n", text, witness.verifier()) == FaultKind::malformed));
  BOOST_TEST((fault_of(witness.cosign(text, noon).text() + "\n", text, witness.verifier()) == FaultKind::malformed));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::proof::test
