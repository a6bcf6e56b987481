#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "events/events.hpp"
#include "events/report_state.hpp"
#include "events/result.hpp"

namespace lapor {

using Bytes = std::vector<std::byte>;
using BytesView = std::span<const std::byte>;

/// Seals `plain` under a stream's data key; `context` binds the result to its place (stream and version).
using Seal = std::function<Bytes(BytesView plain, BytesView context)>;

/// Opens what `Seal` made. Nothing: the key is destroyed, the text is erased. Must fail loudly by `CodecError` through
/// the decoder when the bytes were tampered with: signalled by `OpenFailed`.
struct OpenFailed {};
using Opened = Result<std::optional<Bytes>, OpenFailed>;
using Open = std::function<Opened(BytesView sealed, BytesView context)>;

/// Why bytes are not a record. The text says what was expected.
struct CodecError {
  std::string what;
};

/// A decoded record. `erased`: its sealed part could not be opened because the key is destroyed.
struct DecodedRecord {
  Record record;
  bool erased{};
};

/// Canonical bytes of a record (docs/formats.md): equal records with equal seals give equal bytes.
[[nodiscard]] Bytes encode(const Record& record, const Seal& seal);

/// Reads any version of a record ever written; old shapes are lifted to today's (upcasting). `bytes` need no alignment.
[[nodiscard]] Result<DecodedRecord, CodecError> decode(BytesView bytes, const Open& open);

/// Whose record it is; reads nothing else.
[[nodiscard]] Result<Stream, CodecError> decode_stream(BytesView bytes);

/// Facts only: everything sealed reads as empty, nothing is decrypted. For replays that need no text.
[[nodiscard]] Result<Record, CodecError> decode_facts(BytesView bytes);

/// A snapshot of a report's state, sealed as a whole because it names the reporter.
[[nodiscard]] Bytes encode_snapshot(const ReportState& state, const Seal& seal);
/// Nothing when the snapshot is of an older form or its key is gone: fold the records instead.
[[nodiscard]] std::optional<ReportState> decode_snapshot(BytesView bytes, const Open& open);

}  // namespace lapor
