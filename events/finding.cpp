#include "events/finding.hpp"

#include "events/event_text.hpp"

namespace lapor {
namespace {

using Difference = std::optional<Finding>;

std::string shown(Instant instant) {
  return to_rfc3339(instant, Zone::wib);
}
std::string shown(const std::optional<Instant>& instant) {
  return instant ? shown(*instant) : "none";
}
std::string shown(Initiator initiator) {
  return std::string(to_word(initiator));
}
std::string shown(std::uint64_t number) {
  return std::to_string(number);
}
std::string shown(bool flag) {
  return flag ? "yes" : "no";
}

/// `what` is how the sentence begins: "verification is due".
template <class T>
Difference compare(AuditRule rule, const std::string& what, const T& expected, const T& found) {
  if (expected == found) return std::nullopt;
  Finding finding{rule, shown(expected), shown(found), {}};
  finding.text = what + ' ' + finding.expected + " by the rules, the record says " + finding.found;
  return finding;
}

Difference compare(const Deadline& expected, const Deadline& found) {
  const std::string kind(to_word(expected.kind));
  if (expected.kind != found.kind) {
    const std::string other(to_word(found.kind));
    return Finding{AuditRule::deadline, kind, other, "the " + kind + " clock runs now, the record says " + other};
  }
  if (expected.due != found.due) {
    Finding finding{AuditRule::deadline, shown(expected.due), shown(found.due), {}};
    finding.text = kind + " is due " + finding.expected + " by the calendar, the record says " + finding.found;
    return finding;
  }
  if (!expected.provisional || found.provisional) return std::nullopt;
  return Finding{AuditRule::deadline, "provisional", "not provisional",
                 kind + " due " + shown(expected.due) +
                     " is provisional, for no decree is known for a year in it; the record calls it final"};
}

Difference compare(const std::optional<Deadline>& expected, const std::optional<Deadline>& found) {
  if (expected && found) return compare(*expected, *found);
  if (!expected && !found) return std::nullopt;
  if (expected)
    return Finding{AuditRule::deadline, shown(expected->due), "none",
                   "a new clock starts, due " + shown(expected->due) + "; the record sets none"};
  return Finding{AuditRule::deadline, "none", shown(found->due),
                 "the clock runs on; the record sets a new deadline, due " + shown(found->due)};
}

/// The fields of an event that follow from the state, the policy and the calendar. What the command alone says cannot
/// differ.
template <class E>
Difference difference(const E& expected, const E& found) {
  Difference result;
  const auto check = [&](auto... arguments) {
    if (!result) result = compare(arguments...);
  };
  if constexpr (requires { expected.initiator; })
    check(AuditRule::fact, std::string("the initiator is"), expected.initiator, found.initiator);
  if constexpr (requires { expected.anonymous; })
    check(AuditRule::fact, std::string("anonymous is"), expected.anonymous, found.anonymous);
  if constexpr (requires { expected.confidential; })
    check(AuditRule::fact, std::string("confidential is"), expected.confidential, found.confidential);
  if constexpr (requires { expected.resolution_target; })
    check(AuditRule::resolution_target, std::string("the resolution target is"), expected.resolution_target,
          found.resolution_target);
  if constexpr (requires { expected.appeal_until; })
    check(AuditRule::appeal_window, std::string("an appeal is possible until"), expected.appeal_until,
          found.appeal_until);
  if constexpr (requires { expected.reopen_until; })
    check(AuditRule::reopening_window, std::string("reopening is possible until"), expected.reopen_until,
          found.reopen_until);
  if constexpr (requires { expected.comment; })
    check(AuditRule::comment_number, std::string("the comment's number is"), std::uint64_t{expected.comment},
          std::uint64_t{found.comment});
  if constexpr (requires { expected.previous_due; })
    check(AuditRule::fact, std::string("the deadline before was due"), expected.previous_due, found.previous_due);
  if constexpr (requires { expected.level; }) {
    check(AuditRule::escalation, std::string("the deadline was due"), expected.due, found.due);
    check(AuditRule::escalation, std::string("the level to be told is"), std::uint64_t{expected.level},
          std::uint64_t{found.level});
    check(AuditRule::escalation, std::string("the next level is told at"), expected.next_level_at, found.next_level_at);
  }
  if constexpr (requires { expected.deadline; }) check(expected.deadline, found.deadline);
  return result;
}

Difference difference(const Event& expected, const Event& found) {
  if (expected == found) return std::nullopt;
  Difference result;
  if (expected.index() == found.index())
    result = std::visit(
        [&](const auto& event) { return difference(event, std::get<std::decay_t<decltype(event)>>(found)); }, expected);
  if (result) return result;
  Finding finding{AuditRule::fact, readable(expected), readable(found), {}};
  finding.text = "the rules give '" + finding.expected + "', the record says '" + finding.found + "'";
  return finding;
}

}  // namespace

Finding difference(const Events& expected, const Events& found) {
  for (std::size_t i = 0; i < expected.size() && i < found.size(); ++i)
    if (auto first = difference(expected[i], found[i])) return std::move(*first);
  return {
      AuditRule::command, std::to_string(expected.size()) + " events", std::to_string(found.size()) + " events",
      "the rules give " + std::to_string(expected.size()) + " events, the record has " + std::to_string(found.size())};
}

}  // namespace lapor
