#pragma once

#include <atomic>
#include <memory>
#include <shared_mutex>
#include <string>

#include "events/rulebook_history.hpp"
#include "storage/journal.hpp"

namespace lapor::actors {

/// The rulebook in force, and every version before it: the reference files, and what `rulebook/1` made of them. One for
/// a process; whoever decides or renders asks it anew each time. Any thread may read; only the rulebook's keeper
/// (actors/rulebook_keeper.hpp) adds versions, after they are durable.
///
/// No version is ever let go, so that records can be read by the rules of their time; hence what is given out are plain
/// references that live as long as this, and reading the newest costs one load.
class Rulebooks {
 public:
  /// `beginning`: what the reference files say.
  explicit Rulebooks(Rulebook beginning);
  Rulebooks(const Rulebooks&) = delete;
  Rulebooks& operator=(const Rulebooks&) = delete;

  /// With all versions that a journal has. Blocks for the read; not on an actor.
  [[nodiscard]] static Result<std::unique_ptr<Rulebooks>, storage::Error> load(Rulebook beginning,
                                                                               storage::Journal& journal);

  /// The version in force.
  [[nodiscard]] const Rulebook& now() const noexcept { return *newest_.load(std::memory_order_acquire); }
  /// This version; the newest one where a journal names one that it does not have.
  [[nodiscard]] const Rulebook& of(Version version) const;

  /// Puts the next version in force.
  void add(const RulebookRecord& record);
  /// Adds what of the stream's records is new. An error: a record that cannot be read, or a gap between them.
  [[nodiscard]] Result<void, std::string> add_all(const storage::StreamHistory& history);

 private:
  mutable std::shared_mutex mutex_;  // guards `history_`
  RulebookHistory history_;
  std::atomic<const Rulebook*> newest_;
};

}  // namespace lapor::actors
