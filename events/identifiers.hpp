#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lapor {

/// Public tracking id of a report; the first one is 1000001.
enum class ReportId : std::uint64_t {};

/// Pseudonymous number of a person (reporter or staff). 0 is never given out.
enum class PersonId : std::uint64_t {};

/// Place of a record in the whole journal: 1, 2, 3, ... without a gap, in commit order. 0 means "before everything".
enum class Position : std::uint64_t {};

/// Place of a record in its stream: 1, 2, 3, ... 0 means "the stream has no record".
enum class Version : std::uint32_t {};

[[nodiscard]] constexpr std::uint64_t number(ReportId id) {
  return static_cast<std::uint64_t>(id);
}
[[nodiscard]] constexpr std::uint64_t number(PersonId id) {
  return static_cast<std::uint64_t>(id);
}
[[nodiscard]] constexpr std::uint64_t number(Position position) {
  return static_cast<std::uint64_t>(position);
}
[[nodiscard]] constexpr std::uint32_t number(Version version) {
  return static_cast<std::uint32_t>(version);
}
[[nodiscard]] constexpr Position next(Position position) {
  return Position{number(position) + 1};
}
[[nodiscard]] constexpr Version next(Version version) {
  return Version{number(version) + 1};
}

/// The id that comes before the first report's.
inline constexpr ReportId before_first_report{1'000'000};

/// What has a history of its own. Ordinals are persisted: never renumber.
enum class StreamKind : std::uint8_t {
  report = 1,
  person = 2,
  institution = 3,
  policy = 4,
  calendar = 5,
  poll = 6,
  log = 7,       // what happens to the log itself: `log/1`
  audit = 8,     // what one auditor has read: `audit/<person>`
  rulebook = 9,  // how the rules changed: `rulebook/1`
};

/// Name of one history, e.g. `report/1000001`.
struct Stream {
  StreamKind kind{};
  std::uint64_t id{};
  auto operator<=>(const Stream&) const = default;
};

[[nodiscard]] constexpr Stream stream_of(ReportId id) {
  return {StreamKind::report, number(id)};
}
[[nodiscard]] constexpr Stream stream_of(PersonId id) {
  return {StreamKind::person, number(id)};
}
/// The log's own history; there is one.
inline constexpr Stream log_stream{StreamKind::log, 1};
/// The rulebook's history; there is one.
inline constexpr Stream rulebook_stream{StreamKind::rulebook, 1};
/// What this person has read as an auditor.
[[nodiscard]] constexpr Stream audit_stream(PersonId reader) {
  return {StreamKind::audit, number(reader)};
}

[[nodiscard]] std::string_view to_word(StreamKind kind);
[[nodiscard]] std::string to_string(Stream stream);
/// Reads what `to_string` writes.
[[nodiscard]] std::optional<Stream> parse_stream(std::string_view text);

}  // namespace lapor
