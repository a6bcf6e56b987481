#include "tools/reference_folder.hpp"

#include <vector>

namespace lapor::tools {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> usual_places() {
  std::vector<fs::path> places;
  std::error_code error;
  if (const fs::path program = fs::read_symlink("/proc/self/exe", error); !error)
    places.push_back(program.parent_path().parent_path() / "share" / "lapor" / "reference");
  places.emplace_back(fs::path(LAPOR_SOURCE_DIR) / "config" / "reference");
  return places;
}

}  // namespace

Result<fs::path, std::string> find_reference_folder(const std::string& wish) {
  const std::vector<fs::path> places = wish.empty() ? usual_places() : std::vector<fs::path>{wish};
  std::string tried;
  for (const fs::path& place : places) {
    std::error_code error;
    if (fs::is_directory(place, error)) return place;
    tried += (tried.empty() ? "" : " or ") + place.string();
  }
  return fail("no reference data in " + tried +
              "; name the folder in the settings (reference.folder) or with --reference");
}

}  // namespace lapor::tools
