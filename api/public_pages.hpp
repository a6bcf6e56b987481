#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "events/identifiers.hpp"

namespace lapor::api {

/// Pages of reports as the public sees them, as JSON, kept in memory while they are asked for: what everybody reads
/// today is rendered once. A page is given only while its report has not changed since; those longest not asked for go
/// first when the bound is reached. Any thread.
class PublicPages {
 public:
  explicit PublicPages(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  struct Page {
    Version version{};
    std::string body;
    Version rulebook{};  // by which its names were written
  };
  using PagePtr = std::shared_ptr<const Page>;

  /// The page, if it has everything that happened to the report, and names things as this version of the rulebook does;
  /// `bound` is the journal's (`Journal::change_bound`), read before. Forgets one that is older.
  [[nodiscard]] PagePtr find(ReportId report, Position bound, Version rulebook);

  /// `page` has all of its report's records up to `as_of`.
  void keep(ReportId report, Position as_of, PagePtr page);

  /// Something happened to the report: an erased text stays not even in memory.
  void forget(ReportId report);

  [[nodiscard]] std::size_t bytes() const;

 private:
  struct Kept {
    ReportId report{};
    Position as_of{};
    PagePtr page;
  };
  using Order = std::list<Kept>;  // last asked for first

  void drop(Order::iterator kept);

  const std::size_t most_bytes_;
  mutable std::mutex mutex_;  // guards the next three
  Order order_;
  std::unordered_map<ReportId, Order::iterator> kept_;
  std::size_t bytes_{};
};

}  // namespace lapor::api
