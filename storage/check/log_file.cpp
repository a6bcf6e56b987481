#include "storage/check/log_file.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <string_view>

#include "storage/files.hpp"

namespace lapor::storage {

namespace {

constexpr std::size_t block_bytes = 32'768;
constexpr std::size_t header_bytes = 7;  // masked CRC-32C 4, length 2, type 1; little-endian

enum PieceType : unsigned char { nothing, full, first, middle, last };

/// CRC-32C (Castagnoli polynomial, reflected) of one byte after the other.
constexpr std::array<std::uint32_t, 256> make_crc_table() {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t byte = 0; byte < table.size(); ++byte) {
    std::uint32_t crc = byte;
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0x82f63b78u : 0u);
    table[byte] = crc;
  }
  return table;
}
constexpr auto crc_table = make_crc_table();

std::uint32_t crc32c(std::string_view bytes) {
  std::uint32_t crc = ~std::uint32_t{};
  for (const char byte : bytes) crc = crc_table[(crc ^ static_cast<unsigned char>(byte)) & 0xff] ^ (crc >> 8);
  return ~crc;
}

/// As LevelDB stores checksums of what may itself hold checksums.
std::uint32_t masked(std::uint32_t crc) {
  return ((crc >> 15) | (crc << 17)) + 0xa282ead8u;
}

std::uint32_t little_endian(std::string_view bytes) {
  std::uint32_t value = 0;
  for (std::size_t i = bytes.size(); i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

/// Goes over the pieces of one block after the other; records may go on from block to block.
class LogWalk {
 public:
  /// `base` is the block's place in the file.
  std::optional<LogDamage> visit(std::string_view block, std::uint64_t base) {
    std::size_t at = 0;
    while (block.size() - at >= header_bytes) {
      const auto length = little_endian(block.substr(at + 4, 2));
      if (at + header_bytes + length > block.size())
        return LogDamage{base + at, "a piece there is longer than what is left"};
      const auto piece = block.substr(at + 6, 1 + length);  // type and content
      if (masked(crc32c(piece)) != little_endian(block.substr(at, 4)))
        return LogDamage{base + at, "the checksum of a piece there does not fit"};
      if (!follows(static_cast<unsigned char>(piece[0])))
        return LogDamage{base + at, "a piece there does not follow the one before it"};
      at += header_bytes + length;
    }
    const bool is_last = block.size() < block_bytes;
    if (is_last && at < block.size()) return LogDamage{base + at, "it ends within a piece"};
    if (block.find_first_not_of('\0', at) != std::string_view::npos)
      return LogDamage{base + at, "the filling of a block is not zero"};
    return std::nullopt;
  }
  [[nodiscard]] bool is_within_record() const { return within_; }

 private:
  bool follows(unsigned char type) {
    const bool goes_on = type == middle || type == last;
    if (type < full || type > last || goes_on != within_) return false;
    within_ = type == first || type == middle;
    return true;
  }

  bool within_{};
};

}  // namespace

Result<std::optional<LogDamage>, Error> find_log_damage(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  if (!in) return fail(file_trouble(file, errno));
  LogWalk walk;
  std::string block(block_bytes, '\0');
  for (std::uint64_t base = 0;; base += block_bytes) {
    in.read(block.data(), static_cast<std::streamsize>(block.size()));
    const auto got = static_cast<std::size_t>(in.gcount());
    if (auto damage = walk.visit(std::string_view{block}.substr(0, got), base)) return damage;
    if (got == block_bytes) continue;
    if (in.bad()) return fail(file_trouble(file, EIO));
    if (walk.is_within_record()) return LogDamage{base + got, "it ends within a record"};
    return std::nullopt;
  }
}

}  // namespace lapor::storage
