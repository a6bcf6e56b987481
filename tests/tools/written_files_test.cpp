#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>

#include "storage/files.hpp"
#include "tests/tools/program.hpp"
#include "tools/audit/pending_files.hpp"
#include "tools/backup/backup_file.hpp"

namespace {

namespace fs = std::filesystem;
using namespace lapor;
using namespace lapor::tests;

/// A link that somebody has laid where a file is going to be written, to one that is not to be written.
class LaidLink {
 public:
  explicit LaidLink(const std::string& name) {
    write_file(folder / "precious", "mine");
    fs::create_symlink(folder / "precious", folder / name);
  }
  void is_not_followed(const std::string& name) const {
    BOOST_TEST(read_file(folder / "precious") == "mine");
    BOOST_TEST(read_file(folder / name) == "theirs");
    BOOST_TEST(!fs::is_symlink(folder / name));
  }

  TemporaryFolder folder;
};

const auto theirs = std::as_bytes(std::span{std::string_view{"theirs"}});

void only_for_their_owner(const fs::path& folder) {
  int files = 0;
  for (const auto& entry : fs::recursive_directory_iterator{folder}) {
    const auto others = entry.status().permissions() & (fs::perms::group_all | fs::perms::others_all);
    BOOST_TEST((others == fs::perms::none), entry.path().string());
    ++files;
  }
  BOOST_TEST(files > 0);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(written_files)

BOOST_AUTO_TEST_CASE(a_part_of_a_backup_does_not_follow_a_link) {
  const LaidLink link("file.part");
  auto writer = backup::FileWriter::create(link.folder / "file");
  BOOST_TEST_REQUIRE(writer.has_value());
  BOOST_TEST_REQUIRE(writer->append(theirs).has_value());
  BOOST_TEST_REQUIRE(writer->place(writer->hash()).has_value());
  link.is_not_followed("file");
}

BOOST_AUTO_TEST_CASE(a_part_of_an_export_does_not_follow_a_link) {
  for (const bool appends : {false, true}) {
    const LaidLink link("file.part");
    audit::PendingFiles files(link.folder / "");
    if (appends) {
      BOOST_TEST_REQUIRE(files.append("file", theirs.first(3)).has_value());
      BOOST_TEST_REQUIRE(files.append("file", theirs.subspan(3)).has_value());
    } else {
      BOOST_TEST_REQUIRE(files.write("file", theirs).has_value());
    }
    BOOST_TEST_REQUIRE(files.install().has_value());
    link.is_not_followed("file");
  }
}

BOOST_AUTO_TEST_CASE(a_file_that_replaces_another_does_not_follow_a_link) {
  const LaidLink link("file.new");
  BOOST_TEST_REQUIRE(storage::replace_file(link.folder / "file", theirs).has_value());
  link.is_not_followed("file");
}

BOOST_AUTO_TEST_CASE(copies_and_restored_folders_are_for_their_owner_only) {
  const TemporaryFolder folder;
  {
    Server server(folder);
    BOOST_TEST_REQUIRE(server.stop() == 0);
  }
  const auto has_run = [&](std::vector<std::string> arguments) {
    const auto finished = run(folder, std::move(arguments));
    BOOST_TEST(finished.status == 0, finished.errors);
  };
  has_run({"backup", "--data", folder / "data", "--to", folder / "all/backup", "--keys-to", folder / "all/keys"});
  has_run({"audit", "export", "--data", folder / "data", "--out", folder / "all/export"});
  has_run({"demo", "--data", folder / "all/demo", "--reports", "3"});
  for (const char* key : {"master-key", "log-key"})
    fs::copy_file(folder / ("data." + std::string(key)), folder / ("all/data." + std::string(key)));
  has_run(
      {"restore", "--from", folder / "all/backup", "--keys-from", folder / "all/keys", "--to", folder / "all/data"});
  for (const char* part : {"backup", "keys", "export", "demo", "data"})
    only_for_their_owner(fs::path{folder / "all"} / part);
}

BOOST_AUTO_TEST_CASE(a_second_restore_leaves_the_folder_of_the_first_alone) {
  const TemporaryFolder folder;
  {
    Server server(folder);
    BOOST_TEST_REQUIRE(server.stop() == 0);
  }
  const auto backed_up =
      run(folder, {"backup", "--data", folder / "data", "--to", folder / "backup", "--keys-to", folder / "keys"});
  BOOST_TEST_REQUIRE(backed_up.status == 0, backed_up.errors);
  for (const char* key : {"master-key", "log-key"})
    fs::copy_file(folder / ("data." + std::string(key)), folder / ("new." + std::string(key)));
  const auto restore = [&] {
    return run(folder,
               {"restore", "--from", folder / "backup", "--keys-from", folder / "keys", "--to", folder / "new"});
  };
  fs::create_directory(folder / "new.restoring");
  write_file(folder / "new.restoring/half", "of the first");
  const int first = ::open((folder / "new.restoring").c_str(), O_RDONLY | O_DIRECTORY);
  BOOST_TEST_REQUIRE(::flock(first, LOCK_EX | LOCK_NB) == 0);
  const auto second = restore();
  BOOST_TEST(second.status == 1);
  BOOST_TEST(second.errors.find("another") != std::string::npos, second.errors);
  BOOST_TEST(read_file(folder / "new.restoring/half") == "of the first");
  ::close(first);
  const auto third = restore();
  BOOST_TEST(third.status == 0, third.errors);
  BOOST_TEST(!fs::exists(folder / "new/half"));
}

BOOST_AUTO_TEST_SUITE_END()
