#include "tests/api/attachments/pictures.hpp"

#include <algorithm>
#include <boost/crc.hpp>
#include <exiv2/exif.hpp>

namespace lapor::api::testing {
namespace {

Bytes number(std::uint64_t value, int bytes) {
  Bytes out;
  for (int i = bytes - 1; i >= 0; --i) out.push_back(static_cast<std::byte>(value >> (8 * i)));
  return out;
}

Bytes little(std::uint64_t value, int bytes) {
  Bytes out = number(value, bytes);
  std::ranges::reverse(out);
  return out;
}

}  // namespace

Bytes bytes_of(std::string_view text) {
  const auto bytes = std::as_bytes(std::span{text});
  return {bytes.begin(), bytes.end()};
}

Bytes operator+(Bytes one, const Bytes& other) {
  one.insert(one.end(), other.begin(), other.end());
  return one;
}

bool has(const Bytes& bytes, std::string_view text) {
  return !std::ranges::search(bytes, std::as_bytes(std::span{text})).empty();
}

Bytes camera_data(int orientation, bool big_endian) {
  Exiv2::ExifData data;
  data["Exif.Image.Make"] = std::string(camera_maker);
  data["Exif.Image.Model"] = "LaporCam 7";
  data["Exif.Image.Artist"] = std::string(owner);
  if (orientation != 0) data["Exif.Image.Orientation"] = static_cast<std::uint16_t>(orientation);
  data["Exif.Photo.DateTimeOriginal"] = "2026:11:20 09:00:00";
  data["Exif.Photo.UserComment"] = "charset=Ascii di depan rumah " + std::string(owner);
  data["Exif.GPSInfo.GPSLatitudeRef"] = "S";
  data["Exif.GPSInfo.GPSLatitude"] = "7/1 16/1 12/1";
  data["Exif.GPSInfo.GPSLongitude"] = "112/1 45/1 6/1";
  const Bytes thumbnail = jpeg();
  Exiv2::ExifThumb(data).setJpegThumbnail(reinterpret_cast<const Exiv2::byte*>(thumbnail.data()),
                                          static_cast<long>(thumbnail.size()));
  Exiv2::Blob blob;
  Exiv2::ExifParser::encode(blob, big_endian ? Exiv2::bigEndian : Exiv2::littleEndian, data);
  return bytes_of({reinterpret_cast<const char*>(blob.data()), blob.size()});
}

Bytes jpeg_segment(std::uint8_t code, const Bytes& payload) {
  return Bytes{std::byte{0xFF}, std::byte{code}} + number(payload.size() + 2, 2) + payload;
}

Bytes exif_segment(const Bytes& tiff) {
  return jpeg_segment(0xE1, bytes_of({"Exif\0\0", 6}) + tiff);
}

Bytes jpeg(const Bytes& more, std::uint16_t width, std::uint16_t height) {
  const Bytes table = Bytes(65, std::byte{1});
  const Bytes frame = number(8, 1) + number(height, 2) + number(width, 2) + bytes_of({"\x01\x01\x11\x00", 4});
  const Bytes codes = bytes_of({"\x00\x00\x01", 3}) + Bytes(14, std::byte{0}) + number(5, 1);
  const Bytes scan = bytes_of({"\x01\x01\x00\x00\x3F\x00", 6});
  return number(0xFFD8, 2) + more + jpeg_segment(0xDB, table) + jpeg_segment(0xC0, frame) + jpeg_segment(0xC4, codes) +
         jpeg_segment(0xDA, scan) + bytes_of({"\x12\xFF\x00\x34\xFF\xD0\x56", 7}) + number(0xFFD9, 2);
}

Bytes png_chunk(const PngChunk& chunk) {
  const Bytes checked = bytes_of(chunk.type) + chunk.data;
  boost::crc_32_type checksum;
  checksum.process_bytes(checked.data(), checked.size());
  return number(chunk.data.size(), 4) + checked + number(checksum.checksum(), 4);
}

Bytes png(const std::vector<PngChunk>& more, std::uint32_t width, std::uint32_t height) {
  const Bytes head = number(width, 4) + number(height, 4) + bytes_of({"\x08\x02\x00\x00\x00", 5});
  Bytes file = bytes_of("\x89PNG\r\n\x1A\n") + png_chunk({"IHDR", head});
  for (const PngChunk& chunk : more) file = file + png_chunk(chunk);
  return file + png_chunk({"IDAT", bytes_of("pixels")}) + png_chunk({"IEND", {}});
}

Bytes webp_chunk(std::string_view type, const Bytes& data) {
  return bytes_of(type) + little(data.size(), 4) + data + Bytes(data.size() % 2, std::byte{0});
}

Bytes webp_of(const Bytes& chunks) {
  return bytes_of("RIFF") + little(chunks.size() + 4, 4) + bytes_of("WEBP") + chunks;
}

Bytes vp8x(std::uint8_t flags, std::uint32_t width, std::uint32_t height) {
  return webp_chunk("VP8X", little(flags, 4) + little(width - 1, 3) + little(height - 1, 3));
}

Bytes vp8(std::uint16_t width, std::uint16_t height) {
  return webp_chunk("VP8 ",
                    little(0, 3) + bytes_of("\x9D\x01\x2A") + little(width, 2) + little(height, 2) + bytes_of("pixel"));
}

Bytes vp8l(std::uint32_t width, std::uint32_t height) {
  return webp_chunk("VP8L", bytes_of("\x2F") + little((width - 1) | (height - 1) << 14, 4) + bytes_of("pixels"));
}

Bytes pdf(std::string_view content) {
  return bytes_of("%PDF-1.7\n" + std::string(content) + "\ntrailer << >>\nstartxref\n9\n%%EOF\n");
}

Bytes empty_zip() {
  return bytes_of({"PK\x05\x06", 4}) + Bytes(18, std::byte{0});
}

}  // namespace lapor::api::testing
