#pragma once

#include <memory>
#include <vector>

#include "events/rulebook_decide.hpp"

namespace lapor {

/// The rulebook in all its versions, from the reference files on. They share what they have in common
/// (events/shared_table.hpp), so each costs some kilobytes; so does a copy of this. One thread, as every value.
class RulebookHistory {
 public:
  /// `beginning` is what the reference files say; it becomes version 0.
  explicit RulebookHistory(Rulebook beginning);

  /// Adds the version that `record` makes; it must be the next one.
  void add(const RulebookRecord& record);

  [[nodiscard]] const Rulebook& newest() const { return *versions_.back(); }
  /// Null when there is no such version. What it gives lives as long as this history or a copy.
  [[nodiscard]] const Rulebook* at(Version version) const;
  /// The same, and the newest one when there is no such version.
  [[nodiscard]] const Rulebook& of(Version version) const;
  /// When this version came into force; the epoch for version 0. The version must exist.
  [[nodiscard]] Instant begun(Version version) const { return begun_[number(version)]; }

 private:
  std::vector<std::shared_ptr<const Rulebook>> versions_;  // by their numbers
  std::vector<Instant> begun_;
};

}  // namespace lapor
