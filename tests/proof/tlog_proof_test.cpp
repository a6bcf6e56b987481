#include "storage/proof/tlog_proof.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/proof/sample_log.hpp"
#include "tests/proof/tree_oracle.hpp"

namespace lapor::proof::test {

namespace {

FaultKind fault_of(std::string_view record, const TlogProof& proof, std::vector<VerifierKey> keys) {
  const auto verified = verify_record(bytes_of(record), proof, keys);
  BOOST_TEST_REQUIRE(!verified.has_value());
  return verified.error().kind;
}

FaultKind growth_fault(const Checkpoint& first, const Checkpoint& second, const Hashes& path) {
  const auto grown = verify_growth(first, second, path);
  BOOST_TEST_REQUIRE(!grown.has_value());
  return grown.error().kind;
}

bool is_malformed(const std::string& text) {
  const auto proof = tlog_proof_from(text);
  return !proof && proof.error().kind == FaultKind::malformed;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tlog_proof)

BOOST_AUTO_TEST_CASE(a_text_is_read_and_written_alike) {
  const SampleLog log{300};
  auto proof = log.proof(7, 300);
  for (const auto* extra : {"", "x"}) {
    proof.extra = Bytes{bytes_of(extra).begin(), bytes_of(extra).end()};
    const auto text = text_of(proof);
    const auto again = tlog_proof_from(text).value();
    BOOST_TEST(text_of(again) == text);
    BOOST_TEST((again.extra == proof.extra));
    BOOST_TEST(again.index == 7u);
    BOOST_TEST((again.path == proof.path));
    BOOST_TEST(again.checkpoint == proof.checkpoint);
  }
}

BOOST_AUTO_TEST_CASE(the_form_is_the_one_of_the_specification) {
  const SampleLog log{1};
  auto proof = log.proof(0, 1);
  BOOST_TEST(text_of(proof) == "c2sp.org/tlog-proof@v1\nindex 0\n\n" + proof.checkpoint);
  proof.extra = {std::byte{'f'}};
  BOOST_TEST(text_of(proof) == "c2sp.org/tlog-proof@v1\nextra Zg==\nindex 0\n\n" + proof.checkpoint);
}

BOOST_AUTO_TEST_CASE(what_is_no_proof_is_refused) {
  const std::string head = "c2sp.org/tlog-proof@v1\n", hash = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
  BOOST_TEST(!is_malformed(head + "index 5\n" + hash + "\nnote"));
  for (const auto& text : {std::string{},
                           std::string{"c2sp.org/tlog-proof@v1"},
                           head,
                           std::string{"c2sp.org/tlog-proof@v2\nindex 5\n\n"},
                           " " + head + "index 5\n\n",
                           head + "index 05\n\n",
                           head + "index -5\n\n",
                           head + "index  5\n\n",
                           head + "index\n\n",
                           head + "index 5 \n\n",
                           head + "index 18446744073709551616\n\n",
                           head + "Index 5\n\n",
                           head + "index 5\n",
                           head + "index 5\n" + hash,
                           head + "index 5\n" + hash.substr(4) + "\n",
                           head + "index 5\n" + hash + "x\n\n",
                           head + "index 5\nindex 5\n\n",
                           head + "extra \nindex 5\n\n",
                           head + "extra Zg\nindex 5\n\n",
                           head + "extra Zg==\n\n",
                           head + "extra Zg==\nextra Zg==\nindex 5\n\n",
                           head + "index 5\nextra Zg==\n\n",
                           head + "index 5\r\n\r\n"}) {
    BOOST_TEST_INFO(text);
    BOOST_TEST(is_malformed(text));
  }
}

BOOST_AUTO_TEST_CASE(a_record_at_its_place_is_proven) {
  const SampleLog log{300};
  for (const std::uint64_t size : {1, 2, 255, 256, 257, 300}) {
    for (const std::uint64_t index : {std::uint64_t{0}, size / 2, size - 1}) {
      const auto checkpoint = verify_record(bytes_of(SampleLog::record(index)), log.proof(index, size), log.keys());
      BOOST_TEST((checkpoint.value() == log.checkpoint(size)));
    }
  }
}

BOOST_AUTO_TEST_CASE(each_reason_to_refuse_a_proof_is_told_apart) {
  const SampleLog log{300};
  const auto good = log.proof(7, 300);
  const auto record = SampleLog::record(7);
  auto proof = good;
  proof.checkpoint = "rubbish";
  BOOST_TEST((fault_of(record, proof, log.keys()) == FaultKind::malformed));
  BOOST_TEST((fault_of(record, good, SampleLog{1, "log.example/2"}.keys()) == FaultKind::other_log));
  BOOST_TEST((fault_of(record, good, SampleLog{1}.keys()) == FaultKind::wrong_key));
  proof.checkpoint = good.checkpoint;
  proof.checkpoint.replace(proof.checkpoint.find("\n300\n"), 5, "\n299\n");
  BOOST_TEST((fault_of(record, proof, log.keys()) == FaultKind::forged));
  proof = good;
  proof.index = 300;
  BOOST_TEST((fault_of(record, proof, log.keys()) == FaultKind::beyond_tree));
  proof = good;
  proof.path.pop_back();
  BOOST_TEST((fault_of(record, proof, log.keys()) == FaultKind::wrong_length));
  BOOST_TEST((fault_of(SampleLog::record(8), good, log.keys()) == FaultKind::other_record));
  proof = good;
  proof.index = 6;
  BOOST_TEST((fault_of(record, proof, log.keys()) == FaultKind::other_record));
  proof = good;
  std::swap(proof.path[0], proof.path[1]);
  BOOST_TEST((fault_of(record, proof, log.keys()) == FaultKind::other_record));
}

BOOST_AUTO_TEST_CASE(nothing_stands_in_an_empty_log) {
  const SampleLog log{1};
  TlogProof proof{{}, 0, {}, log.signed_checkpoint(0)};
  BOOST_TEST((fault_of(SampleLog::record(0), proof, log.keys()) == FaultKind::beyond_tree));
}

BOOST_AUTO_TEST_CASE(lengths_are_those_of_the_definitions) {
  const auto all = leaves(70);
  for (std::size_t size = 1; size <= all.size(); ++size) {
    const auto tree = std::span{all}.first(size);
    BOOST_TEST(consistency_length(0, size) == 0u);
    for (std::size_t i = 0; i < size; ++i) {
      BOOST_TEST(inclusion_length(i, size) == inclusion_proof(i, tree).size());
      BOOST_TEST(consistency_length(i + 1, size) == consistency_proof(i + 1, tree).size());
    }
  }
  BOOST_TEST(inclusion_length(0, ~0UL) == 64u);
  BOOST_TEST(inclusion_length(~0UL - 1, ~0UL) == 63u);
}

BOOST_AUTO_TEST_CASE(growth_between_any_two_sizes_is_proven) {
  const SampleLog log{300};
  for (std::uint64_t second = 0; second <= 300; second += 25) {
    for (std::uint64_t first = 0; first <= second; ++first) {
      const auto path = log.tree().consistency(first, second).value();
      BOOST_TEST(verify_growth(log.checkpoint(first), log.checkpoint(second), path).has_value());
    }
  }
}

BOOST_AUTO_TEST_CASE(each_reason_to_refuse_growth_is_told_apart) {
  const SampleLog log{300};
  const auto first = log.checkpoint(100), second = log.checkpoint(300);
  const auto path = log.tree().consistency(100, 300).value();
  BOOST_TEST((growth_fault(first, {"other", 300, second.root}, path) == FaultKind::other_log));
  BOOST_TEST((growth_fault(second, first, path) == FaultKind::beyond_tree));
  BOOST_TEST((growth_fault(first, second, {}) == FaultKind::wrong_length));
  BOOST_TEST((growth_fault(first, first, path) == FaultKind::wrong_length));
  BOOST_TEST((growth_fault({first.origin, 100, second.root}, second, path) == FaultKind::forked));
  BOOST_TEST((growth_fault(first, {first.origin, 300, first.root}, path) == FaultKind::forked));
  BOOST_TEST((growth_fault(first, {first.origin, 100, second.root}, {}) == FaultKind::forked));
  auto altered = path;
  altered[1][0] ^= std::byte{1};
  BOOST_TEST((growth_fault(first, second, altered) == FaultKind::forked));
}

BOOST_AUTO_TEST_CASE(the_empty_log_has_one_root_only) {
  const SampleLog log{5};
  const auto empty = log.checkpoint(0);
  BOOST_TEST(verify_growth(empty, empty, {}).has_value());
  BOOST_TEST((growth_fault({empty.origin, 0, {}}, log.checkpoint(5), {}) == FaultKind::forked));
  BOOST_TEST((growth_fault(empty, {empty.origin, 0, {}}, {}) == FaultKind::forked));
  BOOST_TEST((growth_fault(empty, log.checkpoint(5), {Hash{}}) == FaultKind::wrong_length));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::proof::test
