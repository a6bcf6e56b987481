#include "api/identity/totp.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <array>
#include <span>
#include <vector>

#include "api/identity/base_encoding.hpp"
#include "api/identity/randomness.hpp"
#include "events/ensure.hpp"

namespace lapor::api {
namespace {

constexpr std::size_t code_length = 6;
constexpr std::uint32_t code_range = 1'000'000;  // 10^6

using Sha1 = std::array<unsigned char, 20>;

Sha1 hmac_sha1(std::span<const std::byte> key, std::uint64_t step) {
  std::array<unsigned char, 8> counter{};
  for (std::size_t i = counter.size(); i-- > 0; step >>= 8U) counter[i] = static_cast<unsigned char>(step & 255U);
  Sha1 hash{};
  const auto* done =
      HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), counter.data(), counter.size(), hash.data(), nullptr);
  ENSURE(done != nullptr, "HMAC-SHA-1 must be available");
  return hash;
}

/// RFC 4226, 5.3: 31 bits from the place that the last four bits name.
std::uint32_t truncated(const Sha1& hash) {
  const std::size_t at = hash.back() & 15U;
  return (hash[at] & 127U) << 24U | static_cast<std::uint32_t>(hash[at + 1]) << 16U |
         static_cast<std::uint32_t>(hash[at + 2]) << 8U | hash[at + 3];
}

std::string code_of(std::span<const std::byte> key, std::uint64_t step) {
  std::uint32_t value = truncated(hmac_sha1(key, step)) % code_range;
  std::string digits(code_length, '0');
  for (std::size_t i = code_length; i-- > 0; value /= 10) digits[i] = static_cast<char>('0' + value % 10);
  return digits;
}

/// Nothing for what is no secret.
std::optional<std::vector<std::byte>> key_of(std::string_view secret_base32) {
  auto key = from_base32(secret_base32);
  return key && !key->empty() ? key : std::nullopt;
}

bool is_unreserved(char character) {
  return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
         (character >= '0' && character <= '9') || character == '-' || character == '.' || character == '_' ||
         character == '~';
}

/// RFC 3986, 2.1: all but unreserved characters.
std::string percent_encoded(std::string_view text) {
  constexpr std::string_view digits{"0123456789ABCDEF"};
  std::string encoded;
  for (const char character : text) {
    const auto byte = static_cast<unsigned char>(character);
    if (is_unreserved(character))
      encoded += character;
    else
      encoded.append({'%', digits[byte >> 4U], digits[byte & 15U]});
  }
  return encoded;
}

}  // namespace

std::string new_totp_secret() {
  return to_base32(random_bytes<20>());
}

std::string totp_code(std::string_view secret_base32, std::uint64_t step) {
  const auto key = key_of(secret_base32);
  return key ? code_of(*key, step) : std::string{};
}

std::optional<std::uint64_t> totp_step_of(std::string_view secret_base32, std::string_view code, Instant now,
                                          std::uint64_t after_step) {
  const auto key = key_of(secret_base32);
  if (!key || code.size() != code_length || now < Instant{totp_step_length}) return std::nullopt;
  const auto current = static_cast<std::uint64_t>(now.time_since_epoch() / totp_step_length);
  std::optional<std::uint64_t> found;
  for (std::uint64_t step = current - 1; step <= current + 1; ++step) {
    const bool fits = sodium_memcmp(code_of(*key, step).data(), code.data(), code_length) == 0;
    if (fits && step > after_step) found = step;
  }
  return found;
}

std::string totp_uri(std::string_view secret_base32, std::string_view account, std::string_view issuer) {
  return "otpauth://totp/" + percent_encoded(issuer) + ":" + percent_encoded(account) +
         "?secret=" + percent_encoded(secret_base32) + "&issuer=" + percent_encoded(issuer) +
         "&algorithm=SHA1&digits=6&period=30";
}

}  // namespace lapor::api
