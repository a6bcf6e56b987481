#pragma once

#include <boost/json/value.hpp>
#include <cstdint>
#include <string>
#include <string_view>

namespace lapor::api::web {

/// What the API told, read leniently: what is absent, `null` or of another type is empty. A dot goes into an object:
/// "deadline.due". Refers to a value that outlives it.
class Told {
 public:
  explicit Told(const boost::json::value& value) : value_(&value) {}

  [[nodiscard]] std::string_view text(std::string_view path) const;
  [[nodiscard]] std::uint64_t number(std::string_view path) const;
  [[nodiscard]] bool flag(std::string_view path) const;
  /// Neither absent nor `null`.
  [[nodiscard]] bool has(std::string_view path) const;

  /// `visit(Told)` for each element of an array.
  template <class Visit>
  void each(std::string_view path, Visit visit) const {
    const boost::json::value* list = find(path);
    if (list == nullptr || !list->is_array()) return;
    for (const boost::json::value& element : list->get_array()) visit(Told(element));
  }
  /// `visit(name, number)` for each member of an object of numbers, in its order.
  template <class Visit>
  void each_number(std::string_view path, Visit visit) const {
    const boost::json::value* object = find(path);
    if (object == nullptr || !object->is_object()) return;
    for (const auto& [name, value] : object->get_object()) visit(std::string_view(name), Told(value).number(""));
  }
  [[nodiscard]] std::size_t size(std::string_view path) const;
  /// The value itself as text; for elements of arrays of texts.
  [[nodiscard]] std::string_view itself() const { return text(""); }

 private:
  [[nodiscard]] const boost::json::value* find(std::string_view path) const;

  const boost::json::value* value_;
};

/// An answer's body; `null` where it is no JSON.
[[nodiscard]] boost::json::value parse_answer(std::string_view body);

}  // namespace lapor::api::web
