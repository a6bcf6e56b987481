#include "events/codec_upcast.hpp"

#include "events/codec_message.hpp"

namespace lapor::codec {

std::uint16_t known_format(std::uint16_t format) {
  if (format == 0) throw Malformed{"the record has no format"};
  if (format > current_format)
    throw Malformed{"format " + std::to_string(format) + " is newer than " + std::to_string(current_format) +
                    ", the newest that this program knows"};
  return format;
}

std::uint8_t lift_deadline_kind(std::uint8_t ordinal, std::uint16_t format) {
  constexpr std::uint8_t reassignment = 5;
  const bool spent = format < 2 && ordinal == reassignment;
  return spent ? static_cast<std::uint8_t>(DeadlineKind::verification) : ordinal;
}

}  // namespace lapor::codec
