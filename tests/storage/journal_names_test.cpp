#include <boost/test/unit_test.hpp>

#include "tests/storage/journal_contract.hpp"

/// The part of the journals' contract about names.
namespace lapor::storage::test {

namespace {

Stream person(std::uint64_t id) {
  return {StreamKind::person, id};
}

std::optional<Stream> holder(const Journal& journal, const Name& wanted) {
  return journal.find_name(wanted).value();
}

std::vector<HeldName> all_addresses(const Journal& journal) {
  return journal.names(NameKind::address, {}, 1'000).value();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(journal_names)

BOOST_AUTO_TEST_CASE_TEMPLATE(a_claimed_name_is_found_with_its_holder, World, Worlds) {
  World world;
  auto& journal = world.journal();
  BOOST_TEST(!holder(journal, name(1)).has_value());
  BOOST_TEST(append_now(journal, claim(record(person(7), 0), {name(1), name(2)})).has_value());
  BOOST_TEST((holder(journal, name(1)) == person(7)));
  BOOST_TEST((holder(journal, name(2)) == person(7)));
  BOOST_TEST(!holder(journal, name(3)).has_value());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_name_that_another_stream_holds_refuses_the_append, World, Worlds) {
  World world;
  auto& journal = world.journal();
  BOOST_TEST(append_now(journal, claim(record(person(7), 0), {name(2)})).has_value());
  const auto taken = failure<NameTaken>(append_now(journal, claim(record(person(8), 0), {name(1), name(2)})));
  BOOST_TEST_REQUIRE(taken.has_value());
  BOOST_TEST((taken->name == name(2)));
  BOOST_TEST((taken->holder == person(7)));
  BOOST_TEST(journal.statistics().conflicts == 0u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(the_first_taken_name_is_told, World, Worlds) {
  World world;
  auto& journal = world.journal();
  BOOST_TEST(append_now(journal, claim(record(person(7), 0), {name(1)})).has_value());
  BOOST_TEST(append_now(journal, claim(record(person(8), 0), {name(2)})).has_value());
  const auto taken = failure<NameTaken>(append_now(journal, claim(record(person(9), 0), {name(2), name(1)})));
  BOOST_TEST((taken.value().name == name(2)));
  BOOST_TEST((taken.value().holder == person(8)));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_append_refused_for_a_name_writes_nothing, World, Worlds) {
  World world;
  auto& journal = world.journal();
  BOOST_TEST(append_now(journal, claim(record(person(7), 0), {name(1)})).has_value());
  BOOST_TEST(append_now(journal, claim(record(person(8), 0), {name(2)})).has_value());
  const auto before = journal.tree_head();
  auto refused = release(claim(record(person(8), 1, "refused"), {name(3), name(1)}), {name(2)});
  refused.alarm_after = alarm(5, 1'000'001);
  refused.request = request(1);
  refused.wrapped_key = bytes_of_text("key");
  refused.snapshot = bytes_of_text("state");
  BOOST_TEST(failure<NameTaken>(append_now(journal, refused)).has_value());
  BOOST_TEST((journal.tree_head().root == before.root));
  BOOST_TEST((all_addresses(journal) == std::vector<HeldName>{{name(1), person(7)}, {name(2), person(8)}}));
  BOOST_TEST(journal.alarms({}, Instant::max(), 10)->empty());
  BOOST_TEST(!journal.find_request(request(1))->has_value());
  const auto history = load(journal, person(8), HistoryUse::from_snapshot);
  BOOST_TEST(history.records.size() == 1u);
  BOOST_TEST(!history.wrapped_key.has_value());
  BOOST_TEST(!history.snapshot.has_value());
  BOOST_TEST(number(append_now(journal, record(person(8), 1))->position) == 3u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_stream_may_claim_again_what_it_holds, World, Worlds) {
  World world;
  auto& journal = world.journal();
  BOOST_TEST(append_now(journal, claim(record(person(7), 0), {name(1), name(1)})).has_value());
  BOOST_TEST(append_now(journal, claim(record(person(7), 1), {name(1)})).has_value());
  BOOST_TEST((all_addresses(journal) == std::vector<HeldName>{{name(1), person(7)}}));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_released_name_is_free_for_another, World, Worlds) {
  World world;
  auto& journal = world.journal();
  BOOST_TEST(append_now(journal, claim(record(person(7), 0), {name(1), name(2)})).has_value());
  BOOST_TEST(append_now(journal, release(record(person(7), 1), {name(1)})).has_value());
  BOOST_TEST(!holder(journal, name(1)).has_value());
  BOOST_TEST((holder(journal, name(2)) == person(7)));
  BOOST_TEST(append_now(journal, claim(record(person(8), 0), {name(1)})).has_value());
  BOOST_TEST((holder(journal, name(1)) == person(8)));
  BOOST_TEST(failure<NameTaken>(append_now(journal, claim(record(person(7), 2), {name(1)}))).has_value());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(releasing_what_the_stream_does_not_hold_changes_nothing, World, Worlds) {
  World world;
  auto& journal = world.journal();
  BOOST_TEST(append_now(journal, claim(record(person(7), 0), {name(1)})).has_value());
  BOOST_TEST(append_now(journal, release(record(person(8), 0), {name(1), name(2)})).has_value());
  BOOST_TEST((all_addresses(journal) == std::vector<HeldName>{{name(1), person(7)}}));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(releasing_what_another_holds_does_not_let_it_be_claimed, World, Worlds) {
  World world;
  auto& journal = world.journal();
  BOOST_TEST(append_now(journal, claim(record(person(7), 0), {name(1)})).has_value());
  const auto robbery = release(claim(record(person(8), 0), {name(1)}), {name(1)});
  BOOST_TEST((failure<NameTaken>(append_now(journal, robbery)).value().holder == person(7)));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(releases_count_before_claims, World, Worlds) {
  World world;
  auto& journal = world.journal();
  BOOST_TEST(append_now(journal, claim(record(person(7), 0), {name(1), name(2)})).has_value());
  const auto both = release(claim(record(person(7), 1), {name(1), name(3)}), {name(1), name(2), name(3)});
  BOOST_TEST(append_now(journal, both).has_value());
  BOOST_TEST((all_addresses(journal) == std::vector<HeldName>{{name(1), person(7)}, {name(3), person(7)}}));
  BOOST_TEST(failure<NameTaken>(append_now(journal, claim(record(person(8), 0), {name(1)}))).has_value());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(names_of_different_kinds_with_one_key_are_apart, World, Worlds) {
  World world;
  auto& journal = world.journal();
  BOOST_TEST(append_now(journal, claim(record(person(7), 0), {name(1, NameKind::session)})).has_value());
  BOOST_TEST(append_now(journal, claim(record(person(8), 0), {name(1, NameKind::api_key)})).has_value());
  BOOST_TEST((holder(journal, name(1, NameKind::session)) == person(7)));
  BOOST_TEST((holder(journal, name(1, NameKind::api_key)) == person(8)));
  BOOST_TEST(!holder(journal, name(1, NameKind::address)).has_value());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(holders_of_different_kinds_with_one_id_are_apart, World, Worlds) {
  World world;
  auto& journal = world.journal();
  const Stream institution{StreamKind::institution, 7};
  BOOST_TEST(append_now(journal, claim(record(person(7), 0), {name(1)})).has_value());
  const auto taken = failure<NameTaken>(append_now(journal, claim(record(institution, 0), {name(1)})));
  BOOST_TEST((taken.value().holder == person(7)));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_known_request_and_a_conflict_are_told_before_a_taken_name, World, Worlds) {
  World world;
  auto& journal = world.journal();
  auto first = claim(record(person(7), 0), {name(1)});
  first.request = request(1);
  BOOST_TEST(append_now(journal, first).has_value());
  auto rival = claim(record(person(8), 1), {name(1)});
  BOOST_TEST(failure<VersionConflict>(append_now(journal, rival)).has_value());
  rival.request = request(1);
  BOOST_TEST(failure<RequestSeen>(append_now(journal, rival)).has_value());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(claims_and_releases_sent_together_see_each_other, World, Worlds) {
  World world;
  auto& journal = world.journal();
  std::vector<std::future<AppendResult>> answers;
  answers.push_back(append_soon(journal, claim(record(person(1), 0), {name(1)})));
  answers.push_back(append_soon(journal, release(record(person(1), 1), {name(1)})));
  answers.push_back(append_soon(journal, claim(record(person(2), 0), {name(1)})));
  answers.push_back(append_soon(journal, claim(record(person(2), 1), {name(1)})));
  answers.push_back(append_soon(journal, claim(record(person(3), 0), {name(1)})));
  for (std::size_t i = 0; i < 4; ++i) BOOST_TEST(answers[i].get().has_value());
  BOOST_TEST((failure<NameTaken>(answers[4].get()).value().holder == person(2)));
  BOOST_TEST((all_addresses(journal) == std::vector<HeldName>{{name(1), person(2)}}));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(names_of_one_kind_are_read_in_order_page_by_page, World, Worlds) {
  World world;
  auto& journal = world.journal();
  BOOST_TEST(append_now(journal, claim(record(person(1), 0), {name(0x80), name(0x7f), name(0xff)})).has_value());
  BOOST_TEST(append_now(journal, claim(record(person(2), 0), {name(0x00), name(0x90)})).has_value());
  BOOST_TEST(append_now(journal, claim(record(person(3), 0), {name(0x10, NameKind::session)})).has_value());
  const std::vector<HeldName> all{{name(0x00), person(2)},
                                  {name(0x7f), person(1)},
                                  {name(0x80), person(1)},
                                  {name(0x90), person(2)},
                                  {name(0xff), person(1)}};
  const auto names = [&](std::optional<Name> after, std::size_t limit) {
    return journal.names(NameKind::address, after, limit).value();
  };
  BOOST_TEST((names({}, 10) == all));
  BOOST_TEST((names({}, 2) == std::vector{all[0], all[1]}));
  BOOST_TEST((names(all[1].name, 2) == std::vector{all[2], all[3]}));
  BOOST_TEST((names(name(0x88), 1) == std::vector{all[3]}));
  BOOST_TEST(names(all[4].name, 10).empty());
  BOOST_TEST(names({}, 0).empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_scan_stays_within_its_kind_whatever_it_starts_behind, World, Worlds) {
  World world;
  auto& journal = world.journal();
  BOOST_TEST(
      append_now(journal, claim(record(person(1), 0), {name(5, NameKind::address), name(5, NameKind::session),
                                                       name(5, NameKind::api_key), name(0xff, NameKind::service)}))
          .has_value());
  const auto of_kind = [&](NameKind kind, std::optional<Name> after) { return journal.names(kind, after, 10).value(); };
  const std::vector<HeldName> session{{name(5, NameKind::session), person(1)}};
  BOOST_TEST((of_kind(NameKind::session, {}) == session));
  BOOST_TEST((of_kind(NameKind::session, name(9, NameKind::address)) == session));
  BOOST_TEST(of_kind(NameKind::session, name(1, NameKind::api_key)).empty());
  BOOST_TEST(of_kind(NameKind::staff, {}).empty());
  BOOST_TEST(of_kind(NameKind::service, {}).size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::storage::test
