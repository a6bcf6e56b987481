#include "service_fixture.hpp"

using namespace lapor;
using namespace lapor::api;
using namespace lapor::api::testing;

namespace {

const Ask reporter{"reporter", {}};

struct SearchFixture : ServiceFixture {
  /// Verified and forwarded to Surabaya with these public texts.
  std::string publish(const std::string& title, const std::string& text, const std::string& more = "") {
    const std::string id = submit(more);
    const Answer answer = command(id, "verification",
                                  R"({"title":")" + title + R"(","public_text":")" + text +
                                      R"(","classification":"complaint","category":"perhubungan/jalan",)"
                                      R"("tags":[],"anonymous":false,"confidential":false,"forward_to":"kota-35.78"})",
                                  admin);
    BOOST_REQUIRE_MESSAGE(answer.status() == 200, answer.response.body);
    return id;
  }

  Answer similar(const std::string& query, Ask by = anybody) {
    by.headers.emplace_back("lapor-position", std::to_string(number(journal.last_position())));
    by.headers.emplace_back("prefer", "wait=10");
    return get("/v1/reports/" + query, by);
  }
  std::string similar_ids(const std::string& query, const Ask& by = anybody) {
    const Answer answer = similar(query, by);
    BOOST_REQUIRE_MESSAGE(answer.status() == 200, answer.response.body);
    std::string ids;
    for (const auto& item : answer.body.at("items").as_array())
      ids += (ids.empty() ? "" : " ") + json::serialize(item.at("id"));
    return ids;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(searches, SearchFixture)

BOOST_AUTO_TEST_CASE(words_are_found_in_all_their_forms_and_must_all_be_there) {
  const std::string lamp = publish("Lampu jalan mati", "Mohon diperbaiki segera.");
  const std::string hole = publish("Lubang di jalan", "Jalan berlubang besar.");
  BOOST_TEST(ids("q=perbaikan", anybody) == lamp);
  BOOST_TEST(ids("q=jalan+lubang", anybody) == hole);
  BOOST_TEST(ids("q=jalan&sort=oldest", anybody) == lamp + " " + hole);
  BOOST_TEST(ids("q=jembatan", anybody) == "");
}

BOOST_AUTO_TEST_CASE(what_says_it_most_comes_first) {
  const std::string once = publish("Sampah", "Sampah dan lampu di sudut pasar.");
  const std::string often = publish("Lampu mati", "Lampu taman mati, lampu gang mati.");
  BOOST_TEST(ids("q=lampu", anybody) == often + " " + once);
}

BOOST_AUTO_TEST_CASE(searches_compose_with_filters_counts_and_pages) {
  std::string all;
  for (int i = 0; i < 3; ++i) publish("Lampu mati", "Gelap.");
  publish("Sampah", "Bau.");
  const Answer first = list("q=lampu&limit=2&facets=state&category=perhubungan", anybody);
  BOOST_TEST(first.at("total") == "3");
  BOOST_TEST(first.at("facets.state") == R"({"awaiting_follow_up":3})");
  const Answer second = list("q=lampu&limit=2&category=perhubungan&cursor=" + first.at("next_cursor"), anybody);
  BOOST_TEST(second.body.at("items").as_array().size() == 1u);
  BOOST_TEST(second.at("next_cursor") == "null");
  BOOST_TEST(list("q=lampu&state=closed", anybody).at("total") == "0");
  BOOST_TEST(list("q=sampah&limit=2&cursor=" + first.at("next_cursor"), anybody).status() == 400);
}

BOOST_AUTO_TEST_CASE(what_the_reporter_wrote_is_found_by_those_only_who_may_read_it) {
  const std::string id = publish("Jalan rusak", "Mohon perhatian.");  // the original says "Lubang besar di depan rumah"
  BOOST_TEST(ids("q=rumah", anybody) == "");
  BOOST_TEST(ids("q=rumah", {"reporter_2", {}}) == "");
  BOOST_TEST(ids("q=rumah", {"auditor", {}}) == "");
  BOOST_TEST(ids("q=rumah", {"officer:kota-33.74", {}}) == "");
  BOOST_TEST(ids("q=rumah", reporter) == id);
  BOOST_TEST(ids("q=rumah", admin) == id);
  BOOST_TEST(ids("q=rumah", {"officer:kota-35.78", {}}) == id);
}

BOOST_AUTO_TEST_CASE(unverified_and_confidential_texts_are_not_found_by_the_public) {
  submit();
  const std::string secret = publish("Lubang rahasia", "Lubang.");
  BOOST_TEST(ids("q=lubang", anybody) == secret);
  BOOST_TEST(command(secret, "visibility", R"({"anonymous":false,"confidential":true})", reporter).status() == 200);
  BOOST_TEST(list("q=lubang&facets=state", anybody).at("total") == "0");
  BOOST_TEST(list("q=lubang&facets=state", anybody).at("facets.state") == "{}");
}

BOOST_AUTO_TEST_CASE(a_redacted_or_erased_word_is_found_no_more) {
  const std::string id = publish("Lampu", "Nomor 0812 dan lampu.");
  BOOST_TEST(ids("q=0812", anybody) == id);
  BOOST_TEST(command(id, "redaction", R"({"title":"Lampu","public_text":"Lampu.","reason":"nomor"})", admin).status() ==
             200);
  BOOST_TEST(ids("q=0812", anybody) == "");
  BOOST_TEST(command(id, "erasure", R"({"ground":"subject_request"})", {"data_officer", {}}).status() == 200);
  BOOST_TEST(ids("q=lampu", admin) == "");
  BOOST_TEST(ids("q=lubang", admin) == "");
}

BOOST_AUTO_TEST_CASE(highlights_say_where_the_words_stand) {
  publish("Perbaikan lampu", "Warga meminta lampu gang diperbaiki.");
  const Answer answer = list("q=lampu+baik", anybody);
  const auto& marks = answer.body.at("items").at(0).at("highlights").as_object();
  BOOST_TEST(json::serialize(marks.at("title")) == "[[0,9],[10,5]]");
  BOOST_TEST(marks.at("snippet").as_string() == "Warga meminta lampu gang diperbaiki.");
  BOOST_TEST(json::serialize(marks.at("spans")) == "[[14,5],[25,10]]");
}

BOOST_AUTO_TEST_CASE(a_query_that_says_nothing_or_too_much_is_refused) {
  std::string many;
  for (int i = 0; i < 33; ++i) many += "kata" + std::to_string(i) + "+";
  for (const std::string& wrong : {std::string("q="), std::string("q=*"), std::string("q=yang+di"), "q=" + many,
                                   "q=" + std::string(501, 'a'), std::string("sort=relevance")}) {
    const Answer answer = list(wrong, anybody);
    BOOST_TEST(answer.status() == 400, wrong);
    BOOST_TEST(answer.at("field") == (wrong.starts_with("q") ? "q" : "sort"), wrong);
  }
}

BOOST_AUTO_TEST_CASE(similar_open_reports_nearby_are_offered_before_one_is_sent) {
  const std::string place = R"(,"place":{"region":"35.78","lat":-7.26,"lng":112.75})";
  const std::string near = publish("Lampu jalan mati", "Gelap sekali.", place);
  const std::string other = publish("Sampah menumpuk", "Bau.", place);
  publish("Lampu jalan mati", "Di tempat lain.", R"(,"place":{"region":"91","lat":-2.5,"lng":140.7})");
  submit(place);
  BOOST_TEST(similar_ids("similar?text=lampu+padam&lat=-7.265&lng=112.751") == near);
  BOOST_TEST(similar_ids("similar?text=lampu&region=35.78&category=perhubungan") == near);
  BOOST_TEST(similar_ids("similar?text=lampu&region=35.78&category=kebersihan") == "");
  BOOST_TEST(similar_ids("similar?region=35.78") == other + " " + near);
  BOOST_TEST(similar_ids("similar?region=35.78&limit=1") == other);
}

BOOST_AUTO_TEST_CASE(a_verifier_sees_what_is_similar_to_a_report) {
  const std::string place = R"(,"place":{"region":"35.78"})";
  const std::string known = publish("Lubang besar", "Lubang di depan pasar.", place);
  const std::string fresh = submit(place);
  BOOST_TEST(similar_ids(fresh + "/similar", admin) == known);
  BOOST_TEST(similar_ids(known + "/similar", admin) == "");
  BOOST_TEST(similar(known + "/similar", anybody).status() == 403);
  BOOST_TEST(similar(fresh + "/similar", anybody).status() == 404);
}

BOOST_AUTO_TEST_CASE(a_wrong_parameter_of_similar_is_named) {
  for (const auto& [query, field] : std::vector<std::pair<std::string, std::string>>{{"lat=1", "lng"},
                                                                                     {"lat=x&lng=1", "lat"},
                                                                                     {"lat=nan&lng=1", "lat"},
                                                                                     {"region=99", "region"},
                                                                                     {"category=x", "category"},
                                                                                     {"limit=0", "limit"},
                                                                                     {"q=lampu", "q"}}) {
    const Answer answer = similar("similar?" + query);
    BOOST_TEST(answer.status() == 400, query);
    BOOST_TEST(answer.at("field") == field, query);
  }
}

BOOST_AUTO_TEST_CASE(similar_reports_come_as_tables_and_maps_too) {
  const std::string id = publish("Lampu jalan padam", "Lampu padam di gang.");
  const Answer csv = similar("similar?text=lampu&format=csv");
  BOOST_TEST(csv.response.content_type == "text/csv; charset=utf-8");
  BOOST_TEST(csv.response.body.find("\r\n" + id + ",") != std::string::npos);
  BOOST_TEST(similar("similar?text=lampu&format=xml").at("field") == "format");
  BOOST_TEST(similar(id + "/similar?format=ndjson", {"national_admin", {}}).response.content_type ==
             "application/x-ndjson");
  BOOST_TEST(similar(id + "/similar?limit=3", {"national_admin", {}}).at("field") == "limit");
}

BOOST_AUTO_TEST_SUITE_END()
