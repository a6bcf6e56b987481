#pragma once

#include <cstdint>
#include <optional>

#include "events/codec.hpp"

/// The one tag of a photo's Exif data that its pixels need: which side is up (Exif 2.32; TIFF 6.0, section 2).
namespace lapor::api {

/// The orientation in the first directory of a TIFF block, 1 to 8. Nothing when there is none, or none that is valid.
/// Reads nothing else of the block and follows nothing in it.
[[nodiscard]] std::optional<std::uint8_t> orientation_in(BytesView tiff);

/// A TIFF block that says the orientation and nothing more.
[[nodiscard]] Bytes exif_block(std::uint8_t orientation);

}  // namespace lapor::api
