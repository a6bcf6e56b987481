#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "events/result.hpp"
#include "storage/proof/checkpoint.hpp"
#include "storage/proof/fault.hpp"
#include "storage/proof/note.hpp"

/// What a log and its witnesses say to each other (C2SP tlog-witness, `add-checkpoint`), without the network.
namespace lapor::proof {

struct AddCheckpoint {
  std::uint64_t old_size{};  // of the last checkpoint that the witness has signed
  std::vector<Hash> path;    // consistency from there to the checkpoint
  std::string checkpoint;    // the note
};

[[nodiscard]] std::string text_of(const AddCheckpoint& request);
[[nodiscard]] Result<AddCheckpoint, Fault> add_checkpoint_from(std::string_view body);

/// The size that a witness names in its 409.
[[nodiscard]] std::optional<std::uint64_t> size_from_conflict(std::string_view body);

/// The lines of a witness's answer that are its own valid cosignatures over the checkpoint. `wrong_key`: there are
/// none; `forged`: one names the witness and does not verify.
[[nodiscard]] Result<std::vector<SignatureLine>, Fault> cosignatures_from(std::string_view answer,
                                                                          std::string_view checkpoint_text,
                                                                          const VerifierKey& witness);

}  // namespace lapor::proof
