#include "storage/check/entry_set.hpp"

#include <sodium.h>

#include <cstring>

#include "events/ensure.hpp"

namespace lapor::storage {

static_assert(crypto_shorthash_siphashx24_KEYBYTES == 16 && crypto_shorthash_siphashx24_BYTES == 16);

EntrySums::EntrySums() {
  ENSURE(sodium_init() >= 0, "libsodium found no source of randomness");
  randombytes_buf(key_.data(), key_.size());
}

void EntrySums::add(Sum& sum, BytesView entry) const {
  std::array<unsigned char, 16> hash{};
  crypto_shorthash_siphashx24(hash.data(), reinterpret_cast<const unsigned char*>(entry.data()), entry.size(),
                              key_.data());
  Sum halves{};
  std::memcpy(halves.data(), hash.data(), hash.size());
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += halves[i];
}

}  // namespace lapor::storage
