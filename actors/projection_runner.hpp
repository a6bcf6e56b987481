#pragma once

#include <caf/event_based_actor.hpp>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "actors/messages.hpp"
#include "actors/projection.hpp"
#include "actors/services.hpp"

namespace lapor::actors {

/// What a runner tells the world of its projection. Any thread may read.
class ProjectionBoard {
 public:
  explicit ProjectionBoard(Projection& projection) : projection_(projection) {}

  void set_loaded();
  void set_fault(ProjectionFault fault);
  [[nodiscard]] ProjectionStatus status() const;
  [[nodiscard]] Projection& projection() const { return projection_; }

  /// Raised while a message about the journal's growth is on its way, so that a busy journal sends one, not thousands.
  std::atomic<bool> growth_told{};

 private:
  Projection& projection_;
  mutable std::mutex mutex_;
  bool loaded_{};
  std::optional<ProjectionFault> fault_;
};

/// Keeps one projection at the journal's end: portion after portion while it is far behind. Near the end it rests a
/// moment between two, so that many small appends are folded together, unless somebody waits for them. The folding
/// itself blocks and happens on the projections' own thread; this actor only decides what is next and who has waited
/// long enough. A fault stops this projection and no other.
class ProjectionRunner final : public caf::event_based_actor {
 public:
  ProjectionRunner(caf::actor_config& config, Services* services, std::shared_ptr<ProjectionBoard> board);

  caf::behavior make_behavior() override;
  void on_exit() override;

 private:
  void load();
  void rest();
  void go_on();
  void finish(const PortionFolded& portion);
  void await(const AwaitFold& wish);
  void give_up(std::uint64_t ticket);
  void tell_who_waited();
  void tell_all(FoldWait outcome);
  [[nodiscard]] std::uint64_t records_behind() const;

  Services* const services_;
  const std::shared_ptr<ProjectionBoard> board_;
  bool working_{};
  bool resting_{};
  bool stopped_{};
  std::uint64_t last_ticket_{};
  std::map<std::uint64_t, FoldTaskPtr> waiting_;
};

}  // namespace lapor::actors
