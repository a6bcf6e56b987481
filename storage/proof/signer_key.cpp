#include <sodium.h>

#include <algorithm>
#include <limits>

#include "events/ensure.hpp"
#include "storage/proof/cosigned_text.hpp"
#include "storage/proof/key_text.hpp"
#include "storage/proof/note.hpp"

namespace lapor::proof {

namespace {

constexpr std::string_view prefix = "PRIVATE+KEY+";

/// The expanded private key, wiped when it goes.
struct KeyPair {
  explicit KeyPair(const std::array<unsigned char, crypto_sign_SEEDBYTES>& seed) {
    ENSURE(crypto_sign_seed_keypair(public_key.data(), secret_key.data(), seed.data()) == 0, "libsodium made no key");
  }
  KeyPair(const KeyPair&) = delete;
  KeyPair& operator=(const KeyPair&) = delete;
  ~KeyPair() { sodium_memzero(secret_key.data(), secret_key.size()); }

  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> public_key{};
  std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret_key{};
};

PublicKey public_key_of(const KeyPair& pair) {
  PublicKey key;
  std::ranges::transform(pair.public_key, key.begin(), [](unsigned char each) { return std::byte{each}; });
  return key;
}

Fault bad_key(const std::string& reason) {
  return {FaultKind::malformed,
          "the private key " + reason + ": PRIVATE+KEY+name+id+base64 is expected, all on one line"};
}

}  // namespace

SignerKey::SignerKey(std::string_view name, KeyType type, const Seed& seed)
    : verifier_{std::string{name}, type, public_key_of(KeyPair{seed})}, seed_(seed) {}

SignerKey::~SignerKey() {
  sodium_memzero(seed_.data(), seed_.size());
}

SignerKey SignerKey::make(std::string_view name, KeyType type) {
  ENSURE(is_key_name(name), "no name for a key: " + std::string{name});
  ENSURE(sodium_init() >= 0, "libsodium found no source of randomness");
  Seed seed;
  randombytes_buf(seed.data(), seed.size());
  SignerKey key{name, type, seed};
  sodium_memzero(seed.data(), seed.size());
  return key;
}

Result<SignerKey, Fault> SignerKey::parse(std::string_view text) {
  if (!text.starts_with(prefix)) return fail(bad_key("does not begin with PRIVATE+KEY+"));
  auto parts = split_key_text(text.substr(prefix.size()));
  if (!parts) return fail(bad_key("does not have its parts"));
  const auto type = type_of(parts->material);
  if (!type) return fail(bad_key("is of a kind that this program does not know"));
  Seed seed;
  std::transform(parts->material.begin() + 1, parts->material.end(), seed.begin(), std::to_integer<unsigned char>);
  sodium_memzero(parts->material.data(), parts->material.size());
  SignerKey key{parts->name, *type, seed};
  sodium_memzero(seed.data(), seed.size());
  if (key.verifier().id() != parts->id) return fail(bad_key("does not have the id that stands in it"));
  return key;
}

std::string SignerKey::text() const {
  KeyText parts{verifier_.name, verifier_.id(), {static_cast<std::byte>(verifier_.type)}};
  std::ranges::transform(seed_, parts.material.begin() + 1, [](unsigned char each) { return std::byte{each}; });
  std::string text{prefix};
  text += join_key_text(parts);
  sodium_memzero(parts.material.data(), parts.material.size());
  return text;
}

SignatureLine SignerKey::line_over(const std::string& message, Bytes before) const {
  const KeyPair pair{seed_};
  std::array<unsigned char, crypto_sign_BYTES> signature;
  const int done =
      crypto_sign_detached(signature.data(), nullptr, reinterpret_cast<const unsigned char*>(message.data()),
                           message.size(), pair.secret_key.data());
  ENSURE(done == 0, "libsodium could not sign");
  std::ranges::transform(signature, std::back_inserter(before), [](unsigned char each) { return std::byte{each}; });
  return {verifier_.name, verifier_.id(), std::move(before)};
}

SignatureLine SignerKey::sign(std::string_view text) const {
  ENSURE(verifier_.type == KeyType::ed25519 && text.ends_with('\n'),
         "not for this key or this text: " + verifier_.name);
  return line_over(std::string{text}, {});
}

SignatureLine SignerKey::cosign(std::string_view text, std::uint64_t time) const {
  ENSURE(verifier_.type == KeyType::cosignature && time <= std::numeric_limits<std::int64_t>::max() &&
             text.ends_with('\n'),
         "not for this key, text or time: " + verifier_.name);
  Bytes before;
  for (unsigned shift = 64; shift > 0; shift -= 8) before.push_back(static_cast<std::byte>(time >> (shift - 8)));
  return line_over(cosigned_text(text, time), std::move(before));
}

}  // namespace lapor::proof
