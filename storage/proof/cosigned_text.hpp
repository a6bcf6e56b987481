#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace lapor::proof {

/// What an Ed25519 cosignature signs (C2SP tlog-cosignature, "Ed25519 signed message").
[[nodiscard]] inline std::string cosigned_text(std::string_view note_text, std::uint64_t time) {
  return "cosignature/v1\ntime " + std::to_string(time) + '\n' + std::string{note_text};
}

}  // namespace lapor::proof
