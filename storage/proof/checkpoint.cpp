#include "storage/proof/checkpoint.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "events/ensure.hpp"
#include "storage/proof/base64.hpp"
#include "storage/proof/lines.hpp"

namespace lapor::proof {

namespace {

Fault malformed(std::string_view what) {
  return {FaultKind::malformed, "in the checkpoint, " + std::string{what}};
}

/// Whether all lines of `rest` are whole and not empty.
bool are_extension_lines(std::string_view rest) {
  while (!rest.empty()) {
    const auto line = take_line(rest);
    if (!line || line->empty()) return false;
  }
  return true;
}

/// The keys that are named after the log.
std::vector<VerifierKey> keys_of(const std::string& origin, std::span<const VerifierKey> keys) {
  std::vector<VerifierKey> found;
  std::ranges::copy_if(keys, std::back_inserter(found), [&](const auto& key) { return key.name == origin; });
  return found;
}

}  // namespace

std::string text_of(const Checkpoint& checkpoint) {
  return checkpoint.origin + '\n' + std::to_string(checkpoint.size) + '\n' + to_base64(checkpoint.root) + '\n';
}

Result<Checkpoint, Fault> checkpoint_from(std::string_view note_text) {
  const auto origin = take_line(note_text);
  if (!origin || origin->empty()) return fail(malformed("line 1 is not the name of a log"));
  const auto size_line = take_line(note_text);
  const auto size = size_line ? number_from(*size_line) : std::nullopt;
  if (!size) return fail(malformed("line 2 is not a count of records, a decimal number without leading zeros"));
  const auto root_line = take_line(note_text);
  const auto root = root_line ? hash_from_base64(*root_line) : std::nullopt;
  if (!root) return fail(malformed("line 3 is not the base64 of a SHA-256 value"));
  if (!are_extension_lines(note_text)) return fail(malformed("a line behind the third is empty or cut off"));
  return Checkpoint{std::string{*origin}, *size, *root};
}

std::string sign_checkpoint(const Checkpoint& checkpoint, std::span<const SignerKey> signers) {
  ENSURE(!signers.empty() && is_key_name(checkpoint.origin),
         "a checkpoint needs a name and a key: " + checkpoint.origin);
  Note note{text_of(checkpoint), {}};
  for (const SignerKey& signer : signers) note.signatures.push_back(signer.sign(note.text));
  return note.whole();
}

Result<Checkpoint, Fault> open_checkpoint(std::string_view note, std::span<const VerifierKey> keys) {
  const auto parsed = parse_note(note);
  if (!parsed) return fail(parsed.error());
  auto checkpoint = checkpoint_from(parsed->text);
  if (!checkpoint) return checkpoint;
  if (keys.empty()) return fail(Fault{FaultKind::wrong_key, "no key was given to verify the checkpoint with"});
  const auto own_keys = keys_of(checkpoint->origin, keys);
  if (own_keys.empty()) {
    return fail(Fault{FaultKind::other_log, "the checkpoint is of the log " + checkpoint->origin +
                                                ", but the key given is of " + keys.front().name});
  }
  const auto signers = verify_note(*parsed, own_keys);
  if (!signers) return fail(signers.error());
  return checkpoint;
}

}  // namespace lapor::proof
