#include <sys/stat.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>

#include "events/codec_log.hpp"
#include "storage/proof/entry_bundle.hpp"
#include "storage/proof/witness.hpp"
#include "tests/tools/audit_log.hpp"
#include "tests/tools/program.hpp"
#include "tools/audit/verify/export_layout.hpp"
#include "tools/audit/verify/verification_text.hpp"

/// One alteration of each class, and what the verifier says of it.
using namespace lapor;
using namespace lapor::audit;
using namespace lapor::audit::samples;
using lapor::tests::read_file;
using lapor::tests::TemporaryFolder;
using lapor::tests::write_file;
namespace fs = std::filesystem;

namespace {

struct Exported {
  TemporaryFolder folder;
  std::string path = folder / "export";
  std::size_t size = honest_log().size();

  Exported() { export_to(path, honest_log()); }
  /// A file of the export.
  [[nodiscard]] std::string operator/(const std::string& name) const { return path + "/" + name; }
  [[nodiscard]] std::string last_bundle() const {
    return *this / ("tile/" + proof::path_of({std::nullopt, size / 256, size % 256}));
  }
};

/// The first objection as `rule position`; the whole text when there is none or another count.
std::string first_of(const Verification& done, std::uint64_t expected_count = 1) {
  if (done.objections.total() != expected_count) return text_of(done);
  const Objection& first = done.objections.first().front();
  return first.rule + " " + std::to_string(number(first.place.position));
}

std::string at(std::string_view rule, std::uint64_t position) {
  return std::string(rule) + " " + std::to_string(position);
}

bool says(const Verification& done, const std::string& part) {
  return text_of(done).find(part) != std::string::npos;
}

/// Where the bytes of a record begin in its bundle.
std::size_t offset_in_bundle(std::size_t record) {
  std::size_t offset = 2;
  for (std::size_t i = record / 256 * 256; i < record; ++i) offset += 2 + honest_log()[i].size();
  return offset;
}

/// Whether one of the events of `record` is such a one that `wanted` takes.
template <class E, class Wanted>
bool has(const Record& record, Wanted wanted) {
  return std::ranges::any_of(record.events, [&](const Event& event) {
    const auto* e = std::get_if<E>(&event);
    return e != nullptr && wanted(*e);
  });
}

/// An insider who has the log's key writes the whole log anew with one record changed.
template <class Change>
Log with_changed(std::size_t index, Change change) {
  Log log = honest_log();
  Record record = facts_of(log.at(index));
  change(record);
  log[index] = encoded(record);
  return log;
}

Verification verified_log(const Log& log, const VerifyOptions& how = with_key_and_rules()) {
  const TemporaryFolder folder;
  export_to(folder / "export", log);
  return verified(folder / "export", how);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(audit_verify)

BOOST_AUTO_TEST_CASE(an_honest_log_is_verified_whole) {
  const Exported exported;
  const auto done = verified(exported.path);
  BOOST_TEST(done.stands(), text_of(done));
  BOOST_TEST(exported.size > 600);
  BOOST_TEST(done.hashed == exported.size);
  BOOST_TEST(done.folded == exported.size);
  BOOST_TEST(done.judged == exported.size - 3);
  BOOST_TEST(done.reports == 40);
  BOOST_TEST(done.persons == 1);
  BOOST_TEST(done.tiles == proof::tiles_of_tree(exported.size).size());
}

BOOST_AUTO_TEST_CASE(with_one_thread_the_same_is_found) {
  const Exported exported;
  flip_bit(exported / "tile/entries/000", offset_in_bundle(17) + 40);
  auto how = with_key_and_rules();
  const auto two = text_of(verified(exported.path, how));
  how.two_threads = false;
  BOOST_TEST(text_of(verified(exported.path, how)) == two);
}

BOOST_AUTO_TEST_CASE(an_altered_record_is_named_by_its_position) {
  for (const std::size_t record : {0UL, 17UL, 255UL, 256UL, 600UL}) {
    const Exported exported;
    const proof::TileId bundle{std::nullopt, record / 256,
                               record / 256 == exported.size / 256 ? exported.size % 256 : 256};
    flip_bit(exported / ("tile/" + proof::path_of(bundle)), offset_in_bundle(record) + honest_log()[record].size() - 1);
    const auto done = verified(exported.path);
    BOOST_TEST(!done.stands());
    BOOST_TEST(number(done.objections.first().front().place.position) == record + 1, text_of(done));
    BOOST_TEST(done.objections.by_rule().at("altered") == 1);
    BOOST_TEST(says(done, "the record was altered"), text_of(done));
  }
}

BOOST_AUTO_TEST_CASE(an_altered_tile_is_named_and_its_records_are_not) {
  const Exported exported;
  for (const auto& tile : proof::tiles_of_tree(exported.size)) {
    const auto name = "tile/" + proof::path_of(tile);
    const std::string honest = read_file(exported / name);
    flip_bit(exported / name, honest.size() - 1);
    const auto done = verified(exported.path);
    BOOST_TEST(first_of(done) == "altered 0");
    BOOST_TEST(says(done, name + " was altered at its hash number " + std::to_string(tile.width)), text_of(done));
    write_file(exported / name, honest);
  }
  BOOST_TEST(verified(exported.path).stands());
}

BOOST_AUTO_TEST_CASE(a_missing_tile_is_named) {
  const Exported exported;
  for (const auto& tile : proof::tiles_of_tree(exported.size)) {
    const auto name = "tile/" + proof::path_of(tile);
    const std::string honest = read_file(exported / name);
    fs::remove(exported / name);
    const auto done = verified(exported.path);
    BOOST_TEST(first_of(done) == "truncated 0");
    BOOST_TEST(says(done, name + " is missing"), text_of(done));
    write_file(exported / name, honest);
  }
}

BOOST_AUTO_TEST_CASE(swapped_records_are_told_from_altered_ones) {
  const Exported exported;
  Bytes bundle;
  for (std::size_t i = 0; i < 256; ++i)
    BOOST_TEST_REQUIRE(proof::append_entry(bundle, honest_log()[i == 20 ? 30 : i == 30 ? 20 : i]).has_value());
  write_file(exported / "tile/entries/000", {reinterpret_cast<const char*>(bundle.data()), bundle.size()});
  const auto done = verified(exported.path);
  BOOST_TEST(done.objections.by_rule().at("altered") == 2);
  BOOST_TEST(number(done.objections.first().front().place.position) == 21);
  BOOST_TEST(says(done, "it is the record of position 31"), text_of(done));
  BOOST_TEST(says(done, "it is the record of position 21"), text_of(done));
}

BOOST_AUTO_TEST_CASE(a_dropped_bundle_is_named) {
  const Exported exported;
  fs::remove(exported.last_bundle());
  const auto done = verified(exported.path);
  BOOST_TEST(first_of(done) == at("truncated", exported.size / 256 * 256 + 1));
  BOOST_TEST(says(done, exported.last_bundle() + " is missing"), text_of(done));
}

BOOST_AUTO_TEST_CASE(a_bundle_that_was_cut_is_named_wherever_it_was_cut) {
  const Exported exported;
  const std::string honest = read_file(exported.last_bundle());
  for (const std::size_t length : {honest.size() - 1, honest.size() / 2, 1UL, 0UL}) {
    write_file(exported.last_bundle(), honest.substr(0, length));
    const auto done = verified(exported.path);
    BOOST_TEST(done.objections.first().front().rule == "truncated", text_of(done));
    BOOST_TEST(number(done.objections.first().front().place.position) == exported.size / 256 * 256 + 1);
  }
}

BOOST_AUTO_TEST_CASE(records_beyond_what_was_signed_are_not_passed_over) {
  const Exported exported;
  Bytes more;
  BOOST_TEST_REQUIRE(proof::append_entry(more, honest_log()[0]).has_value());
  const std::string honest = read_file(exported.last_bundle());
  write_file(exported.last_bundle(), honest + std::string(reinterpret_cast<const char*>(more.data()), more.size()));
  BOOST_TEST(first_of(verified(exported.path)) == at("malformed", exported.size / 256 * 256 + 1));
}

BOOST_AUTO_TEST_CASE(an_export_that_was_not_finished_is_refused) {
  const Exported exported;
  fs::remove(exported / "export.json");
  const auto done = verified(exported.path);
  BOOST_TEST(first_of(done) == "truncated 0");
  BOOST_TEST(says(done, "has no export.json"));
}

BOOST_AUTO_TEST_CASE(a_checkpoint_of_another_key_of_another_log_or_of_nobody_is_told_apart) {
  const Exported exported;
  const auto same_name = proof::SignerKey::make(log_origin);
  write_file(exported / "checkpoint", signed_checkpoint(honest_log(), exported.size, same_name));
  BOOST_TEST(first_of(verified(exported.path)) == "wrong-key 0");
  const auto other_name = proof::SignerKey::make("log.example/other");
  write_file(exported / "checkpoint", signed_checkpoint(honest_log(), exported.size, other_name));
  BOOST_TEST(first_of(verified(exported.path)) == "other-log 0");
  std::string forged = signed_checkpoint(honest_log(), exported.size);
  forged.insert(forged.find('\n') + 1, "9");
  write_file(exported / "checkpoint", forged);
  BOOST_TEST(first_of(verified(exported.path)) == "forged 0");
  write_file(exported / "checkpoint", "no note\n");
  BOOST_TEST(first_of(verified(exported.path)) == "malformed 0");
  fs::remove(exported / "checkpoint");
  BOOST_TEST(first_of(verified(exported.path)) == "truncated 0");
}

BOOST_AUTO_TEST_CASE(a_checkpoint_of_another_size_says_who_has_less) {
  const Exported exported;
  write_file(exported / "checkpoint", signed_checkpoint(honest_log(), exported.size - 1));
  BOOST_TEST(first_of(verified(exported.path)) == "beyond-tree 0");
  Log longer = honest_log();
  longer.push_back(longer.front());
  write_file(exported / "checkpoint", signed_checkpoint(longer, longer.size()));
  BOOST_TEST(first_of(verified(exported.path)) == "truncated 0");
}

BOOST_AUTO_TEST_CASE(a_history_that_was_written_anew_without_the_key_does_not_fit_its_checkpoint) {
  const Exported exported;
  const std::string honest = read_file(exported / "checkpoint");
  Log log = honest_log();
  std::swap(log[100], log[101]);
  const TemporaryFolder folder;
  export_to(folder / "export", log);
  write_file(folder / "export/checkpoint", honest);
  const auto done = verified(folder / "export");
  BOOST_TEST(done.objections.by_rule().at("altered") >= 1);
  BOOST_TEST(says(done, "the history was written anew"), text_of(done));
}

BOOST_AUTO_TEST_CASE(a_log_continues_every_checkpoint_that_it_had) {
  const Exported exported;
  auto how = with_key_and_rules();
  for (const std::size_t size : {0UL, 1UL, 256UL, 300UL, exported.size}) {
    how.old_checkpoint = signed_checkpoint(honest_log(), size);
    const auto done = verified(exported.path, how);
    BOOST_TEST(done.stands(), text_of(done));
    BOOST_TEST((done.continues == size));
  }
}

BOOST_AUTO_TEST_CASE(a_log_that_does_not_continue_its_old_checkpoint_is_forked_or_was_rolled_back) {
  const Exported exported;
  Log other = honest_log();
  std::swap(other[3], other[4]);
  auto how = with_key_and_rules();
  how.old_checkpoint = signed_checkpoint(other, 300);
  BOOST_TEST(first_of(verified(exported.path, how)) == "forked 0");
  other.push_back(other.front());
  how.old_checkpoint = signed_checkpoint(other, other.size());
  BOOST_TEST(first_of(verified(exported.path, how)) == "beyond-tree 0");
  how.old_checkpoint = signed_checkpoint(honest_log(), 300, proof::SignerKey::make("log.example/other"));
  BOOST_TEST(first_of(verified(exported.path, how)) == "other-log 0");
}

BOOST_AUTO_TEST_CASE(a_witness_that_was_asked_for_must_have_signed) {
  const Exported exported;
  const auto witness = proof::SignerKey::make("witness.example", proof::KeyType::cosignature);
  auto how = with_key_and_rules();
  how.witnesses = {witness.verifier()};
  BOOST_TEST(first_of(verified(exported.path, how)) == "wrong-key 0");
  auto note = *proof::parse_note(read_file(exported / "checkpoint"));
  note.signatures.push_back(witness.cosign(note.text, 1'770'000'000));
  write_file(exported / "checkpoint", note.whole());
  const auto done = verified(exported.path, how);
  BOOST_TEST(done.stands(), text_of(done));
  BOOST_TEST(done.witnesses == 1);
}

BOOST_AUTO_TEST_CASE(a_deadline_that_an_insider_put_a_day_later_is_found_by_judging) {
  const auto index = find_record(
      honest_log(), [](const Record& record) { return has<FollowUpPosted>(record, [](const auto&) { return true; }); });
  const Log log =
      with_changed(index, [](Record& record) { deadline_in(record.events.front())->due += std::chrono::days{1}; });
  const auto done = verified_log(log);
  BOOST_TEST(done.objections.first().front().rule == "deadline", text_of(done));
  BOOST_TEST(number(done.objections.first().front().place.position) == index + 1);
  BOOST_TEST((done.objections.first().front().place.stream == facts_of(log[index]).stream));
  BOOST_TEST(done.objections.first().front().expected != done.objections.first().front().found);
  auto how = with_key_and_rules();
  how.rules = nullptr;
  BOOST_TEST(verified_log(log, how).stands());
}

BOOST_AUTO_TEST_CASE(a_closing_by_the_system_a_minute_before_its_time_is_found_by_judging) {
  const auto index = find_record(honest_log(), [](const Record& record) {
    return has<ReportClosed>(record, [](const auto& closed) { return closed.initiator == Initiator::system; });
  });
  const auto& stream = facts_of(honest_log().at(index)).stream;
  std::optional<Instant> due;
  for (std::size_t i = 0; i < index; ++i)
    if (decode_stream(honest_log()[i]) == stream)
      for (const Event& event : facts_of(honest_log()[i]).events)
        if (const Deadline* deadline = deadline_in(event)) due = deadline->due;
  BOOST_TEST_REQUIRE(due.has_value());
  const auto done =
      verified_log(with_changed(index, [&](Record& record) { record.at = *due - std::chrono::minutes{1}; }));
  BOOST_TEST(done.objections.first().front().rule == "enforcement", text_of(done));
  BOOST_TEST(number(done.objections.first().front().place.position) == index + 1);
}

BOOST_AUTO_TEST_CASE(a_record_that_an_insider_left_out_leaves_a_gap_in_its_history) {
  Log log = honest_log();
  const auto index = find_record(log, [](const Record& record) { return number(record.version) == 2; });
  const auto stream = *decode_stream(log[index]);
  log.erase(log.begin() + static_cast<std::ptrdiff_t>(index));
  std::size_t next = index;
  while (decode_stream(log.at(next)) != stream) ++next;
  const auto done = verified_log(log);
  BOOST_TEST(done.objections.first().front().rule == "version", text_of(done));
  BOOST_TEST(number(done.objections.first().front().place.position) == next + 1);
  BOOST_TEST(done.objections.first().front().expected == "2");
  BOOST_TEST(done.objections.first().front().found == "3");
}

BOOST_AUTO_TEST_CASE(bytes_that_are_no_record_are_named_although_they_were_signed) {
  Log log = honest_log();
  log[42] = Bytes(7, std::byte{1});
  const auto done = verified_log(log);
  BOOST_TEST(done.objections.first().front().rule == "malformed", text_of(done));
  BOOST_TEST(number(done.objections.first().front().place.position) == 43);
}

BOOST_AUTO_TEST_CASE(an_event_in_the_history_of_something_else_is_named) {
  const auto index = find_record(honest_log(), [](const Record&) { return true; });
  const auto done =
      verified_log(with_changed(index, [](Record& record) { record.stream.kind = StreamKind::institution; }));
  BOOST_TEST(done.objections.first().front().rule == "stream", text_of(done));
  BOOST_TEST(number(done.objections.first().front().place.position) == index + 1);
}

BOOST_AUTO_TEST_CASE(all_objections_are_counted_and_the_first_ones_shown) {
  const Exported exported;
  for (std::size_t i = 5; i < 15; ++i)
    flip_bit(exported / "tile/entries/000", offset_in_bundle(i) + honest_log()[i].size() - 1);
  auto how = with_key_and_rules();
  how.shown = 3;
  const auto done = verified(exported.path, how);
  BOOST_TEST(done.objections.by_rule().at("altered") == 10);
  BOOST_TEST(done.objections.first().size() == 3);
  BOOST_TEST(number(done.objections.first().front().place.position) == 6);
  BOOST_TEST(says(done, "the first 3 are shown"));
}

BOOST_AUTO_TEST_CASE(an_empty_log_is_verified) {
  const auto done = verified_log({});
  BOOST_TEST(done.stands(), text_of(done));
  BOOST_TEST((done.extent() == Extent::whole));
}

BOOST_AUTO_TEST_CASE(a_summary_that_hides_every_record_does_not_make_a_log_verified) {
  const Exported exported;
  flip_bit(exported / "tile/entries/000", offset_in_bundle(17) + 40);
  write_file(exported / "export.json", text_of(ExportSummary{log_origin, 1, 0, exported.size}));
  const auto done = verified(exported.path);
  BOOST_TEST((done.extent() == Extent::tiles), text_of(done));
  BOOST_TEST(says(done, "tiles verified; no records were read"), text_of(done));
  BOOST_TEST(json_of(done).find(R"("verified":"tiles")") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_summary_that_hides_the_beginning_or_the_end_does_not_make_a_log_verified) {
  const Exported exported;
  const auto with_span = [&](Span span) {
    write_file(exported / "export.json", text_of(ExportSummary{log_origin, span.first, span.last, exported.size}));
    return verified(exported.path);
  };
  const std::string size = std::to_string(exported.size);
  const auto without_beginning = with_span({300, exported.size});
  BOOST_TEST((without_beginning.extent() == Extent::range));
  BOOST_TEST(says(without_beginning, "range 300 to " + size + " of " + size + " verified, not folded"));
  const auto without_end = with_span({1, 300});
  BOOST_TEST((without_end.extent() == Extent::range));
  BOOST_TEST(says(without_end, "range 1 to 300 of " + size + " verified;"), text_of(without_end));
  BOOST_TEST(json_of(without_end).find(R"("verified":"range")") != std::string::npos);
  BOOST_TEST((with_span({1, exported.size}).extent() == Extent::whole));
}

BOOST_AUTO_TEST_CASE(a_log_that_claims_more_records_than_there_can_be_is_refused_at_once) {
  const tests::TemporaryFolder folder;
  export_to(folder / "export", honest_log());
  for (const std::uint64_t size : {std::uint64_t{1} << 56, std::uint64_t{1} << 62}) {
    tests::write_file(folder / "export/checkpoint",
                      proof::sign_checkpoint({log_origin, size, {}}, std::span{&log_key(), 1}));
    for (const std::uint64_t last : {size, std::uint64_t{0}}) {
      tests::write_file(folder / "export/export.json", text_of(ExportSummary{log_origin, 1, last, size}));
      BOOST_TEST(!verified(folder / "export").stands());
    }
  }
}

BOOST_AUTO_TEST_CASE(a_pipe_in_the_place_of_a_file_does_not_hold_the_verifier_up) {
  const tests::TemporaryFolder folder;
  export_to(folder / "export", honest_log());
  const std::string file = folder / "export/tile/entries/001";
  std::filesystem::remove(file);
  BOOST_REQUIRE(::mkfifo(file.c_str(), 0600) == 0);
  BOOST_TEST(!verified(folder / "export").stands());
}

BOOST_AUTO_TEST_SUITE_END()
