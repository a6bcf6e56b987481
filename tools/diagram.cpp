#include "tools/diagram.hpp"

#include <map>
#include <utility>

#include "events/transitions.hpp"
#include "events/vocabulary.hpp"

namespace lapor::tools {
namespace {

/// What leads from one state to another; several ways share one arrow.
using Arrows = std::map<std::pair<Status, Status>, std::string>;

void add_arrow(Arrows& arrows, Status from, Status to, std::string_view label) {
  std::string& labels = arrows[{from, to}];
  if (!labels.empty()) labels += ", ";
  labels += label;
}

Arrows all_arrows() {
  Arrows arrows;
  for (const auto& from : words<Status>) {
    for (const Transition& row : transitions)
      if (row.to != Status::none && row.to != from.value && row.from.contains(from.value))
        add_arrow(arrows, from.value, row.to, row.command);
    for (const ClockRule& rule : clock_rules)
      if (rule.to != Status::none && rule.in.contains(from.value))
        add_arrow(arrows, from.value, rule.to, std::string(to_word(rule.kind)) + " is due");
  }
  return arrows;
}

std::string node(Status status) {
  return status == Status::none ? "[*]" : std::string(to_word(status));
}

}  // namespace

std::string state_diagram() {
  std::string text = "stateDiagram-v2\n";
  for (const auto& [ends, label] : all_arrows())
    text += "    " + node(ends.first) + " --> " + node(ends.second) + ": " + label + '\n';
  return text;
}

}  // namespace lapor::tools
