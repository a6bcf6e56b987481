#pragma once

#include <atomic>
#include <chrono>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <variant>
#include <vector>

#include "actors/projection.hpp"
#include "actors/rulebooks.hpp"
#include "api/fair_mutex.hpp"
#include "api/principal.hpp"
#include "api/search/term_reports.hpp"
#include "api/search/terms.hpp"
#include "api/statistics/cube.hpp"
#include "api/views/clusters.hpp"
#include "api/views/facet_index.hpp"
#include "api/views/indexed_alone.hpp"
#include "api/views/lists.hpp"
#include "api/views/report_row.hpp"
#include "api/views/row_changes.hpp"
#include "api/views/row_store.hpp"
#include "storage/journal.hpp"
#include "storage/text_index.hpp"
#include "storage/vault.hpp"
#include "storage/views.hpp"

namespace lapor::api {

/// Where a view keeps what it makes.
struct ViewStore {
  std::shared_ptr<storage::Views> rows;
  std::shared_ptr<storage::TextIndex> texts;
};

/// The view "reports": one row a report, sealed on the disk, an index of all rows in memory, and an index of their
/// texts. Folded on the projections' thread; any thread may read. docs/formats.md has its bytes.
class ReportsView final : public actors::Projection {
 public:
  /// All references must outlive the view.
  ReportsView(ViewStore store, storage::Journal& journal, const storage::Vault& vault,
              const actors::Rulebooks& rulebooks);
  /// Makes the text index durable as far as it has come.
  ~ReportsView() override;
  ReportsView(const ReportsView&) = delete;
  ReportsView& operator=(const ReportsView&) = delete;

  static constexpr std::string_view view_name = "reports";
  [[nodiscard]] std::string_view name() const override { return view_name; }
  [[nodiscard]] Result<void, actors::ProjectionFault> load() override;
  [[nodiscard]] Result<void, actors::ProjectionFault> fold(std::span<const storage::StoredRecord> records) override;
  [[nodiscard]] Result<void, actors::ProjectionFault> gather(std::span<const storage::StoredRecord> records) override;
  [[nodiscard]] Position gathered() const override { return gathered_; }
  [[nodiscard]] bool has_deferred() const override { return unindexed_ > 0 || successor_ != nullptr; }
  [[nodiscard]] Result<void, actors::ProjectionFault> do_deferred() override;
  [[nodiscard]] Position checkpoint() const override { return Position{checkpoint_.load()}; }

  /// Whether it has all that the journal had when it was loaded. Before that it would show a past in which somebody's
  /// report was not confidential yet.
  [[nodiscard]] bool is_readable() const override { return readable_; }
  /// The position from which on it is readable; meaningful once it is loaded.
  [[nodiscard]] Position readable_from() const { return Position{readable_from_.load()}; }

  /// How many reports the text index does not know in their present words.
  [[nodiscard]] std::uint64_t unindexed() const { return unindexed_; }

  /// Running deadlines, and of these the missed ones, as of the last settled portion.
  struct Deadlines {
    std::uint64_t running{};
    std::uint64_t missed{};
  };
  [[nodiscard]] Deadlines deadlines() const { return {running_deadlines_, missed_deadlines_}; }

  // --- reports_view_lists.cpp

  /// Every report that fits and that `caller` may know of. Blocks for reads of the text index.
  [[nodiscard]] Result<FacetIndex::Reports, storage::Error> find(const ListQuery& query, const Principal& caller) const;

  /// One page of what `caller` may know of. Blocks for point reads of its rows.
  [[nodiscard]] Result<ListPage, storage::Error> list(const ListQuery& query, const Principal& caller) const;

  /// The same among reports that were found before, without counts; those that do not fit any more are left out.
  [[nodiscard]] Result<ListPage, storage::Error> page(const ListQuery& query, const Principal& caller,
                                                      const FacetIndex::Reports& among) const;

  [[nodiscard]] Result<ListPage, storage::Error> similar(const Likeness& likeness) const;

  /// Oldest end first. Blocks for point reads of its rows.
  [[nodiscard]] Result<ListPage, storage::Error> past_retention(const RetentionQuery& query) const;

  /// What lies in the filter's box, in groups. Blocks for reads of the text index.
  [[nodiscard]] Result<ClusterPage, storage::Error> clusters(const ListQuery& query, const Grid& grid,
                                                             const Principal& caller) const;

