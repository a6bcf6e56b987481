#include "api/receipts.hpp"

#include <sodium.h>

#include <algorithm>

namespace lapor::api {
namespace {

constexpr std::size_t digit_count = 16;

/// 10^16 < 2^64 / 1,000: the remainder prefers no digits noticeably.
std::string digits_of(ReportId report, const storage::Vault& vault) {
  const auto hash = vault.keyed_hash("receipt", std::to_string(number(report)));
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < 8; ++i) value = value << 8U | std::to_integer<std::uint64_t>(hash[i]);
  std::string digits(digit_count, '0');
  for (std::size_t i = digit_count; i-- > 0; value /= 10) digits[i] = static_cast<char>('0' + value % 10);
  return digits;
}

}  // namespace

std::string receipt_of(ReportId report, const storage::Vault& vault) {
  std::string digits = digits_of(report, vault);
  for (const std::size_t at : {12U, 8U, 4U}) digits.insert(at, 1, '-');
  return digits;
}

bool is_receipt_of(ReportId report, std::string_view receipt, const storage::Vault& vault) {
  std::string digits(receipt);
  std::erase(digits, '-');
  const std::string expected = digits_of(report, vault);
  return digits.size() == expected.size() && sodium_memcmp(digits.data(), expected.data(), expected.size()) == 0;
}

}  // namespace lapor::api
