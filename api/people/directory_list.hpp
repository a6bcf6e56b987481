#pragma once

#include "api/context.hpp"
#include "api/json_writer.hpp"
#include "events/person_state.hpp"
#include "storage/journal.hpp"

namespace lapor::api {

/// Answers a page of the directory of staff or services: `{"items": [], "next_cursor": null}`, as far as the caller
/// administers them. `institution`, `limit` and `cursor` are parameters of the query; without an institution the
/// national admin gets all, a coordinator the own one. `write` writes the members of one.
void answer_directory(Context& context, const CallPtr& call, storage::NameKind kind,
                      void (*write)(JsonWriter&, const PersonState&));

}  // namespace lapor::api
