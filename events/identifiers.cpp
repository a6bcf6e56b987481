#include "events/identifiers.hpp"

#include "events/vocabulary.hpp"

namespace lapor {
namespace {

std::string_view to_word(StreamKind kind) {
  switch (kind) {
    case StreamKind::report:
      return "report";
    case StreamKind::person:
      return "person";
    case StreamKind::institution:
      return "institution";
    case StreamKind::policy:
      return "policy";
    case StreamKind::calendar:
      return "calendar";
    case StreamKind::poll:
      return "poll";
  }
  return "unknown";
}

}  // namespace

std::string to_string(Stream stream) {
  return std::string(to_word(stream.kind)) + "/" + std::to_string(stream.id);
}

}  // namespace lapor
