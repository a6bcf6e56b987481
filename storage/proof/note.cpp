#include "storage/proof/note.hpp"

#include <sodium.h>

#include <algorithm>
#include <limits>

#include "storage/proof/base64.hpp"
#include "storage/proof/cosigned_text.hpp"
#include "storage/proof/lines.hpp"
#include "storage/proof/note_text.hpp"

namespace lapor::proof {

namespace {

constexpr std::string_view dash = "\xe2\x80\x94 ";  // U+2014 and a space
constexpr std::size_t time_bytes = 8;

Fault malformed(std::string what) {
  return {FaultKind::malformed, std::move(what)};
}

bool verifies(BytesView signature, const PublicKey& key, std::string_view message) {
  if (signature.size() != crypto_sign_BYTES) return false;
  return crypto_sign_verify_detached(reinterpret_cast<const unsigned char*>(signature.data()),
                                     reinterpret_cast<const unsigned char*>(message.data()), message.size(),
                                     reinterpret_cast<const unsigned char*>(key.data())) == 0;
}

bool cosignature_verifies(const SignatureLine& line, const PublicKey& key, std::string_view text) {
  const auto time = time_of_cosignature(line);
  return time && verifies(BytesView{line.signature}.subspan(time_bytes), key, cosigned_text(text, *time));
}

/// Whether a line names the key, and all that do verify.
Result<bool, Fault> has_signed(const Note& note, const VerifierKey& key) {
  bool signed_by_key = false;
  for (const SignatureLine& line : note.signatures) {
    if (!names_key(line, key)) continue;
    if (!is_by(line, key, note.text)) {
      return fail(Fault{FaultKind::forged, "the signature of " + key.name +
                                               " does not verify: the text or the signature was changed, or forged"});
    }
    signed_by_key = true;
  }
  return signed_by_key;
}

}  // namespace

std::string SignatureLine::text() const {
  std::string line{dash};
  line += name + ' ';
  Bytes bytes{id.begin(), id.end()};
  bytes.insert(bytes.end(), signature.begin(), signature.end());
  append_base64(line, bytes);
  return line + '\n';
}

std::optional<SignatureLine> SignatureLine::parse(std::string_view line) {
  if (!line.starts_with(dash)) return std::nullopt;
  line.remove_prefix(dash.size());
  const auto space = line.find(' ');
  if (space == std::string_view::npos || !is_key_name(line.substr(0, space))) return std::nullopt;
  const auto bytes = from_base64(line.substr(space + 1));
  SignatureLine parsed{std::string{line.substr(0, space)}, {}, {}};
  if (!bytes || bytes->size() <= parsed.id.size()) return std::nullopt;
  const auto signature = bytes->begin() + static_cast<std::ptrdiff_t>(parsed.id.size());
  std::copy(bytes->begin(), signature, parsed.id.begin());
  parsed.signature.assign(signature, bytes->end());
  return parsed;
}

std::string Note::whole() const {
  std::string whole = text + '\n';
  for (const SignatureLine& line : signatures) whole += line.text();
  return whole;
}

Result<std::vector<SignatureLine>, Fault> parse_signatures(std::string_view lines, std::size_t first_line) {
  std::vector<SignatureLine> signatures;
  while (!lines.empty()) {
    if (signatures.size() == max_signatures) return fail(malformed("there are more than 64 signatures"));
    const auto place = "line " + std::to_string(first_line + signatures.size());
    const auto line = take_line(lines);
    if (!line) return fail(malformed(place + " does not end in a line feed: the text was cut off, get it again"));
    auto signature = SignatureLine::parse(*line);
    if (!signature) return fail(malformed(place + " is no signature: a dash (U+2014), a name and base64 are expected"));
    signatures.push_back(std::move(*signature));
  }
  return signatures;
}

Result<Note, Fault> parse_note(std::string_view whole) {
  if (whole.size() > max_note_bytes) return fail(malformed("a text of more than 256 KiB is no signed note"));
  if (!is_note_text(whole)) return fail(malformed("the note is not UTF-8, or has control characters"));
  const auto empty_line = whole.rfind("\n\n");
  if (empty_line == std::string_view::npos) {
    return fail(malformed("the note has no empty line between its text and signatures: get all of it"));
  }
  const auto text = whole.substr(0, empty_line + 1);
  const auto lines_before = static_cast<std::size_t>(std::ranges::count(text, '\n')) + 1;
  auto signatures = parse_signatures(whole.substr(empty_line + 2), lines_before + 1);
  if (!signatures) return fail(std::move(signatures.error()));
  if (signatures->empty()) return fail(malformed("the note has no signature: get all of it"));
  return Note{std::string{text}, std::move(*signatures)};
}

bool names_key(const SignatureLine& line, const VerifierKey& key) {
  return line.name == key.name && line.id == key.id();
}

bool is_by(const SignatureLine& line, const VerifierKey& key, std::string_view text) {
  if (!names_key(line, key)) return false;
  switch (key.type) {
    case KeyType::ed25519:
      return verifies(line.signature, key.key, text);
    case KeyType::cosignature:
      return cosignature_verifies(line, key.key, text);
  }
  return false;
}

std::optional<std::uint64_t> time_of_cosignature(const SignatureLine& line) {
  if (line.signature.size() != time_bytes + crypto_sign_BYTES) return std::nullopt;
  std::uint64_t time = 0;
  for (std::size_t i = 0; i < time_bytes; ++i) time = time << 8 | std::to_integer<std::uint64_t>(line.signature[i]);
  if (time > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return std::nullopt;
  return time;
}

Result<std::vector<VerifierKey>, Fault> verify_note(const Note& note, std::span<const VerifierKey> keys) {
  std::vector<VerifierKey> signers;
  for (const VerifierKey& key : keys) {
    const auto signed_by_key = has_signed(note, key);
    if (!signed_by_key) return fail(signed_by_key.error());
    if (*signed_by_key) signers.push_back(key);
  }
  if (signers.empty()) return fail(Fault{FaultKind::wrong_key, "none of the given keys has signed the note"});
  return signers;
}

}  // namespace lapor::proof
