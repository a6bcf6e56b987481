#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace lapor::api::web {

/// Of the pages. Indonesian is the one without a prefix in the path.
enum class Language : std::uint8_t { indonesian, english };
inline constexpr std::array languages{Language::indonesian, Language::english};

/// As HTML and folders name it: "id", "en".
[[nodiscard]] constexpr std::string_view code_of(Language language) {
  return language == Language::english ? "en" : "id";
}

/// What stands for `{name}` in a message.
using MessageValues = std::initializer_list<std::pair<std::string_view, std::string_view>>;

/// Every text of the pages by its key, in both languages (web/messages). Filled once, then immutable; any thread.
class Messages {
 public:
  void add(Language language, std::string_view key, std::string_view sentence);

  [[nodiscard]] bool has(Language language, std::string_view key) const;

  /// The sentence with its `{names}` filled in; the key itself where there is no such message, so that a page with a
  /// gap is still a page (a test finds the gaps).
  [[nodiscard]] std::string text(Language language, std::string_view key, MessageValues values = {}) const;

  /// The message for so many: `KEY_one` or `KEY_other` where a language has them, else `KEY`. `{count}` is the number.
  [[nodiscard]] std::string counted(Language language, std::string_view key, std::uint64_t count) const;

  [[nodiscard]] const std::map<std::string, std::string, std::less<>>& all(Language language) const {
    return texts_[static_cast<std::size_t>(language)];
  }

 private:
  std::array<std::map<std::string, std::string, std::less<>>, languages.size()> texts_;
};

/// With the language's separators: 12.345 in Indonesian, 12,345 in English.
[[nodiscard]] std::string grouped(std::uint64_t number, Language language);

}  // namespace lapor::api::web
