#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lapor::api {

/// A word of a text: its stem, and where it stands, in bytes.
struct TextWord {
  std::string stem;
  std::size_t begin{};
  std::size_t end{};
};

/// The words of a text, folded to lower case and reduced by Xapian's Indonesian stemmer: `Perbaikan` and `diperbaiki`
/// both become `baik`. Letters and digits of any script count; very long words are cut. Function words (`yang`, `di`)
/// are left out. Any thread.
[[nodiscard]] std::vector<TextWord> words_of(std::string_view text);

/// The stems of a query, each once, in their order.
[[nodiscard]] std::vector<std::string> query_stems(std::string_view query);

/// A part of a shown text, in code points.
struct Span {
  std::size_t begin{};
  std::size_t length{};
};

/// Where words with these stems stand in a text.
[[nodiscard]] std::vector<Span> find_stems(std::string_view text, const std::vector<std::string>& stems);

}  // namespace lapor::api
