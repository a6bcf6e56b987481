#include "api/attachments/second_opinion.hpp"

#include <exiv2/error.hpp>
#include <exiv2/image.hpp>
#include <exiv2/xmp_exiv2.hpp>
#include <mutex>

namespace lapor::api {
namespace {

/// exiv2 sets up its reader of XMP once, in no thread-safe way, and writes to the standard error unless told not to.
void start_exiv2() {
  static const bool started = [] {
    Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute);
    return Exiv2::XmpParser::initialize();
  }();
  static_cast<void>(started);
}

std::optional<std::string> fault_of_exif(const Exiv2::ExifData& data, std::uint8_t orientation) {
  for (const auto& datum : data)
    if (datum.key() != "Exif.Image.Orientation") return datum.key();
  const bool has_one = data.count() == 1;
  if (has_one != (orientation != 1)) return "its orientation";
  if (has_one && data.begin()->toLong() != orientation) return "its orientation";
  return std::nullopt;
}

std::optional<std::string> fault_of(const Bytes& bytes, std::uint8_t orientation) {
  const auto image =
      Exiv2::ImageFactory::open(reinterpret_cast<const Exiv2::byte*>(bytes.data()), static_cast<long>(bytes.size()));
  image->readMetadata();
  if (auto fault = fault_of_exif(image->exifData(), orientation)) return fault;
  if (!image->iptcData().empty()) return "IPTC";
  if (!image->xmpData().empty() || !image->xmpPacket().empty()) return "XMP";
  if (!image->comment().empty()) return "a comment";
  return std::nullopt;
}

}  // namespace

std::optional<std::string> metadata_in(const CleanPicture& picture) {
  static std::mutex mutex;
  const std::lock_guard lock{mutex};
  start_exiv2();
  try {
    return fault_of(picture.bytes, picture.orientation);
  } catch (const std::exception&) {
    return "exiv2 cannot read it";
  }
}

}  // namespace lapor::api
