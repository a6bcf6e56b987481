#include "api/views/list_query.hpp"

#include <algorithm>

#include "api/limits.hpp"
#include "api/query.hpp"
#include "api/search/words.hpp"
#include "api/text.hpp"
#include "api/views/cursor.hpp"

namespace lapor::api {
namespace {

constexpr std::size_t most_values = 50;  // of one parameter
constexpr std::size_t most_items = 200;
constexpr std::size_t most_search_length = 500;
constexpr std::size_t most_words = 32;

constexpr auto other_parameters =
    std::to_array<std::string_view>({"q", "own", "from", "to", "bbox", "sort", "limit", "cursor", "facets", "format"});

std::vector<std::string_view> known_parameters() {
  std::vector<std::string_view> names;
  for (const auto& [facet, word] : words<Facet>) names.push_back(word);
  names.insert(names.end(), other_parameters.begin(), other_parameters.end());
  return names;
}

std::string cursor_conditions(const ListQuery& query) {
  std::string text(to_word(query.sort));
  text += query.filter.waits_for_caller ? '\1' : '\0';
  text += query.filter.own ? '\1' : '\0';
  for (std::size_t i = 0; i < facet_count; ++i) {
    std::vector<std::string> values = query.filter.values[i];
    std::ranges::sort(values);
    text += '\0' + std::to_string(i);
    for (const std::string& value : values) text += '\0' + value;
  }
  const auto add = [&](std::string_view name, const auto& value, auto to_text) {
    text.append(1, '\0').append(name);
    if (value) text += to_text(*value);
  };
  for (const std::string& stem : query.stems) text += '\2' + stem;
  add("from", query.filter.from, to_iso);
  add("to", query.filter.to, to_iso);
  add("box", query.filter.box, [](const Box& box) {
    return std::to_string(box.west) + ',' + std::to_string(box.south) + ',' + std::to_string(box.east) + ',' +
           std::to_string(box.north);
  });
  return text;
}

/// What to give instead, where there are few.
std::string known_values(Facet facet) {
  switch (facet) {
    case Facet::state:
      return "; give some of: " + all_words<Status>();
    case Facet::classification:
      return "; give some of: " + all_words<Classification>();
    case Facet::channel:
      return "; give some of: " + all_words<Channel>();
    case Facet::late:
      return "; give true or false";
    case Facet::institution:
    case Facet::unit:
    case Facet::category:
    case Facet::region:
    case Facet::tag:
      return "";
  }
  return "";
}

/// Reads one parameter after another into a query.
class ListQueryParser {
 public:
  ListQueryParser(const Rulebook& rules, const storage::Vault& vault, ListQuery plain)
      : rules_(rules), vault_(vault), query_(std::move(plain)) {}

  Result<ListQuery, Problem> parse(std::string_view raw) {
    const auto parameters = parse_query(raw);
    if (!parameters) return fail(parameters.error());
    for (const auto& [name, value] : *parameters) {
      read(name, value);
      if (problem_) return fail(*problem_);
    }
    check_order();
    if (!problem_ && cursor_) read_cursor();
    if (problem_) return fail(*problem_);
    return std::move(query_);
  }

 private:
  void refuse(std::string_view parameter, std::string detail) {
    if (!problem_) problem_ = invalid_parameter(parameter, std::move(detail));
  }

  void read(const std::string& name, const std::string& text) {
    if (const auto facet = from_word<Facet>(name)) return read_values(*facet, name, text);
    if (std::ranges::find(other_parameters, name) == other_parameters.end()) {
      problem_ = unknown_parameter(name, known_parameters());
      return;
    }
    if (std::ranges::find(seen_, name) != seen_.end()) return refuse(name, "Give it once.");
    seen_.push_back(name);
    if (name == "q") return read_words(text);
    if (name == "own") return read_own(text);
    if (name == "from") return read_date(name, text, query_.filter.from);
    if (name == "to") return read_date(name, text, query_.filter.to);
    if (name == "bbox") return read_box(text);
    if (name == "sort") return read_sort(text);
    if (name == "limit") return read_limit(text);
    if (name == "facets") return read_facets(text);
    if (name == "format") return read_format(text);
    cursor_ = text;
  }

  void read_values(Facet facet, const std::string& name, std::string_view text) {
    auto& values = query_.filter.of(facet);
    do {
      const std::string value(take(text, ','));
      if (!is_value(facet, value))
        return refuse(name, "`" + excerpt(value, 50) + "` is not known" + known_values(facet) +
                                "; several stand with commas between them.");
      values.push_back(value);
      if (values.size() > most_values) return refuse(name, "Give 50 values at most.");
    } while (!text.empty());
  }

