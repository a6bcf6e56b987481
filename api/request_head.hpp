#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "api/http/message.hpp"
#include "api/problem.hpp"
#include "events/identifiers.hpp"
#include "events/result.hpp"
#include "storage/journal.hpp"
#include "storage/vault.hpp"

/// What this API reads from the head of a request.
namespace lapor::api {

/// The token of `Authorization: Bearer TOKEN`; empty when the field is absent. A problem for anything else.
[[nodiscard]] Result<std::string_view, Problem> bearer_token(const http::Request& request);

/// The version of `If-Match: "3"`; nothing when it is absent or `*`.
[[nodiscard]] Result<std::optional<Version>, Problem> if_match(const http::Request& request);

/// What a reader of a view asks for: to see at least what `Lapor-Position` names (the `position` of a command's
/// answer), and to wait so long for it (`Prefer: wait=SECONDS`, RFC 7240; at most ten seconds).
struct ViewWish {
  Position at_least{};
  std::chrono::milliseconds patience{};
};
[[nodiscard]] Result<ViewWish, Problem> view_wish(const http::Request& request);

/// Whether `If-None-Match` names this tag, quotes included.
[[nodiscard]] bool is_known_to_client(const http::Request& request, std::string_view etag);

/// Whether `If-None-Match` names this version (weak comparison, RFC 9110 13.1.2).
[[nodiscard]] bool is_known_to_client(const http::Request& request, Version version);

/// The mark of `Idempotency-Key` for this caller; nothing when it is absent.
[[nodiscard]] Result<std::optional<storage::RequestMark>, Problem> request_mark(const http::Request& request,
                                                                                std::string_view caller,
                                                                                const storage::Vault& vault);

/// A problem when there is a body that is not `application/json` in UTF-8.
[[nodiscard]] std::optional<Problem> content_type_problem(const http::Request& request);

/// `X-Request-Id` when it is 1 to 64 characters of A-Z a-z 0-9 . _ -; else empty.
[[nodiscard]] std::string_view request_id(const http::Request& request);

/// `"3"`.
[[nodiscard]] std::string etag_of(Version version);

}  // namespace lapor::api
