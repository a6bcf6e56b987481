#include "storage/attachments/content.hpp"

#include <openssl/evp.h>

#include "events/ensure.hpp"
#include "storage/attachments/hex.hpp"

namespace lapor::storage {

std::string to_hex(const ContentHash& hash) {
  return hex_of(hash);
}

std::optional<ContentHash> content_hash_of(std::string_view hex) {
  return bytes_of_hex<32>(hex);
}

struct ContentHasher::Context {
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> digest{EVP_MD_CTX_new(), EVP_MD_CTX_free};
};

ContentHasher::ContentHasher() : context_(std::make_unique<Context>()) {
  const auto* digest = context_->digest.get();
  ENSURE(digest != nullptr && EVP_DigestInit_ex(context_->digest.get(), EVP_sha256(), nullptr) == 1,
         "OpenSSL has no SHA-256");
}

ContentHasher::~ContentHasher() = default;

void ContentHasher::add(BytesView piece) {
  ENSURE(EVP_DigestUpdate(context_->digest.get(), piece.data(), piece.size()) == 1, "OpenSSL could not hash");
}

ContentHash ContentHasher::finish() {
  ContentHash hash{};
  unsigned size = 0;
  const int done = EVP_DigestFinal_ex(context_->digest.get(), reinterpret_cast<unsigned char*>(hash.data()), &size);
  ENSURE(done == 1 && size == hash.size(), "OpenSSL could not hash");
  return hash;
}

ContentHash content_hash(BytesView whole) {
  ContentHasher hasher;
  hasher.add(whole);
  return hasher.finish();
}

}  // namespace lapor::storage
