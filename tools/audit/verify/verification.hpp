#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "events/directory.hpp"
#include "storage/proof/checkpoint.hpp"
#include "storage/proof/note.hpp"
#include "tools/audit/verify/log_source.hpp"
#include "tools/audit/verify/objection.hpp"

namespace lapor::audit {

struct VerifyOptions {
  std::vector<proof::VerifierKey> keys;  // of the log: what everything rests on
  std::string old_checkpoint;            // a note that was kept from earlier; empty: none
  std::vector<proof::VerifierKey> witnesses;
  const Rulebook* rules{};  // of the reference files; none: records are folded, not judged; must outlive the call
  std::size_t shown{20};    // objections that are kept; the others are counted
  bool two_threads{true};   // one hashes while the other folds
  bool hashes{true};        // for measuring
  bool histories{true};
  std::function<void(std::uint64_t done, std::uint64_t total)> progress;  // records; may be empty
};

/// How much of a log was verified. A source says itself which records it has, so it may hide some: only `whole` says
/// that the log is what its checkpoint stands for.
enum class Extent : std::uint8_t {
  none,   // something is objected to
  tiles,  // that the source's tiles give the root; no record was read
  range,  // some of the records; what began before them was not folded
  whole,  // from the first record to the checkpoint's size
};
[[nodiscard]] std::string_view to_word(Extent extent);

/// What was verified, and what is wrong with it.
struct Verification {
  explicit Verification(std::size_t shown) : objections(shown) {}

  proof::Checkpoint checkpoint;
  Span records;            // that were read
  std::uint64_t tiles{};   // held against the root
  std::uint64_t hashed{};  // records held against their tiles
  std::uint64_t folded{};
  std::uint64_t judged{};
  std::uint64_t reports{};
  std::uint64_t persons{};
  std::optional<std::uint64_t> continues;  // size of the old checkpoint, when the log continues it
  std::size_t witnesses{};                 // that have signed
  std::vector<std::string> remarks;        // what an auditor must know although no rule is broken
  Objections objections;

  /// Nothing is objected to; see `extent` for what that covers.
  [[nodiscard]] bool stands() const { return objections.total() == 0; }
  [[nodiscard]] Extent extent() const;
};

/// Verifies a log from the outside: the checkpoint's signature, that it continues the old one, every tile against the
/// signed root, every record against its tile, every history by folding it, every record of a report by the rules.
/// Whatever is wrong stands in `objections`; it goes on behind it as far as that makes sense. Memory: see HistoryCheck.
[[nodiscard]] Verification verify(LogSource& source, const VerifyOptions& options);

}  // namespace lapor::audit
