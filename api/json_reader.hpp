#pragma once

#include <array>
#include <boost/json/object.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/problem.hpp"
#include "api/text.hpp"
#include "events/time.hpp"
#include "events/vocabulary.hpp"

namespace lapor::api {

enum class Need { required, optional };

/// Reads the members of one JSON object, strictly. Each call names one member, and what no call has named is unknown,
/// so a parser's list of calls is the whole description of its body. The first problem counts; after it the values read
/// are empty and must not be used. Nothing is trimmed or changed. An optional text may be absent or "".
class FieldReader {
 public:
  /// `object` and `first` must outlive the reader. `prefix` is the path of the object, with a dot: "place.".
  FieldReader(const boost::json::object& object, std::optional<Problem>& first, std::string prefix = "")
      : object_(object), first_(first), prefix_(std::move(prefix)) {}

  /// One line without control characters; `limit` in code points.
  std::string line(std::string_view name, std::size_t limit, Need need) {
    return text_of(name, limit, need, Lines::one);
  }
  /// Text with line breaks.
  std::string text(std::string_view name, std::size_t limit, Need need) {
    return text_of(name, limit, need, Lines::many);
  }
  /// Nothing when it is absent.
  std::optional<bool> flag(std::string_view name);
  std::optional<std::int64_t> integer(std::string_view name, std::int64_t least, std::int64_t most, Need need);
  std::optional<double> number(std::string_view name);
  std::optional<Date> date(std::string_view name, Need need);
  std::optional<Instant> instant(std::string_view name, Need need);
  /// An array of lines, each not blank.
  std::vector<std::string> lines(std::string_view name, std::size_t limit, std::size_t most);
  /// The nested object, for a reader of its own with `path_of(name) + "."`; null when it is absent.
  const boost::json::object* object(std::string_view name);

  /// An array of objects, each for a reader of its own with `path_of(name) + "."`.
  std::vector<const boost::json::object*> objects(std::string_view name, std::size_t most, Need need);
  /// An array of two whole numbers, the second one greater.
  std::optional<std::array<int, 2>> growing_pair(std::string_view name, int least, int most);

  /// A word of an enumeration's list.
  template <class E>
  std::optional<E> word(std::string_view name, Need need) {
    const auto text = line(name, 64, need);
    if (text.empty()) return std::nullopt;
    const auto value = from_word<E>(text);
    if (!value) refuse(ProblemKind::invalid_value, name, "Use one of: " + listed(words<E>) + ".");
    return value;
  }

  [[nodiscard]] bool has(std::string_view name) const { return object_.contains(name); }
  [[nodiscard]] std::string path_of(std::string_view name) const { return prefix_ + std::string(name); }
  [[nodiscard]] std::optional<Problem>& first_problem() { return first_; }

  /// Notes a problem of a member unless there is one already.
  void refuse(ProblemKind kind, std::string_view name, std::string detail);
  /// To be called last: refuses members that nobody has named. That counts more than a missing one: it is the misspelt
  /// name.
  void finish();

 private:
  const boost::json::value* find(std::string_view name, Need need);
  const boost::json::string* string(std::string_view name, Need need);
  const boost::json::array* array_of(std::string_view name, Need need);
  std::string text_of(std::string_view name, std::size_t limit, Need need, Lines lines);
  [[nodiscard]] bool is_clean(std::string_view name, std::string_view text, std::size_t limit, Lines lines);
  [[nodiscard]] bool is_known(std::string_view name) const;
  [[nodiscard]] Problem unknown(std::string_view name) const;

  template <class List>
  static std::string listed(const List& list) {
    std::string result;
    for (const auto& entry : list) result += (result.empty() ? "" : ", ") + std::string(entry.word);
    return result;
  }

  static constexpr std::size_t most_members = 24;

  const boost::json::object& object_;
  std::optional<Problem>& first_;
  std::string prefix_;
  std::array<std::string_view, most_members> known_{};
  std::size_t known_count_{};
};

}  // namespace lapor::api
