#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "events/ensure.hpp"
#include "storage/attachments/sealed_file.hpp"

namespace lapor::storage::test {

inline Bytes bytes_on_disk(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>{in}, {}};
  const auto bytes = std::as_bytes(std::span{text});
  return {bytes.begin(), bytes.end()};
}

inline void put_on_disk(const std::filesystem::path& file, BytesView bytes) {
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

/// Names in a folder, in order.
inline std::vector<std::string> names_in(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (std::filesystem::directory_iterator at(folder, error); !error && at != std::filesystem::directory_iterator();
       at.increment(error))
    names.push_back(at->path().filename());
  std::ranges::sort(names);
  return names;
}

/// Different in every place, so that moved pieces show.
inline Bytes some_content(std::size_t size, unsigned seed = 1) {
  Bytes bytes(size);
  std::uint32_t state = seed;
  for (auto& byte : bytes) {
    state = state * 1'664'525U + 1'013'904'223U;
    byte = static_cast<std::byte>(state >> 24);
  }
  return bytes;
}

/// Everything up to the end, or what failed.
inline Result<Bytes, Error> read_whole(SealedFileReader& reader) {
  Bytes whole;
  for (;;) {
    const auto piece = reader.next();
    if (!piece) return fail(piece.error());
    if (!*piece) return whole;
    whole.insert(whole.end(), (*piece)->begin(), (*piece)->end());
  }
}

}  // namespace lapor::storage::test
