#include "tools/view_folders.hpp"

#include <fstream>
#include <memory>

#include "storage/files.hpp"
#include "storage/rocks_views.hpp"
#include "storage/text_index.hpp"

namespace lapor::tools {
namespace {

namespace fs = std::filesystem;

constexpr const char* current_name = "current";

tl::unexpected<std::string> disk_trouble(const fs::path& where, const std::string& what) {
  return fail("cannot work in " + where.string() + " (" + what + "); check the disk, then start again");
}

/// Nothing in it is worth a message: then the views are begun anew.
std::uint64_t number_in(const fs::path& file) {
  std::ifstream in(file);
  std::uint64_t number = 0;
  return in >> number && number > 0 ? number : 1;
}

Result<void, std::string> write_number(const fs::path& folder, std::uint64_t number) {
  const fs::path unfinished = folder / "current.new";
  {
    std::ofstream out(unfinished, std::ios::trunc);
    out << number << '\n';
    out.close();
    if (!out) return disk_trouble(unfinished, "it cannot be written");
  }
  std::error_code error;
  fs::rename(unfinished, folder / current_name, error);
  if (error) return disk_trouble(folder, error.message());
  if (const auto synced = storage::sync_folder(folder); !synced) return fail(synced.error().what);
  return {};
}

}  // namespace

Result<api::ViewStore, std::string> ViewFolders::open(std::uint64_t number) const {
  const fs::path folder = views_ / std::to_string(number);
  auto rows = storage::RocksViews::open({.path = folder / "reports"});
  if (!rows) return fail(rows.error().what);
  auto texts = storage::TextIndex::open(folder / "texts");
  if (!texts) return fail(texts.error().what);
  return api::ViewStore{std::move(*rows), std::move(*texts)};
}

Result<api::ViewStore, std::string> ViewFolders::open_current() {
  current_ = number_in(views_ / current_name);
  next_ = current_;
  if (auto removed = remove_others(); !removed) return fail(removed.error());
  return open(current_);
}

Result<api::ViewStore, std::string> ViewFolders::open_next() {
  if (auto removed = remove_others(); !removed) return fail(removed.error());
  next_ = current_ + 1;
  return open(next_);
}

Result<void, std::string> ViewFolders::choose_next() {
  if (auto written = write_number(views_, next_); !written) return written;
  current_ = next_;
  return {};
}

Result<void, std::string> ViewFolders::remove_others() const {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(views_, error)) {
    const std::string name = entry.path().filename();
    if (name == current_name || name == std::to_string(current_)) continue;
    fs::remove_all(entry.path(), error);
    if (error) return disk_trouble(entry.path(), error.message());
  }
  return {};
}

}  // namespace lapor::tools
