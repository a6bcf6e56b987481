#pragma once

#include <string>

namespace lapor {

/// Prints where and which condition did not hold, then aborts. Never returns.
[[noreturn]] void stop_on_bug(const char* condition, const char* file, int line, const std::string& detail);

}  // namespace lapor

/// States what must be true unless the program itself is wrong. Stays on in release builds: a wrong journal is worse
/// than a stopped server. `detail` is a string that helps to find the bug.
#define ENSURE(condition, detail) \
  ((condition) ? static_cast<void>(0) : ::lapor::stop_on_bug(#condition, __FILE__, __LINE__, (detail)))
