#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <boost/test/unit_test.hpp>

#include "storage/journal_entries.hpp"
#include "storage/keys.hpp"
#include "tests/tools/tampering_folder.hpp"

/// Backups beside a running server, and what is restored of them, on a simulated clock in March 2026.
namespace {

namespace fs = std::filesystem;
using namespace lapor;
using namespace lapor::tests;

const std::string morning = "2026-03-16T09:00:00+07:00";
const std::string between = "2026-03-16T09:30:00+07:00";
const std::string later = "2026-03-16T10:00:00+07:00";

void move_clock(const Server& server, const std::string& to) {
  expect(server.client("national_admin").post("/v1/clock", R"({"advance_to":")" + to + R"("})", ""), 200);
}

Finished back_up(const TemporaryFolder& folder, const std::string& keep_days = "30") {
  return run(folder, {"backup", "--data", folder / "data", "--to", folder / "backup", "--keys-to", folder / "keys",
                      "--keep-keys-days", keep_days});
}

bool any_file_has(const fs::path& folder, const std::string& bytes) {
  for (const auto& entry : fs::recursive_directory_iterator{folder})
    if (entry.is_regular_file() && read_file(entry.path()).find(bytes) != std::string::npos) return true;
  return false;
}

std::string wrapped_key(const TemporaryFolder& folder, const std::string& report) {
  const auto entries = storage::JournalEntries::open(fs::path{folder / "data"} / "journal");
  BOOST_TEST_REQUIRE(entries.has_value());
  const auto key =
      (*entries)->get(storage::Family::keys, storage::keys::of(Stream{StreamKind::report, std::stoull(report)}));
  BOOST_TEST_REQUIRE((key && *key));
  return {reinterpret_cast<const char*>((*key)->data()), (*key)->size()};
}

/// What a service has gone through, backed up twice, beside the running server: at nine o'clock, and again an hour
/// later, when one of two reports was erased.
class BackedUp {
 public:
  BackedUp() {
    Server server(folder_, 0, {"--clock", "simulated:" + morning});
    const auto ani = register_person(server, "ani@example.id");
    attached_upload = upload(server, ani.token, "a picture");
    kept = send_report(server, ani.token, "one", attached_upload);
    erased = file_report(server, ani.token, "two");
    (void)upload(server, ani.token, "not attached yet");
    first = back_up_when_published();
    fs::copy_file(folder_ / "data.checkpoint", folder_ / "early.checkpoint");
    key_of_erased = wrapped_key(folder_, erased);
    BOOST_TEST(any_file_has(folder_ / "keys", key_of_erased));
    move_clock(server, later);
    expect(
        server.client("data_officer").post("/v1/reports/" + erased + "/erasure", R"({"ground":"subject_request"})", ""),
        200);
    late = file_report(server, ani.token, "three");
    second = back_up_when_published();
    BOOST_TEST(server.stop() == 0);
  }

