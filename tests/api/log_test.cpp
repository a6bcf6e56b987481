#include <boost/test/unit_test.hpp>

#include "events/codec_log.hpp"
#include "storage/proof/base64.hpp"
#include "storage/proof/entry_bundle.hpp"
#include "storage/proof/tlog_proof.hpp"
#include "tests/api/accounts_fixture.hpp"
#include "tests/api/service_fixture.hpp"

namespace lapor::api::testing {
namespace {

struct LogFixture : ServiceFixture {
  [[nodiscard]] proof::Checkpoint checkpoint() {
    const Answer answer = get("/checkpoint", anybody);
    BOOST_REQUIRE_EQUAL(answer.status(), 200);
    const auto opened = proof::open_checkpoint(answer.response.body, log->keys());
    BOOST_REQUIRE(opened.has_value());
    return *opened;
  }
  [[nodiscard]] std::vector<proof::Hash> hashes(const Answer& answer) {
    std::vector<proof::Hash> hashes;
    for (const auto& text : answer.body.at("hashes").as_array()) {
      const auto bytes = proof::from_base64(std::string_view(text.as_string()));
      BOOST_REQUIRE((bytes && bytes->size() == sizeof(proof::Hash)));
      std::ranges::copy(*bytes, hashes.emplace_back().begin());
    }
    return hashes;
  }
  void grow(int count) {
    for (int i = 0; i < count; ++i) submit();
    log->publish_now();
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(log, LogFixture)

BOOST_AUTO_TEST_CASE(everybody_sees_the_signed_head_that_was_published) {
  grow(3);
  submit();
  BOOST_TEST(checkpoint().size == 3u);
  log->publish_now();
  BOOST_TEST(checkpoint().size == 4u);
  BOOST_TEST((checkpoint().root == journal.tree_head().root));
  const Answer answer = get("/checkpoint", anybody);
  BOOST_TEST(answer.response.content_type == "text/plain; charset=utf-8");
  BOOST_TEST(answer.header("Cache-Control") == "public, max-age=1");
}

BOOST_AUTO_TEST_CASE(the_log_tells_its_name_and_keys) {
  grow(1);
  const Answer answer = get("/v1/log", anybody);
  BOOST_TEST(answer.at("origin") == "log.example/test");
  BOOST_TEST(answer.at("size") == "1");
  BOOST_REQUIRE_EQUAL(answer.body.at("keys").as_array().size(), 1u);
  const auto key = proof::VerifierKey::parse(std::string_view(answer.body.at("keys").as_array()[0].as_string()));
  BOOST_TEST((key.has_value() && *key == log->keys().front()));
}

BOOST_AUTO_TEST_CASE(tiles_have_the_leaf_hashes_of_what_was_published) {
  grow(5);
  submit();
  const Answer answer = get("/tile/0/000.p/5", anybody);
  BOOST_REQUIRE_EQUAL(answer.status(), 200);
  BOOST_TEST(answer.response.content_type == "application/octet-stream");
  BOOST_TEST(answer.header("Cache-Control") == "public, max-age=31536000, immutable");
  BOOST_REQUIRE_EQUAL(answer.response.body.size(), 5 * sizeof(proof::Hash));
  for (std::uint64_t i = 0; i < 5; ++i) {
    const auto leaf = proof::leaf_hash(journal.read(Position{i + 1}, 1)->front().bytes);
    BOOST_TEST(std::memcmp(answer.response.body.data() + i * sizeof leaf, leaf.data(), sizeof leaf) == 0);
  }
  BOOST_TEST(get("/tile/0/000.p/3", anybody).response.body == answer.response.body.substr(0, 3 * sizeof(proof::Hash)));
}

BOOST_AUTO_TEST_CASE(tiles_beyond_what_was_published_are_not_there) {
  grow(2);
  submit();
  for (const char* path : {"/tile/0/000.p/3", "/tile/0/000", "/tile/1/000.p/1", "/tile/0/001.p/1", "/tile/63/000.p/1"})
    BOOST_TEST(get(path, anybody).status() == 404, path);
}

BOOST_AUTO_TEST_CASE(paths_that_name_no_tile_are_not_there) {
  grow(2);
  for (const char* path : {"/tile/0/0.p/1", "/tile/64/000.p/1", "/tile/0/000.p/0", "/tile/0/000.p/256",
                           "/tile/00/000.p/1", "/tile/0/x000/000.p/1", "/tile/-1/000", "/tile/data/000", "/tile/0"})
    BOOST_TEST(get(path, anybody).status() == 404, path);
  BOOST_TEST(post("/tile/0/000.p/2", "", anybody).status() == 405);
}

BOOST_AUTO_TEST_CASE(any_two_sizes_are_shown_to_be_of_one_history) {
  grow(7);
  std::vector<proof::Checkpoint> heads{{}};
  proof::MerkleTree tree;
  std::vector<proof::Tile> full;
  const auto records = *journal.read(Position{1}, 7);
  for (const auto& stored : records) {
    tree.append(proof::leaf_hash(stored.bytes), full);
    heads.push_back({"log.example/test", tree.size(), tree.root()});
  }
  for (std::size_t from = 1; from <= 7; ++from)
    for (std::size_t to = from; to <= 7; ++to) {
      const Answer answer =
          get("/v1/log/consistency?from=" + std::to_string(from) + "&to=" + std::to_string(to), anybody);
      BOOST_REQUIRE_EQUAL(answer.status(), 200);
      BOOST_TEST(proof::verify_growth(heads[from], heads[to], hashes(answer)).has_value(), from << " to " << to);
    }
}

BOOST_AUTO_TEST_CASE(sizes_that_the_log_does_not_have_are_refused) {
  grow(2);
  submit();
  for (const char* query : {"from=1&to=3", "from=3", "from=2&to=1", "from=x", "from=-1", "until=2"})
    BOOST_TEST(get(std::string("/v1/log/consistency?") + query, anybody).status() == 400, query);
  BOOST_TEST(get("/v1/log/consistency", anybody).at("to") == "2");
}

BOOST_AUTO_TEST_CASE(a_reporter_gets_the_proof_of_the_own_submission) {
  grow(4);
  const std::string id = submit();
  log->publish_now();
  const Answer answer = get("/v1/reports/" + id + "/proof", {"reporter", {}});
  BOOST_REQUIRE_EQUAL(answer.status(), 200);
  const auto proof = proof::tlog_proof_from(answer.response.body);
  BOOST_REQUIRE(proof.has_value());
  BOOST_TEST(proof->index == 4u);
  const auto shown = proof::verify_record(proof->extra, *proof, log->keys());
  BOOST_REQUIRE_MESSAGE(shown.has_value(), (shown ? "" : shown.error().what));
  BOOST_TEST(shown->size == 5u);
  BOOST_TEST((proof->extra == journal.read(Position{5}, 1)->front().bytes));
}

BOOST_AUTO_TEST_CASE(a_reporters_page_says_where_the_proof_is_and_nobody_elses_does) {
  const std::string id = submit_and_verify();
  BOOST_TEST(page(id, {"reporter", {}}).at("proof") == "/v1/reports/" + id + "/proof");
  for (const char* role : {"reporter_2", "national_admin", "auditor"})
    BOOST_TEST(page(id, {role, {}}).at("proof") == "absent", role);
}

BOOST_AUTO_TEST_CASE(how_far_it_is_published_is_a_metric) {
  grow(3);
  submit();
  const std::string metrics = get("/metrics", anybody).response.body;
  BOOST_TEST(metrics.find("lapor_log_published_position 3\n") != std::string::npos);
  BOOST_TEST(metrics.find("lapor_log_checkpoints_total 2\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_receipt_is_enough_for_the_proof) {
  const Answer filed = post("/v1/reports",
                            R"({"title":"Jalan berlubang","text":"Lubang.","occurred_on":"2026-11-18",)"
                            R"("category":"perhubungan"})",
                            anybody);
  log->publish_now();
  const std::string path = "/v1/reports/" + filed.at("id") + "/proof";
  BOOST_TEST(get(path, {"receipt:" + filed.at("receipt"), {}}).status() == 200);
}

BOOST_AUTO_TEST_CASE(auditors_get_the_proof_of_every_record_of_a_report) {
  grow(3);
  const std::string id = submit_and_verify();
  log->publish_now();
  for (const char* version : {"", "?version=1", "?version=2"}) {
    const Answer answer = get("/v1/audit/reports/" + id + "/proof" + version, {"auditor", {}});
    BOOST_REQUIRE_EQUAL(answer.status(), 200);
    const auto proof = proof::tlog_proof_from(answer.response.body);
    BOOST_REQUIRE(proof.has_value());
    BOOST_TEST(proof::verify_record(proof->extra, *proof, log->keys()).has_value());
    BOOST_TEST(proof->index == (std::string_view(version) == "?version=2" ? 4u : 3u));
  }
  BOOST_TEST(get("/v1/audit/reports/" + id + "/proof?version=3", {"auditor", {}}).status() == 404);
  BOOST_TEST(get("/v1/audit/reports/" + id + "/proof?version=0", {"auditor", {}}).status() == 400);
  BOOST_TEST(get("/v1/audit/reports/" + id + "/proof", {"national_admin", {}}).status() == 403);
  BOOST_TEST(get("/v1/audit/reports/" + id + "/proof", anybody).status() == 401);
}

BOOST_AUTO_TEST_CASE(auditors_get_bundles_of_what_was_published_and_every_read_is_recorded) {
  grow(5);
  const Answer answer = get("/tile/entries/000.p/5", {"auditor", {}});
  BOOST_REQUIRE_EQUAL(answer.status(), 200);
  const auto bytes = std::as_bytes(std::span{answer.response.body});
  const auto entries = proof::entries_of(bytes);
  BOOST_REQUIRE_EQUAL(entries->size(), 5u);
  for (std::uint64_t i = 0; i < 5; ++i)
    BOOST_TEST((std::ranges::equal((*entries)[i], journal.read(Position{i + 1}, 1)->front().bytes)));
  const auto read = decode_log(journal.read(journal.last_position(), 1)->front().bytes);
  BOOST_REQUIRE(read.has_value());
  const auto& event = std::get<AuditRead>(read->events.front());
  BOOST_TEST((event.resource == AuditResource::entries));
  BOOST_TEST(event.query == "entries/000.p/5");
  BOOST_TEST(get("/tile/entries/000.p/6", {"auditor", {}}).status() == 404);
  BOOST_TEST(get("/tile/entries/000.p/5", {"supervisor", {}}).status() == 403);
  BOOST_TEST(get("/tile/entries/000.p/5", anybody).status() == 401);
}

BOOST_AUTO_TEST_CASE(what_is_too_young_for_a_checkpoint_is_to_be_asked_for_again) {
  const std::string id = submit();
  const Answer answer = get("/v1/reports/" + id + "/proof", {"reporter", {}});
  BOOST_TEST(answer.status() == 503);
  BOOST_TEST(answer.response.body.find("ask again in a second") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(nobody_else_gets_the_proof_and_who_may_not_know_of_the_report_is_told_nothing) {
  const std::string id = submit();
  log->publish_now();
  const std::string path = "/v1/reports/" + id + "/proof";
  BOOST_TEST(get(path, anybody).status() == 404);
  BOOST_TEST(get(path, {"reporter_2", {}}).status() == 404);
  BOOST_TEST(get(path, {"national_admin", {}}).status() == 403);
  BOOST_TEST(get("/v1/reports/1999999/proof", {"reporter", {}}).status() == 404);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::api::testing
