#include "api/web/messages.hpp"

namespace lapor::api::web {
namespace {

std::string filled(std::string_view sentence, MessageValues values) {
  std::string out;
  while (!sentence.empty()) {
    const auto open = sentence.find('{');
    const auto close = open == std::string_view::npos ? open : sentence.find('}', open);
    out += sentence.substr(0, close == std::string_view::npos ? close : open);
    if (close == std::string_view::npos) break;
    const std::string_view name = sentence.substr(open + 1, close - open - 1);
    for (const auto& [known, value] : values)
      if (known == name) out += value;
    sentence.remove_prefix(close + 1);
  }
  return out;
}

}  // namespace

void Messages::add(Language language, std::string_view key, std::string_view sentence) {
  texts_[static_cast<std::size_t>(language)].insert_or_assign(std::string(key), std::string(sentence));
}

bool Messages::has(Language language, std::string_view key) const {
  return all(language).contains(key);
}

std::string Messages::text(Language language, std::string_view key, MessageValues values) const {
  const auto found = all(language).find(key);
  return found == all(language).end() ? std::string(key) : filled(found->second, values);
}

std::string Messages::counted(Language language, std::string_view key, std::uint64_t count) const {
  const std::string number = grouped(count, language);
  const std::string plural = std::string(key) + (count == 1 ? "_one" : "_other");
  return text(language, has(language, plural) ? std::string_view(plural) : key, {{"count", number}});
}

std::string grouped(std::uint64_t number, Language language) {
  constexpr std::size_t group = 3;
  std::string digits = std::to_string(number);
  const char separator = language == Language::english ? ',' : '.';
  for (std::size_t from_end = group; from_end < digits.size(); from_end += group + 1)
    digits.insert(digits.size() - from_end, 1, separator);
  return digits;
}

}  // namespace lapor::api::web
