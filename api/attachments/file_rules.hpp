#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "events/codec.hpp"
#include "events/result.hpp"
#include "storage/attachments/content.hpp"

/// Which files are taken, and what is left of them. Pure but for exiv2's tables; nothing here decompresses a picture.
namespace lapor::api {

/// Why a file is not taken.
enum class FileFault : std::uint8_t { unknown_type, damaged, too_many_pixels };

/// `what` is one sentence that says what is wrong and what to do.
struct FileRefusal {
  FileFault fault{};
  std::string what;
};

[[nodiscard]] inline tl::unexpected<FileRefusal> damaged_file(std::string what) {
  return fail(FileRefusal{FileFault::damaged, std::move(what)});
}

/// The type that the first bytes tell; nothing else is believed. Twelve bytes are enough.
[[nodiscard]] std::optional<storage::FileType> type_of_content(BytesView first_bytes);

/// `image/jpeg`, and the ending of a file's name: `jpg`. An unknown number is `application/octet-stream`, `bin`.
[[nodiscard]] std::string_view media_type_of(storage::FileType type);
[[nodiscard]] std::string_view extension_of(storage::FileType type);

/// Nothing when a picture of that size is taken. A viewer needs some four bytes a pixel to show it, whatever the file's
/// own size.
[[nodiscard]] std::optional<FileRefusal> size_fault(std::uint64_t width, std::uint64_t height,
                                                    std::uint64_t most_pixels);

/// A picture without all that it needs not to be shown.
struct CleanPicture {
  Bytes bytes;
  std::uint8_t orientation{1};  // 1 to 8 (Exif 2.32, 4.6.4 A, tag 274); not 1: its one Exif tag says so
};
using CleanResult = Result<CleanPicture, FileRefusal>;

enum class ColorProfile : std::uint8_t { keep, leave_out };

/// Each walks its format's own structure, keeps what a viewer needs for the pixels and the one tag of the orientation,
/// and cuts off what lies behind the picture's end. What is not built as its format asks is refused.
[[nodiscard]] CleanResult clean_jpeg(BytesView file, std::uint64_t most_pixels,
                                     ColorProfile profile = ColorProfile::keep);
[[nodiscard]] CleanResult clean_png(BytesView file, std::uint64_t most_pixels,
                                    ColorProfile profile = ColorProfile::keep);
[[nodiscard]] CleanResult clean_webp(BytesView file, std::uint64_t most_pixels,
                                     ColorProfile profile = ColorProfile::keep);

/// The picture as it may be stored, judged by exiv2 as well (second_opinion.hpp). `type` is no `pdf`.
[[nodiscard]] Result<Bytes, FileRefusal> clean_picture(storage::FileType type, BytesView file,
                                                       std::uint64_t most_pixels);

/// Looks at a PDF while it passes by: it begins and ends as one and cannot be opened as a zip archive. Nothing is taken
/// out of it.
class PdfCheck {
 public:
  void add(BytesView piece);
  /// Behind the last piece.
  [[nodiscard]] std::optional<FileRefusal> fault() const;

 private:
  Bytes begin_;
  Bytes tail_;
};

}  // namespace lapor::api
