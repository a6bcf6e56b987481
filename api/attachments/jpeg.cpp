#include <algorithm>
#include <array>
#include <cstring>

#include "api/attachments/byte_reader.hpp"
#include "api/attachments/exif_block.hpp"
#include "api/attachments/file_rules.hpp"

/// JPEG as ITU-T T.81, annex B, describes it.
namespace lapor::api {
namespace {

constexpr auto big = ByteReader::Order::big;

namespace marker {
constexpr std::uint8_t sof0 = 0xC0;  // baseline
constexpr std::uint8_t sof2 = 0xC2;  // progressive
constexpr std::uint8_t dht = 0xC4;
constexpr std::uint8_t rst0 = 0xD0;
constexpr std::uint8_t rst7 = 0xD7;
constexpr std::uint8_t soi = 0xD8;
constexpr std::uint8_t eoi = 0xD9;
constexpr std::uint8_t sos = 0xDA;
constexpr std::uint8_t dqt = 0xDB;
constexpr std::uint8_t dri = 0xDD;
constexpr std::uint8_t app0 = 0xE0;
constexpr std::uint8_t app1 = 0xE1;
constexpr std::uint8_t app2 = 0xE2;
constexpr std::uint8_t app14 = 0xEE;
constexpr std::uint8_t app15 = 0xEF;
constexpr std::uint8_t com = 0xFE;
}  // namespace marker

/// A progressive picture is drawn anew for each scan: real ones have about ten.
constexpr int most_scans = 100;

constexpr std::string_view jfif{"JFIF\0", 5};
constexpr std::string_view exif{"Exif\0\0", 6};
constexpr std::string_view icc{"ICC_PROFILE\0", 12};
constexpr std::string_view adobe{"Adobe", 5};

bool begins_with(BytesView bytes, std::string_view text) {
  return bytes.size() >= text.size() && std::memcmp(bytes.data(), text.data(), text.size()) == 0;
}

Bytes bytes_of(std::string_view text) {
  const auto bytes = std::as_bytes(std::span{text});
  return {bytes.begin(), bytes.end()};
}

class JpegCleaner {
 public:
  JpegCleaner(BytesView file, std::uint64_t most_pixels, ColorProfile profile)
      : in_(file), most_pixels_(most_pixels), keeps_profile_(profile == ColorProfile::keep) {}

  [[nodiscard]] CleanResult clean() {
    if (next_marker() != marker::soi) return damaged_file("The file does not begin as a JPEG.");
    while (!fault_) {
      const auto code = next_marker();
      if (!code) return damaged_file("The JPEG ends before its picture does; send the whole file.");
      if (*code == marker::eoi) return finished();
      take_segment(*code);
    }
    return fail(*fault_);
  }

 private:
  /// The code behind one or more fill bytes; nothing when there is none.
  std::optional<std::uint8_t> next_marker() {
    if (in_.number(1, big) != 0xFFU) return std::nullopt;
    std::optional<std::uint32_t> code;
    do code = in_.number(1, big);
    while (code == 0xFFU);
    if (!code) return std::nullopt;
    return static_cast<std::uint8_t>(*code);
  }

  void take_segment(std::uint8_t code) {
    const auto length = in_.number(2, big);
    const auto payload = length && *length >= 2 ? in_.take(*length - 2) : std::nullopt;
    if (!payload) return refuse("The JPEG is cut off or damaged; send the whole file.");
    if (code >= marker::app0 && code <= marker::app15) return take_application(code, *payload);
    if (code == marker::com) return;
    if (code >= marker::sof0 && code <= marker::sof2) return take_frame(code, *payload);
    if (code == marker::sos) return take_scan(*payload);
    if (code == marker::dht || code == marker::dqt || code == marker::dri) return append(code, *payload);
    refuse("The JPEG is of a kind that browsers do not show; save it as an ordinary one.");
  }

  /// What programs put in. Kept are the marks without which colors would be wrong, rebuilt without their thumbnails.
  void take_application(std::uint8_t code, BytesView payload) {
    constexpr std::size_t jfif_bytes = 12;  // up to the thumbnail's width
    constexpr std::size_t adobe_bytes = 12;
    if (code == marker::app0 && begins_with(payload, jfif) && payload.size() >= jfif_bytes && jfif_.empty()) {
      jfif_.assign(payload.begin(), payload.begin() + jfif_bytes);
      jfif_.insert(jfif_.end(), 2, std::byte{0});
    }
    if (code == marker::app1 && begins_with(payload, exif) && !orientation_)
      orientation_ = orientation_in(payload.subspan(exif.size()));
    if (code == marker::app2 && begins_with(payload, icc) && keeps_profile_) append(code, payload);
    if (code == marker::app14 && begins_with(payload, adobe) && payload.size() >= adobe_bytes)
      append(code, payload.first(adobe_bytes));
  }

