#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "events/identifiers.hpp"
#include "events/result.hpp"
#include "storage/attachments/content.hpp"
#include "storage/attachments/sealed_file.hpp"
#include "storage/error.hpp"
#include "storage/vault.hpp"

namespace lapor::storage {

/// The folder of files that reports have, one folder a report, each file under a key that follows from the report's
/// data key: without that key none can be opened. docs/formats.md has its bytes. Any thread may call; all of it blocks
/// for the disk. Two threads must not change the same report's folder at once.
class AttachmentFiles {
 public:
  /// Makes the folder when it is missing.
  [[nodiscard]] static Result<AttachmentFiles, Error> open(const std::filesystem::path& folder);

  [[nodiscard]] bool has(ReportId report, const ContentHash& hash) const;

  /// Writes a file durably. `corrupt` when `content` does not have the hash of its facts: then nothing is kept.
  [[nodiscard]] Result<void, Error> keep(ReportId report, const Key& data_key, OpenedFile& file) const;

  /// Nothing: the report has no such file. `corrupt`: it is damaged, or of another report or key.
  [[nodiscard]] Result<std::optional<OpenedFile>, Error> read(ReportId report, const Key& data_key,
                                                              const ContentHash& hash) const;

  /// All files of a report, by their names.
  [[nodiscard]] Result<std::vector<ContentHash>, Error> list(ReportId report) const;

  /// Deletes a report's folder with all that lies in it, durably. Nothing to do is no error.
  [[nodiscard]] Result<void, Error> remove(ReportId report) const;

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

 private:
  explicit AttachmentFiles(std::filesystem::path folder) : folder_(std::move(folder)) {}
  [[nodiscard]] std::filesystem::path folder_of(ReportId report) const;
  [[nodiscard]] std::filesystem::path path_of(ReportId report, const ContentHash& hash) const;

  std::filesystem::path folder_;
};

}  // namespace lapor::storage
