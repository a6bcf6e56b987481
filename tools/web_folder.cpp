#include "tools/web_folder.hpp"

#include <vector>

namespace lapor::tools {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> usual_places() {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (error) return {};
  const fs::path above = program.parent_path().parent_path();
  return {above / "share" / "lapor" / "web", above / "web"};
}

}  // namespace

Result<fs::path, std::string> find_web_folder(const std::string& wish) {
  const std::vector<fs::path> places = wish.empty() ? usual_places() : std::vector<fs::path>{wish};
  std::string tried;
  for (const fs::path& place : places) {
    std::error_code error;
    if (fs::is_directory(place, error)) return place;
    tried += (tried.empty() ? "" : " or ") + place.string();
  }
  return fail("no pages in " + tried +
              "; build them (tools/build), or name the folder in the settings (web.folder) or with --web");
}

}  // namespace lapor::tools
