#pragma once

#include <tl/expected.hpp>

namespace lapor {

/// A value, or the reason why there is none. Refusals and failures travel this way; exceptions do not cross folders.
template <class T, class E>
using Result = tl::expected<T, E>;

/// Wraps the reason of a failed `Result`: `return fail(Refusal{...});`
template <class E>
[[nodiscard]] auto fail(E reason) {
  return tl::unexpected<E>(std::move(reason));
}

}  // namespace lapor
