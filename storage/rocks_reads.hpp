#pragma once

#include <optional>
#include <vector>

#include "storage/journal.hpp"
#include "storage/rocks_database.hpp"

namespace lapor::storage {

/// The journal's blocking reads (storage/journal.hpp has their meaning). Each sees one moment of the journal. Any
/// thread.
[[nodiscard]] Result<StreamHistory, Error> read_history(const RocksDatabase& database, Stream stream, HistoryUse use);
[[nodiscard]] Result<std::vector<StoredRecord>, Error> read_records(const RocksDatabase& database, Position first,
                                                                    std::size_t limit);
[[nodiscard]] Result<void, Error> scan_records(const RocksDatabase& database, Position first,
                                               const std::function<bool(Position, BytesView)>& visit);
[[nodiscard]] Result<std::optional<std::vector<proof::Hash>>, Error> read_tile(const RocksDatabase& database,
                                                                               std::uint8_t level, std::uint64_t index);
[[nodiscard]] Result<std::vector<Alarm>, Error> read_alarms(const RocksDatabase& database,
                                                            const std::optional<Alarm>& after, Instant until,
                                                            std::size_t limit);
[[nodiscard]] Result<std::optional<Bytes>, Error> read_wrapped_key(const RocksDatabase& database, Stream stream,
                                                                   const rocksdb::ReadOptions& how = {});
[[nodiscard]] Result<std::optional<RequestSeen>, Error> read_request(const RocksDatabase& database,
                                                                     const RequestMark& mark);
[[nodiscard]] Result<std::optional<Stream>, Error> read_name(const RocksDatabase& database, const Name& name);
[[nodiscard]] Result<std::vector<HeldName>, Error> read_names(const RocksDatabase& database, NameKind kind,
                                                              const std::optional<Name>& after, std::size_t limit);

}  // namespace lapor::storage