  // --- reports_view_live.cpp

  /// What the records behind `after` did to a list, up to `limit` records of them. Blocks for point reads of rows, and
  /// of records when they are not recent.
  [[nodiscard]] Result<LivePage, storage::Error> changes(Position after, const LiveQuery& query,
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

  /// What the view knows for sure of what the public may see of a report, given its bound (`Journal::change_bound`,
  /// read before). Never waits for a lock; reads the row on the calling thread, as a file server reads its file.
  struct Unsure {};     // ask the journal
  struct NotPublic {};  // or there is no such report
  struct PublicRow {
    ReportRow row;
    Position as_of{};  // the row has all that happened to its report up to there
  };
  [[nodiscard]] std::variant<Unsure, NotPublic, PublicRow> public_row(ReportId report, Position bound) const;

  /// Reports that this person has filed, oldest first, as of the last settled portion.
  [[nodiscard]] std::vector<ReportId> own_reports(PersonId reporter) const;

  /// The row of one report, if there is one. Blocks for a point read.
  [[nodiscard]] Result<std::optional<ReportRow>, storage::Error> row(ReportId report) const;

  /// How a `take_over` ended. `too_far`: the other view lacks more records than readers would wait for.
  struct TakeOver {
    enum class End : std::uint8_t { done, too_far, failed };
    End end{};
    std::string what{};  // of a failure: a sentence that says what to do
  };
  /// Puts what another view of the same journal has made in the place of what this one has, on the projections' thread,
  /// as soon as both can stand at the same record; then the other one has this one's. `made` must be loaded, folded by
  /// nobody else from now on, and alive until the answer. One at a time.
  [[nodiscard]] std::future<TakeOver> take_over(ReportsView& made);
  /// Answers a `take_over` that was not begun with a failure; false when it is under way, or done.
  bool give_up_take_over();

  /// Makes rows and texts durable as far as they have come.
  [[nodiscard]] Result<void, storage::Error> make_durable();

  /// Another number for each time that the view was made, so that answers of one are not taken for those of another.
  [[nodiscard]] std::uint64_t generation() const { return generation_; }

 private:
  using Step = Result<void, actors::ProjectionFault>;

  /// What one record did, as the index saw it.
  struct Recent {
    Position position{};
    Ordinal report{};
    std::shared_ptr<const IndexedAlone> before;  // none: the report was new
    std::shared_ptr<const IndexedAlone> after;
    bool has_other_words{};  // than before
  };
  /// All that waits to be written and seen, made ready while nobody has to wait.
  struct Prepared {
    std::vector<storage::ViewChange> rows;
    std::vector<const RowChanges::Change*> changes;
    std::vector<Recent> effects;  // one a change, of no position yet
  };
  struct Successor {
    ReportsView& made;
    std::promise<TakeOver> done;
  };
  /// What a caller found, and whose texts it may read.
  struct Readable {
    Position position{};  // as of which; 0: unknown
    FacetIndex::Reports found;
    FacetIndex::Reports published;
    FacetIndex::Reports originals;
  };

  [[nodiscard]] Result<void, storage::Error> load_rows();
  [[nodiscard]] Step load_anew();
  void become_readable();
  void count_deadlines();
  [[nodiscard]] Result<std::optional<ReportRow>, storage::Error> stored_row(ReportId report) const;
  void gathered_up_to(const storage::StoredRecord& last);
  [[nodiscard]] Step settle();
  [[nodiscard]] Prepared prepare(RowChanges::Changes& changes) const;
  void remember(const Prepared& prepared);
  void count(const Prepared& prepared);
  [[nodiscard]] Step forget_erased();
  [[nodiscard]] Step take_over_successor();
  [[nodiscard]] TakeOver go_over_to(ReportsView& made);
  [[nodiscard]] Step catch_up_with(Position end);
  void exchange(ReportsView& other);

  [[nodiscard]] Result<void, storage::Error> load_texts(Position folded);
  [[nodiscard]] Result<void, storage::Error> mark_changed_since(Position indexed, Position folded);
  [[nodiscard]] Result<void, storage::Error> index_for_a_reader() const;
  [[nodiscard]] Result<void, storage::Error> index_texts(std::uint64_t most) const;
  [[nodiscard]] Result<void, storage::Error> index_all(const std::vector<Ordinal>& reports) const;
  using Texts = std::vector<std::pair<storage::DocumentNumber, std::vector<storage::CountedTerm>>>;
  [[nodiscard]] Result<Texts, storage::Error> texts_of(std::span<const Ordinal> reports) const;
  [[nodiscard]] Result<void, storage::Error> put_texts(const Texts& texts) const;
  [[nodiscard]] Result<void, storage::Error> commit_texts(Position indexed) const;
  void put_off_again(const std::vector<Ordinal>& reports) const;
  [[nodiscard]] Step forget_texts(const std::vector<ReportId>& reports) const;

  [[nodiscard]] Result<Readable, storage::Error> search(const ListQuery& query, const Principal& caller) const;
  [[nodiscard]] Result<FacetIndex::Reports, storage::Error> with_words(const std::vector<std::string>& stems,
                                                                       const Readable& readable) const;
  [[nodiscard]] Result<ListPage, storage::Error> page(const ListQuery& query, const Principal& caller,
                                                      Readable readable) const;
  [[nodiscard]] Result<ListPage, storage::Error> page_of(const ListQuery& query, const Principal& caller,
                                                         const FacetIndex::Reports& found, Position position) const;
  [[nodiscard]] ListPage head_of(const ListQuery& query, const Principal& caller, const FacetIndex::Reports& found,
                                 Position position) const;
  [[nodiscard]] Result<std::vector<SortKey>, storage::Error> most_relevant(const ListQuery& query,
                                                                           const Readable& readable) const;
  [[nodiscard]] Result<std::vector<Ordinal>, storage::Error> best_of(const std::vector<std::string>& stems,
                                                                     const FacetIndex::Reports& found,
                                                                     bool by_originals, std::size_t first,
                                                                     std::size_t limit) const;
  [[nodiscard]] Result<void, storage::Error> add_rows(ListPage& page, std::vector<SortKey> keys, std::size_t limit,
                                                      const FacetIndex::Reports& found) const;

  [[nodiscard]] Result<LivePage, storage::Error> recent_changes(Position after, const LiveQuery& query,
                                                                const Principal& caller, std::size_t limit) const;
  [[nodiscard]] Result<LivePage, storage::Error> older_changes(Position after, const LiveQuery& query,
                                                               const Principal& caller) const;
  [[nodiscard]] Result<std::optional<ReportRow>, storage::Error> present_row(Ordinal report,
                                                                             const std::vector<std::string>& stems,
                                                                             const Principal& caller) const;

  storage::Journal& journal_;
  const storage::Vault& vault_;
  const actors::Rulebooks& rulebooks_;
  const SearchTerms terms_;
  mutable TermReports term_reports_;

  std::atomic<std::shared_ptr<RowStore>> rows_;
  std::atomic<std::shared_ptr<storage::TextIndex>> texts_;

  mutable FairMutex mutex_;  // guards the rows and all that is made of them
  FacetIndex index_;
  Statistics statistics_;
  std::deque<Recent> recent_;                       // without gaps up to the checkpoint
  mutable FacetIndex::Reports unindexed_reports_;   // changed also under a shared lock, by the holder of `texts_mutex_`
  mutable std::atomic<std::uint64_t> unindexed_{};  // their number
  mutable std::atomic<std::uint64_t> being_indexed_{};  // set before they leave `unindexed_`
  std::function<void()> grown_;

  mutable std::mutex texts_mutex_;  // one indexes at a time; taken before `mutex_`
  mutable FacetIndex::Reports uncommitted_;
  mutable Position committed_{};  // all texts up to there are durable
  mutable std::chrono::steady_clock::time_point committed_at_{};

  std::atomic<std::uint64_t> running_deadlines_{};
  std::atomic<std::uint64_t> missed_deadlines_{};
  std::atomic<std::uint64_t> generation_;
  std::atomic<std::uint64_t> checkpoint_{};
  std::atomic<std::uint64_t> readable_from_{};
  std::atomic<bool> loaded_{};
  std::atomic<bool> readable_{};

  // On the projections' thread alone.
  RowChanges changes_;
  Position gathered_{};
  std::optional<storage::ViewChange> gathered_checkpoint_;  // its stored form
  bool is_careful_{};                                       // after a fault: one record after another

  std::atomic<Successor*> successor_{};  // owned; set by `take_over`, taken on the projections' thread
};

}  // namespace lapor::api
