#include "tools/backoff.hpp"

#include <algorithm>

namespace lapor::tools {

std::optional<Backoff::Delay> Backoff::next(Time now, std::optional<std::chrono::seconds> asked) {
  if (!first_failure_) first_failure_ = now;
  const Delay delay = std::max(delay_, asked ? Delay{*asked} : Delay{0});
  delay_ = std::min(delay_ * 2, longest);
  if (now + delay > *first_failure_ + patience_) return std::nullopt;
  return delay;
}

}  // namespace lapor::tools
