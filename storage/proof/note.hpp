#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "events/codec.hpp"
#include "events/result.hpp"
#include "storage/proof/fault.hpp"

/// Signed notes (C2SP signed-note): a text and the signatures of those who vouch for it. Ed25519 (RFC 8032).
namespace lapor::proof {

/// The byte before a public key that says how it signs.
enum class KeyType : std::uint8_t {
  ed25519 = 0x01,      // the text as it stands
  cosignature = 0x04,  // the text behind a line with the time (C2SP tlog-cosignature)
};

using PublicKey = std::array<std::byte, 32>;
using KeyId = std::array<std::byte, 4>;

/// A public key with the name that it signs under. Text form, the "vkey": `name+8 hex digits of the id+base64`.
struct VerifierKey {
  std::string name;
  KeyType type{KeyType::ed25519};
  PublicKey key{};
  bool operator==(const VerifierKey&) const = default;

  [[nodiscard]] KeyId id() const;
  [[nodiscard]] std::string text() const;
  /// `malformed` when the text is no key, or names an id that its key does not have.
  [[nodiscard]] static Result<VerifierKey, Fault> parse(std::string_view text);
};

/// One line under a note: who, which key, the signature's bytes.
struct SignatureLine {
  std::string name;
  KeyId id{};
  Bytes signature;
  /// With dash and line feed, as it stands in the note.
  [[nodiscard]] std::string text() const;
};

/// A private key. Wiped when it goes. Text form, as Go's note package keeps it: `PRIVATE+KEY+name+id+base64`.
class SignerKey {
 public:
  /// A new random one. `name` must be without spaces and plus signs, and not empty.
  [[nodiscard]] static SignerKey make(std::string_view name, KeyType type = KeyType::ed25519);
  [[nodiscard]] static Result<SignerKey, Fault> parse(std::string_view text);
  SignerKey(const SignerKey&) = default;
  SignerKey& operator=(const SignerKey&) = default;
  ~SignerKey();

  [[nodiscard]] const VerifierKey& verifier() const { return verifier_; }
  [[nodiscard]] std::string text() const;
  /// `text` ends in a line feed. Type ed25519 only.
  [[nodiscard]] SignatureLine sign(std::string_view text) const;
  /// A cosignature: type cosignature only; `time` in seconds since 1970.
  [[nodiscard]] SignatureLine cosign(std::string_view text, std::uint64_t time) const;

 private:
  SignerKey(VerifierKey verifier, const std::array<unsigned char, 32>& seed);
  VerifierKey verifier_;
  std::array<unsigned char, 32> seed_{};
};

/// A note taken apart; nothing in it is verified yet.
struct Note {
  std::string text;  // with its last line feed
  std::vector<SignatureLine> signatures;
  [[nodiscard]] std::string whole() const;
};

/// `malformed` says which line. At most 64 signatures and 64 KiB are read.
[[nodiscard]] Result<Note, Fault> parse_note(std::string_view whole);

/// Whether the line is by this key over this text; false also when name or id are another's.
[[nodiscard]] bool is_by(const SignatureLine& line, const VerifierKey& key, std::string_view text);

/// The time of a cosignature, in seconds since 1970; nothing when its bytes are too short.
[[nodiscard]] std::optional<std::uint64_t> time_of_cosignature(const SignatureLine& line);

/// The keys that have signed, in their order. `wrong_key`: none of them has; `forged`: a line names one of them and
/// does not verify.
[[nodiscard]] Result<std::vector<VerifierKey>, Fault> verify_note(const Note& note, std::span<const VerifierKey> keys);

}  // namespace lapor::proof
