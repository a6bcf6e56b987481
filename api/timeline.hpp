#pragma once

#include <string>

#include "actors/engine.hpp"
#include "api/access.hpp"
#include "events/directory.hpp"

namespace lapor::api {

/// `GET /v1/reports/{id}/timeline`: `{"items": [...]}`, oldest first, one item for each event that the reader may know
/// of. Persons are never named. The reader must be allowed to know of the report.
[[nodiscard]] std::string render_timeline(const actors::Dossier& dossier, const Sights& sights, const Rulebook& rules);

}  // namespace lapor::api
