#pragma once

#include <bitset>
#include <cstddef>
#include <optional>
#include <string_view>
#include <variant>

#include "events/any_record.hpp"

namespace lapor::api {

/// A set of kinds of events, of reports, persons, the log and the rulebook alike, by the names that `name_of` gives.
class EventKinds {
 public:
  /// Whether there is an event of this name; it is in the set then.
  bool add(std::string_view name);
  [[nodiscard]] bool empty() const { return kinds_.none(); }
  /// Whether an event of the record is of one of the kinds.
  [[nodiscard]] bool has_any_of(const AnyRecord& record) const;

 private:
  static constexpr std::size_t of_persons = std::variant_size_v<Event>;
  static constexpr std::size_t of_log = of_persons + std::variant_size_v<PersonEvent>;
  static constexpr std::size_t of_rulebook = of_log + std::variant_size_v<LogEvent>;
  static constexpr std::size_t count = of_rulebook + std::variant_size_v<RulebookEvent>;

  static std::size_t ordinal(const Event& event) { return event.index(); }
  static std::size_t ordinal(const PersonEvent& event) { return of_persons + event.index(); }
  static std::size_t ordinal(const LogEvent& event) { return of_log + event.index(); }
  static std::size_t ordinal(const RulebookEvent& event) { return of_rulebook + event.index(); }

  std::bitset<count> kinds_;
};

}  // namespace lapor::api
