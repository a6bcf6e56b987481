#include "tools/data_check/folded_streams.hpp"

#include <utility>

#include "api/attachments/attached_files.hpp"
#include "events/any_record.hpp"
#include "events/evolve.hpp"
#include "storage/keys.hpp"

namespace lapor::tools {
namespace {

using storage::Family;

constexpr std::uint64_t streams_at_once = 300'000;
constexpr std::uint64_t records_between_reports = 10'000;

/// Spreads ids that follow each other (splitmix64's last steps).
std::uint64_t spread(std::uint64_t value) {
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9u;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebu;
  return value ^ (value >> 31);
}

bool erases(const Event& event) {
  return std::holds_alternative<ReporterErased>(event);
}
bool erases(const PersonEvent& event) {
  return std::holds_alternative<PersonErased>(event);
}

class Folding {
 public:
  explicit Folding(const FoldOptions& options) : options_(options) {}

  Result<FoldedStreams, storage::Error> run() {
    const auto& entries = options_.entries;
    const auto keys = entries.walk(Family::keys, {},
                                   [this](std::string_view key, BytesView value) { return add_key(key, value), true; });
    if (!keys) return fail(keys.error());
    const auto records = entries.walk(Family::records, {}, [this](std::string_view key, BytesView value) {
      add_record(storage::keys::position_from(key).value_or(Position{}), value);
      return true;
    });
    if (!records) return fail(records.error());
    return std::move(streams_);
  }

 private:
  void add_key(std::string_view key, BytesView wrapped) {
    const auto stream = storage::keys::holder_from(key);
    if (!stream || !options_.part.has(*stream)) return;
    FoldedStream& folded = at(*stream);
    folded.has_key = true;
    if (options_.vault == nullptr) return;
    const auto opened = options_.vault->unwrap(wrapped, *stream);
    if (opened)
      folded.key = *opened;
    else
      options_.on_fault("keys: " + to_string(*stream), "its data key was not wrapped by this master key for it.");
  }

  void add_record(Position position, BytesView bytes) {
    if (options_.advance && ++records_ % records_between_reports == 0) options_.advance(records_);
    const auto stream = decode_stream(bytes);
    if (!stream || !options_.part.has(*stream)) return;
    FoldedStream& folded = at(*stream);
    folded.is_sealed = folded.is_sealed || sealed_bytes(bytes).value_or(0) > 0;
    if (stream->kind == StreamKind::report) return fold_report(folded, position, bytes);
    if (stream->kind == StreamKind::person) return fold_person(folded, position, bytes);
    folded.version = next(folded.version);
  }

  FoldedStream& at(Stream stream) {
    FoldedStream& folded = streams_[stream];
    folded.stream = stream;
    return folded;
  }

  void fault(Position position, const std::string& what) {
    options_.on_fault("record " + std::to_string(number(position)), what);
  }

  void fold_report(FoldedStream& folded, Position position, BytesView bytes) {
    auto facts = [&]() -> Result<Record, CodecError> { return decode_facts(bytes); };
    auto opened = [&]() -> Result<Record, CodecError> {
      return decode(bytes, storage::open_with(folded.key)).map([](DecodedRecord decoded) {
        return std::move(decoded.record);
      });
    };
    const auto record = read<Record>(folded, position, opened, facts);
    if (!record || !follows(folded, position, record->version)) return;
    fold<ReportState>(folded, *record);
    for (const Event& event : record->events)
      api::with_files(event, [&](const api::AttachedFiles& files) { add_files(folded, files.hashes); });
    if (options_.on_report) options_.on_report(folded);
  }

  void fold_person(FoldedStream& folded, Position position, BytesView bytes) {
    auto facts = [&]() -> Result<PersonRecord, CodecError> { return decode_person_facts(bytes); };
    auto opened = [&]() -> Result<PersonRecord, CodecError> {
      return decode_person(bytes, storage::open_with(folded.key)).map([](DecodedPersonRecord decoded) {
        return std::move(decoded.record);
      });
    };
    const auto record = read<PersonRecord>(folded, position, opened, facts);
    if (record && follows(folded, position, record->version)) fold<PersonState>(folded, *record);
  }

  template <class R, class Opened, class Facts>
  std::optional<R> read(const FoldedStream& folded, Position position, const Opened& opened, const Facts& facts) {
    if (folded.key) {
      if (auto record = opened()) return std::move(*record);
      fault(position,
            "its sealed part was altered: the data key of " + to_string(folded.stream) + " does not open it.");
    }
    if (auto record = facts()) return std::move(*record);
    return std::nullopt;
  }

  bool follows(const FoldedStream& folded, Position position, Version version) {
    if (version == next(folded.version)) return true;
    fault(position, "is version " + std::to_string(number(version)) + " of " + to_string(folded.stream) +
                        ", which has " + std::to_string(number(folded.version)) + " before it.");
    return false;
  }

  template <class State, class R>
  static void fold(FoldedStream& folded, const R& record) {
    State* state = std::get_if<State>(&folded.state);
    if (state == nullptr) state = &folded.state.template emplace<State>();
    *state = evolve(std::move(*state), record);
    folded.version = record.version;
    for (const auto& event : record.events) folded.is_erased = folded.is_erased || erases(event);
  }

  static void add_files(FoldedStream& folded, const Attachments& hashes) {
    for (const auto& hex : hashes)
      if (const auto hash = storage::content_hash_of(hex)) folded.files.push_back(*hash);
  }

  const FoldOptions& options_;
  FoldedStreams streams_;
  std::uint64_t records_{};
};

}  // namespace

std::size_t StreamHasher::operator()(const Stream& stream) const {
  return spread(stream.id * 16 + static_cast<std::uint64_t>(stream.kind));
}

bool Part::has(Stream stream) const {
  return count == 1 || (StreamHasher{}(stream) >> 32) % count == index;
}

std::uint64_t parts_for(std::uint64_t streams) {
  return streams / streams_at_once + 1;
}

Result<FoldedStreams, storage::Error> fold_streams(const FoldOptions& options) {
  return Folding{options}.run();
}

}  // namespace lapor::tools
