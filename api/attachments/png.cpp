#include <algorithm>
#include <array>
#include <boost/crc.hpp>
#include <set>

#include "api/attachments/byte_reader.hpp"
#include "api/attachments/exif_block.hpp"
#include "api/attachments/file_rules.hpp"

/// PNG as its third edition (W3C, 2025) describes it.
namespace lapor::api {
namespace {

constexpr auto big = ByteReader::Order::big;
constexpr std::size_t signature_bytes = 8;

/// What is kept, with how long it may be: no longer than what it is for. IHDR, PLTE, IDAT and IEND make the picture.
struct ChunkRule {
  std::string_view type;
  std::size_t least;
  std::size_t most;
};
constexpr std::size_t most_of_a_chunk = (1ULL << 31) - 1;
constexpr std::size_t most_of_a_profile = 1ULL << 20;
constexpr std::array<ChunkRule, 11> kept{{
    {"PLTE", 3, 768},
    {"IDAT", 0, most_of_a_chunk},
    {"IEND", 0, 0},
    {"tRNS", 1, 256},
    {"gAMA", 4, 4},
    {"cHRM", 32, 32},
    {"sRGB", 1, 1},
    {"iCCP", 3, most_of_a_profile},
    {"sBIT", 1, 4},
    {"bKGD", 1, 6},
    {"pHYs", 9, 9},
}};

struct Chunk {
  std::string_view type;
  BytesView data;

  /// A reader that does not know it cannot show the picture.
  [[nodiscard]] bool is_critical() const { return (type[0] & 0x20) == 0; }
  [[nodiscard]] bool fits() const {
    return std::ranges::any_of(kept, [this](const ChunkRule& rule) {
      return rule.type == type && data.size() >= rule.least && data.size() <= rule.most;
    });
  }
};

std::string_view text_of(BytesView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::uint32_t checksum_of(const Chunk& chunk) {
  boost::crc_32_type checksum;
  checksum.process_bytes(chunk.type.data(), chunk.type.size());
  checksum.process_bytes(chunk.data.data(), chunk.data.size());
  return checksum.checksum();
}

void append_number(Bytes& out, std::uint64_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<std::byte>(value >> shift));
}

void append(Bytes& out, const Chunk& chunk) {
  append_number(out, chunk.data.size());
  const auto type = std::as_bytes(std::span{chunk.type});
  out.insert(out.end(), type.begin(), type.end());
  out.insert(out.end(), chunk.data.begin(), chunk.data.end());
  append_number(out, checksum_of(chunk));
}

/// Which depths each color type allows (table 8).
bool is_color(std::uint32_t depth, std::uint32_t color) {
  switch (color) {
    case 0:
      return depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
    case 3:
      return depth == 1 || depth == 2 || depth == 4 || depth == 8;
    case 2:
    case 4:
    case 6:
      return depth == 8 || depth == 16;
    default:
      return false;
  }
}

class PngCleaner {
 public:
  PngCleaner(BytesView file, std::uint64_t most_pixels, ColorProfile profile)
      : in_(file), most_pixels_(most_pixels), keeps_profile_(profile == ColorProfile::keep) {}

  [[nodiscard]] CleanResult clean() {
    const auto signature = in_.take(signature_bytes);
    const auto header = signature ? next_chunk() : std::nullopt;
    if (!header || header->type != "IHDR") return damaged_file("The file does not begin as a PNG.");
    begin(*signature, *header);
    while (!fault_ && !ended_) {
      const auto chunk = next_chunk();
      if (!chunk) return damaged_file("The PNG is cut off or damaged; send the whole file.");
      take(*chunk);
    }
    if (fault_) return fail(*fault_);
    return finished();
  }

 private:
  /// Nothing when it is cut off or its checksum is wrong.
  std::optional<Chunk> next_chunk() {
    const auto length = in_.number(4, big);
    const auto type = in_.take(4);
    const auto data = length && type ? in_.take(*length) : std::nullopt;
    const auto checksum = in_.number(4, big);
    if (!data || !checksum) return std::nullopt;
    const Chunk chunk{text_of(*type), *data};
    if (*checksum != checksum_of(chunk)) return std::nullopt;
    return chunk;
  }

