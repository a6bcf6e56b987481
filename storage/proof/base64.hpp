#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "events/codec.hpp"

namespace lapor::proof {

/// RFC 4648 section 4, padded: as C2SP writes hashes and signatures.
[[nodiscard]] std::string to_base64(BytesView bytes);
/// The same behind what `out` has; for exports of gigabytes.
void append_base64(std::string& out, BytesView bytes);
/// Nothing unless `text` is exactly what `to_base64` would write.
[[nodiscard]] std::optional<Bytes> from_base64(std::string_view text);

}  // namespace lapor::proof
