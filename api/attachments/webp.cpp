#include <algorithm>
#include <string_view>

#include "api/attachments/byte_reader.hpp"
#include "api/attachments/exif_block.hpp"
#include "api/attachments/file_rules.hpp"

/// WebP as RFC 9649 describes it.
namespace lapor::api {
namespace {

constexpr auto little = ByteReader::Order::little;
constexpr std::size_t riff_head = 12;  // "RIFF", size 4, "WEBP"

namespace flag {
constexpr std::uint8_t animation = 0x02;
constexpr std::uint8_t exif = 0x08;
constexpr std::uint8_t alpha = 0x10;
constexpr std::uint8_t profile = 0x20;
}  // namespace flag

struct Size {
  std::uint32_t width{};
  std::uint32_t height{};
  bool operator==(const Size&) const = default;
};

std::string_view text_of(BytesView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// A key frame: tag 3, start code 3, 14 bits of width, 2 of scale, the same for the height (RFC 6386, 9.1).
std::optional<Size> size_of_lossy(BytesView data) {
  ByteReader in(data);
  const auto tag = in.number(3, little);
  const auto start = in.number(3, little);
  const auto width = in.number(2, little);
  const auto height = in.number(2, little);
  const bool is_key_frame = height && (*tag & 1) == 0 && *start == 0x2A019DU;
  if (!is_key_frame) return std::nullopt;
  return Size{*width & 0x3FFF, *height & 0x3FFF};
}

/// Signature 1, then 14 bits each of width and height, both less one.
std::optional<Size> size_of_lossless(BytesView data) {
  ByteReader in(data);
  const auto signature = in.number(1, little);
  const auto bits = in.number(4, little);
  if (!bits || *signature != 0x2FU) return std::nullopt;
  return Size{(*bits & 0x3FFF) + 1, (*bits >> 14 & 0x3FFF) + 1};
}

void append_number(Bytes& out, std::uint64_t value, std::size_t bytes) {
  for (std::size_t i = 0; i < bytes; ++i) out.push_back(static_cast<std::byte>(value >> (8 * i)));
}

void append(Bytes& out, std::string_view type, BytesView data) {
  const auto name = std::as_bytes(std::span{type});
  out.insert(out.end(), name.begin(), name.end());
  append_number(out, data.size(), 4);
  out.insert(out.end(), data.begin(), data.end());
  if (data.size() % 2 != 0) out.push_back(std::byte{0});
}

/// Still pictures only: "VP8 " or "VP8L" alone, or behind a VP8X with a profile and alpha beside it.
class WebpCleaner {
 public:
  WebpCleaner(BytesView file, std::uint64_t most_pixels, ColorProfile profile)
      : file_(file), most_pixels_(most_pixels), keeps_profile_(profile == ColorProfile::keep) {}

  [[nodiscard]] CleanResult clean() {
    const bool is_webp =
        file_.size() >= riff_head && text_of(file_.first(4)) == "RIFF" && text_of(file_.subspan(8, 4)) == "WEBP";
    if (!is_webp) return damaged_file("The file does not begin as a WebP.");
    const std::size_t size = ByteReader::number_of(file_.subspan(4, 4), little);
    if (size < 4 || size > file_.size() - 8)
      return damaged_file("The WebP is cut off or damaged; send the whole file.");
    ByteReader in(file_.subspan(riff_head, size - 4));
    while (!fault_ && in.left() > 0) take_chunk(in);
    if (fault_) return fail(*fault_);
    return finished();
  }

 private:
  void take_chunk(ByteReader& in) {
    const auto type = in.take(4);
    const auto size = in.number(4, little);
    const auto data = size ? in.take(*size) : std::nullopt;
    const bool has_end = data && (*size % 2 == 0 || in.take(1));
    if (!has_end) return refuse("The WebP is cut off or damaged; send the whole file.");
    take(text_of(*type), *data);
  }

  void take(std::string_view type, BytesView data) {
    if (type == "VP8X") return take_canvas(data);
    if (type == "VP8 ") return take_picture(type, data, size_of_lossy(data));
    if (type == "VP8L") return take_picture(type, data, size_of_lossless(data));
    if (type == "ANIM" || type == "ANMF") return refuse("The WebP is a moving picture; send a still one.");
    if (type == "ICCP" && profile_.empty() && keeps_profile_) profile_.assign(data.begin(), data.end());
    if (type == "ALPH" && alpha_.empty() && !picture_) alpha_.assign(data.begin(), data.end());
    if (type == "EXIF" && !orientation_) orientation_ = orientation_in(data);
  }

  /// Flags 1, reserved 3, width less one 3, height less one 3. Must be the first chunk.
  void take_canvas(BytesView data) {
    if (data.size() != 10 || canvas_ || picture_ || !alpha_.empty() || !profile_.empty())
      return refuse("The WebP's description of its picture is damaged; save it again.");
    if ((std::to_integer<std::uint8_t>(data[0]) & flag::animation) != 0)
      return refuse("The WebP is a moving picture; send a still one.");
    canvas_ = Size{ByteReader::number_of(data.subspan(4, 3), little) + 1,
                   ByteReader::number_of(data.subspan(7, 3), little) + 1};
  }

  void take_picture(std::string_view type, BytesView data, const std::optional<Size>& size) {
    if (!size || picture_ || (canvas_ && *canvas_ != *size))
      return refuse("The WebP's picture is damaged; save it again.");
    fault_ = size_fault(size->width, size->height, most_pixels_);
    picture_ = Picture{type, data, *size};
  }

  [[nodiscard]] CleanResult finished() {
    if (!picture_) return damaged_file("The WebP has no picture in it.");
    CleanPicture clean;
    clean.orientation = orientation_.value_or(1);
    const bool is_plain = !canvas_ && clean.orientation == 1;
    Bytes body;
    if (!is_plain) append_canvas(body, clean.orientation != 1);
    if (canvas_ && !profile_.empty()) append(body, "ICCP", profile_);
    if (canvas_ && has_alpha_chunk()) append(body, "ALPH", alpha_);
    append(body, picture_->type, picture_->data);
    if (clean.orientation != 1) append(body, "EXIF", exif_block(clean.orientation));
    append_riff(clean.bytes, body);
    return clean;
  }

  /// A lossless picture has its alpha within it.
  [[nodiscard]] bool has_alpha_chunk() const { return picture_->type == "VP8 " && !alpha_.empty(); }

  [[nodiscard]] bool has_alpha() const {
    if (picture_->type == "VP8 ") return canvas_ && has_alpha_chunk();
    return (ByteReader::number_of(picture_->data.subspan(1, 4), little) >> 28 & 1) != 0;
  }

  void append_canvas(Bytes& out, bool has_exif) const {
    std::uint8_t flags = has_exif ? flag::exif : 0;
    if (has_alpha()) flags |= flag::alpha;
    if (canvas_ && !profile_.empty()) flags |= flag::profile;
    Bytes data{std::byte{flags}};
    append_number(data, 0, 3);
    append_number(data, picture_->size.width - 1, 3);
    append_number(data, picture_->size.height - 1, 3);
    append(out, "VP8X", data);
  }

  static void append_riff(Bytes& out, const Bytes& body) {
    for (const char letter : std::string_view{"RIFF"}) out.push_back(static_cast<std::byte>(letter));
    append_number(out, body.size() + 4, 4);
    for (const char letter : std::string_view{"WEBP"}) out.push_back(static_cast<std::byte>(letter));
    out.insert(out.end(), body.begin(), body.end());
  }

  void refuse(std::string what) { fault_ = FileRefusal{FileFault::damaged, std::move(what)}; }

  struct Picture {
    std::string_view type;
    BytesView data;
    Size size;
  };

  const BytesView file_;
  const std::uint64_t most_pixels_;
  const bool keeps_profile_;
  std::optional<Size> canvas_;
  std::optional<Picture> picture_;
  Bytes profile_;
  Bytes alpha_;
  std::optional<std::uint8_t> orientation_;
  std::optional<FileRefusal> fault_;
};

}  // namespace

CleanResult clean_webp(BytesView file, std::uint64_t most_pixels, ColorProfile profile) {
  return WebpCleaner{file, most_pixels, profile}.clean();
}

}  // namespace lapor::api
