#include "api/views/reports_view.hpp"

#include <algorithm>
#include <array>
#include <future>
#include <mutex>

#include "actors/history.hpp"
#include "events/evolve.hpp"
#include "storage/merkle.hpp"

namespace lapor::api {
namespace {

using actors::ProjectionFault;
using storage::Error;
using storage::ErrorCode;

/// Raised with every change of what a row or the checkpoint means: then everything is folded anew.
constexpr char row_form = 2;

constexpr std::string_view checkpoint_key = "checkpoint";
constexpr std::string_view row_prefix = "r";
constexpr std::size_t scan_rows = 1'000;

/// Records whose effect on live lists is kept: a minute of a busy country.
constexpr std::ptrdiff_t most_recent = 4'096;

/// Reports whose rows are kept in the clear while the view is far behind: some 5 KB each.
constexpr std::size_t most_gathered = 32'768;

/// A reader of texts lets no more than this be put off.
constexpr std::uint64_t most_indexed_for_a_reader = 4'096;

/// Deleting the folder of the view makes the next start fold it anew.
constexpr const char* missing_row =
    "The view reports lacks a row. Stop the server, delete views/reports in the data folder, start it again.";
constexpr const char* damaged_row =
    "A row of the view reports is damaged. Stop the server, delete views/reports in the data folder, start it again.";

std::string big_endian(std::uint64_t value) {
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>(value >> shift));
  return bytes;
}

std::uint64_t from_big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char byte : bytes) value = value << 8 | static_cast<unsigned char>(byte);
  return value;
}

std::string row_key(ReportId report) {
  return std::string(row_prefix) + big_endian(number(report));
}

BytesView bytes_of(std::string_view text) {
  return std::as_bytes(std::span{text});
}

std::string text_of(BytesView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Form, position, and the hash of the record there: another journal, or one restored from before, does not fit it.
std::string checkpoint_value(const storage::StoredRecord& last) {
  return std::string(1, row_form) + big_endian(number(last.position)) + text_of(storage::leaf_hash(last.bytes));
}

storage::Key views_key(const storage::Vault& vault) {
  const auto hash = vault.keyed_hash("views", "");
  std::array<unsigned char, 32> bytes{};
  std::ranges::transform(hash, bytes.begin(), [](std::byte byte) { return static_cast<unsigned char>(byte); });
  return storage::Key{bytes};
}

ProjectionFault damaged(Position position, const std::string& what) {
  return {position,
          "record " + std::to_string(number(position)) + " cannot be read (" + what + "); restore it from a backup"};
}

/// Whether the text index would hold the same of both.
bool has_same_words(const ReportPage& one, const ReportPage& other) {
  return one.verified == other.verified && one.title == other.title && one.public_text == other.public_text &&
         one.tags == other.tags && one.original.title == other.original.title &&
         one.original.text == other.original.text;
}

bool is_erasure(const Record& record) {
  return std::ranges::any_of(record.events,
                             [](const Event& event) { return std::holds_alternative<ReporterErased>(event); });
}

}  // namespace

ReportsView::ReportsView(storage::Views& rows, storage::TextIndex& texts, storage::Journal& journal,
                         const storage::Vault& vault, const Rulebook& rules)
    : rows_(rows),
      texts_(texts),
      journal_(journal),
      vault_(vault),
      rules_(rules),
      seal_(storage::seal_with(views_key(vault))),
      open_(storage::open_with(views_key(vault))),
      terms_(vault),
      statistics_(rules.institutions) {}

Result<void, ProjectionFault> ReportsView::load() {
  const auto stored = stored_checkpoint();
  if (!stored) return fail(ProjectionFault{{}, stored.error().what});
  if (*stored != Position{}) {
    if (load_rows()) {
      if (const auto texts = load_texts(*stored); !texts) return fail(ProjectionFault{{}, texts.error().what});
      checkpoint_ = number(*stored);
      gathered_up_to_ = *stored;
      loaded_ = true;
      return {};
    }
    index_.clear();
    statistics_.clear();
  }
  if (const auto cleared = rows_.clear(); !cleared) return fail(ProjectionFault{{}, cleared.error().what});
  if (const auto cleared = texts_.clear(); !cleared) return fail(ProjectionFault{{}, cleared.error().what});
  loaded_ = true;
  return {};
}

/// 0 when there is none that fits this program and this journal.
Result<Position, Error> ReportsView::stored_checkpoint() const {
  const auto value = rows_.get(checkpoint_key);
  if (!value) return fail(value.error());
  if (!*value || (*value)->size() != 41 || (*value)->front() != row_form) return Position{};
  const Position position{from_big_endian(std::string_view{**value}.substr(1, 8))};
  const auto record = journal_.read(position, 1);
  if (!record) return fail(record.error());
  if (record->empty() || record->front().position != position) return Position{};
  return checkpoint_value(record->front()) == **value ? position : Position{};
}

