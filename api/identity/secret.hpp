#pragma once

#include <fmt/core.h>

#include <algorithm>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace lapor::api {

/// Overwrites all of a text that held a secret and empties it.
void wipe(std::string& text);

/// A text that must never be shown: a password, a code, a token. It can be read by `reveal` alone; streamed or
/// formatted it says `[redacted]`, whatever the log's level. Its bytes are overwritten when it goes or gets another
/// value; a copy is a second secret with the same care. Not in any way thread-safe beyond a value.
class Secret {
 public:
  Secret() = default;
  /// Overwrites its argument; what the caller copied before stays the caller's to wipe.
  explicit Secret(std::string text);
  Secret(const Secret&) = default;
  Secret(Secret&&) noexcept = default;
  Secret& operator=(Secret other) noexcept {
    bytes_.swap(other.bytes_);
    return *this;
  }
  ~Secret();

  /// The text itself, valid while this object lives unchanged. Whoever calls answers for where it goes.
  /// Never a null pointer, as C functions ask for.
  [[nodiscard]] std::string_view reveal() const {
    return bytes_.empty() ? std::string_view{""} : std::string_view{bytes_.data(), bytes_.size()};
  }

  static constexpr std::string_view shown{"[redacted]"};

 private:
  std::vector<char> bytes_;  // no std::string: its short texts leave copies behind when they are moved
};

std::ostream& operator<<(std::ostream& out, const Secret& secret);

}  // namespace lapor::api

/// What spdlog and fmt print in the place of a secret.
template <>
struct fmt::formatter<lapor::api::Secret> {
  static constexpr auto parse(format_parse_context& context) { return context.begin(); }
  template <class Context>
  auto format(const lapor::api::Secret&, Context& context) const {
    return std::ranges::copy(lapor::api::Secret::shown, context.out()).out;
  }
};
