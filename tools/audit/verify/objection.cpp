#include "tools/audit/verify/objection.hpp"

#include <algorithm>

namespace lapor::audit {

Objection objection_from(const proof::Fault& fault, Place place) {
  return {std::string(proof::to_word(fault.kind)), place, {}, {}, fault.what};
}

Objection objection_from(const Finding& finding, Place place) {
  return {std::string(to_word(finding.rule)), place, finding.expected, finding.found, finding.text};
}

void Objections::add(Objection objection) {
  ++total_;
  ++by_rule_[objection.rule];
  keep(objection);
}

void Objections::add_all(const Objections& others) {
  total_ += others.total_;
  for (const auto& [rule, count] : others.by_rule_) by_rule_[rule] += count;
  for (const Objection& objection : others.first_) keep(objection);
}

void Objections::keep(const Objection& objection) {
  const auto place = std::ranges::upper_bound(first_, objection.place.position, {},
                                              [](const Objection& kept) { return kept.place.position; });
  first_.insert(place, objection);
  if (first_.size() > kept_) first_.pop_back();
}

std::string line_of(const Objection& objection) {
  std::string line;
  if (objection.place.position != Position{}) {
    line = "position " + std::to_string(number(objection.place.position));
    if (objection.place.stream)
      line += " (" + to_string(*objection.place.stream) + ", version " +
              std::to_string(number(objection.place.version)) + ")";
    line += ": ";
  }
  return line + objection.rule + ": " + objection.text;
}

}  // namespace lapor::audit