  /// Precision 1, height 2, width 2, number of components 1, three bytes for each.
  void take_frame(std::uint8_t code, BytesView payload) {
    ByteReader in(payload);
    const auto precision = in.number(1, big);
    const auto height = in.number(2, big);
    const auto width = in.number(2, big);
    const auto components = in.number(1, big);
    const bool is_good = precision == 8U && components && *components >= 1 && *components <= 4 &&
                         in.left() == std::size_t{3} * *components;
    if (!is_good || has_frame_) return refuse("The JPEG's description of its picture is damaged; save it again.");
    if (auto fault = size_fault(*width, *height, most_pixels_)) fault_ = std::move(fault);
    has_frame_ = true;
    append(code, payload);
  }

  /// A scan's head, and its data up to the next marker.
  void take_scan(BytesView payload) {
    const bool is_good = !payload.empty() && payload.size() == 4 + 2 * std::to_integer<std::size_t>(payload[0]);
    if (!is_good || !has_frame_ || ++scans_ > most_scans) return refuse("The JPEG's scans are damaged; save it again.");
    append(marker::sos, payload);
    const auto data = in_.take(scan_length(in_.rest()));
    body_.insert(body_.end(), data->begin(), data->end());
  }

  /// Up to the marker that ends it: 0xFF before 0x00 is a datum, restarts belong to the scan, and any number of fill
  /// bytes may stand before a marker (T.81, B.1.1.2).
  static std::size_t scan_length(BytesView data) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(data.data());
    std::size_t at = 0;
    while (at < data.size()) {
      const void* found = std::memchr(bytes + at, 0xFF, data.size() - at);
      if (found == nullptr) return data.size();
      const auto begin = static_cast<std::size_t>(static_cast<const std::uint8_t*>(found) - bytes);
      at = begin;
      while (at < data.size() && bytes[at] == 0xFF) ++at;
      const bool goes_on =
          at < data.size() && (bytes[at] == 0 || (bytes[at] >= marker::rst0 && bytes[at] <= marker::rst7));
      if (!goes_on) return begin;
      ++at;
    }
    return data.size();
  }

  [[nodiscard]] CleanResult finished() const {
    if (scans_ == 0) return damaged_file("The JPEG has no picture in it.");
    CleanPicture clean;
    clean.orientation = orientation_.value_or(1);
    clean.bytes = {std::byte{0xFF}, std::byte{marker::soi}};
    if (!jfif_.empty()) append(clean.bytes, marker::app0, jfif_);
    if (clean.orientation != 1) {
      Bytes block = bytes_of(exif);
      const Bytes tiff = exif_block(clean.orientation);
      block.insert(block.end(), tiff.begin(), tiff.end());
      append(clean.bytes, marker::app1, block);
    }
    clean.bytes.insert(clean.bytes.end(), body_.begin(), body_.end());
    clean.bytes.insert(clean.bytes.end(), {std::byte{0xFF}, std::byte{marker::eoi}});
    return clean;
  }

  void append(std::uint8_t code, BytesView payload) { append(body_, code, payload); }

  static void append(Bytes& out, std::uint8_t code, BytesView payload) {
    const std::size_t length = payload.size() + 2;
    out.insert(out.end(), {std::byte{0xFF}, std::byte{code}, static_cast<std::byte>(length >> 8),
                           static_cast<std::byte>(length & 0xFF)});
    out.insert(out.end(), payload.begin(), payload.end());
  }

  void refuse(std::string what) { fault_ = FileRefusal{FileFault::damaged, std::move(what)}; }

  ByteReader in_;
  const std::uint64_t most_pixels_;
  const bool keeps_profile_;
  Bytes jfif_;
  Bytes body_;  // what is kept, but the marks that must come first
  std::optional<std::uint8_t> orientation_;
  bool has_frame_{};
  int scans_{};
  std::optional<FileRefusal> fault_;
};

}  // namespace

CleanResult clean_jpeg(BytesView file, std::uint64_t most_pixels, ColorProfile profile) {
  return JpegCleaner{file, most_pixels, profile}.clean();
}

}  // namespace lapor::api