  [[nodiscard]] bool is_value(Facet facet, const std::string& value) const {
    switch (facet) {
      case Facet::state:
        return value != "none" && from_word<Status>(value).has_value();
      case Facet::institution:
      case Facet::unit:
        return rules_.institutions.find(value) != nullptr;
      case Facet::category:
        return rules_.categories.contains(value);
      case Facet::region:
        return rules_.regions->contains(value);
      case Facet::classification:
        return from_word<Classification>(value).has_value();
      case Facet::channel:
        return from_word<Channel>(value).has_value();
      case Facet::tag:
        return !value.empty() && code_points(value) <= limits::tag;
      case Facet::late:
        return value == "true" || value == "false";
    }
    return false;
  }

  void read_words(const std::string& text) {
    if (code_points(text) > most_search_length) return refuse("q", "Give 500 characters at most.");
    query_.stems = query_stems(text);
    if (query_.stems.empty()) return refuse("q", "Give at least one word that says something; there are no wildcards.");
    if (query_.stems.size() > most_words) return refuse("q", "Give 32 words at most.");
  }

  void read_own(const std::string& text) {
    if (text != "true") return refuse("own", "Give true, or leave it out.");
    query_.filter.own = true;
  }

  void read_date(const std::string& name, const std::string& text, std::optional<Date>& date) {
    date = parse_iso_date(text);
    if (!date) refuse(name, "Give a date like 2026-11-18.");
  }

  void read_box(std::string_view text) {
    std::array<double, 4> degrees{};
    bool complete = true;
    for (double& each : degrees) {
      const auto value = number_from<double>(take(text, ','));
      complete = complete && value && std::abs(*value) <= 180;
      each = value.value_or(0);
    }
    const Box box{degrees[0], degrees[1], degrees[2], degrees[3]};
    if (!complete || !text.empty() || std::abs(box.south) > 90 || std::abs(box.north) > 90)
      return refuse("bbox", "Give west,south,east,north in degrees.");
    if (box.west > box.east || box.south > box.north)
      return refuse("bbox", "It is inverted: give west,south,east,north.");
    query_.filter.box = box;
  }

  void read_sort(const std::string& text) {
    const auto sort = from_word<Sort>(text);
    if (!sort) return refuse("sort", "Give one of: " + all_words<Sort>() + ".");
    query_.sort = *sort;
  }

  void read_limit(const std::string& text) {
    const auto limit = number_from<std::uint32_t>(text);
    if (!limit || *limit < 1 || *limit > most_items) return refuse("limit", "Give a number from 1 to 200.");
    query_.limit = *limit;
    query_.is_limited = true;
  }

  void read_facets(std::string_view text) {
    while (!text.empty()) {
      const auto facet = from_word<Facet>(take(text, ','));
      if (!facet) return refuse("facets", "Give some of: " + all_words<Facet>() + ".");
      if (std::ranges::find(query_.facets, *facet) == query_.facets.end()) query_.facets.push_back(*facet);
    }
  }

  void read_format(const std::string& text) {
    query_.format = from_word<Format>(text);
    if (!query_.format) refuse("format", "Give one of: " + all_words<Format>() + ".");
  }

  void check_order() {
    const auto& [from, to] = std::pair{query_.filter.from, query_.filter.to};
    if (from && to && *from > *to) refuse("to", "It lies before from.");
    const bool is_sorted = std::ranges::find(seen_, "sort") != seen_.end();
    if (!query_.stems.empty() && !is_sorted) query_.sort = Sort::relevance;
    if (query_.stems.empty() && query_.sort == Sort::relevance) refuse("sort", "Give words with q, or another order.");
  }

  void read_cursor() {
    query_.after = key_of_cursor(*cursor_, cursor_conditions(query_), vault_);
    if (!query_.after)
      refuse("cursor", "It is not the next_cursor of a page of this same query; begin without a cursor.");
  }

  const Rulebook& rules_;
  const storage::Vault& vault_;
  ListQuery query_;
  std::vector<std::string> seen_;
  std::optional<std::string> cursor_;
  std::optional<Problem> problem_;
};

}  // namespace

Result<ListQuery, Problem> parse_list_query(std::string_view raw, const Rulebook& rules, const storage::Vault& vault,
                                            ListQuery plain) {
  return ListQueryParser(rules, vault, std::move(plain)).parse(raw);
}

std::string cursor_of(const ListQuery& query, const SortKey& last, const storage::Vault& vault) {
  return cursor_of(last, cursor_conditions(query), vault);
}

}  // namespace lapor::api
