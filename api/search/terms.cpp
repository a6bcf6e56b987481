#include "api/search/terms.hpp"

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

}  // namespace

std::vector<storage::CountedTerm> SearchTerms::of(const ReportRow& row) const {
  const ReportPage& page = row.page;
  Counts published_words;
  if (page.verified) {
    count(published_words, page.public_title(), weight_of_title);
    count(published_words, page.public_text, 1);
    for (const std::string& tag : page.tags) count(published_words, tag, 1);
  }
  Counts original_words;
  count(original_words, page.original.title, weight_of_title);
  count(original_words, page.original.text, 1);
  std::vector<storage::CountedTerm> terms;
  for (const auto& [stem, times] : published_words) terms.push_back({published(stem), times});
  for (const auto& [stem, times] : original_words) terms.push_back({original(stem), times});
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
