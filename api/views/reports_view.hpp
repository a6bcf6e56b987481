#pragma once

#include <atomic>
#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <variant>
#include <vector>

#include "actors/projection.hpp"
#include "api/formats.hpp"
#include "api/principal.hpp"
#include "api/search/terms.hpp"
#include "api/statistics/cube.hpp"
#include "api/views/facet_index.hpp"
#include "api/views/report_row.hpp"
#include "events/directory.hpp"
#include "storage/journal.hpp"
#include "storage/text_index.hpp"
#include "storage/vault.hpp"
#include "storage/views.hpp"

namespace lapor::api {

struct ListQuery {
  Filter filter;
  std::vector<std::string> stems;  // words that must all stand in a report's text
  Sort sort{Sort::newest};
  std::optional<SortKey> after;
  std::size_t limit{20};
  bool is_limited{};  // the caller asked for this limit; else a table or a map is given whole
  std::vector<Facet> facets;
  std::optional<Format> format;  // absent: as Accept says
};

/// One page of a list, all of it as of `position`.
struct ListPage {
  Position position{};
  std::uint64_t total{};
  std::vector<ReportRow> rows;
  std::optional<SortKey> next;  // absent on the last page
  std::vector<std::pair<Facet, std::vector<FacetValue>>> facets;
};

/// One record's effect on a filtered list, for one caller.
struct LiveChange {
  Position position{};
  ReportId report{};
  std::optional<ReportRow> row;  // absent: the report was in the list and has left it
};

/// What happened to a list after some position, in order. Goes on behind `up_to`.
struct LivePage {
  std::vector<LiveChange> changes;
  Position up_to{};
  bool is_complete{true};  // false: too long ago to tell what has left the list
};

/// The view "reports": one row a report, sealed on the disk, and an index of all rows in memory. Folded on the
/// projections' thread; any thread may read. docs/formats.md has its bytes.
class ReportsView final : public actors::Projection {
 public:
  /// All arguments must outlive the view.
  ReportsView(storage::Views& rows, storage::TextIndex& texts, storage::Journal& journal, const storage::Vault& vault,
              const Rulebook& rules);
  /// Makes the text index durable as far as it has come.
  ~ReportsView() override;
  ReportsView(const ReportsView&) = delete;
  ReportsView& operator=(const ReportsView&) = delete;

  static constexpr std::string_view view_name = "reports";
  [[nodiscard]] std::string_view name() const override { return view_name; }
  [[nodiscard]] Result<void, actors::ProjectionFault> load() override;
  [[nodiscard]] Result<void, actors::ProjectionFault> fold(std::span<const storage::StoredRecord> records) override;
  [[nodiscard]] Result<void, actors::ProjectionFault> gather(std::span<const storage::StoredRecord> records) override;
  [[nodiscard]] Position gathered() const override { return gathered_up_to_; }
  [[nodiscard]] bool has_deferred() const override { return unindexed_ > 0; }
  [[nodiscard]] Result<void, actors::ProjectionFault> do_deferred() override;
  [[nodiscard]] Position checkpoint() const override { return Position{checkpoint_.load()}; }

  [[nodiscard]] bool is_loaded() const { return loaded_; }

  /// How many reports the text index does not know in their present words.
  [[nodiscard]] std::uint64_t unindexed() const { return unindexed_; }

  /// One page of what `caller` may know of. Blocks for point reads of its rows.
  [[nodiscard]] Result<ListPage, storage::Error> list(const ListQuery& query, const Principal& caller) const;

  /// Up to `limit` open published reports that share words with a text, or the newest when it has none, at one place:
  /// what a new report may repeat.
  struct Likeness {
    std::vector<std::string> stems;
    std::string category;  // empty: any
    std::string region;    // empty: any; counts only without a box
    std::optional<Box> box;
    std::optional<ReportId> except;
    std::size_t limit{5};
  };
  [[nodiscard]] Result<ListPage, storage::Error> similar(const Likeness& likeness) const;

  /// What the records behind `after` did to the list of `query`, of which the filter and the words count; up to `limit`
  /// records of them. Blocks for point reads of rows, and of records when they are not recent.
  [[nodiscard]] Result<LivePage, storage::Error> changes(Position after, const ListQuery& query,
                                                         const Principal& caller, std::size_t limit) const;

  /// Calls `grown` after each portion that is folded from now on, on the projections' thread; it must be quick and must
  /// not read the view. Nothing, to be told no more.
  void when_grown(std::function<void()> grown) {
    const std::unique_lock lock{mutex_};
    grown_ = std::move(grown);
  }

  /// Calls `read` with the figures' base and the position up to which it counts. `read` must be quick: nothing is
  /// folded meanwhile.
  template <class Read>
  auto read_statistics(Read read) const {
    const std::shared_lock lock{mutex_};
    return read(statistics_, checkpoint());
  }

