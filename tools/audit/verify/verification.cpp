#include "tools/audit/verify/verification.hpp"

#include <algorithm>
#include <future>

#include "storage/proof/entry_bundle.hpp"
#include "tools/audit/verify/checkpoint_check.hpp"
#include "tools/audit/verify/hash_check.hpp"
#include "tools/audit/verify/history_check.hpp"
#include "tools/audit/verify/keys_check.hpp"
#include "tools/audit/verify/tree_again.hpp"
#include "tools/audit/verify/vouched_tiles.hpp"

namespace lapor::audit {
namespace {

using proof::Fault;
using proof::FaultKind;

/// Bundles that are read before they are checked: enough work for two threads, some 10 MB.
constexpr std::size_t bundles_at_once = 64;

/// Reads the bundle and takes it apart. What can be read of a damaged one is kept; why there is not more is objected.
void read(LogSource& source, std::uint64_t index, std::size_t width, ReadBundle& bundle, Objections& objections) {
  bundle.index = index;
  bundle.records.clear();
  const Place place{bundle.first(), std::nullopt, {}};
  if (const auto got = source.read_bundle(index, width, bundle.bytes); !got)
    return objections.add(objection_from(got.error(), place));
  auto entries = proof::entries_of(bundle.bytes);
  const std::string name = source.place_of({std::nullopt, index, width});
  if (!entries)
    return objections.add(objection_from(Fault{entries.error().kind, name + ": " + entries.error().what}, place));
  bundle.records = std::move(*entries);
  if (bundle.records.size() == width) return;
  const bool is_short = bundle.records.size() < width;
  objections.add(objection_from(Fault{is_short ? FaultKind::truncated : FaultKind::malformed,
                                      name + " has " + std::to_string(bundle.records.size()) +
                                          " records, its place in the log has " + std::to_string(width)},
                                place));
  bundle.records.resize(std::min(bundle.records.size(), width));
}

/// One walk over the records of a log, from left to right.
class Walk {
 public:
  Walk(LogSource& source, const VerifyOptions& options, Verification& result)
      : source_(source),
        options_(options),
        result_(result),
        tile_objections_(options.shown),
        hash_objections_(options.shown),
        history_objections_(options.shown),
        tiles_(source, result.checkpoint, tile_objections_),
        hashes_(tiles_, hash_objections_),
        histories_(options.rules, source.records().first == 1, history_objections_) {}

  void run() {
    const Span span = source_.records();
    if (span.empty()) {
      const std::uint64_t tiles =
          tiles_.root_stands() ? (result_.checkpoint.size + proof::tile_width - 1) / proof::tile_width : 0;
      for (std::uint64_t index = 0; index < tiles; ++index) static_cast<void>(tiles_.get(0, index));
      return finish();
    }
    const std::uint64_t last = (span.last - 1) / proof::tile_width;
    for (std::uint64_t index = (span.first - 1) / proof::tile_width; index <= last; index += bundles_at_once) {
      read_some(index, std::min<std::uint64_t>(bundles_at_once, last - index + 1));
      check_some();
      if (nothing_was_read()) break;
      if (options_.progress)
        options_.progress(std::min(span.last, (index + bundles_at_once) * proof::tile_width) - span.first + 1,
                          span.last - span.first + 1);
    }
    finish();
  }

 private:
  /// Whoever claims a log of 2^63 records is not looked through to its end.
  [[nodiscard]] bool nothing_was_read() {
    const bool nothing = std::ranges::all_of(bundles_, [](const auto& bundle) { return bundle.records.empty(); });
    if (nothing)
      result_.objections.add(
          objection_from(Fault{FaultKind::truncated, "nothing was looked at behind position " +
                                                         std::to_string(number(bundles_.front().first()) - 1) +
                                                         ": no record there can be read"}));
    return nothing;
  }

