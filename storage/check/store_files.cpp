#include "storage/check/store_files.hpp"

#include <rocksdb/env.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "storage/check/log_file.hpp"
#include "storage/check/options_file.hpp"
#include "storage/rocks_error.hpp"

namespace lapor::storage {

namespace {

namespace fs = std::filesystem;

constexpr const char* restore = "Keep the folder for examination and restore the newest backup.";

std::string content_of(const fs::path& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

std::vector<fs::path> files_of(const fs::path& folder, std::string_view prefix, std::string_view suffix) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator{folder, error}) {
    const auto name = entry.path().filename().string();
    if (name.starts_with(prefix) && name.ends_with(suffix)) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

void check_log(const fs::path& file, const std::string& advice, const TellDamage& tell) {
  const auto damage = find_log_damage(file);
  if (!damage) return tell({file.string(), damage.error().what, "Check the disk."});
  if (*damage)
    tell({file.string(), "is damaged at byte " + std::to_string((*damage)->offset) + ": " + (*damage)->what + ".",
          advice});
}

void check_current(const fs::path& journal, const TellDamage& tell) {
  const fs::path file = journal / "CURRENT";
  const auto text = content_of(file);
  std::error_code error;
  if (text.empty()) return tell({file.string(), "is missing or empty; it names the list of files.", restore});
  const bool whole = text.starts_with("MANIFEST-") && text.ends_with('\n');
  const auto name = text.substr(0, text.size() - 1);
  if (!whole || !fs::exists(journal / name, error))
    tell({file.string(), "names `" + name + "`, and there is no such list of files.", restore});
}

void check_options(const fs::path& journal, const TellDamage& tell) {
  const auto files = files_of(journal, "OPTIONS-", "");
  if (files.empty())
    return tell({(journal / "OPTIONS-*").string(), "is missing.", "The next start writes it anew: nothing is lost."});
  const auto difference = find_options_difference(journal, files.back());
  if (difference)
    tell(
        {files.back().string(), *difference,
         "The store never reads this file, and every start writes it anew: nothing is lost. If no other version of the "
         "program has written it, somebody has changed it: look who can write to the folder."});
}

}  // namespace

struct JournalLock::Held {
  rocksdb::FileLock* lock{};
  ~Held() {
    if (lock != nullptr) (void)rocksdb::Env::Default()->UnlockFile(lock);
  }
};

JournalLock::JournalLock(std::unique_ptr<Held> held) : held_(std::move(held)) {}
JournalLock::~JournalLock() = default;

Result<JournalLock, Error> JournalLock::take(const fs::path& journal) {
  auto held = std::make_unique<Held>();
  const auto status = rocksdb::Env::Default()->LockFile((journal / "LOCK").string(), &held->lock);
  if (!status.ok()) return fail(open_error(status, journal));
  return JournalLock{std::move(held)};
}

void check_store_files(const fs::path& journal, const TellDamage& tell) {
  check_current(journal, tell);
  for (const auto& file : files_of(journal, "MANIFEST-", "")) check_log(file, restore, tell);
  const std::string torn =
      "If the machine has lost power since, a batch that was never acknowledged may end so: start the server, and hold "
      "the journal against the published checkpoint. Otherwise " +
      std::string{"keep the folder for examination and restore the newest backup."};
  for (const auto& file : files_of(journal, "", ".log")) check_log(file, torn, tell);
  check_options(journal, tell);
}

void check_identity(const fs::path& journal, const std::string& identity, const TellDamage& tell) {
  const fs::path file = journal / "IDENTITY";
  if (content_of(file) == identity) return;
  tell({file.string(), "is not the id that the list of files has (" + identity + ").",
        "The records do not depend on it; look who can write to the folder, then write that id into the file, without "
        "a line feed."});
}

}  // namespace lapor::storage
