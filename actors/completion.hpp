#pragma once

#include <functional>
#include <utility>

#include "actors/engine.hpp"
#include "actors/projection.hpp"
#include "events/ensure.hpp"

namespace lapor::actors {

/// Somebody's right to one answer. Whoever holds it either tells it once or lets it go; let go untold, it answers
/// `Unavailable` by itself. So a dying actor, a dropped message and a throwing handler all still answer. Owned by one
/// holder at a time; told on the holder's thread.
template <class Answer>
class Completion {
 public:
  using Done = std::function<void(Answer)>;

  explicit Completion(Done done) : done_(std::move(done)) {}
  Completion(Completion&& other) noexcept
      : done_(std::exchange(other.done_, nullptr)), maybe_written_(other.maybe_written_) {}
  Completion& operator=(Completion&&) = delete;
  ~Completion() {
    if (done_) tell(Unavailable{"the server dropped this request before it was answered; retry it", maybe_written_});
  }

  /// Exactly once.
  void tell(Answer answer) {
    ENSURE(done_, "a request was answered twice");
    std::exchange(done_, nullptr)(std::move(answer));
  }

  /// Whether the journal may hold the effect already, should this be let go untold.
  void set_maybe_written(bool maybe) { maybe_written_ = maybe; }

 private:
  Done done_;
  bool maybe_written_{};
};

/// The right to be told once how a wait ended; let go untold, it says that the projection stopped.
class WaitCompletion {
 public:
  using Done = std::function<void(FoldWait)>;

  explicit WaitCompletion(Done done) : done_(std::move(done)) {}
  WaitCompletion(WaitCompletion&& other) noexcept : done_(std::exchange(other.done_, nullptr)) {}
  WaitCompletion& operator=(WaitCompletion&&) = delete;
  ~WaitCompletion() {
    if (done_) tell(FoldWait::stopped);
  }

  /// Exactly once.
  void tell(FoldWait outcome) {
    ENSURE(done_, "a wait was answered twice");
    std::exchange(done_, nullptr)(outcome);
  }

 private:
  Done done_;
};

}  // namespace lapor::actors
