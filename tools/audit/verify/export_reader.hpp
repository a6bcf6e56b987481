#pragma once

#include <filesystem>
#include <string>

#include "tools/audit/verify/export_layout.hpp"
#include "tools/audit/verify/log_source.hpp"

namespace lapor::audit {

/// Reads an export. Every fault names the file. Checks that files are there and as long as they must be, no hash.
class ExportReader : public LogSource {
 public:
  /// `truncated`: the export is not whole, `export.json` or the checkpoint is missing; `malformed`: `export.json` is
  /// none.
  [[nodiscard]] static Result<ExportReader, proof::Fault> open(const std::filesystem::path& folder);

  [[nodiscard]] const ExportSummary& summary() const { return summary_; }
  [[nodiscard]] const std::string& checkpoint() const override { return checkpoint_; }
  [[nodiscard]] Span records() const override { return {summary_.first, summary_.last}; }
  [[nodiscard]] Result<void, proof::Fault> read_bundle(std::uint64_t index, std::size_t width, Bytes& out) override;
  [[nodiscard]] Result<std::vector<proof::Hash>, proof::Fault> tile(std::uint8_t level, std::uint64_t index,
                                                                    std::size_t width) override;

 private:
  ExportReader(std::filesystem::path folder, ExportSummary summary, std::string checkpoint);

  std::filesystem::path folder_;
  ExportSummary summary_;
  std::string checkpoint_;
};

/// All bytes of a file; `truncated` when it is not there or cannot be read.
[[nodiscard]] Result<void, proof::Fault> read_whole_file(const std::filesystem::path& file, Bytes& out);
/// The hashes of a full or partial tile that lies in `file`; `truncated` or `malformed` when it does not have `width`.
[[nodiscard]] Result<std::vector<proof::Hash>, proof::Fault> read_tile_file(const std::filesystem::path& file,
                                                                            std::size_t width);

}  // namespace lapor::audit
