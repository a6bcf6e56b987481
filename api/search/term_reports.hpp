#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <roaring/roaring.hh>
#include <span>
#include <string>
#include <unordered_map>

#include "api/views/ordinals.hpp"
#include "storage/text_index.hpp"

namespace lapor::api {

/// Reports as documents of the text index, which are numbered from 1.
[[nodiscard]] constexpr storage::DocumentNumber document_of(Ordinal report) {
  return report + 1;
}

/// `reports` must outlive it.
class ReportDocuments final : public storage::DocumentSet {
 public:
  explicit ReportDocuments(const ::Roaring& reports)
      : at_(reports.begin()), end_(reports.end()), size_(reports.cardinality()) {}

  storage::DocumentNumber next_from(storage::DocumentNumber from) override;
  [[nodiscard]] storage::DocumentNumber size() const override { return static_cast<storage::DocumentNumber>(size_); }

 private:
  ::Roaring::const_iterator at_;
  const ::Roaring::const_iterator end_;
  const std::uint64_t size_;
};

/// Which reports have a term. What common terms have is kept in memory; of what was put into the index since, the index
/// is asked again. Any thread.
class TermReports {
 public:
  using Reports = ::Roaring;

  /// Those of `among` that have the term.
  [[nodiscard]] Result<Reports, storage::Error> with(const storage::TextIndex& texts, const std::string& term,
                                                     const Reports& among);

  /// These were put into the index.
  void changed(std::span<const Ordinal> reports);
  /// Another index is asked from now on.
  void clear();

 private:
  void let_go();
  [[nodiscard]] Result<Reports, storage::Error> common(const storage::TextIndex& texts, const std::string& term);

  std::mutex mutex_;  // guards the next three
  std::unordered_map<std::string, Reports> kept_;
  Reports changed_;        // since the first of them was kept
  std::uint64_t epoch_{};  // rises when all are let go
};

}  // namespace lapor::api
