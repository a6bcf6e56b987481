#include "api/identity/secret.hpp"

#include <sodium.h>

#include <ostream>

namespace lapor::api {

void wipe(std::string& text) {
  sodium_memzero(text.data(), text.size());
  text.clear();
}

Secret::Secret(std::string text) : bytes_(text.begin(), text.end()) {
  wipe(text);
}

Secret::~Secret() {
  sodium_memzero(bytes_.data(), bytes_.size());
}

std::ostream& operator<<(std::ostream& out, const Secret&) {
  return out << Secret::shown;
}

}  // namespace lapor::api
