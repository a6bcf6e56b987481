#include "storage/proof/lines.hpp"

#include <algorithm>
#include <charconv>

#include "storage/proof/base64.hpp"

namespace lapor::proof {

std::optional<std::string_view> take_line(std::string_view& rest) {
  const auto end = rest.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const auto line = rest.substr(0, end);
  rest.remove_prefix(end + 1);
  return line;
}

std::optional<std::uint64_t> number_from(std::string_view text) {
  if (text.empty() || (text.size() > 1 && text.front() == '0')) return std::nullopt;
  std::uint64_t number = 0;
  const auto* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return number;
}

std::optional<std::uint64_t> number_behind(std::string_view word, std::string_view line) {
  if (!line.starts_with(word)) return std::nullopt;
  line.remove_prefix(word.size());
  if (!line.starts_with(' ')) return std::nullopt;
  return number_from(line.substr(1));
}

std::optional<Hash> hash_from_base64(std::string_view text) {
  const auto bytes = from_base64(text);
  Hash hash;
  if (!bytes || bytes->size() != hash.size()) return std::nullopt;
  std::ranges::copy(*bytes, hash.begin());
  return hash;
}

void append_hash_lines(std::string& out, const std::vector<Hash>& hashes) {
  for (const Hash& hash : hashes) {
    append_base64(out, hash);
    out += '\n';
  }
}

Result<std::vector<Hash>, Fault> take_hash_lines(std::string_view& rest, std::size_t first_line) {
  std::vector<Hash> hashes;
  while (const auto line = take_line(rest)) {
    if (line->empty()) return hashes;
    const auto hash = hash_from_base64(*line);
    const auto number = std::to_string(first_line + hashes.size());
    if (!hash) return fail(Fault{FaultKind::malformed, "line " + number + " is not the base64 of a SHA-256 value"});
    hashes.push_back(*hash);
  }
  return fail(Fault{FaultKind::malformed, "no empty line ends the hashes: the text was cut off, get it again"});
}

}  // namespace lapor::proof
