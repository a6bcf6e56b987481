#pragma once

#include "actors/people.hpp"
#include "api/json_writer.hpp"

/// Persons as this API writes them. No hash, secret or token is ever written.
namespace lapor::api {

/// The members of an account that its owner and who administers it may see.
void write_account(JsonWriter& json, const PersonState& state);

/// The members of a service with API keys.
void write_service(JsonWriter& json, const PersonState& state);

/// The array `name` of everything that happened to a person, for who administers it: what, when and by whom. Nothing
/// that is sealed: no name, address, network source or reason.
void write_facts(JsonWriter& json, std::string_view name, const actors::PersonDossier& person);

/// The array `name` of everything that happened to a person: what, when, by whom, and from where.
void write_history(JsonWriter& json, std::string_view name, const actors::PersonDossier& person);

}  // namespace lapor::api
