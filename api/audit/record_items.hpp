#pragma once

#include "api/audit/record_filter.hpp"
#include "api/audit/scanned_items.hpp"

namespace lapor::api {

/// Reads a record's facts; the error names the position.
[[nodiscard]] Result<AnyRecord, storage::Error> read_facts(Position position, BytesView bytes);

/// Each record that fits as one line of NDJSON (`append_record`). The directory must outlive it.
[[nodiscard]] WriteItems lines_of_records(RecordFilter filter, const InstitutionTree& institutions);

/// Each record as an element of a JSON array, with its text (`append_record_with_text`).
[[nodiscard]] WriteItems elements_with_text();

}  // namespace lapor::api
