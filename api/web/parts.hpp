#pragma once

#include <functional>
#include <string_view>

#include "api/context.hpp"
#include "api/web/document.hpp"
#include "api/web/told.hpp"

/// What several pages show of a report, from what the API told of it.
namespace lapor::api::web {

/// Names of the rulebook for its codes; the code itself where it has none.
[[nodiscard]] std::string institution_name(const Context& context, std::string_view slug);
[[nodiscard]] std::string category_name(const Context& context, std::string_view code);
/// "Kota Surabaya, Jawa Timur".
[[nodiscard]] std::string region_name(const Context& context, std::string_view code);

/// The page's title with a sentence below; `more` may write what else belongs to it.
void write_heading(Sheet& sheet, std::string_view title, std::string_view lead = "",
                   const std::function<void()>& more = {});

void write_state(Sheet& sheet, std::string_view state);
/// Says that a report is late; nothing when it is not.
void write_late(Sheet& sheet, const Told& report);

/// A list of cards, each an `article` that leads to its report.
void write_cards(const Context& context, Sheet& sheet, const Told& list);

/// A term with its value in a `dl`; nothing when the value is empty.
void write_fact(Sheet& sheet, std::string_view key, std::string_view value);

/// Where the report stands: state, whose turn it is, until when.
void write_standing(Sheet& sheet, const Told& report);
/// Institution, category, place, days: the `dl` beside a report.
void write_facts(const Context& context, Sheet& sheet, const Told& report);
/// What happened, in its order. `with_files`: the reader may open the files that answers have.
void write_timeline(const Context& context, Sheet& sheet, const Told& timeline, std::string_view report,
                    bool with_files);
void write_comments(Sheet& sheet, const Told& report);

/// A form that searches: its words become `q` of the page. `key` says what is searched, `more` may write hidden fields.
void write_search(Sheet& sheet, std::string_view path, std::string_view key, std::string_view words,
                  const std::function<void()>& more = {});

/// A button that sends its form.
void write_send_button(Sheet& sheet, std::string_view key, bool is_primary = true);

}  // namespace lapor::api::web
