#pragma once

#include <optional>
#include <string_view>

#include "api/json_writer.hpp"
#include "events/events.hpp"
#include "events/log_events.hpp"
#include "events/person_events.hpp"

/// What is not sealed, as auditors read it: everything in it is a fact of the record, under the names that this API has
/// for it elsewhere. Instants are in WIB. No hash of a token is written.
namespace lapor::api {

void write_instant_in_wib(JsonWriter& json, std::string_view name, Instant instant);
/// `null` when there is none.
void write_instant_in_wib(JsonWriter& json, std::string_view name, const std::optional<Instant>& instant);
/// `{"role", "person", "institution"}`, the last two only when there are such.
void write_party(JsonWriter& json, std::string_view name, const Party& party);

/// The members of an event, `kind` (its name) first.
void write_facts(JsonWriter& json, const Event& event);
void write_facts(JsonWriter& json, const PersonEvent& event);
void write_facts(JsonWriter& json, const LogEvent& event);

}  // namespace lapor::api
