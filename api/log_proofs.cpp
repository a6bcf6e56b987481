#include "api/log_proofs.hpp"

#include "storage/journal_tiles.hpp"
#include "storage/proof/tlog_proof.hpp"

namespace lapor::api {

Result<std::string, proof::Fault> tlog_proof_of(const storage::Journal& journal, const storage::Publication& published,
                                                Position position) {
  const auto records = journal.read(position, 1);
  if (!records || records->empty())
    return fail(proof::Fault{proof::FaultKind::truncated,
                             "Record " + std::to_string(number(position)) + " cannot be read; see /readyz."});
  const auto index = number(position) - 1;
  auto path = storage::tiled_tree(journal, published.tree).inclusion(index, published.checkpoint.size);
  if (!path) return fail(path.error());
  return proof::text_of(proof::TlogProof{records->front().bytes, index, std::move(*path), published.note});
}

}  // namespace lapor::api
