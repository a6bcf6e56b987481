#include "storage/proof/fault.hpp"

namespace lapor::proof {

std::string_view to_word(FaultKind kind) {
  switch (kind) {
    case FaultKind::malformed:
      return "malformed";
    case FaultKind::wrong_key:
      return "wrong-key";
    case FaultKind::forged:
      return "forged";
    case FaultKind::other_log:
      return "other-log";
    case FaultKind::forked:
      return "forked";
    case FaultKind::wrong_length:
      return "wrong-length";
    case FaultKind::beyond_tree:
      return "beyond-tree";
    case FaultKind::other_record:
      return "other-record";
    case FaultKind::truncated:
      return "truncated";
    case FaultKind::altered:
      return "altered";
  }
  return "unknown";
}

}  // namespace lapor::proof
