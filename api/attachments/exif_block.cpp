#include "api/attachments/exif_block.hpp"

#include "api/attachments/byte_reader.hpp"

namespace lapor::api {
namespace {

using Order = ByteReader::Order;

constexpr std::uint32_t tiff_mark = 42;
constexpr std::uint32_t orientation_tag = 0x0112;
constexpr std::uint32_t type_short = 3;
constexpr std::size_t entry_bytes = 12;  // tag 2, type 2, count 4, value 4

std::optional<Order> order_of(BytesView tiff) {
  if (tiff.size() < 2 || tiff[0] != tiff[1]) return std::nullopt;
  if (tiff[0] == std::byte{'I'}) return Order::little;
  if (tiff[0] == std::byte{'M'}) return Order::big;
  return std::nullopt;
}

std::optional<std::uint8_t> orientation_of(BytesView entry, Order order) {
  ByteReader in(entry);
  const bool is_orientation =
      in.number(2, order) == orientation_tag && in.number(2, order) == type_short && in.number(4, order) == 1U;
  if (!is_orientation) return std::nullopt;
  const std::uint32_t value = in.number(2, order).value_or(0);
  if (value < 1 || value > 8) return std::nullopt;
  return static_cast<std::uint8_t>(value);
}

}  // namespace

std::optional<std::uint8_t> orientation_in(BytesView tiff) {
  const auto order = order_of(tiff);
  if (!order) return std::nullopt;
  ByteReader head(tiff.subspan(2));
  if (head.number(2, *order) != tiff_mark) return std::nullopt;
  const auto offset = head.number(4, *order);
  if (!offset || *offset > tiff.size()) return std::nullopt;
  ByteReader directory(tiff.subspan(*offset));
  const std::uint32_t entries = directory.number(2, *order).value_or(0);
  for (std::uint32_t i = 0; i < entries; ++i) {
    const auto entry = directory.take(entry_bytes);
    if (!entry) return std::nullopt;
    if (const auto orientation = orientation_of(*entry, *order)) return orientation;
  }
  return std::nullopt;
}

Bytes exif_block(std::uint8_t orientation) {
  constexpr std::array<std::uint8_t, 26> block{'M', 'M',  0, 42,  // big-endian TIFF
                                               0,   0,    0, 8,   // the directory lies at byte 8
                                               0,   1,            // one entry
                                               1,   0x12, 0, 3,  0, 0, 0, 1,
                                               0,   0,    0, 0,  0, 0, 0, 0};  // no further directory
  constexpr std::size_t value_at = 19;
  Bytes bytes;
  for (const std::uint8_t byte : block) bytes.push_back(std::byte{byte});
  bytes[value_at] = std::byte{orientation};
  return bytes;
}

}  // namespace lapor::api
