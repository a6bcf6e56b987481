#pragma once

#include <functional>

#include "api/context.hpp"

namespace lapor::api {

/// Names the caller of a request and lets it in, or answers the call: a token of a session, an API key or a role of a
/// demonstration; else a receipt; else the public. Sessions and keys are cached, so this mostly costs a hash and a
/// look-up; the others are asked for at the journal. Then the route's door, the CSRF token of browsers, and the limits.
void identify(Context& context, const CallPtr& call, std::function<void()> next);

}  // namespace lapor::api
