#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "api/audit/portioned_body.hpp"
#include "events/codec.hpp"
#include "storage/journal.hpp"

namespace lapor::api {

/// Visits records from a position on, in order, until the visitor says no: `storage::Journal::scan`, or one history.
using ScanRecords =
    std::function<Result<void, storage::Error>(Position first, const std::function<bool(Position, BytesView)>& visit)>;

/// The whole journal, which must outlive it.
[[nodiscard]] ScanRecords scan_of(const storage::Journal& journal);
/// The records of one stream, loaded whole.
[[nodiscard]] ScanRecords scan_of(std::shared_ptr<const storage::StreamHistory> history);

/// Appends what a record has to say to a body: items with the frame's separators between, or nothing. Gives how many.
using WriteItems = std::function<Result<std::size_t, storage::Error>(std::string& out, Position, BytesView)>;

/// What stands around and between the items of a body.
struct Frame {
  std::string begin;
  std::string separator;
  std::string end;
};

/// Which records are looked at, and how many items are wanted at most.
struct ScanBounds {
  Position first{};
  Position last{};
  std::optional<std::uint64_t> limit;
};

/// The items of the records between two positions, in their order.
class ScannedItems final : public Portions {
 public:
  ScannedItems(ScanRecords scan, ScanBounds bounds, WriteItems write, Frame frame = {});

  [[nodiscard]] Result<http::Chunk, storage::Error> next() override;

 private:
  [[nodiscard]] Result<bool, storage::Error> take_some(std::string& out);
  [[nodiscard]] bool take(std::string& out, Position position, BytesView bytes);
  [[nodiscard]] Result<void, storage::Error> write(std::string& out, Position position, BytesView bytes);
  [[nodiscard]] bool has_all() const;

  const ScanRecords scan_;
  const WriteItems write_;
  const Frame frame_;
  ScanBounds bounds_;  // of what is still to come
  bool has_begun_{};
  bool has_items_{};
  std::size_t looked_at_{};  // bytes of records, for this portion
  std::optional<storage::Error> failure_;
};

}  // namespace lapor::api
