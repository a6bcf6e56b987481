#include "config/common_passwords.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "config/message.hpp"
#include "config/text_file.hpp"
#include "config/utf8.hpp"

namespace lapor::config {
namespace {

constexpr std::string_view file_name{"common_passwords.txt"};

bool is_upper(char character) {
  return character >= 'A' && character <= 'Z';
}

/// What is wrong with an entry, and what to do.
std::optional<std::string> fault_of(std::string_view entry) {
  constexpr std::string_view blanks{" \t\r"};
  if (entry.size() > longest_common_password)
    return "has more than " + std::to_string(longest_common_password) + " bytes; shorten or remove it";
  if (first_invalid_utf8(entry)) return "is not UTF-8; write it anew";
  if (std::ranges::any_of(entry, is_upper)) return shown(entry) + " has capitals; write it in lower case";
  if (blanks.find(entry.front()) != std::string_view::npos || blanks.find(entry.back()) != std::string_view::npos)
    return shown(entry) + " has blanks around it; remove them";
  return std::nullopt;
}

/// Adds lines to the list until one is wrong.
class ListReader {
 public:
  std::optional<std::string> add(std::string_view line) {
    if (line.empty() || line.starts_with('#')) return std::nullopt;
    if (auto fault = fault_of(line)) return fault;
    if (!seen_.emplace(line).second) return shown(line) + " stands here a second time; remove one of the two";
    if (seen_.size() > most_common_passwords)
      return "is one more than " + std::to_string(most_common_passwords) + " passwords; remove the rarest";
    list.emplace_back(line);
    return std::nullopt;
  }

  std::vector<std::string> list;

 private:
  std::unordered_set<std::string_view> seen_;
};

}  // namespace

Result<std::vector<std::string>, std::string> load_common_passwords(const std::filesystem::path& folder) {
  const std::filesystem::path file = folder / file_name;
  const auto text = read_text_file(file);
  if (!text) return fail(text.error());
  ListReader reader;
  std::string_view left = *text;
  for (std::size_t line = 1; !left.empty(); ++line) {
    const auto end = std::min(left.find('\n'), left.size());
    if (auto fault = reader.add(left.substr(0, end))) return fail(at_line(file.string(), line, *fault));
    left.remove_prefix(std::min(end + 1, left.size()));
  }
  if (reader.list.empty()) return fail(file.string() + ": lists no password; restore it");
  return std::move(reader.list);
}

}  // namespace lapor::config
