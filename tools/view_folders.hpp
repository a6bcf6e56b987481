#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "api/views/reports_view.hpp"
#include "events/result.hpp"

namespace lapor::tools {

/// Where the views of a data folder lie: `views/N` for each time that they were begun anew, `views/current` with the N
/// that counts. A view is made in a folder of its own and becomes the current one by the change of one small file, so a
/// crash leaves the old or the new one whole. For one thread at a time, by whoever has the journal open. Errors are
/// sentences that say what to do.
class ViewFolders {
 public:
  explicit ViewFolders(const std::filesystem::path& data) : views_(data / "views") {}

  /// Opens the current one; makes it when there is none. Whatever else lies there goes: of rebuilds that were cut
  /// short, of earlier versions of this program.
  [[nodiscard]] Result<api::ViewStore, std::string> open_current();

  /// A new, empty one beside it.
  [[nodiscard]] Result<api::ViewStore, std::string> open_next();
  /// The one that was opened by `open_next` is the current one from now on.
  [[nodiscard]] Result<void, std::string> choose_next();
  /// Deletes all but the current one, none of which may be open any more: an erasure does not reach them.
  [[nodiscard]] Result<void, std::string> remove_others() const;

 private:
  [[nodiscard]] Result<api::ViewStore, std::string> open(std::uint64_t number) const;

  const std::filesystem::path views_;
  std::uint64_t current_{1};
  std::uint64_t next_{};
};

}  // namespace lapor::tools
