#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace lapor::proof {

/// Why a proof, a checkpoint or an export is refused. Each kind tells its reader to look somewhere else.
enum class FaultKind : std::uint8_t {
  malformed,     // it is not what it says it is: not a note, not a proof, not a bundle
  wrong_key,     // no signature by the key that was given
  forged,        // a signature that names the given key and does not verify
  other_log,     // signed for another origin
  forked,        // the same log, but one history does not continue the other
  wrong_length,  // a proof has more or fewer hashes than its place needs
  beyond_tree,   // an index or a size that the tree does not have
  other_record,  // the proof is whole, but not of this record
  truncated,     // something that should be there is missing
  altered,       // bytes that do not give the hash that was promised
};

/// The word that programs look for, such as `wrong-key`.
[[nodiscard]] std::string_view to_word(FaultKind kind);

/// `what` is one English sentence that names the place and says what to do.
struct Fault {
  FaultKind kind{};
  std::string what;
};

}  // namespace lapor::proof
