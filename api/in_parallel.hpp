#pragma once

#include <exception>
#include <thread>
#include <utility>

namespace lapor::api {

/// Runs both, the second one on a thread of its own, which inherits the caller's scheduling policy; returns when both
/// are done. What either throws is thrown on. Worth it from some hundred microseconds of work on.
template <class One, class Other>
void in_parallel(One one, Other other) {
  std::exception_ptr thrown_there;
  std::thread thread([&] {
    try {
      other();
    } catch (...) {
      thrown_there = std::current_exception();
    }
  });
  std::exception_ptr thrown_here;
  try {
    one();
  } catch (...) {
    thrown_here = std::current_exception();
  }
  thread.join();
  if (thrown_here) std::rethrow_exception(thrown_here);
  if (thrown_there) std::rethrow_exception(thrown_there);
}

}  // namespace lapor::api
