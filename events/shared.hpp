#pragma once

#include <memory>
#include <utility>

namespace lapor {

/// A value that does not change and that copies share, for large parts of what exists in many versions: a copy costs a
/// pointer. Any thread may read; assigning another value needs the owner alone, as with every value.
template <class T>
class Shared {
 public:
  Shared() : Shared(T{}) {}
  Shared(T value) : value_(std::make_shared<const T>(std::move(value))) {}  // NOLINT: a value is one of these

  [[nodiscard]] const T& operator*() const { return *value_; }
  [[nodiscard]] const T* operator->() const { return value_.get(); }
  [[nodiscard]] operator const T&() const { return *value_; }  // NOLINT: reads like the value itself

 private:
  std::shared_ptr<const T> value_;  // never null, but when moved from
};

}  // namespace lapor
