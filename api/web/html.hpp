#pragma once

#include <concepts>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

/// HTML that cannot be broken out of: names are literals checked by the compiler, everything else is escaped, and
/// whatever is opened is closed. There is no way to write markup from a string.
namespace lapor::api::web {

/// The name of an element or attribute. Only literals of a-z, 0-9 and '-'; no handler of events (`on...`), no `style`,
/// which the Content-Security-Policy forbids anyway.
class HtmlName {
 public:
  template <std::size_t Size>
  consteval HtmlName(const char (&text)[Size]) : text_(text, Size - 1) {  // NOLINT: meant to convert
    for (const char c : text_)
      if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) throw "not a name";
    if (text_.starts_with("on") || text_ == "style") throw "refused by the Content-Security-Policy";
  }
  [[nodiscard]] constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

/// `value` need live only until the element is opened. A target (`href`, `src`, `action`) must lead to a path of our
/// own, a place on the page, or an address of the web; anything else is written as "#".
struct Attribute {
  HtmlName name;
  std::string_view value{};
  bool is_set{true};  // false: it is left out
};
using Attributes = std::initializer_list<Attribute>;

class Html {
 public:
  /// Escaped text.
  Html& text(std::string_view text);

  /// Text of several lines: an empty line parts paragraphs, a line end is a break.
  Html& paragraphs(std::string_view text);

  /// An element that never has content: `meta`, `input`, `br`.
  Html& leaf(HtmlName name, Attributes attributes = {});

  Html& element(HtmlName name, Attributes attributes, std::string_view content);
  Html& element(HtmlName name, std::string_view content) { return element(name, {}, content); }

  template <std::invocable Content>
  Html& element(HtmlName name, Attributes attributes, Content content) {
    open(name, attributes);
    content();
    return close(name);
  }
  template <std::invocable Content>
  Html& element(HtmlName name, Content content) {
    return element(name, {}, std::move(content));
  }

  /// What was written, with the document type before it.
  [[nodiscard]] std::string take_document();

  [[nodiscard]] const std::string& written() const { return out_; }

 private:
  void open(HtmlName name, Attributes attributes);
  Html& close(HtmlName name);

  std::string out_;
};

}  // namespace lapor::api::web
