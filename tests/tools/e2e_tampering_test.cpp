#include <boost/test/unit_test.hpp>
#include <fstream>

#include "storage/keys.hpp"
#include "storage/proof/merkle.hpp"
#include "tests/tools/tampering_folder.hpp"

/// What was done to a data folder, who must notice it, and the words by which it is told. Nothing in the table passes
/// unseen. Not in it, because it cannot matter: RocksDB's LOG and LOG.old* (a text for people that nothing reads), LOCK
/// (empty), OPTIONS files but the newest (never read, deleted by and by), unfinished `*.new` and `*.part` files
/// (deleted at the next start), `views/` (made again), RocksDB's family `default` (nothing reads it). What cannot be
/// told from the folder itself: a request in `requests` whose position was changed to another one that exists, or that
/// was deleted (docs/security.md).
namespace {

namespace fs = std::filesystem;
using namespace lapor;
using namespace lapor::tests;
using storage::Family;
namespace keys = storage::keys;

enum class Who { check, start };

struct Tampering {
  std::string done;
  Who notices;
  std::vector<std::string> words;  // all of them are in the message
  std::function<void(const TamperingFolder&)> how;
};

fs::path beside(const TamperingFolder& folder, const char* ending) {
  return folder.data().string() + ending;
}

std::uint64_t middle(const fs::path& file) {
  return fs::file_size(file) / 2;
}

/// Flips in the first byte, in the middle, and near the end, where a table file has the filling of its footer.
void add_tables(std::vector<Tampering>& table) {
  for (std::size_t i = 0; i < storage::family_names.size(); ++i) {
    const auto family = static_cast<Family>(i);
    for (const int place : {0, 1, 2}) {
      static constexpr const char* names[]{"first byte", "middle", "footer"};
      table.push_back({std::string("a bit in a table file of ") + storage::name_of(family) + ", " + names[place],
                       Who::check,
                       {".sst"},
                       [family, place](const TamperingFolder& folder) {
                         const auto file = folder.table_of(family);
                         const auto size = fs::file_size(file);
                         flip_bit(file, place == 0 ? 0 : place == 1 ? size / 2 : size - 16);
                       }});
    }
  }
}

Tampering flip(const std::string& what, Who who, std::vector<std::string> words,
               const std::function<fs::path(const TamperingFolder&)>& file, int place = 0) {
  return {"a bit in " + what, who, std::move(words), [=](const TamperingFolder& folder) {
            const auto path = file(folder);
            flip_bit(path, place >= 0 ? middle(path) + static_cast<std::uint64_t>(place)
                                      : fs::file_size(path) - static_cast<std::uint64_t>(-place));
          }};
}

void add_files(std::vector<Tampering>& table) {
  const auto of_store = [](std::string prefix, std::string suffix) {
    return [=](const TamperingFolder& folder) { return folder.newest("journal", prefix, suffix); };
  };
  table.push_back(flip("the log", Who::check, {".log", "damaged at byte"}, of_store("", ".log")));
  table.push_back(flip("the log", Who::start, {"damaged"}, of_store("", ".log")));
  table.push_back(flip("the log's last byte", Who::check, {".log", "damaged at byte"}, of_store("", ".log"), -1));
  table.push_back(flip("MANIFEST", Who::check, {"MANIFEST", "damaged at byte"}, of_store("MANIFEST-", "")));
  table.push_back(flip("MANIFEST", Who::start, {"damaged"}, of_store("MANIFEST-", "")));
  table.push_back(
      flip("the last byte of MANIFEST", Who::check, {"MANIFEST", "damaged at byte"}, of_store("MANIFEST-", ""), -1));
  table.push_back(flip("CURRENT", Who::check, {"CURRENT", "no such list of files"}, of_store("CURRENT", "")));
  table.push_back(flip("CURRENT", Who::start, {"Cannot open the journal"}, of_store("CURRENT", "")));
  table.push_back(flip("the line feed of CURRENT", Who::check, {"CURRENT"}, of_store("CURRENT", ""), -1));
  table.push_back(flip("IDENTITY", Who::check, {"IDENTITY", "is not the id"}, of_store("IDENTITY", "")));
  table.push_back(flip("OPTIONS", Who::check, {"OPTIONS-", "line"}, of_store("OPTIONS-", "")));
  table.push_back(flip("the last byte of OPTIONS", Who::check, {"OPTIONS-", "line"}, of_store("OPTIONS-", ""), -1));
  const auto attachment = [](const TamperingFolder& folder) {
    for (const auto& entry : fs::recursive_directory_iterator{folder.data() / "attachments"})
      if (entry.is_regular_file() && entry.path().filename().string().size() == 64) return entry.path();
    return fs::path{};
  };
  table.push_back(flip("an attachment", Who::check, {"attachments/", "was altered"}, attachment));
  table.push_back(flip("the last byte of an attachment", Who::check, {"attachments/", "was altered"}, attachment, -1));
  const auto an_upload = [](const TamperingFolder& folder) { return folder.newest("uploads", "", ""); };
  table.push_back(flip("an upload", Who::check, {"uploads/", "cannot be"}, an_upload));
  table.push_back(flip("the last byte of an upload", Who::check, {"uploads/"}, an_upload, -1));
  table.push_back(flip("the mark of the files", Who::check, {"attachments/checkpoint", "does not fit"},
                       [](const TamperingFolder& folder) { return folder.newest("attachments", "checkpoint", ""); }));
  const auto master_key = [](const TamperingFolder& folder) { return beside(folder, ".master-key"); };
  table.push_back(flip("the master key", Who::check, {"master key"}, master_key));
  table.push_back(flip("the master key", Who::start, {"master key"}, master_key));
  const auto log_key = [](const TamperingFolder& folder) { return beside(folder, ".log-key"); };
  table.push_back(flip("the log's key", Who::check, {"log"}, log_key));
  const auto checkpoint = [](const TamperingFolder& folder) { return beside(folder, ".checkpoint"); };
  table.push_back(flip("the published checkpoint", Who::check, {"checkpoint", "cannot be relied on"}, checkpoint));
  table.push_back(flip("the signature under it", Who::check, {"checkpoint", "cannot be relied on"}, checkpoint, -10));
}

std::string text_of(const rocksdb::Slice& slice) {
  return slice.ToString();
}

std::string get(rocksdb::DB& db, rocksdb::ColumnFamilyHandle* family, std::string_view key) {
  std::string value;
  BOOST_TEST_REQUIRE(db.Get({}, family, key, &value).ok());
  return value;
}

std::string last_key(rocksdb::DB& db, rocksdb::ColumnFamilyHandle* family) {
  rocksdb::ReadOptions how;
  how.total_order_seek = true;
  const std::unique_ptr<rocksdb::Iterator> at{db.NewIterator(how, family)};
  at->SeekToLast();
  BOOST_TEST_REQUIRE(at->Valid());
  return text_of(at->key());
}

std::string first_key(rocksdb::DB& db, rocksdb::ColumnFamilyHandle* family, std::string_view from = {}) {
  rocksdb::ReadOptions how;
  how.total_order_seek = true;
  const std::unique_ptr<rocksdb::Iterator> at{db.NewIterator(how, family)};
  at->Seek(from);
  BOOST_TEST_REQUIRE(at->Valid());
  return text_of(at->key());
}

/// Entries changed with valid checksums.
Tampering edited(std::string done, std::vector<std::string> words, Family family,
                 const std::function<void(rocksdb::DB&, rocksdb::ColumnFamilyHandle*)>& change, Who who = Who::check) {
  return {std::move(done), who, std::move(words), [=](const TamperingFolder& folder) {
            folder.edit(
                [&](rocksdb::DB& db, const storage::RocksDatabase& database) { change(db, database.family(family)); });
          }};
}

Tampering removed(Family family, std::vector<std::string> words) {
  return edited(std::string("an entry removed from ") + storage::name_of(family), std::move(words), family,
                [](rocksdb::DB& db, rocksdb::ColumnFamilyHandle* handle) {
                  BOOST_TEST_REQUIRE(db.Delete({}, handle, last_key(db, handle)).ok());
                });
}

void swap_records(rocksdb::DB& db, rocksdb::ColumnFamilyHandle* records, std::uint64_t one, std::uint64_t other) {
  const auto first = get(db, records, keys::of(Position{one}));
  const auto second = get(db, records, keys::of(Position{other}));
  BOOST_TEST_REQUIRE(db.Put({}, records, keys::of(Position{one}).view(), second).ok());
  BOOST_TEST_REQUIRE(db.Put({}, records, keys::of(Position{other}).view(), first).ok());
}

void altered_value(rocksdb::DB& db, rocksdb::ColumnFamilyHandle* family, const std::string& key) {
  auto value = get(db, family, key);
  value.back() = static_cast<char>(value.back() ^ 1);
  BOOST_TEST_REQUIRE(db.Put({}, family, key, value).ok());
}

/// Deletes the last record with its index entry, and makes the tree's head that of what is left: nothing in the journal
/// disagrees any more but what was derived from that record.
void drop_tail(rocksdb::DB& db, const storage::RocksDatabase& database) {
  auto* records = database.family(Family::records);
  const auto last = last_key(db, records);
  proof::MerkleTree tree;
  std::vector<proof::Tile> full;
  const std::unique_ptr<rocksdb::Iterator> at{db.NewIterator({}, records)};
  for (at->SeekToFirst(); at->Valid() && text_of(at->key()) != last; at->Next())
    tree.append(proof::leaf_hash(storage::bytes_of(at->value())), full);
  const auto stream = decode_stream(storage::bytes_of(at->value()));
  BOOST_TEST_REQUIRE(stream.has_value());
  BOOST_TEST_REQUIRE(db.Delete({}, records, last).ok());
  auto* streams = database.family(Family::streams);
  for (std::uint32_t version = 64; version > 0; --version) {
    std::string position;
    const auto key = keys::of(*stream, Version{version});
    if (!db.Get({}, streams, key.view(), &position).ok()) continue;
    BOOST_TEST_REQUIRE(db.Delete({}, streams, key.view()).ok());
    break;
  }
  const storage::Journal::TreeHead head{tree.size(), tree.root()};
  BOOST_TEST_REQUIRE(db.Put({}, database.family(Family::tree), keys::tree_head, keys::value_of(head).view()).ok());
}

void add_edits(std::vector<Tampering>& table) {
  table.push_back(edited("two records swapped, far back", {"record 10 is not the one"}, Family::records,
                         [](auto& db, auto* records) { swap_records(db, records, 10, 20); }));
  table.push_back(edited("the last two records swapped", {"tree: head"}, Family::records, [](auto& db, auto* records) {
    const auto last = number(*keys::position_from(last_key(db, records)));
    swap_records(db, records, last - 1, last);
  }));
  table.push_back(edited(
      "the last two records swapped", {"do not give the root"}, Family::records,
      [](auto& db, auto* records) {
        const auto last = number(*keys::position_from(last_key(db, records)));
        swap_records(db, records, last - 1, last);
      },
      Who::start));
  table.push_back(removed(Family::records, {"tree: head"}));
  for (const Who who : {Who::check, Who::start})
    table.push_back({"the last record dropped, with a head that fits",
                     who,
                     {who == Who::check ? "a checkpoint over" : "rolled back"},
                     [](const TamperingFolder& folder) { folder.edit(drop_tail); }});
  table.push_back(removed(Family::streams, {"streams"}));
  table.push_back(edited(
      "an index entry led elsewhere", {"streams: ", "points to record 3"}, Family::streams, [](auto& db, auto* family) {
        BOOST_TEST_REQUIRE(db.Put({}, family, first_key(db, family), keys::of(Position{3}).view()).ok());
      }));
  table.push_back(removed(Family::due, {"due: ", "is missing"}));
  table.push_back(
      edited("an alarm put off by a second", {"due: ", "records do not give"}, Family::due, [](auto& db, auto* family) {
        auto alarm = *keys::alarm_from(first_key(db, family));
        BOOST_TEST_REQUIRE(db.Delete({}, family, keys::of(alarm).view()).ok());
        alarm.at += std::chrono::seconds{1};
        BOOST_TEST_REQUIRE(db.Put({}, family, keys::of(alarm).view(), {}).ok());
      }));
  table.push_back(edited(
      "a request answered by no record", {"requests", "does not have"}, Family::requests, [](auto& db, auto* family) {
        BOOST_TEST_REQUIRE(
            db.Put({}, family, first_key(db, family), keys::value_of(Position{1'000'000}, {}).view()).ok());
      }));
  table.push_back(
      edited("a data key altered", {"keys: report/", "not wrapped"}, Family::keys, [](auto& db, auto* family) {
        altered_value(db, family, first_key(db, family, std::string_view{"\x01", 1}));
      }));
  table.push_back(
      edited("a data key removed", {"keys: report/", "is missing"}, Family::keys, [](auto& db, auto* family) {
        BOOST_TEST_REQUIRE(db.Delete({}, family, first_key(db, family, std::string_view{"\x01", 1})).ok());
      }));
  table.push_back(edited("an erased report given a key again", {"erased", "data key is still there"}, Family::keys,
                         [](auto& db, auto* family) {
                           const auto other = first_key(db, family, std::string_view{"\x01", 1});
                           const auto erased = keys::of(Stream{StreamKind::report, 1'000'152});
                           BOOST_TEST_REQUIRE(db.Put({}, family, erased.view(), get(db, family, other)).ok());
                         }));
  table.push_back(
      edited("a stream marked as erased", {"marked as destroyed"}, Family::keys, [](auto& db, auto* family) {
        BOOST_TEST_REQUIRE(db.Put({}, family, keys::of_erased({StreamKind::report, 1'000'001}).view(), {}).ok());
      }));
  table.push_back(edited("a tile altered", {"tree: tile 0 of level 0", "record 256"}, Family::tree,
                         [](auto& db, auto* family) { altered_value(db, family, std::string(keys::of_tile(0, 0))); }));
  table.push_back(edited("the head altered", {"tree: head"}, Family::tree,
                         [](auto& db, auto* family) { altered_value(db, family, std::string(keys::tree_head)); }));
  table.push_back(edited("a snapshot altered", {"snapshots: report/", "was altered"}, Family::snapshots,
                         [](auto& db, auto* family) { altered_value(db, family, last_key(db, family)); }));
  table.push_back(removed(Family::names, {"names: person/", "is missing"}));
  table.push_back(edited("a name given to somebody else", {"names: person/"}, Family::names,
                         [](auto& db, auto* family) { altered_value(db, family, last_key(db, family)); }));
}

void add_lost_files(std::vector<Tampering>& table) {
  const auto remove = [](const char* what, std::vector<std::string> words, auto file) {
    return Tampering{std::string(what) + " removed", Who::check, std::move(words),
                     [file](const TamperingFolder& folder) { fs::remove_all(file(folder)); }};
  };
  table.push_back(
      remove("a table file", {"No such file"}, [](const auto& folder) { return folder.table_of(Family::records); }));
  table.push_back(remove("the log", {"a checkpoint over"},
                         [](const auto& folder) { return folder.newest("journal", "", ".log"); }));
  table.push_back(remove("CURRENT", {"CURRENT", "missing"},
                         [](const auto& folder) { return folder.data() / "journal" / "CURRENT"; }));
  table.push_back(
      remove("attachments", {"attachments/", "neither there nor among the uploads"}, [](const auto& folder) {
        fs::remove_all(folder.data() / "uploads");
        return folder.data() / "attachments";
      }));
  table.push_back(remove("the published checkpoint", {"checkpoint", "is missing"},
                         [](const auto& folder) { return beside(folder, ".checkpoint"); }));
  table.push_back(remove("the log's key", {"key file"}, [](const auto& folder) { return beside(folder, ".log-key"); }));
  table.push_back(
      remove("the master key", {"master key"}, [](const auto& folder) { return beside(folder, ".master-key"); }));
  for (const Who who : {Who::check, Who::start})
    table.push_back({"the folder rolled back to an older copy",
                     who,
                     {who == Who::check ? "a checkpoint over" : "rolled back"},
                     [](const TamperingFolder& folder) { folder.roll_back(); }});
}

Finished look(const TamperingFolder& folder, Who who) {
  if (who == Who::check) return run(folder.folder(), {"check", "--data", folder.data()});
  return run(folder.folder(), {"serve", "--data", folder.data(), "--listen", "127.0.0.1:0"});
}

void expect_noticed(const TamperingFolder& folder, const Tampering& each) {
  folder.refresh();
  each.how(folder);
  const auto seen = look(folder, each.notices);
  const auto all = seen.output + seen.errors;
  BOOST_TEST_CONTEXT(each.done << (each.notices == Who::start ? " (start)" : " (check)") << ":\n" << all) {
    BOOST_TEST(seen.status == 1);
    for (const auto& word : each.words) BOOST_TEST((all.find(word) != std::string::npos), "no `" << word << "`");
  }
}

const TamperingFolder& the_folder() {
  static const TamperingFolder folder;
  return folder;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(e2e_tampering)

BOOST_AUTO_TEST_CASE(in_a_folder_that_nobody_touched_nothing_is_found) {
  the_folder().refresh();
  for (const std::string more : {"", "--facts-only"}) {
    std::vector<std::string> arguments{"check", "--data", the_folder().data()};
    if (!more.empty()) arguments.push_back(more);
    const auto checked = run(the_folder().folder(), arguments);
    BOOST_TEST(checked.status == 0, checked.output + checked.errors);
    BOOST_TEST(checked.output.find("nothing found") != std::string::npos, checked.output);
  }
}

BOOST_AUTO_TEST_CASE(a_folder_that_a_server_has_open_is_not_checked) {
  the_folder().refresh();
  const Server server(the_folder().folder());
  const auto checked = run(the_folder().folder(), {"check", "--data", the_folder().data()});
  BOOST_TEST(checked.status == 2);
  BOOST_TEST(checked.errors.find("a server has") != std::string::npos, checked.errors);
}

BOOST_AUTO_TEST_CASE(a_bit_in_any_table_file_is_noticed) {
  std::vector<Tampering> table;
  add_tables(table);
  for (const auto& each : table) expect_noticed(the_folder(), each);
}

BOOST_AUTO_TEST_CASE(a_bit_in_any_other_file_is_noticed) {
  std::vector<Tampering> table;
  add_files(table);
  for (const auto& each : table) expect_noticed(the_folder(), each);
}

BOOST_AUTO_TEST_CASE(an_entry_changed_with_valid_checksums_is_noticed) {
  std::vector<Tampering> table;
  add_edits(table);
  for (const auto& each : table) expect_noticed(the_folder(), each);
}

BOOST_AUTO_TEST_CASE(what_is_missing_and_what_is_old_is_noticed) {
  std::vector<Tampering> table;
  add_lost_files(table);
  for (const auto& each : table) expect_noticed(the_folder(), each);
}

BOOST_AUTO_TEST_SUITE_END()
