#include "api/identity/passwords.hpp"

#include <sodium.h>

#include <array>
#include <cerrno>
#include <new>

#include "api/identity/base_encoding.hpp"
#include "api/identity/randomness.hpp"

namespace lapor::api {
namespace {

/// libsodium reads a PHC string up to its terminating zero.
std::optional<std::string> as_phc(std::string_view text) {
  if (text.size() >= crypto_pwhash_STRBYTES || !text.starts_with(crypto_pwhash_argon2id_STRPREFIX)) return std::nullopt;
  return std::string(text);
}

}  // namespace

std::string hash_password(const Secret& password) {
  const std::string_view text = password.reveal();
  std::array<char, crypto_pwhash_STRBYTES> phc{};
  if (crypto_pwhash_str_alg(phc.data(), text.data(), text.size(), password_passes, password_memory,
                            crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw std::bad_alloc();
  return phc.data();
}

bool verify_password(const Secret& password, std::string_view phc) {
  const auto whole = as_phc(phc);
  if (!whole) return false;
  const std::string_view text = password.reveal();
  errno = 0;
  if (crypto_pwhash_str_verify(whole->c_str(), text.data(), text.size()) == 0) return true;
  if (errno == ENOMEM) throw std::bad_alloc();
  return false;
}

bool needs_rehash(std::string_view phc) {
  const auto whole = as_phc(phc);
  return !whole || crypto_pwhash_str_needs_rehash(whole->c_str(), password_passes, password_memory) != 0;
}

const std::string& decoy_hash() {
  static const std::string hash = hash_password(Secret(to_base64url(random_bytes<32>())));
  return hash;
}

}  // namespace lapor::api
