#include "api/search/words.hpp"

#include <xapian.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "api/text.hpp"

namespace lapor::api {
namespace {

/// Longer ones are no words of a language.
constexpr std::size_t longest_word = 64;  // bytes

/// How many stems a thread remembers: the vocabulary of a country's reports.
constexpr std::size_t most_remembered = 100'000;

const std::unordered_set<std::string_view>& function_words() {
  static const std::unordered_set<std::string_view> words{
      "ada",   "adalah",   "agar",     "akan",   "aku",    "atas",   "atau",   "bagi",    "bahwa",   "bisa",  "dalam",
      "dan",   "dari",     "dengan",   "di",     "dia",    "harus",  "hingga", "ini",     "itu",     "jika",  "juga",
      "kami",  "karena",   "ke",       "kepada", "kita",   "lagi",   "maka",   "masih",   "mereka",  "namun", "oleh",
      "pada",  "para",     "saat",     "saja",   "sampai", "sangat", "saya",   "sebagai", "seperti", "serta", "sudah",
      "telah", "terhadap", "tersebut", "tetapi", "tidak",  "untuk",  "yang"};
  return words;
}

const std::string& stem_of(const std::string& word) {
  thread_local const Xapian::Stem stemmer("indonesian");
  thread_local std::unordered_map<std::string, std::string> remembered;
  const auto known = remembered.find(word);
  if (known != remembered.end()) return known->second;
  if (remembered.size() >= most_remembered) remembered.clear();
  return remembered.emplace(word, stemmer(word)).first->second;
}

bool is_of_a_word(unsigned character) {
  return Xapian::Unicode::is_wordchar(character) && character != '_';
}

std::size_t code_points_between(std::string_view text, std::size_t begin, std::size_t end) {
  return code_points(text.substr(begin, end - begin));
}

}  // namespace

std::vector<TextWord> words_of(std::string_view text) {
  std::vector<TextWord> words;
  const Xapian::Utf8Iterator end;
  Xapian::Utf8Iterator at(text.data(), text.size());
  while (at != end) {
    if (!is_of_a_word(*at)) {
      ++at;
      continue;
    }
    const auto begin = static_cast<std::size_t>(at.raw() - text.data());
    std::string word;
    for (; at != end && is_of_a_word(*at); ++at)
      if (word.size() < longest_word) Xapian::Unicode::append_utf8(word, Xapian::Unicode::tolower(*at));
    const std::size_t stop = at == end ? text.size() : static_cast<std::size_t>(at.raw() - text.data());
    if (!function_words().contains(word)) words.push_back({stem_of(word), begin, stop});
  }
  return words;
}

std::vector<std::string> query_stems(std::string_view query) {
  std::vector<std::string> stems;
  for (const TextWord& word : words_of(query))
    if (std::ranges::find(stems, word.stem) == stems.end()) stems.push_back(word.stem);
  return stems;
}

std::vector<Span> find_stems(std::string_view text, const std::vector<std::string>& stems) {
  std::vector<Span> spans;
  std::size_t seen_bytes = 0;
  std::size_t seen_points = 0;
  for (const TextWord& word : words_of(text)) {
    if (std::ranges::find(stems, word.stem) == stems.end()) continue;
    seen_points += code_points_between(text, seen_bytes, word.begin);
    const std::size_t length = code_points_between(text, word.begin, word.end);
    spans.push_back({seen_points, length});
    seen_points += length;
    seen_bytes = word.end;
  }
  return spans;
}

}  // namespace lapor::api
