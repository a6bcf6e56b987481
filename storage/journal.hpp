#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "events/codec.hpp"
#include "events/identifiers.hpp"
#include "events/result.hpp"
#include "events/values.hpp"
#include "storage/error.hpp"
#include "storage/proof/merkle.hpp"

namespace lapor::storage {

/// Identifies one request of one caller for ever: a hash over the caller and its Idempotency-Key.
using RequestKey = std::array<std::byte, 16>;
/// A hash over what was asked for; the same key with another fingerprint is a client's mistake.
using Fingerprint = std::array<std::byte, 16>;

struct RequestMark {
  RequestKey key{};
  Fingerprint fingerprint{};
};

/// What kind of unique thing a name is. Persisted: never renumber.
enum class NameKind : std::uint8_t { address = 1, session = 2, api_key = 3, staff = 4, service = 5 };

/// A unique name: at any time at most one stream holds it. `key` is a keyed hash of what is unique
/// (`Vault::keyed_hash`), never the text itself, because names stand in clear.
struct Name {
  NameKind kind{};
  std::array<std::byte, 16> key{};
  auto operator<=>(const Name&) const = default;  // by kind, then by the bytes of the key
};

/// A name and the stream that holds it.
struct HeldName {
  Name name;
  Stream holder;
  bool operator==(const HeldName&) const = default;
};

/// One record to be appended with everything that must become durable together with it. A stream holds a name from the
/// record that claims it to the one that releases it. Releases count before claims: a name that stands in both is held.
struct Append {
  Stream stream;
  Version expected{};                 // the stream's version before this record; 0 creates the stream
  Bytes record;                       // canonical bytes (events/codec.hpp)
  std::optional<Alarm> alarm_before;  // index entry to remove
  std::optional<Alarm> alarm_after;   // index entry to add
  std::optional<RequestMark> request;
  std::optional<Bytes> wrapped_key;  // the stream's sealed data key, with its first record
  bool destroy_key{};                // erasure: the data key, and the snapshot sealed with it, go with this record
  std::optional<Bytes> snapshot;     // state after this record
  std::vector<Name> claims;          // the stream holds these from now on; one that it holds already stays
  std::vector<Name> releases;        // and these no more; one that it does not hold stays whosever it is
};

struct Appended {
  Position position{};
};

/// The stream is not at the expected version; reload and decide again.
struct VersionConflict {
  Version actual{};
};

/// The request key is known. Answer from the record at `position`; `same_request` false: refuse (422).
struct RequestSeen {
  Position position{};
  bool same_request{};
};

/// Another stream holds a name that was claimed, the first such one in the order of the claims. Nothing was written.
struct NameTaken {
  Name name;
  Stream holder;
};

/// Looked for in this order: a known request, then a conflict of versions, then a name that is taken.
using AppendFailure = std::variant<VersionConflict, RequestSeen, NameTaken, Error>;
using AppendResult = Result<Appended, AppendFailure>;
/// Called exactly once, on the journal's thread (in-memory journal: within `append`; every journal: what is refused at
/// the door as `overloaded` or `unavailable`, within `append` too). Must be quick and must not throw.
using AppendDone = std::function<void(AppendResult)>;

struct StoredRecord {
  Position position{};
  Bytes bytes;
};

/// A stream's past from some version on. `snapshot` (newest not above the wish) replaces the records up to
/// `snapshot_version`.
struct StreamHistory {
  std::optional<Bytes> wrapped_key;  // none: destroyed or never made
  std::optional<Bytes> snapshot;
  std::vector<StoredRecord> records;  // oldest first
  Version snapshot_version{};         // 0 without a snapshot
};

enum class HistoryUse { whole, from_snapshot };
using HistoryDone = std::function<void(Result<StreamHistory, Error>)>;

/// The event journal: the only thing in the system that makes anything durable. Contract suite:
/// tests/storage/journal_contract.hpp. All functions may be called from any thread. Appends are answered only after
/// they are durable, in commit order; after a failed write or sync every append is answered with `unavailable` and
/// `on_fatal` (constructor of the engine) is told once.
class Journal {
 public:
  virtual ~Journal() = default;

