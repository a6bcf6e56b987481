#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "api/http/body_sink.hpp"
#include "events/result.hpp"
#include "storage/attachments/uploads.hpp"
#include "storage/error.hpp"
#include "storage/job_pool.hpp"

namespace lapor::api {

/// Takes the body of one upload and has it sealed, piece by piece, by a pool: the loop only copies. What waits is
/// bounded; then the connection pauses. Held by the request and by the job that seals.
class UploadSink final : public http::BodySink, public std::enable_shared_from_this<UploadSink> {
 public:
  /// How much waits to be sealed before the connection is told that there is no room; one read of it may come on top.
  static constexpr std::size_t room_bytes = 262'144;

  /// All must outlive the sink. `under_way` counts the sinks there are. With a `refusal` nothing is stored.
  UploadSink(const storage::Uploads& uploads, storage::JobPool& pool, std::atomic<std::uint64_t>& under_way,
             std::optional<storage::Error> refusal = std::nullopt);
  ~UploadSink() override;

  [[nodiscard]] bool take(std::string_view bytes, std::function<void()> drained) override;
  void end(bool whole) override;

  /// The whole upload, sealed; or why there is none.
  using Sealed = Result<std::unique_ptr<storage::UploadPart>, storage::Error>;
  /// After `end(true)`, once: tells `done` when everything is sealed, on a thread of the pool or on this one.
  void when_sealed(std::function<void(Sealed)> done);

 private:
  void begin_work(std::unique_lock<std::mutex> lock);
  void work();
  void seal(std::string_view bytes);
  [[nodiscard]] Sealed sealed();
  void fail_with(storage::Error error);

  const storage::Uploads& uploads_;
  storage::JobPool& pool_;
  std::atomic<std::uint64_t>& under_way_;

  std::mutex mutex_;  // guards what follows
  std::string waiting_;
  std::function<void()> drained_;
  std::function<void(Sealed)> done_;
  bool working_{};
  bool dropped_{};
  std::optional<storage::Error> error_;

  std::unique_ptr<storage::UploadPart> part_;  // of whoever works
};

}  // namespace lapor::api
