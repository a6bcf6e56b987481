#include "tools/view_folders.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <span>

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
  const std::string text = std::to_string(number) + '\n';
  const auto written = storage::replace_file(folder / current_name, std::as_bytes(std::span{text}));
  if (!written) return fail(written.error().what);
  return {};
}

}  // namespace

ViewFolders::ViewFolders(const fs::path& data) : views_(data / "views"), chosen_(number_in(views_ / current_name)) {}

Result<api::ViewStore, std::string> ViewFolders::open(std::uint64_t number) const {
  const fs::path folder = views_ / std::to_string(number);
  auto rows = storage::RocksViews::open({.path = folder / "reports"});
  if (!rows) return fail(rows.error().what);
  auto texts = storage::TextIndex::open(folder / "texts");
  if (!texts) return fail(texts.error().what);
  return api::ViewStore{std::move(*rows), std::move(*texts)};
}

std::uint64_t ViewFolders::highest() const {
  std::uint64_t highest = chosen_;
  std::error_code error;
  for (fs::directory_iterator at(views_, error); !error && at != fs::directory_iterator(); at.increment(error)) {
    const std::string name = at->path().filename();
    std::uint64_t number = 0;
    const auto [end, failure] = std::from_chars(name.data(), name.data() + name.size(), number);
    if (failure == std::errc{} && end == name.data() + name.size()) highest = std::max(highest, number);
  }
  return highest;
}

Result<api::ViewStore, std::string> ViewFolders::open_chosen() {
  in_use_ = chosen_;
  if (auto removed = remove_others(); !removed) return fail(removed.error());
  return open(chosen_);
}

Result<api::ViewStore, std::string> ViewFolders::open_next() {
  if (auto removed = remove_others(); !removed) return fail(removed.error());
  next_ = highest() + 1;
  return open(next_);
}

Result<void, std::string> ViewFolders::choose_next() {
  if (auto written = write_number(views_, next_); !written) return written;
  chosen_ = next_;
  return {};
}

Result<void, std::string> ViewFolders::remove_others() const {
  std::error_code error;
  for (fs::directory_iterator at(views_, error); !error && at != fs::directory_iterator(); at.increment(error)) {
    const std::string name = at->path().filename();
    if (name == current_name || name == std::to_string(in_use_) || name == std::to_string(chosen_)) continue;
    fs::remove_all(at->path(), error);
    if (error) return disk_trouble(at->path(), error.message());
  }
  return {};
}

}  // namespace lapor::tools
