#include "api/attachments/upload_sink.hpp"

#include <utility>

namespace lapor::api {

using storage::Error;
using storage::ErrorCode;

UploadSink::UploadSink(const storage::Uploads& uploads, storage::JobPool& pool, std::atomic<std::uint64_t>& under_way,
                       std::optional<Error> refusal)
    : uploads_(uploads), pool_(pool), under_way_(under_way), error_(std::move(refusal)) {
  ++under_way_;
}

UploadSink::~UploadSink() {
  --under_way_;
}

bool UploadSink::take(std::string_view bytes, std::function<void()> drained) {
  std::unique_lock lock{mutex_};
  if (error_) return true;  // read and thrown away, so that the client gets its answer
  waiting_ += bytes;
  const bool has_room = waiting_.size() < room_bytes;
  if (!has_room) drained_ = std::move(drained);
  begin_work(std::move(lock));
  return has_room;
}

void UploadSink::end(bool whole) {
  if (whole) return;
  std::unique_lock lock{mutex_};
  dropped_ = true;
  waiting_.clear();
  begin_work(std::move(lock));
}

void UploadSink::when_sealed(std::function<void(Sealed)> done) {
  std::unique_lock lock{mutex_};
  done_ = std::move(done);
  begin_work(std::move(lock));
}

void UploadSink::begin_work(std::unique_lock<std::mutex> lock) {
  if (std::exchange(working_, true)) return;
  lock.unlock();
  if (pool_.post([self = shared_from_this()] { self->work(); }) == storage::JobPool::Admission::accepted) return;
  fail_with({ErrorCode::overloaded, "Too many files are being received."});
  work();  // touches no file any more
}

/// Until nothing waits. What was waited for is told without the lock.
void UploadSink::work() {
  for (;;) {
    std::unique_lock lock{mutex_};
    const std::string bytes = std::exchange(waiting_, {});
    const auto drained = std::exchange(drained_, nullptr);
    if (dropped_) part_.reset();
    if (bytes.empty()) {
      const auto done = std::exchange(done_, nullptr);
      if (!done) {
        working_ = false;
        return;
      }
      lock.unlock();
      return done(sealed());
    }
    lock.unlock();
    if (drained) drained();
    seal(bytes);
  }
}

void UploadSink::seal(std::string_view bytes) {
  {
    const std::lock_guard lock{mutex_};
    if (error_ || dropped_) return;
  }
  if (!part_) {
    auto begun = uploads_.begin();
    if (!begun) return fail_with(begun.error());
    part_ = std::move(*begun);
  }
  if (const auto appended = part_->append(std::as_bytes(std::span{bytes})); !appended) fail_with(appended.error());
}

/// A body without a byte has no part yet.
UploadSink::Sealed UploadSink::sealed() {
  {
    const std::lock_guard lock{mutex_};
    if (error_) return fail(*error_);
  }
  if (!part_) {
    auto begun = uploads_.begin();
    if (!begun) return fail(begun.error());
    part_ = std::move(*begun);
  }
  if (const auto finished = part_->finish(); !finished) return fail(finished.error());
  return std::move(part_);
}

/// The part goes at once: its space may be what is missing.
void UploadSink::fail_with(Error error) {
  part_.reset();
  const std::lock_guard lock{mutex_};
  if (!error_) error_ = std::move(error);
}

}  // namespace lapor::api
