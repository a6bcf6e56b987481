#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "api/http/refusal.hpp"

namespace lapor::api::http {

/// Judges the bytes around the data of a chunked body (RFC 9112, 7.1), because llhttp as Debian ships it takes any byte
/// for an LF there: sizes of 1 to 16 hexadecimal digits, bounded extensions, CR LF wherever it belongs, no trailers.
/// It sees the framing only; llhttp knows where data begins and ends.
class ChunkGate {
 public:
  explicit ChunkGate(std::size_t extension_limit) : extension_limit_{extension_limit} {}

  [[nodiscard]] std::optional<Refusal> look(std::string_view framing);
  [[nodiscard]] bool refused() const { return refused_; }

 private:
  enum class State : std::uint8_t {
    size,
    extension,
    size_line_feed,
    data_return,
    data_line_feed,
    last_return,
    last_line_feed,
    done
  };

  bool step(char character);
  bool take_size(char character);
  bool take_extension(char character);
  bool expect(char character, char expected, State next);

  std::size_t extension_limit_;
  std::size_t in_part_{0};  // characters of the size or extension so far
  bool last_{true};         // all digits of the size were zero
  bool refused_{false};
  State state_{State::size};
};

}  // namespace lapor::api::http
