#include "api/search/term_reports.hpp"

#include <optional>
#include <vector>

namespace lapor::api {
namespace {

using storage::DocumentNumber;
using storage::Error;
using Reports = TermReports::Reports;

/// From here on reading a term's list takes longer than a reader should wait.
constexpr DocumentNumber common_from = 4'096;

/// Some 100 KB each with a million reports.
constexpr std::size_t most_kept = 256;

/// Asking the index again about more takes longer than reading a list.
constexpr std::uint64_t most_changed = 2'048;

/// `among` null: of all.
Result<Reports, Error> read(const storage::TextIndex& texts, const std::string& term, const Reports* among) {
  std::vector<Ordinal> found;
  const auto collect = [&found](DocumentNumber document) { found.push_back(document - 1); };
  Result<void, Error> done;
  if (among == nullptr) {
    done = texts.documents_with(term, nullptr, collect);
  } else {
    ReportDocuments documents(*among);
    done = texts.documents_with(term, &documents, collect);
  }
  if (!done) return fail(done.error());
  return Reports(found.size(), found.data());
}

}  // namespace

DocumentNumber ReportDocuments::next_from(DocumentNumber from) {
  const Ordinal wanted = from - 1;
  if (at_ != end_ && *at_ < wanted) ++at_;
  if (at_ != end_ && *at_ < wanted) at_.equalorlarger(wanted);
  return at_ == end_ ? 0 : document_of(*at_);
}

Result<Reports, Error> TermReports::with(const storage::TextIndex& texts, const std::string& term,
                                         const Reports& among) {
  if (among.isEmpty()) return Reports{};
  const auto frequency = texts.frequency(term);
  if (!frequency) return fail(frequency.error());
  if (*frequency > among.cardinality() * 16) return read(texts, term, &among);
  auto all = *frequency < common_from ? read(texts, term, nullptr) : common(texts, term);
  if (all) *all &= among;
  return all;
}

Result<Reports, Error> TermReports::common(const storage::TextIndex& texts, const std::string& term) {
  std::uint64_t epoch = 0;
  std::optional<Reports> known;
  Reports changed;
  {
    const std::lock_guard lock{mutex_};
    epoch = epoch_;
    changed = changed_;
    if (const auto kept = kept_.find(term); kept != kept_.end()) known = kept->second;
  }
  if (known) {
    auto again = changed.isEmpty() ? Result<Reports, Error>{} : read(texts, term, &changed);
    if (again) *again |= *known - changed;
    return again;
  }
  auto all = read(texts, term, nullptr);
  if (!all) return all;
  const std::lock_guard lock{mutex_};
  if (epoch != epoch_) return all;
  if (kept_.size() >= most_kept) kept_.clear();
  kept_.emplace(term, *all);
  return all;
}

void TermReports::changed(std::span<const Ordinal> reports) {
  const std::lock_guard lock{mutex_};
  changed_.addMany(reports.size(), reports.data());
  if (changed_.cardinality() > most_changed) let_go();
}

void TermReports::clear() {
  const std::lock_guard lock{mutex_};
  let_go();
}

/// Whoever is reading a list now must not keep it: what changes meanwhile is not remembered for it.
void TermReports::let_go() {
  kept_.clear();
  changed_ = {};
  ++epoch_;
}

}  // namespace lapor::api
