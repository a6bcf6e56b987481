#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

/// What people write about. All texts are the project's own; braces hold what texts.hpp fills in.
namespace lapor::tools::demo {

using Templates = std::vector<std::string_view>;

/// One topic: how often, to whom, under which categories, and its words. `levels` are those of country.hpp as bits;
/// `central_slugs` are the central institutions that it is for (none: all of them).
struct Theme {
  std::string_view tag;
  double weight{};
  unsigned levels{};
  std::vector<std::string_view> central_slugs;
  std::vector<std::string_view> categories;
  Templates titles;
  Templates openings;
  Templates consequences;
  Templates repairs;  // what the institution did
};

/// Topics of regional life with shares as Surabaya's media center saw them (2022-2023, 12,530 complaints, aggregate)
/// where it names them, and topics of the provinces and the central government.
[[nodiscard]] const std::vector<Theme>& themes();

/// For a category that no theme has.
[[nodiscard]] const Theme& theme_of_anything();

/// Whether the theme is one that people bring to this institution.
[[nodiscard]] bool is_for(const Theme& theme, unsigned level, std::string_view slug);

}  // namespace lapor::tools::demo
