#include <algorithm>
#include <string_view>

#include "api/attachments/file_rules.hpp"

namespace lapor::api {
namespace {

constexpr std::string_view pdf_begin = "%PDF-";
constexpr std::string_view pdf_end = "%%EOF";
constexpr std::size_t end_within = 1'024;  // ISO 32000-1, annex H.3, note 18

/// "End of central directory record": a zip archive is read from its end, where 22 bytes and a comment of at most
/// 65,535 have it (APPNOTE.TXT 4.3.16).
constexpr std::string_view zip_end{"PK\x05\x06", 4};
constexpr std::size_t zip_end_within = 22 + 65'535;

bool has(BytesView bytes, std::string_view text) {
  return !std::ranges::search(bytes, std::as_bytes(std::span{text})).empty();
}

}  // namespace

void PdfCheck::add(BytesView piece) {
  if (begin_.size() < pdf_begin.size()) {
    const auto first = piece.first(std::min(piece.size(), pdf_begin.size() - begin_.size()));
    begin_.insert(begin_.end(), first.begin(), first.end());
  }
  tail_.insert(tail_.end(), piece.begin(), piece.end());
  if (tail_.size() > zip_end_within)
    tail_.erase(tail_.begin(), tail_.end() - static_cast<std::ptrdiff_t>(zip_end_within));
}

std::optional<FileRefusal> PdfCheck::fault() const {
  const BytesView tail = tail_;
  if (!std::ranges::equal(begin_, std::as_bytes(std::span{pdf_begin})))
    return FileRefusal{FileFault::damaged, "The file does not begin as a PDF."};
  if (!has(tail.last(std::min(tail.size(), end_within)), pdf_end))
    return FileRefusal{FileFault::damaged, "The PDF is cut off or has something behind its end; send the PDF alone."};
  if (has(tail, zip_end))
    return FileRefusal{FileFault::damaged, "The PDF is an archive at the same time; send the PDF alone."};
  return std::nullopt;
}

}  // namespace lapor::api
