#include "api/http/chunk_gate.hpp"

#include "api/http/text.hpp"

namespace lapor::api::http {
namespace {

constexpr std::size_t most_digits = 16;

bool is_hex(char character) {
  return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'f') ||
         (character >= 'A' && character <= 'F');
}

}  // namespace

std::optional<Refusal> ChunkGate::look(std::string_view framing) {
  for (const char character : framing) {
    if (step(character)) continue;
    refused_ = true;
    return malformed("The chunked body is not framed as RFC 9112 asks, or has too long an extension or a trailer.");
  }
  return std::nullopt;
}

bool ChunkGate::step(char character) {
  switch (state_) {
    case State::size:
      return take_size(character);
    case State::extension:
      return take_extension(character);
    case State::size_line_feed:
      return expect(character, '\n', last_ ? State::last_return : State::data_return);
    case State::data_return:
      return expect(character, '\r', State::data_line_feed);
    case State::data_line_feed:
      in_part_ = 0;
      last_ = true;
      return expect(character, '\n', State::size);
    case State::last_return:
      return expect(character, '\r', State::last_line_feed);
    case State::last_line_feed:
      return expect(character, '\n', State::done);
    case State::done:
      return false;
  }
  return false;
}

bool ChunkGate::take_size(char character) {
  if (is_hex(character)) {
    last_ = last_ && character == '0';
    return ++in_part_ <= most_digits;
  }
  if (in_part_ == 0) return false;
  in_part_ = 0;
  if (character == ';') return expect(character, ';', State::extension);
  return expect(character, '\r', State::size_line_feed);
}

bool ChunkGate::take_extension(char character) {
  if (character == '\r') return expect(character, '\r', State::size_line_feed);
  return !is_control(character) && ++in_part_ <= extension_limit_;
}

bool ChunkGate::expect(char character, char expected, State next) {
  state_ = next;
  return character == expected;
}

}  // namespace lapor::api::http
