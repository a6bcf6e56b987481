#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "api/views/facet_index.hpp"
#include "storage/vault.hpp"

namespace lapor::api {

/// Where the next page begins, as a client gives it back: the last key in base64url with a proof over it and
/// `conditions`, all that the list and its order depend on. docs/formats.md has its bytes.
[[nodiscard]] std::string cursor_of(const SortKey& last, std::string_view conditions, const storage::Vault& vault);

/// Nothing for what no list of these conditions has given.
[[nodiscard]] std::optional<SortKey> key_of_cursor(std::string_view cursor, std::string_view conditions,
                                                   const storage::Vault& vault);

}  // namespace lapor::api
