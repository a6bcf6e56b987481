#include "tests/storage/journal_contract.hpp"

#include <algorithm>
#include <atomic>
#include <boost/test/unit_test.hpp>

namespace lapor::storage::test {

BOOST_AUTO_TEST_SUITE(journal_contract)

BOOST_AUTO_TEST_CASE_TEMPLATE(an_empty_journal_is_before_everything, World, Worlds) {
  World world;
  auto& journal = world.journal();
  BOOST_TEST(number(journal.last_position()) == 0u);
  BOOST_TEST(number(journal.last_report()) == number(before_first_report));
  BOOST_TEST(journal.tree_head().size == 0u);
  BOOST_TEST((journal.tree_head().root == proof::empty_root()));
  BOOST_TEST(journal.read(Position{1}, 10)->empty());
  BOOST_TEST(journal.alarms({}, Instant::max(), 10)->empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(positions_ascend_without_a_gap, World, Worlds) {
  World world;
  for (std::uint64_t i = 1; i <= 20; ++i) {
    const auto appended = append_now(world.journal(), record(report(1'000'000 + i), 0));
    BOOST_TEST_REQUIRE(appended.has_value());
    BOOST_TEST(number(appended->position) == i);
    BOOST_TEST(number(world.journal().last_position()) == i);
  }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_refused_record_leaves_no_gap_and_no_trace, World, Worlds) {
  World world;
  auto& journal = world.journal();
  BOOST_TEST(append_now(journal, record(report(1'000'001), 0)).has_value());
  const auto before = journal.tree_head();
  auto refused = record(report(1'000'001), 0, "refused");
  refused.alarm_after = alarm(5, 1'000'001);
  refused.request = request(1);
  refused.wrapped_key = bytes_of_text("key");
  BOOST_TEST(failure<VersionConflict>(append_now(journal, refused)).has_value());
  BOOST_TEST((journal.tree_head().root == before.root));
  BOOST_TEST(journal.alarms({}, Instant::max(), 10)->empty());
  BOOST_TEST(!journal.find_request(request(1))->has_value());
  BOOST_TEST(!load(journal, report(1'000'001)).wrapped_key.has_value());
  BOOST_TEST(number(append_now(journal, record(report(1'000'002), 0))->position) == 2u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_conflict_names_the_actual_version, World, Worlds) {
  World world;
  auto& journal = world.journal();
  for (std::uint32_t version = 0; version < 3; ++version) {
    BOOST_TEST(append_now(journal, record(report(1'000'001), version)).has_value());
  }
  for (const std::uint32_t expected : {0u, 1u, 2u, 4u, 9u}) {
    const auto conflict = failure<VersionConflict>(append_now(journal, record(report(1'000'001), expected)));
    BOOST_TEST_REQUIRE(conflict.has_value());
    BOOST_TEST(number(conflict->actual) == 3u);
  }
  BOOST_TEST(journal.statistics().conflicts == 5u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_stream_that_does_not_exist_is_at_version_0, World, Worlds) {
  World world;
  const auto conflict = failure<VersionConflict>(append_now(world.journal(), record(report(1'000'001), 1)));
  BOOST_TEST_REQUIRE(conflict.has_value());
  BOOST_TEST(number(conflict->actual) == 0u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(reports_may_arrive_out_of_the_order_of_their_ids, World, Worlds) {
  World world;
  auto& journal = world.journal();
  for (const std::uint64_t id : {1'000'005u, 1'000'003u, 1'000'004u}) {
    BOOST_TEST(append_now(journal, record(report(id), 0)).has_value());
  }
  BOOST_TEST(number(journal.last_report()) == 1'000'005u);
  BOOST_TEST(failure<VersionConflict>(append_now(journal, record(report(1'000'003), 0))).has_value());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(streams_of_different_kinds_with_one_id_are_apart, World, Worlds) {
  World world;
  auto& journal = world.journal();
  const Stream person{StreamKind::person, 1'000'009};
  BOOST_TEST(append_now(journal, record(person, 0, "person")).has_value());
  BOOST_TEST(number(journal.last_report()) == number(before_first_report));
  BOOST_TEST(append_now(journal, record(report(1'000'009), 0, "report")).has_value());
  BOOST_TEST_REQUIRE(load(journal, person).records.size() == 1u);
  BOOST_TEST((load(journal, person).records[0].bytes == bytes_of_text("person")));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_known_request_is_answered_by_its_position, World, Worlds) {
  World world;
  auto& journal = world.journal();
  auto first = record(report(1'000'001), 0);
  first.request = request(1, 1);
  BOOST_TEST(append_now(journal, first).has_value());

  auto again = record(report(1'000'002), 0);
  again.request = request(1, 1);
  const auto seen = failure<RequestSeen>(append_now(journal, again));
  BOOST_TEST_REQUIRE(seen.has_value());
  BOOST_TEST(number(seen->position) == 1u);
  BOOST_TEST(seen->same_request);

  again.request = request(1, 2);
  BOOST_TEST(!failure<RequestSeen>(append_now(journal, again)).value().same_request);
  BOOST_TEST(number(journal.last_position()) == 1u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_repeated_request_is_seen_before_its_version_conflicts, World, Worlds) {
  World world;
  auto once = record(report(1'000'001), 0);
  once.request = request(1);
  BOOST_TEST(append_now(world.journal(), once).has_value());
  BOOST_TEST(failure<RequestSeen>(append_now(world.journal(), once)).has_value());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_request_can_be_looked_up, World, Worlds) {
  World world;
  auto& journal = world.journal();
  auto first = record(report(1'000'001), 0);
  first.request = request(1, 1);
  BOOST_TEST(append_now(journal, first).has_value());
  BOOST_TEST(!journal.find_request(request(2, 1))->has_value());
  BOOST_TEST(journal.find_request(request(1, 1)).value().value().same_request);
  BOOST_TEST(!journal.find_request(request(1, 2)).value().value().same_request);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(appends_sent_together_see_each_other, World, Worlds) {
  World world;
  auto& journal = world.journal();
  std::vector<std::future<AppendResult>> answers;
  auto marked = record(report(1'000'001), 0);
  marked.request = request(1);
  answers.push_back(append_soon(journal, marked));
  answers.push_back(append_soon(journal, record(report(1'000'001), 1)));
  answers.push_back(append_soon(journal, record(report(1'000'001), 1)));
  answers.push_back(append_soon(journal, marked));
  answers.push_back(append_soon(journal, record(report(1'000'001), 2)));
  BOOST_TEST(number(answers[0].get()->position) == 1u);
  BOOST_TEST(number(answers[1].get()->position) == 2u);
  BOOST_TEST(number(failure<VersionConflict>(answers[2].get()).value().actual) == 2u);
  BOOST_TEST(number(failure<RequestSeen>(answers[3].get()).value().position) == 1u);
  BOOST_TEST(number(answers[4].get()->position) == 3u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(answers_come_in_commit_order, World, Worlds) {
  World world;
  std::vector<std::uint64_t> positions;
  for (std::uint64_t id = 1; id <= 500; ++id) {
    world.journal().append(record(report(1'000'000 + id), 0),
                           [&](AppendResult result) { positions.push_back(number(result->position)); });
  }
  world.journal().stop();
  BOOST_TEST_REQUIRE(positions.size() == 500u);
  for (std::uint64_t i = 0; i < 500; ++i) BOOST_TEST(positions[i] == i + 1);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_append_replaces_the_alarm_before_by_the_one_after, World, Worlds) {
  World world;
  auto& journal = world.journal();
  auto first = record(report(1'000'001), 0);
  first.alarm_after = alarm(100, 1'000'001);
  BOOST_TEST(append_now(journal, first).has_value());
  BOOST_TEST((journal.alarms({}, Instant::max(), 10).value() == std::vector{alarm(100, 1'000'001)}));

  auto moved = record(report(1'000'001), 1);
  moved.alarm_before = alarm(100, 1'000'001);
  moved.alarm_after = alarm(300, 1'000'001, DeadlineKind::follow_up);
  BOOST_TEST(append_now(journal, moved).has_value());
  BOOST_TEST(
      (journal.alarms({}, Instant::max(), 10).value() == std::vector{alarm(300, 1'000'001, DeadlineKind::follow_up)}));

  auto ended = record(report(1'000'001), 2);
  ended.alarm_before = moved.alarm_after;
  BOOST_TEST(append_now(journal, ended).has_value());
  BOOST_TEST(journal.alarms({}, Instant::max(), 10)->empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_alarm_that_does_not_change_stays, World, Worlds) {
  World world;
  auto& journal = world.journal();
  auto first = record(report(1'000'001), 0);
  first.alarm_after = alarm(100, 1'000'001);
  BOOST_TEST(append_now(journal, first).has_value());
  auto same = record(report(1'000'001), 1);
  same.alarm_before = first.alarm_after;
  same.alarm_after = first.alarm_after;
  BOOST_TEST(append_now(journal, same).has_value());
  BOOST_TEST((journal.alarms({}, Instant::max(), 10).value() == std::vector{alarm(100, 1'000'001)}));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(alarms_are_read_in_order_between_two_bounds, World, Worlds) {
  World world;
  auto& journal = world.journal();
  std::vector<Alarm> all{alarm(-50, 1'000'004), alarm(100, 1'000'002), alarm(100, 1'000'003), alarm(200, 1'000'001)};
  for (const auto& each : all) {
    auto append = record(stream_of(each.report), 0);
    append.alarm_after = each;
    BOOST_TEST(append_now(journal, append).has_value());
  }
  const Instant hundred{std::chrono::milliseconds{100}};
  BOOST_TEST((journal.alarms({}, Instant::max(), 10).value() == all));
  BOOST_TEST((journal.alarms({}, hundred, 10).value() == std::vector{all[0], all[1], all[2]}));
  BOOST_TEST((journal.alarms({}, hundred - std::chrono::milliseconds{1}, 10).value() == std::vector{all[0]}));
  BOOST_TEST((journal.alarms(all[1], Instant::max(), 10).value() == std::vector{all[2], all[3]}));
  BOOST_TEST((journal.alarms(alarm(100, 0), hundred, 10).value() == std::vector{all[1], all[2]}));
  BOOST_TEST((journal.alarms({}, Instant::max(), 2).value() == std::vector{all[0], all[1]}));
  BOOST_TEST(journal.alarms(all[3], Instant::max(), 10)->empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_unknown_stream_has_an_empty_history, World, Worlds) {
  World world;
  BOOST_TEST(append_now(world.journal(), record(report(1'000'001), 0)).has_value());
  const auto history = load(world.journal(), report(1'000'002));
  BOOST_TEST(history.records.empty());
  BOOST_TEST(!history.wrapped_key.has_value());
  BOOST_TEST(!history.snapshot.has_value());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_history_has_the_streams_records_oldest_first, World, Worlds) {
  World world;
  auto& journal = world.journal();
  for (std::uint32_t version = 0; version < 40; ++version) {
    BOOST_TEST(append_now(journal, record(report(1'000'001), version, "one " + std::to_string(version))).has_value());
    BOOST_TEST(append_now(journal, record(report(1'000'002), version, "two " + std::to_string(version))).has_value());
  }
  const auto history = load(journal, report(1'000'002));
  BOOST_TEST_REQUIRE(history.records.size() == 40u);
  for (std::size_t i = 0; i < 40; ++i) {
    BOOST_TEST(number(history.records[i].position) == 2 * i + 2);
    BOOST_TEST((history.records[i].bytes == bytes_of_text("two " + std::to_string(i))));
  }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_snapshot_replaces_the_records_up_to_its_version, World, Worlds) {
  World world;
  auto& journal = world.journal();
  for (std::uint32_t version = 0; version < 6; ++version) {
    auto append = record(report(1'000'001), version, std::to_string(version + 1));
    if (version == 1 || version == 3) append.snapshot = bytes_of_text("state after " + std::to_string(version + 1));
    BOOST_TEST(append_now(journal, append).has_value());
  }
  const auto recent = load(journal, report(1'000'001), HistoryUse::from_snapshot);
  BOOST_TEST((recent.snapshot == bytes_of_text("state after 4")));
  BOOST_TEST(number(recent.snapshot_version) == 4u);
  BOOST_TEST_REQUIRE(recent.records.size() == 2u);
  BOOST_TEST((recent.records[0].bytes == bytes_of_text("5")));

  const auto whole = load(journal, report(1'000'001), HistoryUse::whole);
  BOOST_TEST(!whole.snapshot.has_value());
  BOOST_TEST(whole.records.size() == 6u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(the_wrapped_key_comes_with_the_history_until_it_is_destroyed, World, Worlds) {
  World world;
  auto& journal = world.journal();
  auto first = record(report(1'000'001), 0);
  first.wrapped_key = bytes_of_text("wrapped");
  first.snapshot = bytes_of_text("state");
  BOOST_TEST(append_now(journal, first).has_value());
  BOOST_TEST((load(journal, report(1'000'001)).wrapped_key == bytes_of_text("wrapped")));

  auto erasure = record(report(1'000'001), 1);
  erasure.destroy_key = true;
  BOOST_TEST(append_now(journal, erasure).has_value());
  const auto history = load(journal, report(1'000'001), HistoryUse::from_snapshot);
  BOOST_TEST(!history.wrapped_key.has_value());
  BOOST_TEST(!history.snapshot.has_value());
  BOOST_TEST(history.records.size() == 2u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(reading_starts_where_asked_and_ends_at_the_limit, World, Worlds) {
  World world;
  auto& journal = world.journal();
  for (std::uint64_t i = 1; i <= 10; ++i) {
    BOOST_TEST(append_now(journal, record(report(1'000'000 + i), 0, std::to_string(i))).has_value());
  }
  const auto some = journal.read(Position{4}, 3).value();
  BOOST_TEST_REQUIRE(some.size() == 3u);
  BOOST_TEST(number(some[0].position) == 4u);
  BOOST_TEST((some[2].bytes == bytes_of_text("6")));
  BOOST_TEST(journal.read(Position{9}, 100)->size() == 2u);
  BOOST_TEST(journal.read(Position{11}, 100)->empty());
  BOOST_TEST(journal.read(Position{0}, 100)->size() == 10u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(the_tree_head_is_the_root_over_all_records, World, Worlds) {
  World world;
  auto& journal = world.journal();
  for (std::uint64_t i = 1; i <= 600; ++i) {
    auto answer = append_soon(journal, record(report(1'000'000 + i), 0, "record " + std::to_string(i)));
    if (i % 97 != 0 && i != 256 && i != 257 && i != 600) continue;
    BOOST_TEST(answer.get().has_value());
    BOOST_TEST(journal.tree_head().size == i);
    BOOST_TEST((journal.tree_head().root == root_from_scratch(journal)));
  }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(statistics_count_records, World, Worlds) {
  World world;
  for (std::uint64_t i = 1; i <= 5; ++i)
    BOOST_TEST(append_now(world.journal(), record(report(1'000'000 + i), 0)).has_value());
  const auto statistics = world.journal().statistics();
  BOOST_TEST(statistics.records == 5u);
  BOOST_TEST(statistics.batches == 5u);
  BOOST_TEST(!statistics.failed);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_stopped_journal_refuses_and_still_reads_by_position, World, Worlds) {
  World world;
  auto& journal = world.journal();
  auto accepted = append_soon(journal, record(report(1'000'001), 0));
  journal.stop();
  journal.stop();
  BOOST_TEST(accepted.get().has_value());
  BOOST_TEST(failed_with(append_now(journal, record(report(1'000'002), 0)), ErrorCode::unavailable));
  BOOST_TEST((try_load(journal, report(1'000'001)).error().code == ErrorCode::unavailable));
  BOOST_TEST(journal.read(Position{1}, 10)->size() == 1u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_data_key_can_be_read_until_it_is_destroyed, World, Worlds) {
  World world;
  auto& journal = world.journal();
  BOOST_TEST(!journal.wrapped_key(report(1'000'001))->has_value());
  auto first = record(report(1'000'001), 0);
  first.wrapped_key = bytes_of_text("key");
  BOOST_TEST_REQUIRE(append_now(journal, first).has_value());
  BOOST_TEST((journal.wrapped_key(report(1'000'001))->value() == bytes_of_text("key")));
  BOOST_TEST(!journal.wrapped_key(report(1'000'002))->has_value());
  auto erasure = record(report(1'000'001), 1);
  erasure.destroy_key = true;
  BOOST_TEST_REQUIRE(append_now(journal, erasure).has_value());
  BOOST_TEST(!journal.wrapped_key(report(1'000'001))->has_value());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(the_bound_of_a_stream_is_behind_its_acknowledged_records_and_rests_without_them, World,
                              Worlds) {
  World world;
  auto& journal = world.journal();
  const Stream busy = report(1'000'001);
  const Stream idle = report(1'000'002);
  BOOST_TEST_REQUIRE(append_now(journal, record(idle, 0)).has_value());
  const Position of_idle = journal.change_bound(idle);
  BOOST_TEST((of_idle >= Position{1}));
  for (std::uint32_t version = 0; version < 3; ++version) {
    const auto appended = append_now(journal, record(busy, version));
    BOOST_TEST_REQUIRE(appended.has_value());
    BOOST_TEST((journal.change_bound(busy) >= appended->position));
  }
  const Position of_busy = journal.change_bound(busy);
  BOOST_TEST(failure<VersionConflict>(append_now(journal, record(busy, 0))).has_value());
  BOOST_TEST((journal.change_bound(busy) == of_busy));
  BOOST_TEST((journal.change_bound(idle) == of_idle));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_watcher_is_told_of_what_is_durable_before_it_is_answered, World, Worlds) {
  World world;
  auto& journal = world.journal();
  std::atomic<int> told{0};
  journal.watch([&told] { ++told; });
  BOOST_TEST_REQUIRE(append_now(journal, record(report(1'000'001), 0)).has_value());
  BOOST_TEST(told == 1);
  BOOST_TEST_REQUIRE(append_now(journal, record(report(1'000'001), 1)).has_value());
  BOOST_TEST(told == 2);
  journal.watch({});
  BOOST_TEST_REQUIRE(append_now(journal, record(report(1'000'001), 2)).has_value());
  BOOST_TEST(told == 2);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_scan_sees_what_a_read_sees_and_stops_when_told, World, Worlds) {
  World world;
  auto& journal = world.journal();
  for (std::uint64_t i = 1; i <= 5; ++i)
    BOOST_TEST_REQUIRE(
        append_now(journal, record(report(1'000'000 + i), 0, "record " + std::to_string(i))).has_value());
  std::vector<StoredRecord> seen;
  const auto take_two = [&](Position position, BytesView bytes) {
    seen.push_back({position, {bytes.begin(), bytes.end()}});
    return seen.size() < 2;
  };
  BOOST_TEST_REQUIRE(journal.scan(Position{3}, take_two).has_value());
  BOOST_TEST_REQUIRE(seen.size() == 2u);
  BOOST_TEST(number(seen[1].position) == 4u);
  BOOST_TEST((seen[1].bytes == journal.read(Position{4}, 1)->front().bytes));
  BOOST_TEST_REQUIRE(journal.scan(Position{6}, take_two).has_value());
  BOOST_TEST(seen.size() == 2u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(tiles_and_the_right_edge_give_every_leaf, World, Worlds) {
  World world;
  auto& journal = world.journal();
  std::vector<proof::Hash> leaves;
  for (std::uint64_t i = 1; i <= 300; ++i) {
    auto append = record(report(1'000'000 + i), 0, "record " + std::to_string(i));
    leaves.push_back(proof::leaf_hash(append.record));
    BOOST_TEST_REQUIRE(append_now(journal, std::move(append)).has_value());
  }
  const auto full = journal.tile(0, 0);
  BOOST_TEST_REQUIRE((full.has_value() && full->has_value()));
  BOOST_TEST((std::ranges::equal(**full, std::span{leaves}.first(256))));
  BOOST_TEST(!journal.tile(0, 1)->has_value());
  BOOST_TEST(!journal.tile(1, 0)->has_value());
  const auto tree = journal.tree();
  BOOST_TEST(tree.size() == 300u);
  BOOST_TEST((tree.root() == journal.tree_head().root));
  BOOST_TEST((std::ranges::equal(tree.partial_tiles()[0], std::span{leaves}.subspan(256))));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::storage::test
