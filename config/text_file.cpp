#include "config/text_file.hpp"

#include <fstream>
#include <iterator>
#include <system_error>

namespace lapor::config {

Result<std::string, std::string> read_text_file(const std::filesystem::path& file) {
  std::error_code unknown;
  if (!std::filesystem::is_regular_file(file, unknown))
    return fail(file.string() + ": there is no such file; restore it or correct the path");
  std::ifstream stream{file, std::ios::binary};
  std::string text{std::istreambuf_iterator<char>{stream}, std::istreambuf_iterator<char>{}};
  if (!stream) return fail(file.string() + ": cannot be read; check its permissions");
  return text;
}

}  // namespace lapor::config
