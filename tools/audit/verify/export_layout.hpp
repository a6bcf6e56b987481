#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "events/result.hpp"
#include "storage/proof/fault.hpp"
#include "storage/proof/tiles.hpp"

/// Where things lie in an export (docs/formats.md, "Exports").
namespace lapor::audit {

inline constexpr std::string_view checkpoint_file = "checkpoint";
inline constexpr std::string_view summary_file = "export.json";
/// Behind the name of a file that is being written.
inline constexpr std::string_view unfinished = ".part";

/// Records that a folder grows by at a time: a full tile of level 1, and one file of lines. 256 x 256.
inline constexpr std::uint64_t group_records = 65'536;

/// What stands in `export.json`, which is written last: a folder without it is not whole.
struct ExportSummary {
  std::string origin;
  std::uint64_t first{};  // positions in it; of an empty log 1 and 0
  std::uint64_t last{};
  std::uint64_t size{};  // of the checkpoint
  bool operator==(const ExportSummary&) const = default;
};

[[nodiscard]] std::string text_of(const ExportSummary& summary);
/// `malformed` says what is wrong with it.
[[nodiscard]] Result<ExportSummary, proof::Fault> summary_from(std::string_view text);

/// `tile/0/x001/234`, `tile/entries/000.p/17`.
[[nodiscard]] std::string file_of(const proof::TileId& tile);
/// The file of lines that holds the records of a group: `records/x001/234.ndjson`.
[[nodiscard]] std::string lines_file(std::uint64_t group);

}  // namespace lapor::audit