Result<void, Error> ReportsView::load_rows() {
  std::string last;
  for (;;) {
    const auto page = rows_.scan(row_prefix, last, scan_rows);
    if (!page) return fail(page.error());
    for (const auto& [key, value] : *page) {
      const auto row = open_row(key, value);
      if (!row) return fail(row.error());
      index_.add(ordinal_of(row->state.id), index_entry(*row, rules_.institutions));
      statistics_.add(*row);
    }
    if (page->size() < scan_rows) return {};
    last = page->back().key;
  }
}

Result<ReportRow, Error> ReportsView::open_row(std::string_view key, std::string_view sealed) const {
  const auto plain = open_(bytes_of(sealed), bytes_of(key));
  if (!plain || !*plain) return fail(Error{ErrorCode::corrupt, damaged_row});
  auto row = decode_row(**plain);
  if (!row) return fail(Error{ErrorCode::corrupt, damaged_row});
  return std::move(*row);
}

Result<std::optional<ReportRow>, Error> ReportsView::row(ReportId report) const {
  const std::string key = row_key(report);
  const auto sealed = rows_.get(key);
  if (!sealed) return fail(sealed.error());
  if (!*sealed) return std::nullopt;
  auto opened = open_row(key, **sealed);
  if (!opened) return fail(opened.error());
  return std::move(*opened);
}

std::variant<ReportsView::Unsure, ReportsView::NotPublic, ReportsView::PublicRow> ReportsView::public_row(
    ReportId report, Position bound) const {
  Position as_of;
  {
    const std::shared_lock lock{mutex_, std::try_to_lock};
    if (!lock || !loaded_ || checkpoint() < bound) return Unsure{};
    if (!index_.is_public(report)) return NotPublic{};
    as_of = checkpoint();
  }
  auto found = row(report);
  const bool is_still_public = found && *found && (*found)->state.is_public();
  if (!is_still_public) return Unsure{};
  return PublicRow{std::move(**found), as_of};
}

Result<void, ProjectionFault> ReportsView::fold(std::span<const storage::StoredRecord> records) {
  if (auto gathered = gather_all(records); !gathered) return gathered;
  return settle();
}

Result<void, ProjectionFault> ReportsView::gather(std::span<const storage::StoredRecord> records) {
  if (auto gathered = gather_all(records); !gathered) return gathered;
  if (gathered_.size() < most_gathered) return {};
  return settle();
}

Result<void, ProjectionFault> ReportsView::gather_all(std::span<const storage::StoredRecord> records) {
  for (const auto& stored : records) {
    if (auto folded = fold_one(stored); !folded) {
      gathered_.clear();
      gathered_up_to_ = checkpoint();
      return folded;
    }
  }
  if (records.empty()) return {};
  gathered_up_to_ = records.back().position;
  gathered_checkpoint_ = checkpoint_value(records.back());
  return {};
}

/// Makes visible and durable what was gathered.
Result<void, ProjectionFault> ReportsView::settle() {
  if (gathered_up_to_ == checkpoint()) return {};
  const auto rows = gathered_rows();
  std::vector<std::string> erased;
  {
    const std::unique_lock lock{mutex_};
    if (const auto written = rows_.write(rows); !written)
      return fail(ProjectionFault{next(checkpoint()), written.error().what});
    remember();
    for (const auto& [ordinal, change] : gathered_) {
      change.before ? statistics_.change(*change.before, change.row) : statistics_.add(change.row);
      if (change.erased) erased.push_back(row_key(report_of(ordinal)));
    }
    unindexed_ = unindexed_reports_.cardinality();
    checkpoint_ = number(gathered_up_to_);
    if (grown_) grown_();
  }
  gathered_.clear();
  if (erased.empty()) return {};
  if (const auto forgotten = rows_.forget(erased); !forgotten)
    return fail(ProjectionFault{gathered_up_to_, forgotten.error().what});
  return forget_texts(gathered_up_to_);
}

/// Moves the index on, puts off what its words need, and keeps what a live list needs to know of it.
void ReportsView::remember() {
  std::vector<Recent> portion;
  for (auto& [ordinal, change] : gathered_) {
    std::shared_ptr<const IndexEntry> before;
    if (change.before) before = std::make_shared<const IndexEntry>(index_entry(*change.before, rules_.institutions));
    const auto after = std::make_shared<const IndexEntry>(index_entry(change.row, rules_.institutions));
    before ? index_.change(ordinal, *before, *after) : index_.add(ordinal, *after);
    const bool has_other_words = !change.before || !has_same_words(change.before->page, change.row.page);
    for (const Position position : change.positions)
      portion.push_back({position, ordinal, before, after, has_other_words});
    if (has_other_words) unindexed_reports_.add(ordinal);
  }
  std::ranges::sort(portion, {}, &Recent::position);
  recent_.insert(recent_.end(), portion.begin(), portion.end());
  if (std::ssize(recent_) > most_recent) recent_.erase(recent_.begin(), recent_.end() - most_recent);
}

