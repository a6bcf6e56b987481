#include "api/identity/process_key.hpp"

#include <sodium.h>

#include "api/identity/randomness.hpp"

namespace lapor::api {
namespace {

const unsigned char* input(const void* bytes) {
  return static_cast<const unsigned char*>(bytes);
}
unsigned char* output(void* bytes) {
  return static_cast<unsigned char*>(bytes);
}

void add(crypto_generichash_state& state, std::string_view part) {
  const std::uint64_t size = part.size();
  crypto_generichash_update(&state, input(&size), sizeof size);
  crypto_generichash_update(&state, input(part.data()), part.size());
}

}  // namespace

ProcessKey::ProcessKey() : bytes_(random_bytes<hash_key_size + table_key_size>()) {}

ProcessKey::~ProcessKey() {
  sodium_memzero(bytes_.data(), bytes_.size());
}

ProcessKey::Digest ProcessKey::digest(std::initializer_list<std::string_view> parts) const {
  crypto_generichash_state state;
  crypto_generichash_init(&state, input(bytes_.data()), hash_key_size, sizeof(Digest));
  for (const std::string_view part : parts) add(state, part);
  Digest digest;
  crypto_generichash_final(&state, output(digest.data()), digest.size());
  return digest;
}

std::uint64_t ProcessKey::short_digest(std::string_view text) const {
  static_assert(crypto_shorthash_KEYBYTES == table_key_size && crypto_shorthash_BYTES == sizeof(std::uint64_t));
  std::uint64_t digest{};
  crypto_shorthash(output(&digest), input(text.data()), text.size(), input(bytes_.data() + hash_key_size));
  return digest;
}

}  // namespace lapor::api
