#pragma once

#include <functional>
#include <memory>
#include <string>

#include "api/http/body_source.hpp"
#include "events/result.hpp"
#include "storage/error.hpp"
#include "storage/job_pool.hpp"

namespace lapor::api {

/// How much of a body is made at a time, and so how much is made ahead of a client that does not read on.
inline constexpr std::size_t portion_bytes = 256U << 10U;

/// Makes a body portion by portion. Called by one thread at a time, and only when the portion before was taken.
class Portions {
 public:
  Portions() = default;
  Portions(const Portions&) = delete;
  Portions& operator=(const Portions&) = delete;
  virtual ~Portions() = default;

  /// About `portion_bytes`, or less and even nothing when that took long enough: whoever finds little must not hold the
  /// thread. May block for reads.
  [[nodiscard]] virtual Result<http::Chunk, storage::Error> next() = 0;
};

/// A body whose portions are made by the threads of a pool when the client has taken those before. A portion that
/// cannot be made leaves the body without its end, so that the client can tell.
class PortionedBody final : public http::BodySource, public std::enable_shared_from_this<PortionedBody> {
 public:
  /// `on_error` is told on a thread of the pool. The pool must outlive the body.
  PortionedBody(storage::JobPool& pool, std::unique_ptr<Portions> portions,
                std::function<void(const std::string& what)> on_error);

  void pull(http::GiveChunk give) override;

 private:
  void make_next(const http::GiveChunk& give);

  storage::JobPool& pool_;
  std::unique_ptr<Portions> portions_;
  std::function<void(const std::string& what)> on_error_;
};

}  // namespace lapor::api
