#include "storage/proof/note.hpp"

#include <boost/test/unit_test.hpp>

#include "storage/proof/base64.hpp"
#include "tests/proof/sample_tree.hpp"

namespace lapor::proof::test {

namespace {

/// The example of C2SP signed-note.
constexpr std::string_view published_key = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
constexpr std::string_view published_note =
    "This is an example message.\n\n\xe2\x80\x94 example.com/foo "
    "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

constexpr std::string_view text = "a line\n\nanother behind an empty one\n";

std::string signed_by(std::span<const SignerKey> signers, std::string_view note_text = text) {
  Note note{std::string{note_text}, {}};
  for (const auto& signer : signers) note.signatures.push_back(signer.sign(note_text));
  return note.whole();
}

std::string signed_by(const SignerKey& signer) {
  return signed_by(std::span{&signer, 1});
}

Result<std::vector<VerifierKey>, Fault> verified(std::string_view whole, const std::vector<VerifierKey>& keys) {
  const auto note = parse_note(whole);
  if (!note) return fail(note.error());
  return verify_note(*note, keys);
}

FaultKind fault_of(std::string_view whole, const std::vector<VerifierKey>& keys) {
  const auto result = verified(whole, keys);
  BOOST_TEST_REQUIRE(!result.has_value());
  return result.error().kind;
}

bool is_malformed(std::string_view whole) {
  const auto note = parse_note(whole);
  return !note && note.error().kind == FaultKind::malformed;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(note)

BOOST_AUTO_TEST_CASE(the_published_note_verifies_with_the_published_key) {
  BOOST_TEST(verified(published_note, {VerifierKey::parse(published_key).value()}).value().size() == 1u);
  BOOST_TEST(parse_note(published_note).value().whole() == published_note);
}

BOOST_AUTO_TEST_CASE(who_signed_is_told_in_the_order_of_the_keys) {
  const std::vector signers{SignerKey::make("a"), SignerKey::make("b"), SignerKey::make("c")};
  const auto whole = signed_by(std::span{signers}.first(2));
  const auto keys = verified(whole, {signers[1].verifier(), signers[2].verifier(), signers[0].verifier()}).value();
  BOOST_TEST((keys == std::vector{signers[1].verifier(), signers[0].verifier()}));
}

BOOST_AUTO_TEST_CASE(the_last_empty_line_ends_the_text) {
  const auto parsed = parse_note(signed_by(SignerKey::make("a"))).value();
  BOOST_TEST(parsed.text == text);
  const std::vector signers{SignerKey::make("a")};
  const auto with_empty_end = signed_by(signers, "ends in an empty line\n\n");
  BOOST_TEST(parse_note(with_empty_end).value().text == "ends in an empty line\n\n");
  BOOST_TEST(verified(with_empty_end, {signers[0].verifier()}).has_value());
}

BOOST_AUTO_TEST_CASE(signatures_by_others_are_ignored_even_with_the_same_name_or_id) {
  const auto key = SignerKey::make("log"), namesake = SignerKey::make("log");
  auto same_id = namesake.sign(text);
  same_id.name = "other";
  same_id.id = key.verifier().id();
  Note note{std::string{text}, {namesake.sign(text), same_id, key.sign(text)}};
  BOOST_TEST(verified(note.whole(), {key.verifier()}).value().size() == 1u);
  note.signatures.pop_back();
  BOOST_TEST((fault_of(note.whole(), {key.verifier()}) == FaultKind::wrong_key));
}

BOOST_AUTO_TEST_CASE(no_given_key_is_the_wrong_key) {
  BOOST_TEST((fault_of(signed_by(SignerKey::make("log")), {}) == FaultKind::wrong_key));
  BOOST_TEST(
      (fault_of(signed_by(SignerKey::make("log")), {SignerKey::make("log").verifier()}) == FaultKind::wrong_key));
}

BOOST_AUTO_TEST_CASE(a_known_key_that_does_not_verify_refuses_the_note_whatever_else_it_has) {
  const auto key = SignerKey::make("log"), other = SignerKey::make("other");
  Note note{std::string{text}, {other.sign(text), key.sign("another text\n")}};
  BOOST_TEST((fault_of(note.whole(), {key.verifier()}) == FaultKind::forged));
  BOOST_TEST((fault_of(note.whole(), {other.verifier(), key.verifier()}) == FaultKind::forged));
  BOOST_TEST(verified(note.whole(), {other.verifier()}).has_value());
  note.signatures.push_back(key.sign(text));
  BOOST_TEST((fault_of(note.whole(), {key.verifier()}) == FaultKind::forged));
}

BOOST_AUTO_TEST_CASE(a_signature_of_another_length_is_forged) {
  const auto key = SignerKey::make("log");
  for (const std::size_t length : {1, 63, 65, 72}) {
    auto line = key.sign(text);
    line.signature.resize(length);
    BOOST_TEST((fault_of(Note{std::string{text}, {line}}.whole(), {key.verifier()}) == FaultKind::forged));
  }
}

BOOST_AUTO_TEST_CASE(sixteen_long_signatures_and_more_are_read_but_not_any_number) {
  const auto key = SignerKey::make("log");
  SignatureLine post_quantum{"other", {}, Bytes(5'000)};
  Note note{std::string{text}, std::vector(15, post_quantum)};
  note.signatures.push_back(key.sign(text));
  BOOST_TEST(verified(note.whole(), {key.verifier()}).has_value());
  note.signatures.assign(max_signatures, key.sign(text));
  BOOST_TEST(verified(note.whole(), {key.verifier()}).has_value());
  note.signatures.push_back(key.sign(text));
  BOOST_TEST(is_malformed(note.whole()));
  BOOST_TEST(is_malformed(Note{std::string(max_note_bytes, 'x') + "\n", {key.sign(text)}}.whole()));
}

BOOST_AUTO_TEST_CASE(what_is_no_note_is_refused) {
  const std::string whole{published_note};
  const auto line = whole.substr(whole.find("\n\n") + 2);
  for (const std::string& each : std::initializer_list<std::string>{"",
                                                                    "text\n",
                                                                    "text\n\n",
                                                                    line,
                                                                    "\n" + line,
                                                                    "text\n" + line,
                                                                    "text\n\n\n",
                                                                    whole.substr(0, whole.size() - 1),
                                                                    whole + "\n",
                                                                    whole + "x\n",
                                                                    whole + line.substr(3),
                                                                    "a\tb\n\n" + line,
                                                                    "a\rb\n\n" + line,
                                                                    std::string{"a\0b\n\n", 5} + line,
                                                                    "\xff\n\n" + line,
                                                                    "\xc0\x80\n\n" + line,
                                                                    "text\n\n- example.com/foo Uw2QOkk=\n",
                                                                    "text\n\n\xe2\x80\x93 example.com/foo Uw2QOkk=\n",
                                                                    "text\n\n\xe2\x80\x94  Uw2QOkk=\n",
                                                                    "text\n\n\xe2\x80\x94 a\n",
                                                                    "text\n\n\xe2\x80\x94 a \n",
                                                                    "text\n\n\xe2\x80\x94 a Uw2QOg==\n",
                                                                    "text\n\n\xe2\x80\x94 a Uw2QOkl=\n",
                                                                    "text\n\n\xe2\x80\x94 a+b Uw2QOkk=\n",
                                                                    "text\n\n\xe2\x80\x94 a Uw2QOkk= \n",
                                                                    "text\n\n\xe2\x80\x94 a  Uw2QOkk=\n"}) {
    BOOST_TEST_INFO(each);
    BOOST_TEST(is_malformed(each));
  }
  BOOST_TEST(!is_malformed("text\n\n\xe2\x80\x94 a Uw2QOkk=\n"));
}

BOOST_AUTO_TEST_CASE(a_fault_names_the_line) {
  const auto fault = parse_note("one\n\ntwo\n\n\xe2\x80\x94 a Uw2QOkk=\nrubbish\n").error();
  BOOST_TEST(fault.what.find("line 6") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_cosignature_holds_for_its_text_and_its_time) {
  const auto witness = SignerKey::make("witness", KeyType::cosignature);
  const auto line = witness.cosign(text, 1'679'315'147);
  BOOST_TEST(is_by(line, witness.verifier(), text));
  BOOST_TEST((time_of_cosignature(line) == 1'679'315'147));
  BOOST_TEST(!is_by(line, witness.verifier(), "another text\n"));
  auto later = line;
  later.signature[7] ^= std::byte{1};
  BOOST_TEST(!is_by(later, witness.verifier(), text));
  later.signature[0] ^= std::byte{0x80};
  BOOST_TEST(!time_of_cosignature(later).has_value());
}

BOOST_AUTO_TEST_CASE(a_cosignature_is_no_signature_and_a_signature_no_cosignature) {
  const auto witness = SignerKey::make("witness", KeyType::cosignature);
  auto as_log = witness.verifier();
  as_log.type = KeyType::ed25519;
  auto line = witness.cosign(text, 1);
  BOOST_TEST(!is_by(line, as_log, text));
  line.id = as_log.id();
  line.signature.erase(line.signature.begin(), line.signature.begin() + 8);
  BOOST_TEST(!is_by(line, as_log, text));
  BOOST_TEST(!time_of_cosignature(line).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::proof::test
