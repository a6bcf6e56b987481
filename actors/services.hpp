#pragma once

#include <atomic>
#include <caf/actor.hpp>
#include <caf/send.hpp>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <vector>

#include "actors/counters.hpp"
#include "actors/engine.hpp"
#include "storage/job_pool.hpp"

namespace lapor::actors {

/// The way from the journal's threads to the actors. The journal may still call back when the actors are gone; once
/// closed, the gate drops what arrives. Shared by every callback.
class Gate {
 public:
  template <class Message>
  void post(const caf::actor& to, Message message) {
    const std::shared_lock lock{mutex_};
    if (open_) caf::anon_send(to, std::move(message));
  }
  void close() {
    const std::unique_lock lock{mutex_};
    open_ = false;
  }

 private:
  std::shared_mutex mutex_;
  bool open_{true};
};

/// What all actors of one engine share. Owned by the engine; outlives its actors. The handles are set before the first
/// message is sent and then only read.
struct Services {
  EngineOptions options;
  storage::Journal& journal;
  const storage::Vault& vault;
  Rulebooks& rulebooks;  // only the keeper adds to it
  const Clock& clock;
  std::shared_ptr<Gate> gate{std::make_shared<Gate>()};
  Counters counters{};
  std::atomic<std::uint64_t> last_report_given{};
  std::vector<caf::actor> shards{};
  std::vector<caf::actor> timers{};
  std::vector<caf::actor> readers{};
  caf::actor people{};
  caf::actor log_keeper{};
  caf::actor rulebook_keeper{};
  std::vector<caf::actor> runners{};
  /// Folding blocks: all projections share one thread, portion by portion. A job each at most, so it is never full.
  /// Commands come first: in a burst the views fall behind rather than slow down what makes things durable.
  storage::JobPool projections_thread{1, 1'024, storage::JobPool::Priority::background};

  [[nodiscard]] std::size_t shard_index(ReportId report) const { return number(report) % options.shards; }
  [[nodiscard]] const caf::actor& shard_of(ReportId report) const { return shards[shard_index(report)]; }
  [[nodiscard]] const caf::actor& reader_for(std::uint64_t any) const { return readers[any % readers.size()]; }
  /// Never the same twice; the next start begins after the last one that was written.
  [[nodiscard]] ReportId new_report_id() { return ReportId{++last_report_given}; }
};

}  // namespace lapor::actors
