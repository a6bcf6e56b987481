#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "events/codec.hpp"
#include "events/result.hpp"
#include "storage/proof/checkpoint.hpp"
#include "storage/proof/fault.hpp"
#include "storage/proof/merkle.hpp"

namespace lapor::proof {

/// That a record stands at a place of a log, for whoever has the log's public key and nothing else (C2SP tlog-proof).
struct TlogProof {
  Bytes extra;             // not vouched for by anything; empty: none
  std::uint64_t index{};   // from 0: the record's position less one
  std::vector<Hash> path;  // RFC 6962 inclusion proof, from the leaf up
  std::string checkpoint;  // the note, as it was signed
};

[[nodiscard]] std::string text_of(const TlogProof& proof);
/// `malformed` says which line; the checkpoint is taken as it is.
[[nodiscard]] Result<TlogProof, Fault> tlog_proof_from(std::string_view text);

/// The checkpoint in which the record stands. Tells apart `malformed`, `other_log`, `wrong_key`, `forged`,
/// `beyond_tree`, `wrong_length` and `other_record`.
[[nodiscard]] Result<Checkpoint, Fault> verify_record(BytesView record, const TlogProof& proof,
                                                      std::span<const VerifierKey> keys);

/// How many hashes the inclusion proof of leaf `index`, which is below `size`, has.
[[nodiscard]] std::size_t inclusion_length(std::uint64_t index, std::uint64_t size);
/// How many hashes the consistency proof from `first` leaves to `second`, not fewer, has; 0 when `first` is 0 or both
/// are the same.
[[nodiscard]] std::size_t consistency_length(std::uint64_t first, std::uint64_t second);

/// Whether the second checkpoint continues the first. Tells apart `other_log`, `beyond_tree` (the second is smaller),
/// `wrong_length` and `forked`. Every log continues the empty one.
[[nodiscard]] Result<void, Fault> verify_growth(const Checkpoint& first, const Checkpoint& second,
                                                std::span<const Hash> path);

}  // namespace lapor::proof
