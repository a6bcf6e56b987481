#pragma once

#include "api/http/message.hpp"

namespace lapor::api::testing {

/// Appends one exchange to the file that the environment variable LAPOR_EXCHANGES names, a JSON object a line, for
/// openapi_contract.py; emptied when a test program writes to it first. Without the variable nothing happens.
void log_exchange(const http::Request& request, const http::Response& response);

}  // namespace lapor::api::testing
