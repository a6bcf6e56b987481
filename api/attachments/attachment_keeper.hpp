#pragma once

#include <atomic>
#include <functional>
#include <string>

#include "actors/clock.hpp"
#include "actors/projection.hpp"
#include "storage/attachments/attachment_files.hpp"
#include "storage/attachments/checkpoint_file.hpp"
#include "storage/attachments/uploads.hpp"
#include "storage/vault.hpp"

namespace lapor::api {

/// Gives each report the files that its records name: seals them under the report's own key, and deletes them when the
/// reporter is erased. Uploads that have expired go when it stands at the journal's end. Everything it does may be done
/// twice, so after a crash it begins at its last checkpoint, or anew. Folded on the projections' thread.
class AttachmentKeeper final : public actors::Projection {
 public:
  /// Told of a file that a record names and that is nowhere. May be empty.
  using OnLost = std::function<void(ReportId report, const std::string& hash)>;

  /// All references must outlive the keeper.
  AttachmentKeeper(storage::Uploads& uploads, const storage::AttachmentFiles& files, const storage::Journal& journal,
                   const storage::Vault& vault, const actors::Clock& clock, OnLost on_lost);
  /// Keeps its checkpoint.
  ~AttachmentKeeper() override;
  AttachmentKeeper(const AttachmentKeeper&) = delete;
  AttachmentKeeper& operator=(const AttachmentKeeper&) = delete;

  static constexpr std::string_view keeper_name = "attachments";
  [[nodiscard]] std::string_view name() const override { return keeper_name; }
  [[nodiscard]] Result<void, actors::ProjectionFault> load() override;
  [[nodiscard]] Result<void, actors::ProjectionFault> fold(std::span<const storage::StoredRecord> records) override;
  /// Whether uploads have expired.
  [[nodiscard]] bool has_deferred() const override;
  [[nodiscard]] Result<void, actors::ProjectionFault> do_deferred() override;
  [[nodiscard]] Position checkpoint() const override { return Position{checkpoint_.load()}; }

  struct Statistics {
    std::uint64_t kept{};  // files that reports were given since the start
    std::uint64_t lost{};  // that were nowhere
  };
  [[nodiscard]] Statistics statistics() const { return {kept_, lost_}; }

 private:
  using Step = Result<void, storage::Error>;
  [[nodiscard]] Step fold_one(const storage::StoredRecord& stored);
  [[nodiscard]] Step keep(ReportId report, const std::string& hex);
  [[nodiscard]] Step erase(ReportId report);
  [[nodiscard]] Step withdraw(const storage::ContentHash& hash);
  [[nodiscard]] Step lost(ReportId report, const std::string& hex);
  [[nodiscard]] Step save_checkpoint();

  storage::Uploads& uploads_;
  const storage::AttachmentFiles& files_;
  const storage::Journal& journal_;
  const storage::Vault& vault_;
  const actors::Clock& clock_;
  const OnLost on_lost_;
  const storage::CheckpointFile checkpoint_file_;
  std::atomic<std::uint64_t> checkpoint_{};
  std::uint64_t saved_checkpoint_{};
  std::atomic<std::uint64_t> kept_{};
  std::atomic<std::uint64_t> lost_{};
};

}  // namespace lapor::api
