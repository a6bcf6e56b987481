#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "events/result.hpp"
#include "storage/error.hpp"

namespace lapor::storage {

struct ViewRow {
  std::string key;
  std::string value;
};

/// One row to be set, or deleted when it has no value.
struct ViewChange {
  std::string key;
  std::optional<std::string> value;
};

/// Where one projection keeps its rows and, beside them, how far it has folded. Everything in it can be made again from
/// the journal, so nothing is synced: after a crash the store is as it was after some earlier `write`, never between
/// two, and never older than the last `flush`. Contract suite: tests/storage/views_contract_test.cpp. Any thread may
/// read; only one writes.
class Views {
 public:
  virtual ~Views() = default;

  /// All changes or none.
  [[nodiscard]] virtual Result<void, Error> write(const std::vector<ViewChange>& changes) = 0;

  [[nodiscard]] virtual Result<std::optional<std::string>, Error> get(std::string_view key) const = 0;

  /// Up to `limit` rows whose keys begin with `prefix` and come after `after`, ascending by bytes. An empty `after`
  /// begins at the first.
  [[nodiscard]] virtual Result<std::vector<ViewRow>, Error> scan(std::string_view prefix, std::string_view after,
                                                                 std::size_t limit) const = 0;

  /// What was written is on the disk when this returns.
  [[nodiscard]] virtual Result<void, Error> flush() = 0;

  /// Flushes, and takes earlier values of these keys out of the files.
  [[nodiscard]] virtual Result<void, Error> forget(const std::vector<std::string>& keys) = 0;

  /// Deletes everything. Only while nobody reads.
  [[nodiscard]] virtual Result<void, Error> clear() = 0;
};

}  // namespace lapor::storage
