#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "actors/engine.hpp"
#include "api/access.hpp"
#include "api/report_page.hpp"
#include "events/directory.hpp"

namespace lapor::api {

/// `GET /v1/reports/{id}`: the page of a report as far as its reader may see it. The reader must be allowed to know of
/// it.
[[nodiscard]] std::string render_report(const actors::Dossier& dossier, const Sights& sights, const Rulebook& rules);
/// The same from a state and its page.
[[nodiscard]] std::string render_report(const ReportState& state, const ReportPage& page, const Sights& sights,
                                        const Rulebook& rules);

/// What some lists add to a card.
struct CardExtras {
  std::optional<std::chrono::minutes> working_time_left;  // until the running deadline; negative behind it
  const std::vector<std::string>* found_stems{};          // shows where words with these stems stand
};

/// An item of a list, appended to `out`: the members of the page without what only its reader needs, the text cut to an
/// excerpt.
void render_card(std::string& out, const ReportState& state, const ReportPage& page, const Sights& sights,
                 const Rulebook& rules, const CardExtras& extras = {});

/// The columns of a table of cards (api/formats.hpp).
[[nodiscard]] std::span<const std::string_view> card_columns();

/// The reporter's identity as `POST /v1/reports/{id}/identity` answers it: `{"person", "display_name", "contact"}`.
[[nodiscard]] std::string render_identity(const OriginalReport& original);

}  // namespace lapor::api