  void read_some(std::uint64_t first, std::uint64_t count) {
    bundles_.resize(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < bundles_.size(); ++i) {
      const std::uint64_t index = first + i;
      const auto width = static_cast<std::size_t>(
          std::min<std::uint64_t>(proof::tile_width, result_.checkpoint.size - index * proof::tile_width));
      read(source_, index, width, bundles_[i], result_.objections);
    }
  }

  void check_some() {
    const auto hash_all = [this] {
      if (!options_.hashes) return;
      for (const ReadBundle& bundle : bundles_) hashes_.take(bundle);
    };
    std::future<void> helper;
    if (options_.two_threads) helper = std::async(std::launch::async, hash_all);
    if (options_.histories) fold_all();
    options_.two_threads ? helper.get() : hash_all();
  }

  /// Records of a range's first and last bundle that lie outside it are there for their tile only.
  void fold_all() {
    const Span span = source_.records();
    for (const ReadBundle& bundle : bundles_) {
      std::uint64_t position = number(bundle.first());
      for (const BytesView record : bundle.records) {
        if (position >= span.first && position <= span.last) histories_.take(Position{position}, record);
        ++position;
      }
    }
  }

  void finish() {
    const bool is_whole = result_.records == Span{1, result_.checkpoint.size};
    if (options_.hashes && is_whole && !(tiles_.all_stand() && hashes_.all_stand())) weigh_again();
    result_.objections.add_all(tile_objections_);
    result_.objections.add_all(hash_objections_);
    result_.objections.add_all(history_objections_);
    result_.tiles = tiles_.tiles_read();
    result_.hashed = hashes_.hashed();
    result_.folded = histories_.folded();
    result_.judged = histories_.judged();
    result_.reports = histories_.reports();
    result_.persons = histories_.persons();
    result_.remarks = histories_.remarks();
    if (options_.histories && is_whole) check_told_keys(source_.checkpoint(), histories_.keys(), options_, result_);
  }

  /// Something is in doubt: whether the records alone give the signed root tells who is right, they or the tiles.
  void weigh_again() {
    SecondReading found{Objections(options_.shown), Objections(options_.shown)};
    const auto verdict = tree_again(source_, result_.checkpoint, hashes_.in_doubt(), found);
    if (verdict == TreeVerdict::records_stand) {
      if (found.tiles.total() > 0) tile_objections_ = std::move(found.tiles);  // else they were mended meanwhile
      hash_objections_ = std::move(found.records);
    } else if (tile_objections_.total() + hash_objections_.total() == 0 || nothing_but_the_root()) {
      tile_objections_.add(
          objection_from(Fault{FaultKind::altered,
                               "records and tiles fit each other, but not the root that was signed: the history "
                               "was written anew; compare it with an older export (lapor audit diff)"}));
    }
  }

  [[nodiscard]] bool nothing_but_the_root() const {
    return tile_objections_.total() == 1 && !tiles_.root_stands() && hash_objections_.total() == 0;
  }

  LogSource& source_;
  const VerifyOptions& options_;
  Verification& result_;
  Objections tile_objections_;
  Objections hash_objections_;
  Objections history_objections_;
  VouchedTiles tiles_;
  HashCheck hashes_;
  HistoryCheck histories_;
  std::vector<ReadBundle> bundles_;
};

}  // namespace

std::string_view to_word(Extent extent) {
  switch (extent) {
    case Extent::none:
      return "none";
    case Extent::tiles:
      return "tiles";
    case Extent::range:
      return "range";
    case Extent::whole:
      return "whole";
  }
  return "none";
}

Extent Verification::extent() const {
  if (!stands()) return Extent::none;
  if (records == Span{1, checkpoint.size}) return Extent::whole;
  return records.empty() ? Extent::tiles : Extent::range;
}

Verification verify(LogSource& source, const VerifyOptions& options) {
  Verification result(options.shown);
  auto checkpoint = check_checkpoint(source, options, result);
  if (!checkpoint) return result;
  result.checkpoint = std::move(*checkpoint);
  result.records = source.records();
  check_continues(source, options, result);
  Walk(source, options, result).run();
  return result;
}

}  // namespace lapor::audit
