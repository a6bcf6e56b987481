#include "storage/checkpoint_publisher.hpp"

#include <boost/test/unit_test.hpp>
#include <fstream>

#include "storage/journal_tiles.hpp"
#include "storage/memory_journal.hpp"
#include "storage/published_checkpoint.hpp"
#include "tests/storage/journal_contract.hpp"
#include "tests/storage/temporary_folder.hpp"

namespace lapor::storage::test {

namespace {

using proof::FaultKind;
using proof::SignerKey;

struct LogWorld {
  TemporaryFolder folder;
  MemoryJournal journal;
  LogKeys keys{SignerKey::make("log.example/test")};
  std::filesystem::path file{folder.path() / "data.checkpoint"};

  void grow(std::uint64_t records) {
    for (std::uint64_t i = 0; i < records; ++i) {
      const auto id = 1'000'001 + number(journal.last_position());
      BOOST_TEST_REQUIRE(append_now(journal, record(report(id), 0, "record " + std::to_string(id))).has_value());
    }
  }
  [[nodiscard]] PublisherOptions options() const { return {file, keys, std::chrono::hours{1}, {}, {}}; }
  [[nodiscard]] std::unique_ptr<CheckpointPublisher> start(PublisherOptions with) {
    auto started = CheckpointPublisher::start(journal, std::move(with));
    BOOST_REQUIRE(started.has_value());
    return std::move(*started);
  }
  [[nodiscard]] std::optional<PublishedCheckpoint> kept() const {
    auto read = read_published(file, verifiers_of(keys));
    BOOST_REQUIRE_MESSAGE(read.has_value(), (read ? "" : read.error().what));
    return *read;
  }
};

FaultKind kind_of(const Result<void, proof::Fault>& checked) {
  BOOST_REQUIRE(!checked.has_value());
  return checked.error().kind;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(checkpoint_publisher, LogWorld)

BOOST_AUTO_TEST_CASE(what_is_there_is_signed_and_kept_before_anybody_can_ask) {
  grow(3);
  const auto publisher = start(options());
  const auto latest = publisher->latest();
  BOOST_TEST(latest->checkpoint.size == 3u);
  BOOST_TEST((latest->checkpoint.root == journal.tree_head().root));
  BOOST_TEST(kept()->note == latest->note);
  const auto opened = proof::open_checkpoint(latest->note, publisher->keys());
  BOOST_TEST_REQUIRE(opened.has_value());
  BOOST_TEST((*opened == latest->checkpoint));
}

BOOST_AUTO_TEST_CASE(an_empty_log_has_a_checkpoint_too) {
  BOOST_TEST(start(options())->latest()->checkpoint.size == 0u);
}

BOOST_AUTO_TEST_CASE(growth_is_published_at_the_next_beat) {
  auto quick = options();
  quick.every = std::chrono::milliseconds{1};
  const auto publisher = start(std::move(quick));
  grow(5);
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{30};
  while (publisher->latest()->checkpoint.size < 5 && std::chrono::steady_clock::now() < deadline)
    std::this_thread::yield();
  BOOST_TEST(publisher->latest()->checkpoint.size == 5u);
}

BOOST_AUTO_TEST_CASE(nothing_is_signed_between_two_beats_or_without_growth) {
  const auto publisher = start(options());
  grow(5);
  BOOST_TEST(publisher->latest()->checkpoint.size == 0u);
  BOOST_TEST(publisher->signed_notes() == 1u);
  publisher->stop();
  BOOST_TEST(publisher->signed_notes() == 2u);
  publisher->stop();
  BOOST_TEST(publisher->signed_notes() == 2u);
}

BOOST_AUTO_TEST_CASE(an_orderly_stop_publishes_the_end) {
  const auto publisher = start(options());
  grow(7);
  publisher->stop();
  BOOST_TEST(kept()->checkpoint.size == 7u);
}

BOOST_AUTO_TEST_CASE(all_keys_sign_while_one_gives_way_to_the_next) {
  keys.insert(keys.begin(), SignerKey::make("log.example/test"));
  const auto publisher = start(options());
  for (const auto& key : verifiers_of(keys))
    BOOST_TEST(proof::open_checkpoint(publisher->latest()->note, std::span{&key, 1}).has_value());
}

BOOST_AUTO_TEST_CASE(witnesses_lines_are_kept_with_the_note) {
  const auto witness = SignerKey::make("witness.example/w", proof::KeyType::cosignature);
  auto cosigned = options();
  cosigned.cosign = [&](const Publication& made) {
    return witness.cosign(proof::text_of(made.checkpoint), 1'700'000'000).text();
  };
  const auto publisher = start(std::move(cosigned));
  const auto note = proof::parse_note(kept()->note);
  BOOST_TEST_REQUIRE(note.has_value());
  BOOST_TEST(note->signatures.size() == 2u);
  BOOST_TEST(proof::verify_note(*note, std::span{&witness.verifier(), 1}).has_value());
}

BOOST_AUTO_TEST_CASE(witnesses_see_nothing_that_is_not_kept_yet) {
  grow(3);
  auto cosigned = options();
  std::uint64_t kept_when_asked = 0;
  cosigned.cosign = [&](const Publication&) {
    kept_when_asked = kept()->checkpoint.size;
    return std::string();
  };
  const auto publisher = start(std::move(cosigned));
  BOOST_TEST(kept_when_asked == 3u);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_kept_is_not_shown) {
  grow(1);
  const auto publisher = start(options());
  std::filesystem::remove(file);
  std::filesystem::create_directories(file / "in the way");
  grow(1);
  publisher->stop();
  BOOST_TEST(publisher->latest()->checkpoint.size == 1u);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_kept_at_the_start_stops_the_start) {
  std::filesystem::create_directories(file / "in the way");
  BOOST_TEST(!CheckpointPublisher::start(journal, options()).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(published_checkpoint, LogWorld)

BOOST_AUTO_TEST_CASE(a_journal_that_went_on_continues_what_was_published) {
  grow(300);
  const auto published = start(options())->latest()->checkpoint;
  for (int further = 0; further < 300; ++further) {
    BOOST_TEST_REQUIRE(check_continues(journal, published).has_value());
    grow(1);
  }
}

BOOST_AUTO_TEST_CASE(an_older_copy_is_recognised) {
  grow(10);
  MemoryJournal older;
  for (std::uint64_t i = 0; i < 9; ++i)
    BOOST_TEST_REQUIRE(
        append_now(older, record(report(1'000'001 + i), 0, "record " + std::to_string(1'000'001 + i))).has_value());
  const auto published = start(options())->latest()->checkpoint;
  BOOST_TEST((kind_of(check_continues(older, published)) == FaultKind::beyond_tree));
  BOOST_TEST(check_continues(journal, published).has_value());
}

BOOST_AUTO_TEST_CASE(other_records_are_recognised_also_when_there_are_more_of_them) {
  grow(10);
  const auto published = start(options())->latest()->checkpoint;
  MemoryJournal other;
  for (std::uint64_t i = 0; i < 12; ++i)
    BOOST_TEST_REQUIRE(append_now(other, record(report(1'000'001 + i), 0, "other")).has_value());
  BOOST_TEST((kind_of(check_continues(other, published)) == FaultKind::forked));
}

BOOST_AUTO_TEST_CASE(no_file_is_no_checkpoint) {
  BOOST_TEST(!kept().has_value());
}

BOOST_AUTO_TEST_CASE(every_altered_bit_of_the_file_is_noticed) {
  grow(3);
  const auto latest = start(options())->latest();
  const std::string note = latest->note;
  const proof::Checkpoint published = latest->checkpoint;
  const auto verifiers = verifiers_of(keys);
  for (std::size_t at = 0; at < note.size() * 8; ++at) {
    std::string altered = note;
    altered[at / 8] = static_cast<char>(altered[at / 8] ^ (1 << (at % 8)));
    std::ofstream(file, std::ios::binary) << altered;
    const auto read = read_published(file, verifiers);
    BOOST_TEST((!read || (*read)->checkpoint == published), "bit " << at);
  }
}

BOOST_AUTO_TEST_CASE(an_empty_or_cut_file_is_noticed) {
  grow(3);
  const std::string note = start(options())->latest()->note;
  for (std::size_t size = 0; size < note.size(); ++size) {
    std::ofstream(file, std::ios::binary) << note.substr(0, size);
    BOOST_TEST(!read_published(file, verifiers_of(keys)).has_value(), "cut to " << size);
  }
}

BOOST_AUTO_TEST_CASE(another_logs_checkpoint_is_named_as_such) {
  std::ofstream(file) << proof::sign_checkpoint({"other.example/log", 3, {}},
                                                std::vector{SignerKey::make("other.example/log")});
  const auto read = read_published(file, verifiers_of(keys));
  BOOST_TEST_REQUIRE(!read.has_value());
  BOOST_TEST((read.error().code == ErrorCode::wrong_key));
  BOOST_TEST(read.error().what.find("other-log") != std::string::npos, read.error().what);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(log_keys)

BOOST_AUTO_TEST_CASE(the_first_key_is_made_for_its_owner_only_and_found_again) {
  TemporaryFolder folder;
  const auto file = folder.path() / "data.log-key";
  const auto made = open_log_keys(file, "log.example/test", false);
  BOOST_TEST_REQUIRE(made.has_value());
  const auto mode = std::filesystem::status(file).permissions();
  BOOST_TEST((mode == (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write)));
  BOOST_TEST((verifiers_of(*open_log_keys(file, "", true)) == verifiers_of(*made)));
}

BOOST_AUTO_TEST_CASE(without_a_wish_every_log_has_a_name_of_its_own) {
  TemporaryFolder folder;
  const auto one = open_log_keys(folder.path() / "one", "", false);
  const auto two = open_log_keys(folder.path() / "two", "", false);
  BOOST_TEST(one->front().verifier().name != two->front().verifier().name);
}

BOOST_AUTO_TEST_CASE(a_key_that_has_signed_is_never_made_anew_by_itself) {
  TemporaryFolder folder;
  const auto opened = open_log_keys(folder.path() / "data.log-key", "", true);
  BOOST_TEST_REQUIRE(!opened.has_value());
  BOOST_TEST((opened.error().code == ErrorCode::wrong_key));
  BOOST_TEST(!std::filesystem::exists(folder.path() / "data.log-key"));
}

BOOST_AUTO_TEST_CASE(a_further_key_comes_first_and_keeps_the_origin) {
  TemporaryFolder folder;
  const auto file = folder.path() / "data.log-key";
  const auto first = add_log_key(file, "log.example/test");
  const auto second = add_log_key(file, "");
  BOOST_TEST_REQUIRE((first && second));
  const auto keys = read_log_keys(file);
  BOOST_TEST_REQUIRE(keys->size() == 2u);
  BOOST_TEST((keys->front().verifier() == second->verifier()));
  BOOST_TEST((keys->back().verifier() == first->verifier()));
  BOOST_TEST(second->verifier().name == "log.example/test");
  BOOST_TEST(!add_log_key(file, "log.example/other").has_value());
  BOOST_TEST(!open_log_keys(file, "log.example/other", true).has_value());
}

BOOST_AUTO_TEST_CASE(files_that_others_may_read_or_that_hold_something_else_are_refused_without_showing_them) {
  TemporaryFolder folder;
  const auto file = folder.path() / "data.log-key";
  BOOST_TEST_REQUIRE(add_log_key(file, "log.example/test").has_value());
  std::filesystem::permissions(file, std::filesystem::perms::others_read, std::filesystem::perm_options::add);
  BOOST_TEST(!read_log_keys(file).has_value());
  std::filesystem::permissions(file, std::filesystem::perms::others_read, std::filesystem::perm_options::remove);
  BOOST_TEST(read_log_keys(file).has_value());
  for (const char* text : {"", "\n", "SECRET-KEY\n", "PRIVATE+KEY+a+b+c\n"}) {
    std::ofstream(file) << text;
    const auto read = read_log_keys(file);
    BOOST_TEST_REQUIRE(!read.has_value());
    BOOST_TEST(read.error().what.find("SECRET") == std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(an_origin_that_a_note_cannot_have_is_refused) {
  TemporaryFolder folder;
  BOOST_TEST(!add_log_key(folder.path() / "data.log-key", "two words").has_value());
  BOOST_TEST(!add_log_key(folder.path() / "data.log-key", "one+two").has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::storage::test