  /// A new folder with the keys and nothing else.
  [[nodiscard]] Finished restore(const TemporaryFolder& to, std::vector<std::string> more = {}) const {
    for (const char* key : {"data.master-key", "data.log-key"})
      fs::copy_file(folder_ / key, to / key, fs::copy_options::skip_existing);
    std::vector<std::string> arguments{"restore",        "--from", folder_ / "backup", "--keys-from",
                                       folder_ / "keys", "--to",   to / "data"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(to, std::move(arguments));
  }
  [[nodiscard]] const TemporaryFolder& folder() const { return folder_; }

  std::string kept, erased, late, attached_upload, key_of_erased;
  Finished first, second;

 private:
  /// The publisher signs at most once a second, so what was just written may not be published yet.
  [[nodiscard]] Finished back_up_when_published() const {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{30};
    while (published_size() != journal_size()) BOOST_TEST_REQUIRE((std::chrono::steady_clock::now() < end));
    return back_up(folder_);
  }

  [[nodiscard]] std::uint64_t published_size() const {
    const auto note = read_file(folder_ / "data.checkpoint");
    return std::stoull(note.substr(note.find('\n') + 1));
  }

  [[nodiscard]] std::uint64_t journal_size() const {
    const auto entries = storage::JournalEntries::open(fs::path{folder_ / "data"} / "journal");
    BOOST_TEST_REQUIRE(entries.has_value());
    return (*entries)->tree_head()->value().size;
  }

  TemporaryFolder folder_;
};

const BackedUp& the_backup() {
  static const BackedUp backup;
  return backup;
}

/// A copy of the backup that may be spoiled.
class SpoiledBackup {
 public:
  SpoiledBackup() {
    for (const char* folder : {"backup", "keys"})
      fs::copy(the_backup().folder() / folder, folder_ / folder, fs::copy_options::recursive);
    for (const char* key : {"data.master-key", "data.log-key"})
      fs::copy_file(the_backup().folder() / key, folder_ / key);
  }
  [[nodiscard]] fs::path operator/(std::string_view name) const { return folder_ / name; }
  /// In the order of their names; never none.
  [[nodiscard]] std::vector<fs::path> files(std::string_view folder) const {
    std::vector<fs::path> found;
    for (const auto& entry : fs::recursive_directory_iterator{folder_ / folder})
      if (entry.is_regular_file()) found.push_back(entry.path());
    std::ranges::sort(found);
    BOOST_TEST_REQUIRE(!found.empty());
    return found;
  }
  [[nodiscard]] Finished restore(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> arguments{"restore",        "--from", folder_ / "backup", "--keys-from",
                                       folder_ / "keys", "--to",   folder_ / "data"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(folder_, std::move(arguments));
  }
  void is_refused(const std::string& word) const {
    const auto restored = restore();
    BOOST_TEST(restored.status == 1);
    BOOST_TEST(restored.errors.find("restore: " + word) != std::string::npos, restored.errors);
    BOOST_TEST(!fs::exists(folder_ / "data"));
    BOOST_TEST(!fs::exists(folder_ / "data.restoring"));
  }

 private:
  TemporaryFolder folder_;
};

Finished check(const TemporaryFolder& folder) {
  return run(folder, {"check", "--data", folder / "data"});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(e2e_backup)

BOOST_AUTO_TEST_CASE(a_backup_beside_a_running_server_grows_by_what_is_new) {
  const auto& backup = the_backup();
  BOOST_TEST(backup.first.status == 0, backup.first.errors);
  BOOST_TEST(backup.second.status == 0, backup.second.errors);
  const auto again = back_up(backup.folder());
  BOOST_TEST(again.status == 0, again.errors);
  const auto unchanged = back_up(backup.folder());
  BOOST_TEST(unchanged.output.find("(0 new)") != std::string::npos, unchanged.output);
}

BOOST_AUTO_TEST_CASE(what_was_restored_goes_on_as_if_nothing_had_been) {
  const auto& backup = the_backup();
  BOOST_TEST_REQUIRE(back_up(backup.folder()).status == 0);
  const TemporaryFolder folder;
  const auto restored = backup.restore(folder);
  BOOST_TEST_REQUIRE(restored.status == 0, restored.errors);
  const auto checked = check(folder);
  BOOST_TEST(checked.status == 0, checked.output);
  const Server server(folder, 0, {"--clock", "simulated:" + later});
  const auto token = sign_in(server, "ani@example.id");
  BOOST_TEST(send_report(server, token, "one", backup.attached_upload) == backup.kept);  // the same Idempotency-Key
  const auto page = expect(server.client("national_admin").get("/v1/reports/" + backup.kept), 200);
  BOOST_TEST(page.at("title").as_string() == "Jalan rusak one");
  BOOST_TEST(expect(server.client("national_admin").get("/v1/reports/" + backup.erased), 200).at("erased").as_bool());
  BOOST_TEST(boost::json::serialize(
                 expect(server.client("national_admin").get("/v1/reports?q=rusak"), 200).at("total")) == "2");
  BOOST_TEST(!page.at("deadline").at("missed").as_bool());
  move_clock(server, "2026-04-15T09:00:00+07:00");
  const auto after = expect(server.client("national_admin").get("/v1/reports/" + backup.kept), 200);
  BOOST_TEST(after.at("deadline").at("missed").as_bool());
}

BOOST_AUTO_TEST_CASE(a_point_in_time_brings_back_no_text_that_was_erased_since) {
  const auto& backup = the_backup();
  const TemporaryFolder folder;
  const auto restored = backup.restore(folder, {"--at", between});
  BOOST_TEST_REQUIRE(restored.status == 0, restored.errors);
  BOOST_TEST(restored.output.find("erasures repeated: 1") != std::string::npos, restored.output);
  BOOST_TEST(!any_file_has(folder / "data", backup.key_of_erased));
  BOOST_TEST(!fs::exists(fs::path{folder / "data"} / "attachments" / backup.erased));
  const auto checked = check(folder);
  BOOST_TEST(checked.output.find("1 found") != std::string::npos, checked.output);
  BOOST_TEST(checked.output.find("published") != std::string::npos, checked.output);
  const auto refused =
      run(folder, {"serve", "--data", folder / "data", "--listen", "127.0.0.1:0", "--clock", "simulated:" + later});
  BOOST_TEST(refused.status == 1);
  const Server server(folder, 0, {"--clock", "simulated:" + later, "--accept-rollback"});
  const auto page = expect(server.client("national_admin").get("/v1/reports/" + backup.erased), 200);
  BOOST_TEST(page.at("erased").as_bool());
  BOOST_TEST(page.at("title").is_null());
  BOOST_TEST(server.client("national_admin").get("/v1/reports/" + backup.late)->status == 404);
  expect(server.client("national_admin").get("/v1/reports/" + backup.kept), 200);
}

BOOST_AUTO_TEST_CASE(erasures_that_a_restore_repeats_stand_before_an_auditor) {
  const auto& backup = the_backup();
  const TemporaryFolder folder;
  BOOST_TEST_REQUIRE(backup.restore(folder, {"--at", between}).status == 0);
  {
    Server server(folder, 0, {"--clock", "simulated:" + later, "--accept-rollback"});
    BOOST_TEST(server.stop() == 0);
  }
  const auto key = run(folder, {"audit", "key", "--data", folder / "data"}).output;
  const auto verified =
      run(folder, {"audit", "verify", "--data", folder / "data", "--log-key", key.substr(0, key.find('\n'))});
  BOOST_TEST(verified.status == 0, verified.output + verified.errors);
}

BOOST_AUTO_TEST_CASE(an_erased_key_goes_with_the_last_generation_that_had_it) {
  const auto& backup = the_backup();
  BOOST_TEST(any_file_has(backup.folder() / "keys", backup.key_of_erased));
  const TemporaryFolder copy;
  fs::copy(backup.folder() / "keys", copy / "keys", fs::copy_options::recursive);
  const auto expired = run(copy, {"backup", "--data", backup.folder() / "data", "--to", copy / "backup", "--keys-to",
                                  copy / "keys", "--keep-keys-days", "0"});
  BOOST_TEST(expired.status == 0, expired.errors);
  BOOST_TEST(!any_file_has(copy / "keys", backup.key_of_erased));
  BOOST_TEST(any_file_has(copy / "keys", wrapped_key(backup.folder(), backup.kept)));
}

BOOST_AUTO_TEST_CASE(an_erasure_between_the_checkpoint_and_the_reading_of_the_keys_is_known_to_the_keys) {
  const auto& backup = the_backup();
  const TemporaryFolder folder;
  const auto early = run(folder, {"backup", "--data", backup.folder() / "data", "--to", folder / "backup", "--keys-to",
                                  folder / "keys", "--checkpoint", backup.folder() / "early.checkpoint"});
  BOOST_TEST_REQUIRE(early.status == 0, early.errors);
  for (const char* key : {"data.master-key", "data.log-key"}) fs::copy_file(backup.folder() / key, folder / key);
  const auto restored =
      run(folder, {"restore", "--from", folder / "backup", "--keys-from", folder / "keys", "--to", folder / "data"});
  BOOST_TEST_REQUIRE(restored.status == 0, restored.errors);
  BOOST_TEST(restored.output.find("erasures repeated: 1") != std::string::npos, restored.output);
  const auto checked = check(folder);
  BOOST_TEST(checked.status == 0, checked.output);
}

BOOST_AUTO_TEST_CASE(a_run_that_was_cut_off_behind_its_keys_leaves_those_of_the_former_end) {
  const SpoiledBackup spoiled;
  const auto keys = spoiled / "keys/generations";
  fs::path newest;
  for (const auto& entry : fs::directory_iterator{keys}) newest = std::max(newest, entry.path());
  auto text = read_file(newest);
  const auto at = text.find("\"size\":") + 7;
  text.replace(at, text.find(',', at) - at, "9999");
  const auto chunks = text.find("\"chunks\":[") + 10;
  text.erase(chunks, text.find(']', chunks) - chunks);
  const auto made_at = newest.stem().string().substr(20);
  write_file(keys / ("00000000000000009999" + made_at + ".json"), text);
  const auto restored = spoiled.restore();
  BOOST_TEST(restored.status == 0, restored.errors);
}

BOOST_AUTO_TEST_CASE(what_an_interrupted_run_leaves_does_no_harm) {
  const SpoiledBackup spoiled;
  fs::remove(spoiled / "backup/log/export.json");  // in the moment between two checkpoints
  write_file(spoiled / "backup/end-9999.json", "half of");
  write_file(spoiled / "backup/requests/50-9999.part", "half of");
  const auto restored = spoiled.restore();
  BOOST_TEST(restored.status == 0, restored.errors);
}

BOOST_AUTO_TEST_CASE(another_master_key_is_refused) {
  const SpoiledBackup spoiled;
  flip_bit(spoiled / "data.master-key", 0, 0);
  spoiled.is_refused("wrong-key");
  fs::remove(spoiled / "data.master-key");
  spoiled.is_refused("wrong-key");
}

BOOST_AUTO_TEST_CASE(a_new_machine_is_told_at_once_which_files_it_needs_and_where) {
  const SpoiledBackup spoiled;
  for (const char* key : {"data.master-key", "data.log-key"})
    fs::rename(spoiled / key, spoiled / ("safe-" + std::string(key)));
  const auto refused = spoiled.restore();
  for (const char* part :
       {"data.master-key, or name it with --master-key-file FILE", "data.log-key, or name it with --log-key-file FILE"})
    BOOST_TEST(refused.errors.find(part) != std::string::npos, refused.errors);
  spoiled.is_refused("wrong-key");
  const auto restored = spoiled.restore(
      {"--master-key-file", spoiled / "safe-data.master-key", "--log-key-file", spoiled / "safe-data.log-key"});
  BOOST_TEST(restored.status == 0, restored.errors);
}

BOOST_AUTO_TEST_CASE(a_published_checkpoint_that_cannot_be_read_is_never_overwritten) {
  const SpoiledBackup spoiled;
  write_file(spoiled / "data.checkpoint", "half of");
  spoiled.is_refused("malformed");
  BOOST_TEST(read_file(spoiled / "data.checkpoint") == "half of");
}

BOOST_AUTO_TEST_CASE(a_published_checkpoint_of_another_log_is_never_overwritten) {
  const SpoiledBackup spoiled;
  TemporaryFolder other;
  { const Server server(other); }
  fs::copy_file(other / "data.checkpoint", spoiled / "data.checkpoint");
  spoiled.is_refused("other-log");
  BOOST_TEST(read_file(spoiled / "data.checkpoint") == read_file(other / "data.checkpoint"));
}

BOOST_AUTO_TEST_CASE(a_published_checkpoint_of_another_history_is_never_overwritten) {
  const SpoiledBackup spoiled;
  auto note = read_file(the_backup().folder() / "early.checkpoint");
  const auto root = note.find('\n', note.find('\n') + 1) + 1;
  note[root] = note[root] == 'A' ? 'B' : 'A';
  write_file(spoiled / "data.checkpoint", note);
  spoiled.is_refused("forked");
  BOOST_TEST(read_file(spoiled / "data.checkpoint") == note);
}

BOOST_AUTO_TEST_CASE(an_older_published_checkpoint_of_this_history_is_brought_up_to_date) {
  const SpoiledBackup spoiled;
  fs::copy_file(the_backup().folder() / "early.checkpoint", spoiled / "data.checkpoint");
  const auto restored = spoiled.restore();
  BOOST_TEST(restored.status == 0, restored.errors);
  BOOST_TEST(read_file(spoiled / "data.checkpoint") == read_file(spoiled / "backup/log/checkpoint"));
}

BOOST_AUTO_TEST_CASE(keys_of_more_records_than_were_published_are_not_gone_on_with) {
  const auto& backup = the_backup();
  const TemporaryFolder copy;
  fs::copy(backup.folder() / "keys", copy / "keys", fs::copy_options::recursive);
  const auto refused = run(copy, {"backup", "--data", backup.folder() / "data", "--to", copy / "backup", "--keys-to",
                                  copy / "keys", "--checkpoint", backup.folder() / "early.checkpoint"});
  BOOST_TEST(refused.status == 1);
  BOOST_TEST(refused.errors.find("backup: forked") != std::string::npos, refused.errors);
}

BOOST_AUTO_TEST_CASE(another_log_is_refused) {
  const SpoiledBackup spoiled;
  TemporaryFolder other;
  { const Server server(other); }
  fs::remove(spoiled / "data.log-key");
  fs::copy_file(other / "data.log-key", spoiled / "data.log-key");
  spoiled.is_refused("other-log");
  fs::remove(spoiled / "data.log-key");
  spoiled.is_refused("wrong-key");
}

BOOST_AUTO_TEST_CASE(damage_in_any_part_is_refused_by_its_name) {
  for (const char* folder : {"keys/chunks", "backup/requests", "backup/attachments", "backup/files"}) {
    const SpoiledBackup spoiled;
    const auto files = spoiled.files(folder);  // all: former generations have chunks that nobody asks for any more
    for (const auto& file : files) flip_bit(file, fs::file_size(file) / 2);
    spoiled.is_refused("altered");
    for (const auto& file : files) fs::remove(file);
    spoiled.is_refused("truncated");
  }
}

BOOST_AUTO_TEST_CASE(a_log_that_was_changed_or_cut_is_refused) {
  const SpoiledBackup altered;
  const auto bundle = altered.files("backup/log/tile/entries").front();
  flip_bit(bundle, fs::file_size(bundle) - 20);
  altered.is_refused("");
  fs::remove(bundle);
  altered.is_refused("truncated");
  const SpoiledBackup forged;
  flip_bit(forged / "backup/log/checkpoint", fs::file_size(forged / "backup/log/checkpoint") - 20);
  forged.is_refused("");
}

BOOST_AUTO_TEST_CASE(keys_that_are_older_than_the_log_are_refused) {
  const SpoiledBackup spoiled;
  std::vector<fs::path> generations;
  for (const auto& entry : fs::directory_iterator{spoiled / "keys/generations"}) generations.push_back(entry.path());
  std::ranges::sort(generations);
  BOOST_TEST_REQUIRE(generations.size() > 1U);
  for (std::size_t i = 1; i < generations.size(); ++i) fs::remove(generations[i]);
  spoiled.is_refused("truncated");
}

BOOST_AUTO_TEST_CASE(nothing_is_restored_over_anything) {
  const SpoiledBackup spoiled;
  fs::create_directories(spoiled / "data");
  write_file(spoiled / "data/something", "of somebody");
  const auto restored = spoiled.restore();
  BOOST_TEST(restored.status == 1);
  BOOST_TEST(restored.errors.find("not empty") != std::string::npos, restored.errors);
  BOOST_TEST(read_file(spoiled / "data/something") == "of somebody");
}

BOOST_AUTO_TEST_CASE(folders_inside_each_other_are_refused) {
  const auto& folder = the_backup().folder();
  const auto refused = run(
      folder, {"backup", "--data", folder / "data", "--to", folder / "backup", "--keys-to", folder / "backup/keys"});
  BOOST_TEST(refused.status == 1);
  BOOST_TEST(refused.errors.find("different folders") != std::string::npos, refused.errors);
}

BOOST_AUTO_TEST_CASE(an_unchanged_backup_says_so_and_is_read_again_when_asked) {
  const SpoiledBackup spoiled;
  const auto& folder = the_backup().folder();
  const auto again = [&](bool verify) {
    std::vector<std::string> arguments{"backup",
                                       "--data",
                                       folder / "data",
                                       "--to",
                                       (spoiled / "backup").string(),
                                       "--keys-to",
                                       (spoiled / "keys").string()};
    if (verify) arguments.emplace_back("--verify");
    return run(folder, std::move(arguments));
  };
  BOOST_TEST_REQUIRE(again(false).status == 0);
  const auto unchanged = again(false);
  BOOST_TEST(unchanged.output.find("no new records") != std::string::npos, unchanged.output);
  const auto verified = again(true);
  BOOST_TEST(verified.status == 0, verified.errors);
  BOOST_TEST(verified.output.find("all of it read again") != std::string::npos, verified.output);
  for (const char* part : {"backup/log/tile/entries", "backup/log/tile/0", "backup/requests", "backup/attachments"}) {
    const auto file = spoiled.files(part).front();
    const auto middle = fs::file_size(file) / 2;
    flip_bit(file, middle);
    BOOST_TEST(again(true).status == 1, part);
    flip_bit(file, middle);
  }
  BOOST_TEST(again(true).status == 0);
}

BOOST_AUTO_TEST_SUITE_END()
