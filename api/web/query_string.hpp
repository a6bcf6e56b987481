#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lapor::api::web {

/// Names and values in their order, as forms send them.
class QueryString {
 public:
  QueryString() = default;

  /// Reads what a form or a link has sent; nothing of what is not percent-encoded UTF-8. Empty values are left out:
  /// whoever did not fill in a field asks for nothing.
  [[nodiscard]] static QueryString parse(std::string_view raw);

  /// Reads the body of a plain form (WHATWG URL, application/x-www-form-urlencoded): like `parse`, but values may have
  /// several lines, each ended by LF, and blanks around them are taken off.
  [[nodiscard]] static QueryString parse_form(std::string_view body);

  /// Empty when it is absent.
  [[nodiscard]] std::string_view of(std::string_view name) const;

  /// Only these names, each once.
  template <class Names>
  [[nodiscard]] QueryString only(const Names& names) const {
    QueryString kept;
    for (const std::string_view name : names) kept.put(name, of(name));
    return kept;
  }

  /// In the place of what was there; an empty value takes the name out.
  QueryString& put(std::string_view name, std::string_view value);
  [[nodiscard]] QueryString with(std::string_view name, std::string_view value) const {
    return QueryString(*this).put(name, value);
  }

  /// "q=jalan&state=closed", percent-encoded.
  [[nodiscard]] std::string text() const;
  /// The path with this query, or alone when there is none.
  [[nodiscard]] std::string behind(std::string_view path) const;

  [[nodiscard]] bool empty() const { return parameters_.empty(); }

 private:
  std::vector<std::pair<std::string, std::string>> parameters_;
};

}  // namespace lapor::api::web