  /// Never blocks. A full queue answers `overloaded`. Appends of one stream are carried out in the order in which they
  /// came; those of different streams that wait together in any order, each seeing all before it. So of rivals for a
  /// name exactly one gets it, and a released name is surely free once the release was answered.
  virtual void append(Append append, AppendDone done) = 0;

  /// All records of one stream, or what follows its snapshot. Never blocks; `done` runs on a reader thread (in-memory,
  /// or refused at the door: within the call). An unknown stream has an empty history.
  virtual void load(Stream stream, HistoryUse use, HistoryDone done) = 0;

  /// Up to `limit` records from `first` on, in order. Blocks for the read.
  [[nodiscard]] virtual Result<std::vector<StoredRecord>, Error> read(Position first, std::size_t limit) const = 0;

  /// All records from `first` on, in order, as they lie: `visit` takes each without a copy and says whether to go on;
  /// its view ends with the call. Reads ahead as whoever reads much needs it. Blocks.
  [[nodiscard]] virtual Result<void, Error> scan(Position first,
                                                 const std::function<bool(Position, BytesView)>& visit) const = 0;

  /// Up to `limit` index entries after `after` and not later than `until`, ascending. Blocks for the read.
  [[nodiscard]] virtual Result<std::vector<Alarm>, Error> alarms(const std::optional<Alarm>& after, Instant until,
                                                                 std::size_t limit) const = 0;

  /// The record that a request made, if it is known. Blocks for a point read (a filter answers most misses).
  [[nodiscard]] virtual Result<std::optional<RequestSeen>, Error> find_request(const RequestMark& mark) const = 0;

  /// The stream that holds the name; nothing when none does. Blocks for a point read.
  [[nodiscard]] virtual Result<std::optional<Stream>, Error> find_name(const Name& name) const = 0;

  /// Up to `limit` held names of one kind behind `after`, ascending by key: all of the kind, page by page, when `after`
  /// is the last one of the page before. Blocks for the read.
  [[nodiscard]] virtual Result<std::vector<HeldName>, Error> names(NameKind kind, const std::optional<Name>& after,
                                                                   std::size_t limit) const = 0;

  /// The stream's sealed data key; nothing when it was destroyed or never made. Blocks for a point read.
  [[nodiscard]] virtual Result<std::optional<Bytes>, Error> wrapped_key(Stream stream) const = 0;

  /// From now on `grown` is told after each batch that became durable, on the journal's thread (in-memory journal:
  /// within `append`); it must be quick, must not throw and must not call the journal. One watcher at a time: a new one
  /// takes the old one's place, an empty one ends the watch. No call to the old one is under way when this returns.
  virtual void watch(std::function<void()> grown) = 0;

  /// The highest position that is durable, and the highest report id in it (`before_first_report` when there is none).
  [[nodiscard]] virtual Position last_position() const = 0;
  [[nodiscard]] virtual ReportId last_report() const = 0;

  /// A position that the stream's last acknowledged record does not exceed: who has its records up to there has them
  /// all. Often higher than that record's own (storage/change_bounds.hpp). Never blocks.
  [[nodiscard]] virtual Position change_bound(Stream stream) const = 0;

  /// RFC 6962 root over the bytes of all records up to `last_position`, with that size.
  struct TreeHead {
    std::uint64_t size{};
    std::array<std::byte, 32> root{};
  };
  [[nodiscard]] virtual TreeHead tree_head() const = 0;

  /// The tree over all records that are durable now, with its right edge.
  [[nodiscard]] virtual proof::MerkleTree tree() const = 0;

  /// A full tile; nothing when the tree has no such full one. Blocks for a point read.
  [[nodiscard]] virtual Result<std::optional<std::vector<proof::Hash>>, Error> tile(std::uint8_t level,
                                                                                    std::uint64_t index) const = 0;

  struct Statistics {
    std::uint64_t records{};  // appended since start
    std::uint64_t batches{};  // synced since start
    std::uint64_t waiting{};  // in the queue now
    std::uint64_t conflicts{};
    bool failed{};
    bool disk_low{};
  };
  [[nodiscard]] virtual Statistics statistics() const = 0;

  /// Finishes what was accepted, then refuses. Idempotent; returns when the writer and readers have ended.
  virtual void stop() = 0;
};

}  // namespace lapor::storage
