#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "storage/journal.hpp"
#include "storage/proof/checkpoint.hpp"
#include "tools/audit/verify/log_source.hpp"

namespace lapor::audit {

/// A data folder, read beside a running server, up to the checkpoint that was published last.
class DataSource : public LogSource {
 public:
  /// `checkpoint_file` empty: the one beside the folder. The error is a sentence.
  [[nodiscard]] static Result<std::unique_ptr<DataSource>, std::string> open(
      const std::filesystem::path& data, const std::filesystem::path& checkpoint_file);
  ~DataSource() override;

  [[nodiscard]] const std::string& checkpoint() const override { return checkpoint_; }
  /// That of the checkpoint; less when the folder has lost its end.
  [[nodiscard]] std::uint64_t size() const override { return size_; }
  [[nodiscard]] Span records() const override { return {1, size_}; }
  [[nodiscard]] Result<void, proof::Fault> read_bundle(std::uint64_t index, std::size_t width, Bytes& out) override;
  [[nodiscard]] Result<std::vector<proof::Hash>, proof::Fault> tile(std::uint8_t level, std::uint64_t index,
                                                                    std::size_t width) override;
  [[nodiscard]] Result<History, proof::Fault> history(Stream stream) override;

  [[nodiscard]] storage::Journal& journal() { return *journal_; }

 private:
  DataSource(std::unique_ptr<storage::Journal> journal, std::string checkpoint, std::uint64_t size);
  [[nodiscard]] Result<void, proof::Fault> read_ahead(std::uint64_t index);

  std::unique_ptr<storage::Journal> journal_;
  std::string checkpoint_;
  std::uint64_t size_;
  proof::ReadTile tiles_;
  std::uint64_t first_bundle_{};  // of those that were read ahead
  std::vector<Result<Bytes, proof::Fault>> bundles_;
};

}  // namespace lapor::audit
