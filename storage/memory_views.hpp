#pragma once

#include <map>
#include <mutex>
#include <vector>

#include "storage/views.hpp"

namespace lapor::storage {

/// Rows without a disk, for tests and rehearsals.
class MemoryViews final : public Views {
 public:
  [[nodiscard]] Result<void, Error> write(const std::vector<ViewChange>& changes) override;
  [[nodiscard]] Result<std::optional<std::string>, Error> get(std::string_view key) const override;
  [[nodiscard]] Result<std::vector<ViewRow>, Error> scan(std::string_view prefix, std::string_view after,
                                                         std::size_t limit) const override;
  [[nodiscard]] Result<void, Error> flush() override;
  [[nodiscard]] Result<void, Error> forget(const std::vector<std::string>& keys) override;
  [[nodiscard]] Result<void, Error> clear() override;

  /// Forgets the last `writes` writes, as a killed process does; never what was flushed, and `most_lost` at most.
  void lose_last(std::size_t writes);
  static constexpr std::size_t most_lost = 64;
  /// Every write from now on is answered with `error`.
  void fail_writes(Error error);
  /// How many keys were forgotten.
  [[nodiscard]] int forgotten() const;

 private:
  using Rows = std::map<std::string, std::string, std::less<>>;

  mutable std::mutex mutex_;
  Rows rows_;
  std::vector<Rows> before_;  // the rows before each write since the last flush
  std::optional<Error> writes_fail_;
  int forgotten_{};
};

}  // namespace lapor::storage
