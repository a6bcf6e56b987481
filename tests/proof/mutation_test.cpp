#include <boost/test/unit_test.hpp>
#include <random>

#include "storage/proof/entry_bundle.hpp"
#include "storage/proof/witness.hpp"
#include "tests/proof/sample_log.hpp"

/// Whatever is done to what was signed: nothing crashes, and nothing that differs is taken for what it was.
namespace lapor::proof::test {

namespace {

constexpr std::uint32_t seed = 20261126;

/// One change: a byte altered, taken out or put in, a piece doubled, moved or cut off.
std::string mutated(std::string text, std::mt19937& random) {
  const auto place = random() % text.size();
  const auto length = std::min<std::size_t>(random() % 40 + 1, text.size() - place);
  switch (random() % 6) {
    case 0:
      text[place] = static_cast<char>(text[place] ^ (1 << random() % 8));
      break;
    case 1:
      text[place] = "\n +/=A0\xe2"[random() % 8];
      break;
    case 2:
      text.erase(place, length);
      break;
    case 3:
      text.insert(place, text.substr(random() % text.size(), length));
      break;
    case 4:
      text.resize(place);
      break;
    default:
      std::swap(text[place], text[random() % text.size()]);
      break;
  }
  return text;
}

/// Calls `check` with so many texts that differ from `text`, by one to three changes.
template <class Check>
void for_mutations(const std::string& text, int count, Check check) {
  std::mt19937 random{seed};
  for (int i = 0; i < count; ++i) {
    auto other = mutated(text, random);
    for (auto more = random() % 3; more > 0 && !other.empty(); --more) other = mutated(other, random);
    if (other != text) check(other);
  }
}

bool is_proven(const std::string& record, const std::string& text, const SampleLog& log) {
  const auto proof = tlog_proof_from(text);
  return proof && verify_record(bytes_of(record), *proof, log.keys()).has_value();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(mutation)

BOOST_AUTO_TEST_CASE(a_changed_note_never_opens_as_another_checkpoint) {
  const SampleLog log{300};
  const auto checkpoint = log.checkpoint(300);
  for_mutations(log.signed_checkpoint(300), 20'000, [&](const std::string& other) {
    const auto opened = open_checkpoint(other, log.keys());
    if (opened) BOOST_TEST((*opened == checkpoint));  // a signature line that was doubled
  });
}

BOOST_AUTO_TEST_CASE(a_note_with_one_signature_and_one_change_never_opens) {
  const SampleLog log{300};
  const auto note = log.signed_checkpoint(300);
  for (std::size_t place = 0; place < note.size(); ++place) {
    for (int bit = 0; bit < 8; ++bit) {
      auto other = note;
      other[place] = static_cast<char>(other[place] ^ (1 << bit));
      BOOST_TEST(!open_checkpoint(other, log.keys()).has_value());
    }
    BOOST_TEST(!open_checkpoint(note.substr(0, place), log.keys()).has_value());
  }
}

BOOST_AUTO_TEST_CASE(a_proof_with_one_change_never_proves) {
  const SampleLog log{300};
  const auto text = text_of(log.proof(123, 300));
  for (std::size_t place = 0; place < text.size(); ++place) {
    for (int bit = 0; bit < 8; ++bit) {
      auto other = text;
      other[place] = static_cast<char>(other[place] ^ (1 << bit));
      BOOST_TEST(!is_proven(SampleLog::record(123), other, log));
    }
    BOOST_TEST(!is_proven(SampleLog::record(123), text.substr(0, place), log));
  }
  for_mutations(text, 20'000, [&](const std::string& other) { BOOST_TEST(!is_proven("another", other, log)); });
}

BOOST_AUTO_TEST_CASE(a_changed_public_key_is_never_one) {
  const auto text = SignerKey::make("log.example/1").verifier().text();
  for_mutations(text, 20'000, [&](const std::string& other) { BOOST_TEST(!VerifierKey::parse(other).has_value()); });
}

BOOST_AUTO_TEST_CASE(a_changed_private_key_is_never_one) {
  const auto text = SignerKey::make("log.example/1").text();
  for_mutations(text, 5'000, [&](const std::string& other) { BOOST_TEST(!SignerKey::parse(other).has_value()); });
}

BOOST_AUTO_TEST_CASE(a_changed_bundle_is_refused_or_holds_other_records) {
  Bytes bundle;
  for (int i = 0; i < 20; ++i)
    BOOST_TEST_REQUIRE(append_entry(bundle, bytes_of(SampleLog::record(static_cast<std::uint64_t>(i)))).has_value());
  const std::string text{reinterpret_cast<const char*>(bundle.data()), bundle.size()};
  for_mutations(text, 20'000, [&](const std::string& other) {
    const auto entries = entries_of(bytes_of(other));
    if (!entries) return;
    Bytes again;
    for (const auto entry : *entries) BOOST_TEST_REQUIRE(append_entry(again, entry).has_value());
    BOOST_TEST(std::ranges::equal(again, bytes_of(other)));
  });
}

BOOST_AUTO_TEST_CASE(a_changed_answer_gives_only_cosignatures_that_verify) {
  const auto witness = SignerKey::make("witness", KeyType::cosignature);
  const std::string text = "log\n0\nroot\n";
  for_mutations(witness.cosign(text, 1'795'694'400).text(), 20'000, [&](const std::string& other) {
    const auto lines = cosignatures_from(other, text, witness.verifier());
    if (!lines) return;
    for (const auto& line : *lines) BOOST_TEST(is_by(line, witness.verifier(), text));
  });
}

BOOST_AUTO_TEST_CASE(a_changed_request_is_refused_or_written_as_it_was_read) {
  const SampleLog log{300};
  const auto text = text_of(AddCheckpoint{100, log.tree().consistency(100, 300).value(), log.signed_checkpoint(300)});
  for_mutations(text, 20'000, [&](const std::string& other) {
    const auto request = add_checkpoint_from(other);
    if (request) BOOST_TEST(text_of(*request) == other);
  });
}

BOOST_AUTO_TEST_CASE(a_changed_path_is_refused_or_written_as_it_was_read) {
  for_mutations("entries/x001/x234/067.p/17", 20'000, [](const std::string& other) {
    const auto tile = tile_from(other);
    if (tile) BOOST_TEST(path_of(*tile) == other);
  });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::proof::test
