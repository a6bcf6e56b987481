#include "tools/audit/verify/checkpoint_check.hpp"

#include "storage/proof/tlog_proof.hpp"

namespace lapor::audit {
namespace {

using proof::Fault;
using proof::FaultKind;

/// `truncated` and `beyond_tree` tell who has less: the source or the checkpoint.
std::optional<Fault> size_fault(const LogSource& source, const proof::Checkpoint& checkpoint) {
  const std::string sizes = "the checkpoint is of " + std::to_string(checkpoint.size) +
                            " records, what lies beside it of " + std::to_string(source.size());
  if (checkpoint.size > source.size())
    return Fault{FaultKind::truncated, sizes + ": records are missing, or it is the checkpoint of a later time"};
  if (checkpoint.size < source.size())
    return Fault{FaultKind::beyond_tree, sizes + ": there are records beyond the tree that was signed"};
  return std::nullopt;
}

void check_witnesses(const proof::Note& note, const VerifyOptions& options, Verification& result) {
  for (const auto& witness : options.witnesses) {
    const auto signers = proof::verify_note(note, std::span(&witness, 1));
    if (signers) {
      ++result.witnesses;
      continue;
    }
    result.objections.add(
        objection_from(Fault{signers.error().kind, "witness " + witness.name + ": " + signers.error().what}));
  }
}

Fault of_old(const Fault& fault) {
  return {fault.kind, "the old checkpoint: " + fault.what};
}

Result<void, Fault> hold_against(LogSource& source, const proof::Checkpoint& old, const proof::Checkpoint& checkpoint) {
  proof::Hashes path;
  if (old.origin == checkpoint.origin && old.size <= checkpoint.size) {
    auto proven = proof::TiledTree(checkpoint.size, tiles_of(source)).consistency(old.size, checkpoint.size);
    if (!proven) return fail(proven.error());
    path = std::move(*proven);
  }
  return proof::verify_growth(old, checkpoint, path);
}

}  // namespace

std::optional<proof::Checkpoint> check_checkpoint(const LogSource& source, const VerifyOptions& options,
                                                  Verification& result) {
  const auto refuse = [&](const Fault& fault) {
    result.objections.add(objection_from(fault));
    return std::nullopt;
  };
  auto checkpoint = proof::open_checkpoint(source.checkpoint(), options.keys);
  if (!checkpoint) return refuse(checkpoint.error());
  if (!source.origin().empty() && source.origin() != checkpoint->origin)
    return refuse({FaultKind::other_log, "the checkpoint is of the log " + checkpoint->origin +
                                             ", what lies beside it of " + source.origin()});
  if (const auto fault = size_fault(source, *checkpoint)) return refuse(*fault);
  check_witnesses(*proof::parse_note(source.checkpoint()), options, result);
  return std::move(*checkpoint);
}

void check_continues(LogSource& source, const VerifyOptions& options, Verification& result) {
  if (options.old_checkpoint.empty()) return;
  const auto old = proof::open_checkpoint(options.old_checkpoint, options.keys);
  if (!old) return result.objections.add(objection_from(of_old(old.error())));
  const auto continues = hold_against(source, *old, result.checkpoint);
  if (!continues) return result.objections.add(objection_from(of_old(continues.error())));
  result.continues = old->size;
}

}  // namespace lapor::audit
