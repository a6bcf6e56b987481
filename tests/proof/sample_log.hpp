#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "storage/proof/tlog_proof.hpp"
#include "tests/proof/sample_tree.hpp"

namespace lapor::proof::test {

/// A log of made-up records, with its key and its tiles in memory.
class SampleLog {
 public:
  explicit SampleLog(std::size_t size, const std::string& origin = "log.example/1")
      : key_(SignerKey::make(origin)), leaves_(sample_leaves(size)), tiles_(leaves_), tree_(size, tiles_.reader()) {}
  SampleLog(const SampleLog&) = delete;
  SampleLog& operator=(const SampleLog&) = delete;

  [[nodiscard]] static std::string record(std::uint64_t index) { return "record " + std::to_string(index); }

  [[nodiscard]] std::uint64_t size() const { return leaves_.size(); }
  [[nodiscard]] const SignerKey& key() const { return key_; }
  [[nodiscard]] std::vector<VerifierKey> keys() const { return {key_.verifier()}; }
  [[nodiscard]] const TiledTree& tree() const { return tree_; }
  [[nodiscard]] const SampleTiles& tiles() const { return tiles_; }

  [[nodiscard]] Checkpoint checkpoint(std::uint64_t size) const {
    return {key_.verifier().name, size, tree_.root(size).value()};
  }
  [[nodiscard]] std::string signed_checkpoint(std::uint64_t size) const {
    return sign_checkpoint(checkpoint(size), std::span{&key_, 1});
  }
  [[nodiscard]] TlogProof proof(std::uint64_t index, std::uint64_t size) const {
    return {{}, index, tree_.inclusion(index, size).value(), signed_checkpoint(size)};
  }

 private:
  static std::vector<Hash> sample_leaves(std::size_t size) {
    std::vector<Hash> result;
    for (std::size_t i = 0; i < size; ++i) result.push_back(leaf_hash(bytes_of(record(i))));
    return result;
  }

  SignerKey key_;
  std::vector<Hash> leaves_;
  SampleTiles tiles_;
  TiledTree tree_;
};

}  // namespace lapor::proof::test
