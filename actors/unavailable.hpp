#pragma once

#include <string>

#include "storage/error.hpp"

namespace lapor::actors {

/// The actor, the queue or the store could not serve: nothing was written unless `maybe_written`; retry with the same
/// key.
struct Unavailable {
  std::string what;
  bool maybe_written{};
};

struct NotFound {};

/// A full queue and a full disk are noticed before anything is written; after any other failure nobody knows.
[[nodiscard]] inline bool may_be_written(const storage::Error& error) {
  return error.code != storage::ErrorCode::overloaded && error.code != storage::ErrorCode::disk_full;
}

}  // namespace lapor::actors
