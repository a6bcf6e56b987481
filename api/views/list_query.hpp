#pragma once

#include <string>
#include <string_view>

#include "api/problem.hpp"
#include "api/views/reports_view.hpp"
#include "events/directory.hpp"
#include "events/result.hpp"
#include "storage/vault.hpp"

namespace lapor::api {

/// What `GET /v1/reports` asks for. `raw` is the query as it came, without '?'. A parameter's several values stand
/// with commas between or in repeated parameters. A problem names the parameter as its field. `plain` is the query
/// without any parameter.
[[nodiscard]] Result<ListQuery, Problem> parse_list_query(std::string_view raw, const Rulebook& rules,
                                                          const storage::Vault& vault, ListQuery plain = {});

/// Where the next page of this query begins, as a client gives it back: bound to the conditions and the order, so that
/// one from another query is recognised.
[[nodiscard]] std::string cursor_of(const ListQuery& query, const SortKey& last, const storage::Vault& vault);

}  // namespace lapor::api
