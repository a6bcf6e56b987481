#pragma once

#include <cstddef>
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

/// A client must not send more.
inline constexpr std::size_t max_path_lines = 63;

struct AddCheckpoint {
  std::uint64_t old_size{};  // of the last checkpoint that the witness has signed
  std::vector<Hash> path;    // consistency from there to the checkpoint
  std::string checkpoint;    // the note
};

[[nodiscard]] std::string text_of(const AddCheckpoint& request);
/// `malformed` says which line; the checkpoint is taken as it is.
[[nodiscard]] Result<AddCheckpoint, Fault> add_checkpoint_from(std::string_view body);

/// The size that a witness names in its 409; nothing unless the body is one decimal number and a line feed.
[[nodiscard]] std::optional<std::uint64_t> size_from_conflict(std::string_view body);

/// The lines of a witness's answer that are its own valid cosignatures over the checkpoint. `wrong_key`: there are
/// none, or the key is not for cosignatures; `forged`: one names the witness and does not verify; `malformed`: a line
/// is no signature, or the witness left out the time.
[[nodiscard]] Result<std::vector<SignatureLine>, Fault> cosignatures_from(std::string_view answer,
                                                                          std::string_view checkpoint_text,
                                                                          const VerifierKey& witness);

}  // namespace lapor::proof
