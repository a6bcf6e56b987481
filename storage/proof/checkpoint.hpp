#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "events/result.hpp"
#include "storage/proof/fault.hpp"
#include "storage/proof/merkle.hpp"
#include "storage/proof/note.hpp"

namespace lapor::proof {

/// The head of the log at one moment (C2SP tlog-checkpoint): which log, how many records, their RFC 6962 root.
struct Checkpoint {
  std::string origin;
  std::uint64_t size{};
  Hash root{};
  bool operator==(const Checkpoint&) const = default;
};

/// The three lines that are signed.
[[nodiscard]] std::string text_of(const Checkpoint& checkpoint);
/// `malformed` says which line; further lines that are not empty are allowed and passed over.
[[nodiscard]] Result<Checkpoint, Fault> checkpoint_from(std::string_view note_text);

/// The note of a checkpoint, signed by all of `signers`, one at least. The origin must be what `is_key_name` allows.
[[nodiscard]] std::string sign_checkpoint(const Checkpoint& checkpoint, std::span<const SignerKey> signers);

/// A checkpoint that one of `keys` vouches for. The log is the one that the keys are named after, so keys with another
/// name than the origin do not count; when none has it, that is `other_log`, before anything is said of signatures.
[[nodiscard]] Result<Checkpoint, Fault> open_checkpoint(std::string_view note, std::span<const VerifierKey> keys);

}  // namespace lapor::proof
