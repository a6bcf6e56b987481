#pragma once

#include <string>

#include "tools/caller_token.hpp"
#include "tools/form.hpp"

namespace lapor::tools {

struct SubmitOptions {
  std::string server{"http://127.0.0.1:8080"};
  TokenChoice token;
  Form form;
  std::string json_file;  // "-": standard input; wins over `form`
};

/// `lapor submit`: files one report and prints its id, state, deadline and receipt. Exit code 0, or 1 with the reason.
[[nodiscard]] int submit(const SubmitOptions& options);

}  // namespace lapor::tools
