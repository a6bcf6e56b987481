#pragma once

#include <exception>
#include <system_error>
#include <thread>
#include <utility>

namespace lapor::api {

/// Runs both, the second one on a thread of its own, which inherits the caller's scheduling policy; returns when both
/// are done. What either throws is thrown on. Where no thread can be had, one runs after the other. Worth it from some
/// hundred microseconds of work on.
template <class One, class Other>
void in_parallel(One one, Other other) {
  const auto caught = [](auto& work) -> std::exception_ptr {
    try {
      work();
    } catch (...) {
      return std::current_exception();
    }
    return nullptr;
  };
  std::exception_ptr thrown_there;
  std::thread thread;
  try {
    thread = std::thread([&] { thrown_there = caught(other); });
  } catch (const std::system_error&) {
  }
  const std::exception_ptr thrown_here = caught(one);
  thread.joinable() ? thread.join() : void(thrown_there = caught(other));
  if (thrown_here) std::rethrow_exception(thrown_here);
  if (thrown_there) std::rethrow_exception(thrown_there);
}

}  // namespace lapor::api
