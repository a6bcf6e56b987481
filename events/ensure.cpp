#include "events/ensure.hpp"

#include <cstdio>
#include <cstdlib>

namespace lapor {

void stop_on_bug(const char* condition, const char* file, int line, const std::string& detail) {
  std::fprintf(stderr, "lapor: bug at %s:%d: expected %s; %s\n", file, line, condition, detail.c_str());
  std::abort();
}

}  // namespace lapor
