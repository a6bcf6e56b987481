#include "tools/rebuild.hpp"

#include <unistd.h>

#include <fstream>
#include <iostream>

#include "api/views/reports_view.hpp"
#include "config/reference.hpp"
#include "storage/data_folder.hpp"
#include "storage/files.hpp"
#include "storage/rocks_journal.hpp"
#include "storage/rocks_views.hpp"
#include "storage/text_index.hpp"
#include "tools/progress.hpp"
#include "tools/reference_folder.hpp"

namespace lapor::tools {
namespace {

using Text = std::string;

constexpr std::size_t records_at_once = 4'096;
constexpr const char* complete_name = "complete";

std::filesystem::path next_views(const std::filesystem::path& data) {
  return data / "views" / "next";
}

int tell(const Text& what) {
  std::cerr << "rebuild: " << what << '\n';
  return 1;
}

/// Folds everything that the journal had when it was opened.
Result<void, Text> fold_all(api::ReportsView& view, const storage::Journal& journal, Progress& progress) {
  for (;;) {
    const auto records = journal.read(next(view.gathered()), records_at_once);
    if (!records) return fail(records.error().what);
    const auto folded = records->empty() ? view.fold({}) : view.gather(*records);
    if (!folded) return fail(folded.error().what);
    if (records->empty()) return {};
    for (std::size_t i = 0; i < records->size(); ++i) progress.advance();
  }
}

Result<void, Text> index_all(api::ReportsView& view, Progress& progress) {
  while (view.has_deferred()) {
    const std::uint64_t before = view.unindexed();
    if (const auto done = view.do_deferred(); !done) return fail(done.error().what);
    for (std::uint64_t i = view.unindexed(); i < before; ++i) progress.advance();
  }
  return {};
}

Result<void, Text> make_views(const RebuildOptions& options, storage::Journal& journal, const storage::Vault& vault,
                              const Rulebook& rules) {
  const auto folder = next_views(options.data);
  auto opened = storage::RocksViews::open({.path = folder / "reports"});
  if (!opened) return fail(opened.error().what);
  const std::shared_ptr<storage::Views> rows = std::move(*opened);
  auto texts = storage::TextIndex::open(folder / "texts");
  if (!texts) return fail(texts.error().what);
  const bool is_terminal = isatty(STDOUT_FILENO) == 1;
  {
    api::ReportsView view({rows, std::move(*texts)}, journal, vault, rules);
    if (const auto loaded = view.load(); !loaded) return fail(loaded.error().what);
    Progress folding(std::cout, is_terminal, {"rebuild", "records"}, number(journal.last_position()));
    if (const auto folded = fold_all(view, journal, folding); !folded) return folded;
    folding.finish();
    Progress indexing(std::cout, is_terminal, {"index", "texts"}, view.unindexed());
    if (const auto indexed = index_all(view, indexing); !indexed) return indexed;
    indexing.finish();
  }
  if (const auto flushed = rows->flush(); !flushed) return fail(flushed.error().what);
  return {};
}

/// Only now the next start takes it.
Result<void, Text> mark_complete(const std::filesystem::path& data) {
  std::ofstream file{next_views(data) / complete_name};
  file << "These views are whole; the next start of the server puts them in the place of the old ones.\n";
  file.close();
  if (!file) return fail("cannot write into " + next_views(data).string() + "; check the disk");
  if (const auto synced = storage::sync_folder(next_views(data)); !synced) return fail(synced.error().what);
  return {};
}

void replace(const std::filesystem::path& rebuilt, const std::filesystem::path& old) {
  if (!std::filesystem::exists(rebuilt)) return;
  std::filesystem::remove_all(old);
  std::filesystem::rename(rebuilt, old);
}

}  // namespace

int rebuild(const RebuildOptions& options) {
  if (!storage::has_stored_data(options.data))
    return tell(options.data.string() + " holds no journal; name the data folder with --data");
  const auto reference = find_reference_folder(options.reference);
  if (!reference) return tell(reference.error());
  const auto rules = config::load_rulebook(*reference);
  if (!rules) return tell(rules.error());
  const auto vault = storage::open_vault_for(options.data, options.key_file);
  if (!vault) return tell(vault.error().what);
  storage::RocksOptions settings;
  settings.path = options.data / "journal";
  settings.vault = &*vault;
  settings.read_only = true;
  const auto journal = storage::RocksJournal::open(settings);
  if (!journal) return tell(journal.error().what);
  std::error_code error;
  std::filesystem::remove_all(next_views(options.data), error);  // of a rebuild that was cut short
  if (error) return tell("cannot clear " + next_views(options.data).string() + ": " + error.message());
  const auto made = make_views(options, **journal, *vault, *rules);
  (*journal)->stop();
  if (!made) return tell(made.error());
  if (const auto marked = mark_complete(options.data); !marked) return tell(marked.error());
  std::cout << "rebuilt up to position " << number((*journal)->last_position()) << "; start the server again to use it"
            << std::endl;
  return 0;
}

Result<bool, std::string> take_up_rebuilt_views(const std::filesystem::path& data) {
  const auto next = next_views(data);
  if (!std::filesystem::exists(next / complete_name)) return false;
  try {
    replace(next / "reports", data / "views" / "reports");
    replace(next / "texts", data / "views" / "texts");
    std::filesystem::remove_all(next);
  } catch (const std::filesystem::filesystem_error& error) {
    return fail(std::string("cannot take up the rebuilt views: ") + error.what() +
                "; check the disk, then start again");
  }
  return true;
}

}  // namespace lapor::tools
