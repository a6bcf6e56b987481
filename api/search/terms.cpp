#include "api/search/terms.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "api/search/words.hpp"

namespace lapor::api {
namespace {

constexpr std::size_t hash_bytes = 8;  // a million words collide with a chance of one in thirty million
constexpr std::uint32_t weight_of_title = 3;

/// How many terms a thread remembers.
constexpr std::size_t most_remembered = 100'000;

using Counts = std::map<std::string, std::uint32_t>;  // by stem

void count(Counts& counts, std::string_view text, std::uint32_t weight) {
  for (const TextWord& word : words_of(text)) counts[word.stem] += weight;
}

Counts published_words(const ReportPage& page) {
  Counts words;
  if (!page.verified) return words;
  count(words, page.public_title(), weight_of_title);
  count(words, page.public_text, 1);
  for (const std::string& tag : page.tags) count(words, tag, 1);
  return words;
}

Counts original_words(const ReportPage& page) {
  Counts words;
  count(words, page.original.title, weight_of_title);
  count(words, page.original.text, 1);
  return words;
}

}  // namespace

bool has_words(const ReportPage& page, const std::vector<std::string>& stems, const Sights& sights) {
  const Counts published = sights.may(Sight::public_text) ? published_words(page) : Counts{};
  const Counts original = sights.may(Sight::original_text) ? original_words(page) : Counts{};
  return std::ranges::all_of(
      stems, [&](const std::string& stem) { return published.contains(stem) || original.contains(stem); });
}

std::vector<storage::CountedTerm> SearchTerms::of(const ReportRow& row) const {
  std::vector<storage::CountedTerm> terms;
  const Counts known = published_words(row.page);
  for (const auto& [stem, times] : known) terms.push_back({published(stem), times});
  for (const auto& [stem, times] : original_words(row.page))
    if (!known.contains(stem)) terms.push_back({original(stem), times});
  return terms;
}

std::string SearchTerms::term(char kind, std::string_view stem) const {
  thread_local std::unordered_map<std::string, std::string> remembered;
  thread_local const storage::Vault* remembered_for = nullptr;
  if (std::exchange(remembered_for, &vault_) != &vault_ || remembered.size() >= most_remembered) remembered.clear();
  auto& hash = remembered[std::string(stem)];
  if (hash.empty()) {
    const auto bytes = vault_.keyed_hash("search-term", stem);
    hash.assign(reinterpret_cast<const char*>(bytes.data()), hash_bytes);
  }
  return kind + hash;
}

}  // namespace lapor::api
