#include "storage/proof/sha256.hpp"

#include <openssl/evp.h>

#include <memory>

#include "events/ensure.hpp"

namespace lapor::proof {

namespace {

/// One OpenSSL context for the whole life of a thread: making one costs more than the hash of a small record.
class Sha256 {
 public:
  Sha256() : context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
    ENSURE(context_ && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1, "OpenSSL has no SHA-256");
  }

  Hash of(BytesView first, BytesView second) {
    Hash hash;
    unsigned size = 0;
    const bool done = EVP_DigestInit_ex(context_.get(), nullptr, nullptr) == 1 &&
                      EVP_DigestUpdate(context_.get(), first.data(), first.size()) == 1 &&
                      EVP_DigestUpdate(context_.get(), second.data(), second.size()) == 1 &&
                      EVP_DigestFinal_ex(context_.get(), reinterpret_cast<unsigned char*>(hash.data()), &size) == 1;
    ENSURE(done && size == hash.size(), "OpenSSL could not hash");
    return hash;
  }

 private:
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

}  // namespace

Hash sha256(BytesView first, BytesView second) {
  thread_local Sha256 instance;
  return instance.of(first, second);
}

}  // namespace lapor::proof
