#include "tools/audit/verify/diff.hpp"

#include <algorithm>
#include <map>

#include "events/any_record.hpp"
#include "storage/proof/checkpoint.hpp"
#include "storage/proof/entry_bundle.hpp"
#include "tools/audit/verify/hash_check.hpp"

namespace lapor::audit {
namespace {

using proof::Fault;
using proof::FaultKind;

Result<std::string, Fault> origin_of(const LogSource& source) {
  const auto note = proof::parse_note(source.checkpoint());
  if (!note) return fail(note.error());
  const auto checkpoint = proof::checkpoint_from(note->text);
  if (!checkpoint) return fail(checkpoint.error());
  return checkpoint->origin;
}

/// The records of one copy, one after the other.
class Records {
 public:
  explicit Records(LogSource& source) : source_(source) {}

  /// Views until the next call for another bundle.
  Result<BytesView, Fault> at(std::uint64_t position) {
    const std::uint64_t index = (position - 1) / proof::tile_width;
    if (index != index_ || entries_.empty())
      if (auto read = load(index); !read) return fail(read.error());
    const auto entry = static_cast<std::size_t>((position - 1) % proof::tile_width);
    if (entry >= entries_.size())
      return fail(Fault{FaultKind::truncated, "position " + std::to_string(position) + " is missing"});
    return entries_[entry];
  }

 private:
  Result<void, Fault> load(std::uint64_t index) {
    index_ = index;
    entries_.clear();
    const auto width = static_cast<std::size_t>(
        std::min<std::uint64_t>(proof::tile_width, source_.size() - index * proof::tile_width));
    if (auto read = source_.read_bundle(index, width, bytes_); !read) return read;
    auto entries = proof::entries_of(bytes_);
    if (!entries) return fail(entries.error());
    entries_ = std::move(*entries);
    return {};
  }

  LogSource& source_;
  std::uint64_t index_{};
  Bytes bytes_;
  std::vector<BytesView> entries_;
};

/// What one copy says of a stream from some position on: how many records, and a hash over all of them.
struct Tail {
  std::uint64_t records{};
  proof::Hash chain{};
};
using Tails = std::map<Stream, Tail>;

Result<Tails, Fault> tails_from(Records& records, std::uint64_t first, std::uint64_t last) {
  Tails tails;
  for (std::uint64_t position = first; position <= last; ++position) {
    const auto record = records.at(position);
    if (!record) return fail(record.error());
    const auto stream = decode_stream(*record);
    Tail& tail = tails[stream ? *stream : Stream{}];  // what is no record counts as a stream of its own
    ++tail.records;
    tail.chain = proof::node_hash(tail.chain, proof::leaf_hash(*record));
  }
  return tails;
}

std::vector<DifferentStream> different(const Tails& first, const Tails& second) {
  std::vector<DifferentStream> streams;
  for (const auto& [stream, tail] : first) {
    const auto other = second.find(stream);
    if (other == second.end())
      streams.push_back({stream, tail.records, 0});
    else if (other->second.chain != tail.chain)
      streams.push_back({stream, tail.records, other->second.records});
  }
  for (const auto& [stream, tail] : second)
    if (!first.contains(stream)) streams.push_back({stream, 0, tail.records});
  std::ranges::sort(streams, {}, &DifferentStream::stream);
  return streams;
}

std::string name_of(Stream stream) {
  return stream == Stream{} ? "bytes that are no record" : to_string(stream);
}

}  // namespace

Result<LogDifference, Fault> difference(LogSource& first, LogSource& second) {
  const auto origin = origin_of(first);
  if (!origin) return fail(origin.error());
  const auto other = origin_of(second);
  if (!other) return fail(other.error());
  if (*origin != *other)
    return fail(Fault{FaultKind::other_log, "they are copies of different logs, " + *origin + " and " + *other});
  LogDifference result{*origin, first.records(), second.records(), 0, {}, {}};
  Records ours(first);
  Records theirs(second);
  const std::uint64_t begin = std::max(result.first_span.first, result.second_span.first);
  const std::uint64_t end = std::min(result.first_span.last, result.second_span.last);
  std::uint64_t position = begin;
  for (; position <= end; ++position, ++result.compared) {
    const auto own = ours.at(position);
    if (!own) return fail(own.error());
    const auto record = theirs.at(position);
    if (!record) return fail(record.error());
    if (std::ranges::equal(*own, *record)) continue;
    result.at = place_of(Position{position}, *own);
    break;
  }
  const auto tails = tails_from(ours, position, result.first_span.last);
  if (!tails) return fail(tails.error());
  const auto other_tails = tails_from(theirs, position, result.second_span.last);
  if (!other_tails) return fail(other_tails.error());
  result.streams = different(*tails, *other_tails);
  return result;
}

std::string text_of(const LogDifference& difference, const std::string& first_name, const std::string& second_name,
                    std::size_t shown) {
  const std::uint64_t last = difference.first_span.last;
  const std::uint64_t other = difference.second_span.last;
  std::string text =
      "log " + difference.origin + ": " + std::to_string(difference.compared) + " records are the same\n";
  if (!difference.at) {
    if (last == other) return text + "both end at position " + std::to_string(last) + "\n";
    return text + (last < other ? first_name : second_name) + " is the beginning of " +
           (last < other ? second_name : first_name) + ", which has " +
           std::to_string(std::max(last, other) - std::min(last, other)) + " records more, of " +
           std::to_string(difference.streams.size()) + " histories\n";
  }
  text += "the first that differs: position " + std::to_string(number(difference.at->position));
  if (difference.at->stream)
    text += ", in " + first_name + " " + to_string(*difference.at->stream) + " version " +
            std::to_string(number(difference.at->version));
  text += "\n" + std::to_string(difference.streams.size()) + " histories differ from there on:\n";
  for (std::size_t i = 0; i < std::min(shown, difference.streams.size()); ++i) {
    const auto& each = difference.streams[i];
    text += "  " + name_of(each.stream) + ": " + std::to_string(each.records_first) + " records in " + first_name +
            ", " + std::to_string(each.records_second) + " in " + second_name + "\n";
  }
  if (difference.streams.size() > shown) text += "  ...\n";
  return text;
}

}  // namespace lapor::audit
