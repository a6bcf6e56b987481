#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/query.hpp"
#include "events/time.hpp"

namespace lapor::api {

/// The parameters of a query, read one after the other; the first mistake counts. What was understood is kept in a
/// canonical form that has no word of the client's own: `after=12&kind=report_closed`.
class Parameters {
 public:
  /// A problem when one is unknown or given twice.
  [[nodiscard]] static Result<Parameters, Problem> parse(std::string_view raw, std::span<const std::string_view> known);

  /// Nothing when it is absent or is not a number of at least `least`; so with the others.
  [[nodiscard]] std::optional<std::uint64_t> number(std::string_view name, std::uint64_t least);
  /// RFC 3339. A plus that was sent as it is, and so reads as a blank, is a plus.
  [[nodiscard]] std::optional<Instant> instant(std::string_view name);

  /// Some words of an enumeration, with commas between; empty when it is absent.
  template <class E>
  [[nodiscard]] std::vector<E> words_of(std::string_view name) {
    std::vector<E> values;
    each(name, "Give some of: " + all_words<E>() + ".", [&](std::string_view word) {
      const auto value = from_word<E>(word);
      if (value) values.push_back(*value);
      return value.has_value();
    });
    return values;
  }

  /// Hands each of the values with commas between to `take`, until one is refused.
  template <class Take>
  void each(std::string_view name, const std::string& advice, Take take_value) {
    const std::string* text = find(name);
    if (text == nullptr) return;
    std::string_view rest = *text;
    for (bool is_last = false; !is_last;) {
      is_last = rest.find(',') == std::string_view::npos;
      if (!take_value(take(rest, ','))) return refuse(name, advice);
    }
    accept(name, *text);
  }

  /// Null when it is absent. Whoever reads it so says whether it is refused or accepted.
  [[nodiscard]] const std::string* find(std::string_view name) const;
  void refuse(std::string_view name, const std::string& detail);
  /// `value` must be made of what was understood.
  void accept(std::string_view name, std::string_view value);

  [[nodiscard]] const std::optional<Problem>& problem() const { return problem_; }
  [[nodiscard]] const std::string& canonical() const { return canonical_; }

 private:
  std::map<std::string, std::string, std::less<>> values_;
  std::optional<Problem> problem_;
  std::string canonical_;
};

/// What `Parameters::instant` and the parameter `at` take for an instant.
[[nodiscard]] std::optional<Instant> instant_from(std::string text);

}  // namespace lapor::api
