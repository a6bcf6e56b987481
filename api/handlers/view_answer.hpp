#pragma once

#include <functional>
#include <optional>
#include <string>

#include "api/context.hpp"
#include "api/formats.hpp"
#include "storage/error.hpp"

namespace lapor::api {

/// A body made of the view "reports", and the position up to which it shows what was recorded.
struct ViewBody {
  std::string body;
  Position position{};
  std::string next_cursor{};  // of a format that has no place for it; empty: there is none
};

/// What is the same for every answer from a view.
struct ViewRead {
  Format format{Format::json};
  /// Beside the position and the format, what the answer depends on but the target does not say; nothing when no answer
  /// of a moment ago is still good.
  std::optional<std::string> variant{""};
  /// Runs on a thread for searches.
  std::function<Result<ViewBody, storage::Error>()> read;
};

/// Answers with 200 and an ETag, with 304 without reading anything, or with 503 and what is missing (Lapor-Position).
void answer_from_view(Context& context, const CallPtr& call, ViewRead read);

}  // namespace lapor::api
