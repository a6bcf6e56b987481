#include "api/attachments/file_rules.hpp"

#include <algorithm>
#include <array>

#include "api/attachments/second_opinion.hpp"

namespace lapor::api {
namespace {

using storage::FileType;

struct TypeRow {
  FileType type;
  std::string_view media_type;
  std::string_view extension;
};

constexpr std::array<TypeRow, 4> types{{
    {FileType::jpeg, "image/jpeg", "jpg"},
    {FileType::png, "image/png", "png"},
    {FileType::webp, "image/webp", "webp"},
    {FileType::pdf, "application/pdf", "pdf"},
}};
constexpr TypeRow no_type{{}, "application/octet-stream", "bin"};

const TypeRow& row_of(FileType type) {
  const auto* row = std::ranges::find(types, type, &TypeRow::type);
  return row == types.end() ? no_type : *row;
}

bool begins_with(BytesView bytes, std::string_view text) {
  return bytes.size() >= text.size() && std::ranges::equal(bytes.first(text.size()), std::as_bytes(std::span{text}));
}

}  // namespace

std::optional<FileType> type_of_content(BytesView first) {
  if (begins_with(first, "\xFF\xD8\xFF")) return FileType::jpeg;
  if (begins_with(first, "\x89PNG\r\n\x1A\n")) return FileType::png;
  if (begins_with(first, "RIFF") && first.size() >= 12 && begins_with(first.subspan(8), "WEBP")) return FileType::webp;
  if (begins_with(first, "%PDF-")) return FileType::pdf;
  return std::nullopt;
}

std::string_view media_type_of(FileType type) {
  return row_of(type).media_type;
}

std::string_view extension_of(FileType type) {
  return row_of(type).extension;
}

std::optional<FileRefusal> size_fault(std::uint64_t width, std::uint64_t height, std::uint64_t most_pixels) {
  if (width == 0 || height == 0)
    return FileRefusal{FileFault::damaged, "The picture has no width or no height; save it again and send that."};
  if (width <= most_pixels / height) return std::nullopt;
  return FileRefusal{FileFault::too_many_pixels, "The picture has " + std::to_string(width) + " x " +
                                                     std::to_string(height) + " pixels; make it smaller than " +
                                                     std::to_string(most_pixels) + " in all."};
}

Result<Bytes, FileRefusal> clean_picture(FileType type, BytesView file, std::uint64_t most_pixels) {
  const auto clean = type == FileType::jpeg ? clean_jpeg : type == FileType::png ? clean_png : clean_webp;
  auto picture = clean(file, most_pixels, ColorProfile::keep);
  if (!picture) return fail(picture.error());
  const auto bare = clean(picture->bytes, most_pixels, ColorProfile::leave_out);
  if (!bare) return fail(bare.error());
  if (const auto found = metadata_in(*bare))
    return damaged_file("The picture cannot be freed of what it says beside its pixels (" + *found +
                        "); save it again in another program and send that.");
  return std::move(picture->bytes);
}

}  // namespace lapor::api