  /// What the view knows for sure of what the public may see of a report, given its bound (`Journal::change_bound`, read
  /// before). Never waits for a lock; reads the row on the calling thread, as a file server reads its file.
  struct Unsure {};     // ask the journal
  struct NotPublic {};  // or there is no such report
  struct PublicRow {
    ReportRow row;
    Position as_of{};  // the row has all that happened to its report up to there
  };
  [[nodiscard]] std::variant<Unsure, NotPublic, PublicRow> public_row(ReportId report, Position bound) const;

  /// The row of one report, if there is one. Blocks for a point read.
  [[nodiscard]] Result<std::optional<ReportRow>, storage::Error> row(ReportId report) const;

 private:
  /// What one record did, as the index saw it.
  struct Recent {
    Position position{};
    Ordinal report{};
    std::shared_ptr<const IndexEntry> before;  // none: the report was new
    std::shared_ptr<const IndexEntry> after;
    bool has_other_words{};  // than before
  };
  /// A report while a portion is folded.
  struct Change {
    std::optional<ReportRow> before;
    ReportRow row;
    Open open;  // its records; none yet, or none any more
    bool erased{};
    std::vector<Position> positions;  // of its records in this portion
  };
  using Changes = std::map<Ordinal, Change>;
  using Step = Result<void, actors::ProjectionFault>;

  [[nodiscard]] Result<Position, storage::Error> stored_checkpoint() const;
  [[nodiscard]] Result<void, storage::Error> load_rows();
  [[nodiscard]] Step gather_all(std::span<const storage::StoredRecord> records);
  [[nodiscard]] Step settle();
  [[nodiscard]] Step fold_one(const storage::StoredRecord& stored);
  [[nodiscard]] Result<Change*, actors::ProjectionFault> changed(ReportId report, Position position);
  [[nodiscard]] Step fold_again(Change& change, ReportId report, Position last) const;
  [[nodiscard]] Result<void, storage::Error> load_texts(Position folded);
  [[nodiscard]] Result<void, storage::Error> mark_changed_since(Position indexed, Position folded);
  [[nodiscard]] Result<void, storage::Error> index_texts(std::uint64_t most) const;
  [[nodiscard]] Result<void, storage::Error> index_text(Ordinal report) const;
  [[nodiscard]] Result<void, storage::Error> commit_texts(Position indexed) const;
  [[nodiscard]] Step forget_texts(Position last) const;
  [[nodiscard]] Result<FacetIndex::Reports, storage::Error> with_words(const std::vector<std::string>& stems,
                                                                       const Principal& caller) const;
  [[nodiscard]] Result<std::vector<SortKey>, storage::Error> page_of(const ListQuery& query,
                                                                     const FacetIndex::Reports& found) const;
  [[nodiscard]] Result<void, storage::Error> add_row(ListPage& page, Ordinal report) const;
  void remember();
  [[nodiscard]] Result<LivePage, storage::Error> recent_changes(Position after, const ListQuery& query,
                                                                const Principal& caller, std::size_t limit) const;
  [[nodiscard]] Result<LivePage, storage::Error> older_changes(Position after, const ListQuery& query,
                                                               const Principal& caller, std::size_t limit) const;
  [[nodiscard]] Result<std::optional<ReportRow>, storage::Error> present_row(
      Ordinal report, const std::vector<std::string>& stems, const Principal& caller) const;
  [[nodiscard]] Result<Open, storage::Error> key_of(Stream stream) const;
  [[nodiscard]] std::vector<storage::ViewChange> gathered_rows() const;
  [[nodiscard]] Result<ReportRow, storage::Error> open_row(std::string_view key, std::string_view sealed) const;

  storage::Views& rows_;
  storage::TextIndex& texts_;
  storage::Journal& journal_;
  const storage::Vault& vault_;
  const Rulebook& rules_;
  const Seal seal_;
  const Open open_;
  const SearchTerms terms_;

  mutable std::shared_mutex mutex_;  // guards the rows and all that is made of them
  FacetIndex index_;
  Statistics statistics_;
  std::deque<Recent> recent_;                       // without gaps up to the checkpoint
  mutable FacetIndex::Reports unindexed_reports_;   // changed also under a shared lock, by the holder of `texts_mutex_`
  mutable std::atomic<std::uint64_t> unindexed_{};  // their number

  mutable std::mutex texts_mutex_;  // one indexes at a time; taken before `mutex_`
  mutable std::uint64_t uncommitted_{};
  mutable std::chrono::steady_clock::time_point committed_at_{};
  std::atomic<std::uint64_t> checkpoint_{};

  // On the projections' thread alone: what is folded and not yet settled.
  Changes gathered_;
  Position gathered_up_to_{};
  std::string gathered_checkpoint_;  // its stored form

  std::atomic<bool> loaded_{};
  std::function<void()> grown_;
};

}  // namespace lapor::api
