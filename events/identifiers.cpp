#include "events/identifiers.hpp"

#include <array>
#include <charconv>

#include "events/vocabulary.hpp"

namespace lapor {
namespace {

constexpr std::array stream_kinds{StreamKind::report, StreamKind::person,   StreamKind::institution,
                                  StreamKind::policy, StreamKind::calendar, StreamKind::poll,
                                  StreamKind::log,    StreamKind::audit,    StreamKind::rulebook};

}  // namespace

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
    case StreamKind::log:
      return "log";
    case StreamKind::audit:
      return "audit";
    case StreamKind::rulebook:
      return "rulebook";
  }
  return "unknown";
}

std::string to_string(Stream stream) {
  return std::string(to_word(stream.kind)) + "/" + std::to_string(stream.id);
}

std::optional<Stream> parse_stream(std::string_view text) {
  const auto slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  for (const StreamKind kind : stream_kinds) {
    if (to_word(kind) != text.substr(0, slash)) continue;
    Stream stream{kind, 0};
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data() + slash + 1, end, stream.id);
    if (error == std::errc{} && stop == end && to_string(stream) == text) return stream;
  }
  return std::nullopt;
}

}  // namespace lapor
