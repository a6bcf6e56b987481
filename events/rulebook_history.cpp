#include "events/rulebook_history.hpp"

#include "events/ensure.hpp"

namespace lapor {

RulebookHistory::RulebookHistory(Rulebook beginning) {
  beginning.version = Version{};
  versions_.push_back(std::make_shared<const Rulebook>(std::move(beginning)));
  begun_.emplace_back();
}

void RulebookHistory::add(const RulebookRecord& record) {
  ENSURE(record.version == next(newest().version), "the rulebook's next version");
  versions_.push_back(std::make_shared<const Rulebook>(evolve(newest(), record)));
  begun_.push_back(record.at);
}

const Rulebook* RulebookHistory::at(Version version) const {
  return number(version) < versions_.size() ? versions_[number(version)].get() : nullptr;
}

const Rulebook& RulebookHistory::of(Version version) const {
  const Rulebook* found = at(version);
  return found == nullptr ? newest() : *found;
}

}  // namespace lapor
