#pragma once

#include "api/context.hpp"

namespace lapor::api {

/// Answers a call that has its request, id and beginning: finds the route, then who calls, then the handler. What fits
/// no route of the API goes to the pages. At once or later; may throw before it has answered.
void dispatch(Context& context, const CallPtr& call);

}  // namespace lapor::api
