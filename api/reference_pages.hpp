#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "events/directory.hpp"

namespace lapor::api {

/// How fine a region is.
enum class RegionLevel : std::uint8_t { province = 0, regency = 1, district = 2 };

/// That of an official code: it has a point for each level below the province.
[[nodiscard]] RegionLevel level_of(std::string_view region);

/// The rulebook as everybody reads it: JSON, made once for each version of the rulebook. Immutable; any thread may
/// read.
class ReferencePages {
 public:
  explicit ReferencePages(const Rulebook& rules);

  /// Of the rulebook.
  [[nodiscard]] std::uint64_t version() const { return version_; }
  [[nodiscard]] const std::string& institutions() const { return institutions_; }
  [[nodiscard]] const std::string& categories() const { return categories_; }
  [[nodiscard]] const std::string& policies() const { return policies_; }
  [[nodiscard]] const std::string& retention() const { return retention_; }
  /// Regions of one level, in the order of their codes: those within `above`, or all when it is empty.
  [[nodiscard]] std::string regions(RegionLevel level, std::string_view above) const;
  /// A year without a decree has no days.
  [[nodiscard]] std::string calendar(int year) const;

  /// One for all pages: another one whenever one of them is another.
  [[nodiscard]] const std::string& etag() const { return etag_; }

 private:
  struct RegionItem {
    std::string code;
    std::string json;
  };

  [[nodiscard]] std::string make_etag(const HolidayDecrees& decrees) const;

  std::uint64_t version_;
  std::string institutions_;
  std::string categories_;
  std::string policies_;
  std::string retention_;
  std::array<std::vector<RegionItem>, 3> regions_;
  HolidayDecrees decrees_;
  std::string etag_;
};

/// The pages of the newest version that anybody asked for. Any thread.
class NewestReferencePages {
 public:
  /// Those of this version, or of a newer one; made now when it is new (some 20 ms).
  [[nodiscard]] std::shared_ptr<const ReferencePages> of(const Rulebook& rules);

 private:
  std::mutex mutex_;  // guards `pages_`
  std::shared_ptr<const ReferencePages> pages_;
};

}  // namespace lapor::api

namespace lapor {

template <>
inline constexpr auto words<api::RegionLevel> = std::to_array<Word<api::RegionLevel>>({
    {api::RegionLevel::province, "province"},
    {api::RegionLevel::regency, "regency"},
    {api::RegionLevel::district, "district"},
});

}  // namespace lapor
