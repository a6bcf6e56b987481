#include "storage/check/options_file.hpp"

#include <rocksdb/env.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <memory>
#include <string_view>
#include <vector>

#include "storage/rocks_database.hpp"

namespace lapor::storage {

namespace {

std::string content_of(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

/// The number behind the first `name=`.
std::optional<std::uint64_t> number_of(std::string_view text, std::string_view name) {
  const auto at = text.find(name);
  if (at == std::string_view::npos) return std::nullopt;
  const auto* first = text.data() + at + name.size();
  std::uint64_t value{};
  if (std::from_chars(first, text.data() + text.size(), value).ec != std::errc{}) return std::nullopt;
  return value;
}

/// What RocksDB writes for these settings, into an empty journal that is only in memory.
std::string options_written_for(const RocksOptions& wished) {
  const std::unique_ptr<rocksdb::Env> memory{rocksdb::NewMemEnv(rocksdb::Env::Default())};
  RocksOptions options = wished;
  options.env = memory.get();
  std::string text;
  const auto database = RocksDatabase::open(options);
  std::vector<std::string> names;
  if (!database || !memory->GetChildren(options.path.string(), &names).ok()) return text;
  for (const auto& name : names)
    if (name.starts_with("OPTIONS-")) (void)ReadFileToString(memory.get(), (options.path / name).string(), &text);
  return text;
}

std::string first_difference(std::string_view found, std::string_view expected) {
  const auto at = std::ranges::mismatch(found, expected).in1 - found.begin();
  const auto begin = found.substr(0, static_cast<std::size_t>(at)).rfind('\n') + 1;
  const auto line = std::count(found.begin(), found.begin() + at, '\n') + 1;
  return "is not what these settings give; line " + std::to_string(line) + " is `" +
         std::string{found.substr(begin, found.find('\n', begin) - begin)} + "`.";
}

}  // namespace

std::optional<std::string> find_options_difference(const std::filesystem::path& journal,
                                                   const std::filesystem::path& file) {
  const auto found = content_of(file);
  RocksOptions options;
  options.path = std::filesystem::absolute(journal);  // RocksDB has no other in memory
  options.write_buffer_bytes = number_of(found, "max_total_wal_size=").value_or(options.write_buffer_bytes);
  const auto expected = options_written_for(options);
  if (found == expected) return std::nullopt;
  options.accept_damaged_log_end = true;  // the last start may have been one of those
  if (found == options_written_for(options)) return std::nullopt;
  return first_difference(found, expected);
}

}  // namespace lapor::storage
