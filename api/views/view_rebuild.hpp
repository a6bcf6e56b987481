#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "actors/rulebooks.hpp"
#include "api/views/reports_view.hpp"
#include "storage/job_pool.hpp"
#include "storage/journal.hpp"
#include "storage/vault.hpp"

namespace lapor::api {

/// Where a view that is made anew lies, and how it becomes the one that counts.
struct RebuildSite {
  /// A new, empty store beside the present one.
  std::function<Result<ViewStore, std::string>()> open;
  /// The store that was opened last is in use now, and the former one no more.
  std::function<void()> use;
  /// From the next start on the store that was opened last is the one.
  std::function<Result<void, std::string>()> choose;
  /// Deletes all stores but those in use and chosen. A reader may still hold one open for a moment.
  std::function<Result<void, std::string>()> remove_others;
};

enum class RebuildPhase : std::uint8_t { none, folding, indexing, done, failed };

/// How far the last rebuild is: `done` of `total` records while folding, of texts while indexing.
struct RebuildStatus {
  RebuildPhase phase{RebuildPhase::none};
  std::uint64_t done{};
  std::uint64_t total{};
  std::string fault;  // of one that failed: what happened, and what to do
};

}  // namespace lapor::api

namespace lapor {

template <>
inline constexpr auto words<api::RebuildPhase> = std::to_array<Word<api::RebuildPhase>>({
    {api::RebuildPhase::none, "none"},
    {api::RebuildPhase::folding, "folding"},
    {api::RebuildPhase::indexing, "indexing"},
    {api::RebuildPhase::done, "done"},
    {api::RebuildPhase::failed, "failed"},
});

}  // namespace lapor

namespace lapor::api {

/// Asked and told between two portions. Without leave to keep on the work ends where it is, without a fault.
struct RebuildSteps {
  std::function<void(const RebuildStatus&)> tell;
  std::function<bool()> keep_on;
};
/// Folds the journal into a view up to its end and indexes all texts. Used by a server in the background and by a
/// program that has the folder for itself. The error is a sentence that says what to do.
[[nodiscard]] Result<void, std::string> fold_whole_journal(ReportsView& view, const storage::Journal& journal,
                                                           const RebuildSteps& steps);

/// Makes the view "reports" anew from the journal on a thread of its own that steps back for all others, while the old
/// one serves; then puts it in the old one's place between two portions of records, so that no reader waits or sees
/// less than before. Any thread may call.
class ViewRebuild {
 public:
  struct Parts {
    ReportsView& view;
    storage::Journal& journal;
    const storage::Vault& vault;
    const actors::Rulebooks& rulebooks;
    RebuildSite site;
    std::function<void()> wake;                         // the runner of `view`, so that it takes over
    std::function<bool()> has_stopped;                  // the runner, so that nobody will take over
    std::function<void(const RebuildStatus&)> on_step;  // told on the thread, also of each end; may be empty
  };
  /// All references must outlive it.
  explicit ViewRebuild(Parts parts);
  ~ViewRebuild();
  ViewRebuild(const ViewRebuild&) = delete;
  ViewRebuild& operator=(const ViewRebuild&) = delete;

  /// Begins one; nothing when one is under way.
  void start();
  [[nodiscard]] RebuildStatus status() const;
  /// Gives up what is under way. Idempotent; call it before the runner of the view ends.
  void stop();

 private:
  void run();
  [[nodiscard]] Result<void, std::string> make_and_replace();
  [[nodiscard]] Result<void, std::string> make(ReportsView& made);
  [[nodiscard]] Result<bool, std::string> replace_by(ReportsView& made);
  [[nodiscard]] Result<void, std::string> choose_for_the_next_start();
  void tell(RebuildStatus status);

  const Parts parts_;
  mutable std::mutex mutex_;  // guards the next one
  RebuildStatus status_;
  std::atomic<bool> stopping_{};
  storage::JobPool thread_{1, 1, storage::JobPool::Priority::background};
};

}  // namespace lapor::api
