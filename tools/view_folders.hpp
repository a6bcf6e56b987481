#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "api/views/reports_view.hpp"
#include "events/result.hpp"

namespace lapor::tools {

/// Where the views of a data folder lie: `views/N` for each time that they were begun anew, `views/current` with the N
/// that the next start takes. A view is made in a folder of its own and is chosen by the change of one small file, so a
/// crash leaves the old or the new one whole. For one thread at a time, by whoever has the journal open. Errors are
/// sentences that say what to do.
class ViewFolders {
 public:
  explicit ViewFolders(const std::filesystem::path& data);

  /// Opens the one that is chosen; makes it when there is none. Whatever else lies there goes: of rebuilds that were
  /// cut short, of earlier versions of this program.
  [[nodiscard]] Result<api::ViewStore, std::string> open_chosen();

  /// A new, empty one beside it.
  [[nodiscard]] Result<api::ViewStore, std::string> open_next();
  /// What was opened by `open_next` is in use now, and the former one no more.
  void use_next() { in_use_ = next_; }
  /// What was opened by `open_next` is taken by the next start.
  [[nodiscard]] Result<void, std::string> choose_next();
  /// Deletes all but the one in use and the one that is chosen: no erasure reaches them.
  [[nodiscard]] Result<void, std::string> remove_others() const;

 private:
  [[nodiscard]] Result<api::ViewStore, std::string> open(std::uint64_t number) const;
  [[nodiscard]] std::uint64_t highest() const;

  const std::filesystem::path views_;
  std::uint64_t chosen_;
  std::uint64_t in_use_{};  // 0: none
  std::uint64_t next_{};
};

}  // namespace lapor::tools