  /// Width 4, height 4, depth 1, color type 1, compression 1, filter 1, interlace 1.
  void begin(BytesView signature, const Chunk& header) {
    ByteReader in(header.data);
    const auto width = in.number(4, big);
    const auto height = in.number(4, big);
    const auto depth = in.number(1, big);
    const auto color = in.number(1, big);
    const auto methods = in.number(2, big);
    const auto interlace = in.number(1, big);
    const bool is_good = interlace && in.left() == 0 && is_color(*depth, *color) && *methods == 0 && *interlace <= 1;
    if (!is_good) return refuse("The PNG's description of its picture is damaged; save it again.");
    fault_ = size_fault(*width, *height, most_pixels_);
    head_.assign(signature.begin(), signature.end());
    append(head_, header);
  }

  void take(const Chunk& chunk) {
    if (chunk.type == "eXIf" && !orientation_) orientation_ = orientation_in(chunk.data);
    if (!chunk.fits()) {
      if (chunk.is_critical()) refuse("The PNG has parts that browsers do not show; save it as an ordinary one.");
      return;
    }
    if (chunk.type == "IDAT") return take_data(chunk);
    is_in_data_ = false;
    if (chunk.type == "IEND") return end(chunk);
    if (has_data_ || !seen_.insert(chunk.type).second) {
      if (chunk.is_critical()) refuse("The PNG's parts stand in the wrong order; save it again.");
      return;
    }
    chunk.type == "iCCP" ? take_profile(chunk) : append(body_, chunk);
  }

  void take_data(const Chunk& chunk) {
    if (has_data_ && !is_in_data_) return refuse("The PNG's parts stand in the wrong order; save it again.");
    has_data_ = is_in_data_ = true;
    append(body_, chunk);
  }

  /// Its name, 1 to 79 bytes and a NUL, is free text: all get the same one. Then a byte 0 and the compressed profile.
  void take_profile(const Chunk& chunk) {
    if (!keeps_profile_) return;
    constexpr std::size_t longest_name = 79;
    const auto name_end = text_of(chunk.data).find('\0');
    if (name_end == 0 || name_end > longest_name || name_end + 2 >= chunk.data.size()) return;
    if (chunk.data[name_end + 1] != std::byte{0}) return;
    Bytes data{std::byte{'I'}, std::byte{'C'}, std::byte{'C'}};
    data.insert(data.end(), chunk.data.begin() + static_cast<std::ptrdiff_t>(name_end), chunk.data.end());
    append(body_, {chunk.type, data});
  }

  void end(const Chunk& chunk) {
    if (!has_data_) return refuse("The PNG has no picture in it.");
    append(body_, chunk);
    ended_ = true;
  }

  [[nodiscard]] CleanResult finished() {
    CleanPicture clean;
    clean.orientation = orientation_.value_or(1);
    clean.bytes = std::move(head_);
    if (clean.orientation != 1) {
      const Bytes block = exif_block(clean.orientation);
      append(clean.bytes, {"eXIf", block});
    }
    clean.bytes.insert(clean.bytes.end(), body_.begin(), body_.end());
    return clean;
  }

  void refuse(std::string what) { fault_ = FileRefusal{FileFault::damaged, std::move(what)}; }

  ByteReader in_;
  const std::uint64_t most_pixels_;
  const bool keeps_profile_;
  Bytes head_;  // signature and IHDR
  Bytes body_;
  std::set<std::string_view> seen_;
  std::optional<std::uint8_t> orientation_;
  bool has_data_{};
  bool is_in_data_{};
  bool ended_{};
  std::optional<FileRefusal> fault_;
};

}  // namespace

CleanResult clean_png(BytesView file, std::uint64_t most_pixels, ColorProfile profile) {
  return PngCleaner{file, most_pixels, profile}.clean();
}

}  // namespace lapor::api
