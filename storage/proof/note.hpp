#pragma once

#include <array>
#include <cstddef>
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

/// Not empty, UTF-8, without plus signs, control characters and what Unicode calls white space.
[[nodiscard]] bool is_key_name(std::string_view name);

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
  Bytes signature;  // not empty
  bool operator==(const SignatureLine&) const = default;

  /// With dash and line feed, as it stands in the note.
  [[nodiscard]] std::string text() const;
  /// Nothing unless `line`, without its line feed, is exactly what `text` would write.
  [[nodiscard]] static std::optional<SignatureLine> parse(std::string_view line);
};

/// A private key. Wiped when it goes. Text form, as Go's note package keeps it: `PRIVATE+KEY+name+id+base64`, whose
/// last part is the type and the 32 bytes of RFC 8032's seed. Any thread may sign.
class SignerKey {
 public:
  /// A new random one. `name` must be one that `is_key_name` allows.
  [[nodiscard]] static SignerKey make(std::string_view name, KeyType type = KeyType::ed25519);
  /// `malformed` when the text is no private key, or names an id that its key does not have; never with the text in it.
  [[nodiscard]] static Result<SignerKey, Fault> parse(std::string_view text);
  SignerKey(const SignerKey&) = default;
  SignerKey& operator=(const SignerKey&) = default;
  ~SignerKey();

  [[nodiscard]] const VerifierKey& verifier() const { return verifier_; }
  /// The caller wipes it.
  [[nodiscard]] std::string text() const;
  /// `text` ends in a line feed. Type ed25519 only.
  [[nodiscard]] SignatureLine sign(std::string_view text) const;
  /// A cosignature: type cosignature only; `time` in seconds since 1970, below 2^63.
  [[nodiscard]] SignatureLine cosign(std::string_view text, std::uint64_t time) const;

 private:
  using Seed = std::array<unsigned char, 32>;

  SignerKey(std::string_view name, KeyType type, const Seed& seed);
  [[nodiscard]] SignatureLine line_over(const std::string& message, Bytes before) const;

  VerifierKey verifier_;
  Seed seed_{};
};

/// A note taken apart; nothing in it is verified yet.
struct Note {
  std::string text;  // with its last line feed
  std::vector<SignatureLine> signatures;
  [[nodiscard]] std::string whole() const;
};

/// No note has more signatures or bytes. C2SP asks for 16 signatures at least, of up to some 5 kB each.
inline constexpr std::size_t max_signatures = 64;
inline constexpr std::size_t max_note_bytes = 256 * 1024;

/// `malformed` says which line, counted from 1.
[[nodiscard]] Result<Note, Fault> parse_note(std::string_view whole);

/// The signature lines of a note, or of a witness's answer. `malformed` says which line, counted from `first_line`.
[[nodiscard]] Result<std::vector<SignatureLine>, Fault> parse_signatures(std::string_view lines,
                                                                         std::size_t first_line = 1);

/// Whether the line names this key, by name and id.
[[nodiscard]] bool names_key(const SignatureLine& line, const VerifierKey& key);
/// Whether the line is by this key over this text; false also when name or id are another's.
[[nodiscard]] bool is_by(const SignatureLine& line, const VerifierKey& key, std::string_view text);

/// The time of a cosignature, in seconds since 1970; nothing when its bytes are not as many as a cosignature has, or
/// the time is 2^63 or more.
[[nodiscard]] std::optional<std::uint64_t> time_of_cosignature(const SignatureLine& line);

/// The keys that have signed, in their order. `wrong_key`: none of them has; `forged`: a line names one of them and
/// does not verify. Lines by other keys are ignored.
[[nodiscard]] Result<std::vector<VerifierKey>, Fault> verify_note(const Note& note, std::span<const VerifierKey> keys);

}  // namespace lapor::proof
