#pragma once

#include "api/context.hpp"
#include "api/web/document.hpp"

namespace lapor::api::web {

/// Answers a request that no route of the API fits: with a file, a page, or for a browser the page for what there is
/// not. False, and nothing answered: it is not for the pages.
[[nodiscard]] bool answer_web(Context& context, const CallPtr& call);

/// Gives a document, with the fields that all pages have, or 304 to who has it already. Once a call.
void answer_document(Context& context, const Call& call, http::Response response, Keeping keeping);

}  // namespace lapor::api::web
