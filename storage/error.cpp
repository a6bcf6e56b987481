#include "storage/error.hpp"

namespace lapor::storage {

std::string_view to_word(ErrorCode code) {
  switch (code) {
    case ErrorCode::unavailable:
      return "unavailable";
    case ErrorCode::disk_full:
      return "disk_full";
    case ErrorCode::corrupt:
      return "corrupt";
    case ErrorCode::in_use:
      return "in_use";
    case ErrorCode::wrong_key:
      return "wrong_key";
    case ErrorCode::overloaded:
      return "overloaded";
  }
  return "unknown";
}

}  // namespace lapor::storage
