#include "api/http/bell.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

namespace lapor::api::http {

std::shared_ptr<Bell> Bell::make() {
  const int descriptor = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (descriptor < 0) return nullptr;
  return std::shared_ptr<Bell>{new Bell{descriptor}};
}

Bell::~Bell() {
  ::close(descriptor_);
}

/// Can only fail when the counter is full; then it rings already.
void Bell::ring() const {
  static_cast<void>(::eventfd_write(descriptor_, 1));
}

void Bell::silence() const {
  eventfd_t rings{};
  static_cast<void>(::eventfd_read(descriptor_, &rings));
}

}  // namespace lapor::api::http
