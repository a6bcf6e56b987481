#pragma once

#include <optional>
#include <string>

#include "events/result.hpp"
#include "storage/error.hpp"
#include "storage/proof/fault.hpp"

namespace lapor::backup {

using proof::Fault;
using proof::FaultKind;

/// Why a backup or a restore ends: a fault of the copies, whose kind tells the operator where to look
/// (docs/operations.md, "Back up and restore"); or a failure of the machine, such as a full disk, which has no kind and
/// says nothing about the copies.
struct Trouble {
  std::optional<FaultKind> kind;
  std::string what;  // one English sentence

  Trouble(std::optional<FaultKind> kind_of_fault, std::string sentence);
  Trouble(const Fault& fault);  // NOLINT: faults of proofs and exports are troubles as they are
};

using Done = Result<void, Trouble>;

/// `return refuse(FaultKind::altered, "...")`.
[[nodiscard]] tl::unexpected<Trouble> refuse(FaultKind kind, std::string what);
/// What the store refuses: `corrupt` is `altered`, `wrong_key` is itself, all else is the machine's.
[[nodiscard]] tl::unexpected<Trouble> refuse(const storage::Error& error);
/// The machine cannot do it.
[[nodiscard]] tl::unexpected<Trouble> cannot(std::string what);
[[nodiscard]] Done taken(const Result<void, storage::Error>& result);

/// As operators read it: `truncated: /media/backup holds no backup`.
[[nodiscard]] std::string text_of(const Trouble& trouble);

}  // namespace lapor::backup