Result<void, ProjectionFault> ReportsView::fold_one(const storage::StoredRecord& stored) {
  const auto stream = decode_stream(stored.bytes);
  if (!stream) return fail(damaged(stored.position, stream.error().what));
  if (stream->kind != StreamKind::report) return {};
  const ReportId report{stream->id};
  const auto change = changed(report, stored.position);
  if (!change) return fail(change.error());
  if (!(*change)->open) {
    auto open = key_of(*stream);
    if (!open) return fail(damaged(stored.position, open.error().what));
    (*change)->open = std::move(*open);
  }
  const auto decoded = decode(stored.bytes, (*change)->open);
  if (!decoded) return fail(damaged(stored.position, decoded.error().what));
  (*change)->positions.push_back(stored.position);
  if (decoded->record.version != next((*change)->row.state.version))
    return fail(damaged(stored.position, "not the next version of its report"));
  if (is_erasure(decoded->record)) return fold_again(**change, report, stored.position);
  api::fold((*change)->row, decoded->record, rules_);
  return {};
}

Result<ReportsView::Change*, ProjectionFault> ReportsView::changed(ReportId report, Position position) {
  if (const auto known = gathered_.find(ordinal_of(report)); known != gathered_.end()) return &known->second;
  Change change;
  if (index_.contains(ordinal_of(report))) {
    auto before = row(report);
    if (!before) return fail(ProjectionFault{position, before.error().what});
    if (!*before) return fail(ProjectionFault{position, missing_row});
    change.row = **before;
    change.before = std::move(**before);
  }
  return &gathered_.emplace(ordinal_of(report), std::move(change)).first->second;
}

/// What was readable before an erasure and went into the row must leave it: the row becomes what its records tell now.
Result<void, ProjectionFault> ReportsView::fold_again(Change& change, ReportId report, Position last) const {
  std::promise<Result<storage::StreamHistory, Error>> promise;
  auto future = promise.get_future();
  journal_.load(stream_of(report), storage::HistoryUse::whole,
                [&promise](auto history) { promise.set_value(std::move(history)); });
  const auto history = future.get();
  if (!history) return fail(ProjectionFault{last, history.error().what});
  const auto past = actors::open_past(*history, stream_of(report), vault_, actors::Keep::records, last);
  if (!past) return fail(ProjectionFault{last, past.error().what});
  change.row = {};
  change.open = nullptr;
  for (const auto& placed : past->records) api::fold(change.row, placed.decoded.record, rules_);
  change.erased = true;
  return {};
}

Result<Open, Error> ReportsView::key_of(Stream stream) const {
  const auto wrapped = journal_.wrapped_key(stream);
  if (!wrapped) return fail(wrapped.error());
  if (!*wrapped) return storage::open_with(std::nullopt);
  const auto key = vault_.unwrap(**wrapped, stream);
  if (!key) return fail(key.error());
  return storage::open_with(*key);
}

std::vector<storage::ViewChange> ReportsView::gathered_rows() const {
  std::vector<storage::ViewChange> rows;
  for (const auto& [ordinal, change] : gathered_) {
    const std::string key = row_key(report_of(ordinal));
    rows.push_back({key, text_of(seal_(encode_row(change.row), bytes_of(key)))});
  }
  rows.push_back({std::string(checkpoint_key), gathered_checkpoint_});
  return rows;
}

Result<ListPage, Error> ReportsView::list(const ListQuery& query, const Principal& caller) const {
  if (!query.stems.empty())
    if (const auto indexed = index_texts(most_indexed_for_a_reader); !indexed) return fail(indexed.error());
  const std::shared_lock lock{mutex_};
  FacetIndex::Reports found = index_.find(query.filter, caller);
  if (!query.stems.empty()) {
    const auto with = with_words(query.stems, caller);
    if (!with) return fail(with.error());
    found &= *with;
  }
  ListPage page{checkpoint(), found.cardinality(), {}, {}, {}};
  for (const Facet facet : query.facets)
    page.facets.emplace_back(facet, index_.count(facet, found, query.filter, caller));
  auto keys = page_of(query, found);
  if (!keys) return fail(keys.error());
  if (keys->size() > query.limit) {
    keys->resize(query.limit);
    page.next = keys->back();
  }
  for (const SortKey& key : *keys)
    if (const auto added = add_row(page, key.ordinal); !added) return fail(added.error());
  return page;
}

Result<void, Error> ReportsView::add_row(ListPage& page, Ordinal report) const {
  auto each = row(report_of(report));
  if (!each) return fail(each.error());
  if (!*each) return fail(Error{ErrorCode::corrupt, missing_row});
  page.rows.push_back(std::move(**each));
  return {};
}

}  // namespace lapor::api
