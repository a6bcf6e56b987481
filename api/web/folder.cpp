#include "api/web/folder.hpp"

#include <sodium.h>

#include <array>
#include <boost/json.hpp>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

namespace lapor::api::web {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

constexpr auto content_types = std::to_array<std::pair<std::string_view, std::string_view>>({
    {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".geojson", "application/geo+json"},
    {".topojson", "application/json"},
    {".map", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".webp", "image/webp"},
    {".jpg", "image/jpeg"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".txt", "text/plain; charset=utf-8"},
});

std::optional<std::string> bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return std::nullopt;
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (in.bad()) return std::nullopt;
  return bytes;
}

std::string tag_of(std::string_view bytes) {
  std::array<unsigned char, 16> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                     nullptr, 0);
  std::array<char, 2 * hash.size() + 1> text{};
  sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
  return text.data();
}

/// Reads one folder step by step; the first thing that is wrong ends it.
class FolderReader {
 public:
  explicit FolderReader(const fs::path& folder) : folder_(folder) {}

  Result<WebFolder, std::string> read() {
    const bool is_read = read_files("assets", "/assets/") && read_files("root", "/") && read_compressed() &&
                         read_names() && read_messages();
    if (!is_read) return fail(error_);
    return std::move(result_);
  }

 private:
  bool refuse(const fs::path& file, std::string_view what) {
    error_ = file.string() + ": " + std::string(what);
    return false;
  }

  /// Compressed neighbours wait until all plain files are known.
  bool read_files(const char* part, const std::string& prefix) {
    const fs::path folder = folder_ / part;
    std::error_code error;
    fs::recursive_directory_iterator each(folder, error);
    for (; !error && each != fs::recursive_directory_iterator{}; each.increment(error)) {
      if (!each->is_regular_file()) continue;
      if (!read_file(each->path(), prefix + each->path().lexically_relative(folder).generic_string())) return false;
    }
    return error ? refuse(folder, "cannot be read: " + error.message()) : true;
  }

  bool read_file(const fs::path& file, const std::string& path) {
    std::error_code error;
    bytes_ += fs::file_size(file, error);
    if (bytes_ > most_folder_bytes) return refuse(file, "the folder is far larger than pages ever are");
    auto bytes = bytes_of(file);
    if (error || !bytes) return refuse(file, "cannot be read");
    const auto extension = file.extension();
    if (extension == ".br" || extension == ".gz") {
      compressed_.emplace_back(path, std::move(*bytes));
      return true;
    }
    std::string tag = tag_of(*bytes);
    result_.files[path] = {std::string(content_type_of(path)), std::move(tag), std::move(*bytes), {}, {}};
    return true;
  }

  bool read_compressed() {
    for (auto& [path, bytes] : compressed_) {
      const auto found = result_.files.find(std::string_view(path).substr(0, path.size() - 3));
      if (found == result_.files.end()) return refuse(folder_ / path, "has no uncompressed neighbour");
      if (bytes.empty() || bytes.size() >= found->second.plain.size()) continue;
      (path.ends_with(".br") ? found->second.brotli : found->second.gzip) = std::move(bytes);
    }
    return true;
  }

  std::optional<json::object> object_in(const fs::path& file) {
    const auto bytes = bytes_of(file);
    if (!bytes) {
      refuse(file, "is missing");
      return std::nullopt;
    }
    json::error_code error;
    json::value value = json::parse(*bytes, error);
    if (!error && value.is_object()) return std::move(value.get_object());
    refuse(file, "is not a JSON object");
    return std::nullopt;
  }

  bool read_names() {
    const fs::path file = folder_ / "assets.json";
    const auto names = object_in(file);
    if (!names) return false;
    if (!take_name(*names, "script", result_.script)) return refuse(file, "`script` must name a file of assets/");
    if (!take_name(*names, "style", result_.style)) return refuse(file, "`style` must name a file of assets/");
    if (!take_name(*names, "style_dark", result_.style_dark))
      return refuse(file, "`style_dark` must name a file of assets/");
    if (!take_preloads(*names)) return refuse(file, "`preload` must name files of assets/");
    if (!take_icons(*names)) return refuse(file, "`icons` must name files that there are");
    return true;
  }

  bool take(const json::value* value, std::string& name) const {
    if (value == nullptr || !value->is_string() || !result_.files.contains(std::string_view(value->get_string())))
      return false;
    name = value->get_string();
    return true;
  }

  bool take_name(const json::object& names, const char* member, std::string& name) const {
    return take(names.if_contains(member), name);
  }

  bool take_preloads(const json::object& names) {
    const json::value* areas = names.if_contains("preload");
    if (areas == nullptr) return true;
    if (!areas->is_object()) return false;
    for (const auto& [area, list] : areas->get_object())
      if (!take_list(list, result_.preloads[area])) return false;
    return true;
  }

  bool take_list(const json::value& list, std::vector<std::string>& files) {
    if (!list.is_array()) return false;
    for (const json::value& each : list.get_array())
      if (!take(&each, files.emplace_back())) return false;
    return true;
  }

  bool take_icons(const json::object& names) {
    const json::value* list = names.if_contains("icons");
    if (list == nullptr) return true;
    if (!list->is_object()) return false;
    for (const auto& [purpose, name] : list->get_object())
      if (!take(&name, result_.icons[purpose])) return false;
    return true;
  }

  bool read_messages() {
    for (const Language language : languages)
      for (const char* area : {"common.json", "page.json"}) {
        const fs::path file = folder_ / "messages" / std::string(code_of(language)) / area;
        const auto messages = object_in(file);
        if (!messages) return false;
        for (const auto& [key, sentence] : *messages) {
          if (!sentence.is_string()) return refuse(file, std::string(key) + " is not a sentence");
          result_.messages.add(language, key, std::string_view(sentence.get_string()));
        }
      }
    return true;
  }

  const fs::path folder_;
  WebFolder result_;
  std::vector<std::pair<std::string, std::string>> compressed_;
  std::uintmax_t bytes_{};
  std::string error_;
};

}  // namespace

Result<WebFolder, std::string> read_web_folder(const fs::path& folder) {
  return FolderReader(folder).read();
}

std::string_view content_type_of(std::string_view path) {
  for (const auto& [ending, type] : content_types)
    if (path.ends_with(ending)) return type;
  return "application/octet-stream";
}

}  // namespace lapor::api::web
