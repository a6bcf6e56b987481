#pragma once

#include <string>
#include <string_view>

namespace lapor::storage {

/// A failure of the store. A code exists only because some caller reacts to it.
enum class ErrorCode {
  unavailable,  // stopped, or failed before: nothing further is written; stop the process and start it again
  disk_full,    // below the reserve: refused before anything was written; works again when there is space
  corrupt,      // bytes are not what was written; `what` names the position
  in_use,       // another process holds the data folder
  wrong_key,    // the master key is missing or is not this folder's
  overloaded,   // the bounded queue is full: try again later
};

/// `what` is one English sentence that says what to do.
struct Error {
  ErrorCode code{};
  std::string what;
};

[[nodiscard]] std::string_view to_word(ErrorCode code);

}  // namespace lapor::storage
