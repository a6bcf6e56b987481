#include "api/identity/randomness.hpp"

#include <sodium.h>

#include "events/ensure.hpp"

namespace lapor::api {
namespace {

void start_sodium() {
  static const bool started = sodium_init() >= 0;
  ENSURE(started, "libsodium found no source of randomness");
}

}  // namespace

void fill_random(std::span<std::byte> bytes) {
  start_sodium();
  randombytes_buf(bytes.data(), bytes.size());
}

std::string random_digits(std::size_t count) {
  start_sodium();
  std::string digits(count, '0');
  for (char& digit : digits) digit = static_cast<char>('0' + randombytes_uniform(10));
  return digits;
}

}  // namespace lapor::api
