#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/commands/draft.hpp"
#include "api/json_reader.hpp"
#include "events/directory.hpp"
#include "events/values.hpp"

/// Fields that several commands share, checked against the rulebook.
namespace lapor::api {

/// A known category code, or empty.
std::string read_category(FieldReader& in, const Rulebook& rules);
/// The slug of a known institution or unit, or empty.
Slug read_institution(FieldReader& in, std::string_view name, const Rulebook& rules, Need need);
std::vector<Slug> read_institutions(FieldReader& in, std::string_view name, const Rulebook& rules);
/// `{"region", "address", "lat", "lng"}`; a point has both coordinates and lies in Indonesia.
std::optional<Place> read_place(FieldReader& in, const Rulebook& rules);
/// The day of the incident: not before the republic, not after today in `zone`.
std::optional<Date> read_incident_date(FieldReader& in, Need need, Instant now, Zone zone);
/// Ids of uploads that the caller may attach, read as the hashes of their contents, each once.
Attachments read_attachments(FieldReader& in, const ParseContext& context);

/// The zone of a region's province; WIB when the rulebook has no institution for it.
[[nodiscard]] Zone zone_of_region(std::string_view region, const InstitutionTree& institutions);

}  // namespace lapor::api
