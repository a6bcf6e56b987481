#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "events/codec.hpp"

/// Files as cameras and programs make them, built byte by byte. Their pixels are nothing; their structure is whole.
namespace lapor::api::testing {

[[nodiscard]] Bytes bytes_of(std::string_view text);
[[nodiscard]] Bytes operator+(Bytes one, const Bytes& other);
[[nodiscard]] bool has(const Bytes& bytes, std::string_view text);

/// What a phone writes into a photo, as a TIFF block: make, model, place, time, a thumbnail and the orientation (0:
/// none), in one of the two orders of bytes.
[[nodiscard]] Bytes camera_data(int orientation, bool big_endian = false);

/// Texts of `camera_data` that must not be left anywhere.
inline constexpr std::string_view camera_maker = "LaporCam";
inline constexpr std::string_view owner = "Ani dari Gubeng";

[[nodiscard]] Bytes jpeg_segment(std::uint8_t code, const Bytes& payload);
[[nodiscard]] Bytes exif_segment(const Bytes& tiff);
/// SOI, `more` segments, tables, a frame, a scan, EOI.
[[nodiscard]] Bytes jpeg(const Bytes& more = {}, std::uint16_t width = 8, std::uint16_t height = 8);

struct PngChunk {
  std::string type;
  Bytes data;
};
[[nodiscard]] Bytes png_chunk(const PngChunk& chunk);
/// Signature, IHDR, `more` chunks, IDAT, IEND.
[[nodiscard]] Bytes png(const std::vector<PngChunk>& more = {}, std::uint32_t width = 8, std::uint32_t height = 8);

[[nodiscard]] Bytes webp_chunk(std::string_view type, const Bytes& data);
[[nodiscard]] Bytes webp_of(const Bytes& chunks);
[[nodiscard]] Bytes vp8x(std::uint8_t flags, std::uint32_t width = 8, std::uint32_t height = 8);
[[nodiscard]] Bytes vp8(std::uint16_t width = 8, std::uint16_t height = 8);
[[nodiscard]] Bytes vp8l(std::uint32_t width = 8, std::uint32_t height = 8);

[[nodiscard]] Bytes pdf(std::string_view content = "1 0 obj << >> endobj");
/// The end of a zip archive without files.
[[nodiscard]] Bytes empty_zip();

}  // namespace lapor::api::testing
