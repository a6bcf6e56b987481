#include "api/identity/proof_of_work.hpp"

#include <sodium.h>

#include <algorithm>
#include <bit>
#include <optional>
#include <span>

#include "api/identity/base_encoding.hpp"
#include "api/identity/randomness.hpp"
#include "events/ensure.hpp"

namespace lapor::api {
namespace {

using Id = std::array<std::byte, 16>;

/// id (16) | end in milliseconds since 1970 (8, big-endian) | bits (1) | the first 16 bytes of a keyed hash of these
constexpr std::size_t tag_size = 16;
constexpr std::size_t facts_size = sizeof(Id) + 8 + 1;

struct Facts {
  Id id{};
  Instant expires_at{};
  unsigned bits{};
};

std::string_view as_text(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::vector<std::byte> written(const Facts& facts) {
  std::vector<std::byte> bytes(facts.id.begin(), facts.id.end());
  const auto end = static_cast<std::uint64_t>(facts.expires_at.time_since_epoch().count());
  for (int shift = 56; shift >= 0; shift -= 8) bytes.push_back(static_cast<std::byte>(end >> shift & 255U));
  bytes.push_back(static_cast<std::byte>(facts.bits));
  return bytes;
}

Facts read(std::span<const std::byte, facts_size> bytes) {
  Facts facts;
  std::ranges::copy(bytes.first<sizeof(Id)>(), facts.id.begin());
  std::uint64_t end = 0;
  for (const std::byte byte : bytes.subspan<sizeof(Id), 8>()) end = end << 8U | std::to_integer<std::uint64_t>(byte);
  facts.expires_at = Instant{std::chrono::milliseconds{static_cast<std::int64_t>(end)}};
  facts.bits = std::to_integer<unsigned>(bytes.back());
  return facts;
}

ProcessKey::Digest tag_of(const ProcessKey& key, std::span<const std::byte> facts) {
  return key.digest({"proof of work", as_text(facts)});
}

std::optional<Facts> authentic(const ProcessKey& key, std::string_view challenge) {
  constexpr std::size_t most_text = 64;  // 41 bytes are 55 characters
  if (challenge.size() > most_text) return std::nullopt;
  const auto bytes = from_base64url(challenge);
  if (!bytes || bytes->size() != facts_size + tag_size) return std::nullopt;
  const std::span all(*bytes);
  const auto facts = all.first<facts_size>();
  if (sodium_memcmp(tag_of(key, facts).data(), all.subspan(facts_size).data(), tag_size) != 0) return std::nullopt;
  return read(facts);
}

unsigned zero_bits(std::string_view challenge, std::string_view nonce) {
  const std::string text = std::string(challenge) + ':' + std::string(nonce);
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
  unsigned bits = 0;
  for (const unsigned char byte : hash) {
    bits += static_cast<unsigned>(std::countl_zero(byte));
    if (byte != 0) break;
  }
  return bits;
}

}  // namespace

ProofOfWork::Challenge ProofOfWork::issue(Instant now, unsigned bits) const {
  ENSURE(bits <= most_bits, "no client solves " + std::to_string(bits) + " bits");
  const Facts facts{random_bytes<sizeof(Id)>(), now + lifetime, bits};
  auto bytes = written(facts);
  const auto tag = tag_of(key_, bytes);
  bytes.insert(bytes.end(), tag.begin(), tag.begin() + tag_size);
  return {to_base64url(bytes), bits, facts.expires_at};
}

Result<void, ProofOfWork::Flaw> ProofOfWork::accept(std::string_view challenge, std::string_view nonce, Instant now) {
  const auto facts = authentic(key_, challenge);
  if (!facts) return fail(Flaw::not_ours);
  if (facts->expires_at <= now) return fail(Flaw::expired);
  if (nonce.size() > most_nonce || zero_bits(challenge, nonce) < facts->bits) return fail(Flaw::no_work);
  return use(facts->id, facts->expires_at, now);
}

Result<void, ProofOfWork::Flaw> ProofOfWork::use(const Id& id, Instant expires_at, Instant now) {
  const std::scoped_lock lock(mutex_);
  used_.erase(used_.begin(), used_.upper_bound({now, Id{}}));
  const std::pair entry(expires_at, id);
  if (used_.contains(entry)) return fail(Flaw::used);
  if (used_.size() >= most_used_) return fail(Flaw::too_many);
  used_.insert(entry);
  return {};
}

std::size_t ProofOfWork::used() const {
  const std::scoped_lock lock(mutex_);
  return used_.size();
}

std::string solve(std::string_view challenge, unsigned bits) {
  for (std::uint64_t number = 0;; ++number)
    if (std::string nonce = std::to_string(number); zero_bits(challenge, nonce) >= bits) return nonce;
}

}  // namespace lapor::api
