#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "api/web/messages.hpp"
#include "events/result.hpp"

/// What the build of the pages leaves for the server: the folder `build/web` (docs/formats.md has its layout).
namespace lapor::api::web {

/// The same bytes three times; the compressed ones are empty where they would not be smaller.
struct WebFile {
  std::string content_type;
  std::string etag;  // of the plain bytes, without quotes
  std::string plain;
  std::string brotli;
  std::string gzip;
};

/// A whole folder in memory, read once. Immutable; any thread.
struct WebFolder {
  std::map<std::string, WebFile, std::less<>> files;  // by the path that a browser asks for
  std::string script;
  std::string style;
  std::string style_dark;
  /// Scripts that a page's area needs, by area and language: `citizen/en`.
  std::map<std::string, std::vector<std::string>, std::less<>> preloads;
  std::map<std::string, std::string, std::less<>> icons;  // by their name without a hash: `icon.svg`
  Messages messages;
};

/// Nothing larger is read: a wrong folder is noticed before memory runs out.
inline constexpr std::uintmax_t most_folder_bytes = 256ULL << 20;

/// Reads the folder whole. The error says which file is missing or damaged.
[[nodiscard]] Result<WebFolder, std::string> read_web_folder(const std::filesystem::path& folder);

/// By the ending of the name; what is unknown is `application/octet-stream`.
[[nodiscard]] std::string_view content_type_of(std::string_view path);

}  // namespace lapor::api::web
