#include "storage/proof/tlog_proof.hpp"

#include <bit>
#include <optional>

#include "events/ensure.hpp"
#include "storage/proof/base64.hpp"
#include "storage/proof/lines.hpp"

namespace lapor::proof {

namespace {

constexpr std::string_view header = "c2sp.org/tlog-proof@v1";
constexpr std::string_view extra_word = "extra ";

Fault malformed(std::string_view what) {
  return {FaultKind::malformed, "in the proof, " + std::string{what}};
}

Fault wrong_length(std::size_t has, std::size_t needs) {
  return {FaultKind::wrong_length,
          "the proof has " + std::to_string(has) + " hashes, its place in the log needs " + std::to_string(needs)};
}

}  // namespace

std::string text_of(const TlogProof& proof) {
  std::string text{header};
  text += '\n';
  if (!proof.extra.empty()) text += std::string{extra_word} + to_base64(proof.extra) + '\n';
  text += "index " + std::to_string(proof.index) + '\n';
  append_hash_lines(text, proof.path);
  return text + '\n' + proof.checkpoint;
}

Result<TlogProof, Fault> tlog_proof_from(std::string_view text) {
  TlogProof proof;
  if (take_line(text) != header) return fail(malformed("line 1 is not " + std::string{header}));
  auto line = take_line(text);
  std::size_t lines = 2;
  if (line && line->starts_with(extra_word)) {
    auto extra = from_base64(line->substr(extra_word.size()));
    if (!extra || extra->empty()) return fail(malformed("line 2 is not extra and base64"));
    proof.extra = std::move(*extra);
    line = take_line(text);
    ++lines;
  }
  const auto index = line ? number_behind("index", *line) : std::nullopt;
  if (!index) return fail(malformed("line " + std::to_string(lines) + " is not index and a decimal number"));
  proof.index = *index;
  auto path = take_hash_lines(text, lines + 1);
  if (!path) return fail(malformed(path.error().what));
  proof.path = std::move(*path);
  proof.checkpoint = text;
  return proof;
}

std::size_t inclusion_length(std::uint64_t index, std::uint64_t size) {
  ENSURE(index < size, "no such leaf: " + std::to_string(index));
  const auto inner = std::bit_width(index ^ (size - 1));  // levels up to where leaf and right edge meet
  const auto border = inner == 64 ? 0 : std::popcount(index >> inner);
  return static_cast<std::size_t>(inner + border);
}

std::size_t consistency_length(std::uint64_t first, std::uint64_t second) {
  ENSURE(first <= second, "a log does not shrink: " + std::to_string(first));
  if (first == 0 || first == second) return 0;
  // The path of the last leaf of the first tree, less the levels on which it is a right child all the way: there the
  // subtree itself is the first hash, and known already when it is the whole first tree.
  const auto known = static_cast<std::size_t>(std::countr_zero(first));
  return inclusion_length(first - 1, second) - known + (std::has_single_bit(first) ? 0 : 1);
}

Result<Checkpoint, Fault> verify_record(BytesView record, const TlogProof& proof, std::span<const VerifierKey> keys) {
  auto checkpoint = open_checkpoint(proof.checkpoint, keys);
  if (!checkpoint) return checkpoint;
  const auto size = checkpoint->size;
  if (proof.index >= size) {
    return fail(Fault{FaultKind::beyond_tree, "the proof is for the record at " + std::to_string(proof.index) +
                                                  " (counted from 0), but the log had " + std::to_string(size)});
  }
  const auto length = inclusion_length(proof.index, size);
  if (proof.path.size() != length) return fail(wrong_length(proof.path.size(), length));
  if (!verify_inclusion(leaf_hash(record), proof.index, size, proof.path, checkpoint->root)) {
    return fail(Fault{FaultKind::other_record, "the record is not the one at " + std::to_string(proof.index) +
                                                   " (counted from 0): record or proof is another's, or was changed"});
  }
  return checkpoint;
}

Result<void, Fault> verify_growth(const Checkpoint& first, const Checkpoint& second, std::span<const Hash> path) {
  if (first.origin != second.origin) {
    return fail(Fault{FaultKind::other_log, "one checkpoint is of " + first.origin + ", one of " + second.origin});
  }
  if (first.size > second.size) {
    return fail(Fault{FaultKind::beyond_tree, "the log had " + std::to_string(first.size) + " records and now has " +
                                                  std::to_string(second.size) + ": ask for the newer checkpoint"});
  }
  const auto length = consistency_length(first.size, second.size);
  if (path.size() != length) return fail(wrong_length(path.size(), length));
  const bool continues = first.size == 0
                             ? first.root == empty_root() && (second.size > 0 || second.root == empty_root())
                             : verify_consistency(first.size, second.size, first.root, second.root, path);
  if (!continues) {
    return fail(Fault{FaultKind::forked, "the log of " + std::to_string(second.size) +
                                             " records does not continue that of " + std::to_string(first.size) +
                                             ": keep both checkpoints and the proof, they are evidence"});
  }
  return {};
}

}  // namespace lapor::proof
