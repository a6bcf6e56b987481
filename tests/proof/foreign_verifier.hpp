#pragma once

#include <string>
#include <vector>

namespace lapor::proof::test {

/// What the program in `tests/proof/foreign` said, and how it ended: 0 it holds, 1 it is refused, 2 it was called
/// wrongly.
struct ForeignAnswer {
  int status{};
  std::string said;
};

/// Runs it and waits until it is done. For `BOOST_TEST`: `status` is compared, `said` shown.
[[nodiscard]] ForeignAnswer ask_foreign_verifier(std::vector<std::string> arguments);

}  // namespace lapor::proof::test
