#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tools/api_client.hpp"
#include "tools/audit/verify/log_source.hpp"

namespace lapor::audit {

/// A running server: its checkpoint and tiles, which are public, and with an auditor's token its records, too. The
/// checkpoint is that of the moment in which it was opened, so a log that grows meanwhile stays the same here.
class ServerSource : public LogSource {
 public:
  /// `token` empty: the records cannot be read. The error is a sentence.
  [[nodiscard]] static Result<std::unique_ptr<ServerSource>, std::string> open(const std::string& url,
                                                                               const std::string& token);

  [[nodiscard]] const std::string& checkpoint() const override { return checkpoint_; }
  [[nodiscard]] std::uint64_t size() const override { return size_; }
  [[nodiscard]] Span records() const override { return {1, has_records_ ? size_ : 0}; }
  [[nodiscard]] Result<void, proof::Fault> read_bundle(std::uint64_t index, std::size_t width, Bytes& out) override;
  [[nodiscard]] Result<std::vector<proof::Hash>, proof::Fault> tile(std::uint8_t level, std::uint64_t index,
                                                                    std::size_t width) override;
  [[nodiscard]] Result<History, proof::Fault> history(Stream stream) override;

 private:
  ServerSource(tools::ApiClient client, std::string checkpoint, std::uint64_t size, bool has_records);

  [[nodiscard]] Result<std::string, proof::Fault> get(const std::string& target);
  [[nodiscard]] Result<std::string, proof::Fault> get_tile(const proof::TileId& id);
  [[nodiscard]] Result<void, proof::Fault> read_ahead(std::uint64_t index);

  tools::ApiClient client_;
  std::string checkpoint_;
  std::uint64_t size_;
  bool has_records_;
  std::uint64_t first_bundle_{};  // of those that were read ahead
  std::vector<Bytes> bundles_;
};

}  // namespace lapor::audit
