#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "events/result.hpp"
#include "storage/proof/fault.hpp"
#include "storage/proof/sha256.hpp"

/// What the text forms of C2SP are made of: lines, decimal numbers, hashes in base64. All read strictly, so that one
/// value has one text.
namespace lapor::proof {

/// Takes the next line off `rest`, without its line feed. Nothing when no line feed is left.
[[nodiscard]] std::optional<std::string_view> take_line(std::string_view& rest);

/// Decimal digits without a leading zero, below 2^64.
[[nodiscard]] std::optional<std::uint64_t> number_from(std::string_view text);
/// The number behind `word` and one space.
[[nodiscard]] std::optional<std::uint64_t> number_behind(std::string_view word, std::string_view line);

[[nodiscard]] std::optional<Hash> hash_from_base64(std::string_view text);
/// A line for each hash.
void append_hash_lines(std::string& out, const std::vector<Hash>& hashes);
/// Takes hashes, a line each, and the empty line that ends them off `rest`. `malformed` says which line, counted from
/// `first_line`.
[[nodiscard]] Result<std::vector<Hash>, Fault> take_hash_lines(std::string_view& rest, std::size_t first_line);

}  // namespace lapor::proof
