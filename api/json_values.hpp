#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/json_writer.hpp"
#include "api/personal_data.hpp"
#include "events/directory.hpp"
#include "events/report_state.hpp"

/// The domain's values as this API writes them, everywhere the same.
namespace lapor::api {

void write_instant(JsonWriter& json, std::string_view name, const std::optional<Instant>& instant, Zone zone);
void write_texts(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts);
/// `{"kind", "due", "provisional"}`.
void write_deadline(JsonWriter& json, std::string_view name, const Deadline& deadline, Zone zone);
/// The running deadline with `missed`, its instant in the zone of who must act; `null` when none runs.
void write_running_deadline(JsonWriter& json, const ReportState& state, const InstitutionTree& institutions);

enum class Precision { exact, coarse };
/// `null` for an empty place. Coarse: without the address, the point to a thousandth of a degree (about 100 m).
void write_place(JsonWriter& json, std::string_view name, const Place& place, Precision precision);
void write_contact(JsonWriter& json, std::string_view name, const Contact& contact);

/// An element of an array: `{"field", "kind", "begin", "length"}`, the first only when it is given.
void write_finding(JsonWriter& json, const Finding& finding, std::string_view field = "");

/// The members that every answer to a command has: `id`, `version`, `position`, `state`, `deadline`.
void write_standing(JsonWriter& json, const ReportState& state, const std::optional<Position>& position,
                    const InstitutionTree& institutions);

}  // namespace lapor::api
