#include "service_fixture.hpp"

using namespace lapor;
using namespace lapor::api;
using namespace lapor::api::testing;

namespace {

const Ask reporter{"reporter", {}};
const Ask officer{"officer:kota-35.78", {}};
const Ask coordinator{"coordinator:kota-35.78", {}};

struct StatisticsFixture : ServiceFixture {
  Answer statistics(const std::string& target, Ask by = admin) {
    by.headers.emplace_back("lapor-position", std::to_string(number(journal.last_position())));
    by.headers.emplace_back("prefer", "wait=10");
    return get("/v1/statistics/" + target, by);
  }

  void at(const char* instant) {
    BOOST_REQUIRE(post("/v1/clock", std::string(R"({"advance_to":")") + instant + R"("})", {}).status() == 200);
  }

  void follow_up(const std::string& id) {
    BOOST_REQUIRE(command(id, "follow-ups", R"({"text":"Kami perbaiki."})", officer).status() == 201);
  }

  /// The named members of the row whose `key` is `value`, with blanks between.
  static std::string row(const Answer& answer, const char* key, const std::string& value,
                         std::initializer_list<const char*> names) {
    BOOST_REQUIRE_MESSAGE(answer.status() == 200, answer.response.body);
    for (const auto& item : answer.body.at("items").as_array()) {
      const auto& object = item.as_object();
      if (*key != '\0' && object.at(key).as_string() != value) continue;
      std::string text;
      for (const char* name : names) {
        const json::value* member = &item;
        for (std::string_view path = name; !path.empty();) {
          const auto dot = path.find('.');
          member = &member->as_object().at(path.substr(0, dot));
          path = dot == std::string_view::npos ? "" : path.substr(dot + 1);
        }
        std::string shown = member->is_double() ? std::to_string(member->get_double()) : json::serialize(*member);
        if (member->is_double()) shown.resize(shown.find_last_not_of('0') + 1);
        text += (text.empty() ? "" : " ") + shown;
      }
      return text;
    }
    return "no such row";
  }
};

/// A small history by hand. All instants are WIB; 20 November 2026 is a Friday; office hours are 8 to 16.
///
/// one: Friday 9:00 submitted, verified and forwarded to Surabaya; Monday 10:30 first follow-up: 7 h + 2.5 h = 9.5 h,
/// in
///   time. Tuesday 24th closed by its reporter and rated 4.
/// two: Monday 23rd 10:30 submitted, verified and forwarded to Surabaya; its follow-up is due at the end of Monday 30th
/// and
///   missed; Tuesday 1 December 12:00 first follow-up: 5.5 h + 5 x 8 h + 4 h = 49.5 h, late. Ten working days later, at
///   the end of 15 December, closed by the system.
/// three: Monday 23rd 10:30 submitted; verification missed at the end of Thursday 26th; archived on 1 December 12:00 by
/// the
///   administrator.
/// four: 1 December 12:00 submitted, verified and forwarded to Surabaya, declined at once with a proposal, forwarded to
///   Semarang at once. Still open.
/// five: 1 December 12:00 submitted as confidential. Still open; late from the end of Friday 4th.
struct HandMadeHistory : StatisticsFixture {
  HandMadeHistory() {
    one = submit_and_verify(R"(,"place":{"region":"35.78"})");
    at("2026-11-23T10:30:00+07:00");
    follow_up(one);
    two = submit_and_verify(R"(,"place":{"region":"91"})");
    three = submit();
    at("2026-11-24T09:00:00+07:00");
    BOOST_REQUIRE(command(one, "closing", "", reporter).status() == 200);
    BOOST_REQUIRE(command(one, "rating", R"({"score":4})", reporter).status() == 200);
    at("2026-12-01T12:00:00+07:00");
    follow_up(two);
    BOOST_REQUIRE(command(three, "archive", R"({"reason":"unclear"})", admin).status() == 200);
    four = submit_and_verify();
    BOOST_REQUIRE(
        command(four, "decline", R"({"reason":"Bukan kami.","proposed":"kota-33.74"})", coordinator).status() == 200);
    BOOST_REQUIRE(command(four, "forwarding", R"({"to":"kota-33.74"})", admin).status() == 200);
    five = submit(R"(,"confidential":true)");
    at("2026-12-16T12:00:00+07:00");
  }

  /// The count of a weekday (Monday is 1) and hour.
  static std::int64_t hour(const Answer& answer, int weekday, int hour, const char* measure = "received") {
    return answer.body.at("items").at((weekday - 1) * 24 + hour).at(measure).as_int64();
  }

  static std::int64_t sum_of_hours(const Answer& answer, const char* measure = "received") {
    std::int64_t sum = 0;
    for (const auto& item : answer.body.at("items").as_array()) sum += item.at(measure).as_int64();
    return sum;
  }

  std::string one, two, three, four, five;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(statistics_of_a_hand_made_history, HandMadeHistory)

BOOST_AUTO_TEST_CASE(an_institution_in_november) {
  const Answer table = statistics("institutions?month=2026-11");
  BOOST_TEST(table.at("from") == "2026-11-01");
  BOOST_TEST(table.at("to") == "2026-11-30");
  BOOST_TEST(table.at("before.from") == "2026-10-01");
  BOOST_TEST(table.at("before.to") == "2026-10-31");
  BOOST_TEST(row(table, "institution", "kota-35.78",
                 {"name", "received", "open", "followed_up", "followed_up_in_time", "followed_up_in_time_share",
                  "followed_up_share", "hours_to_follow_up_median", "hours_to_follow_up_p90", "closed",
                  "closed_by_reporter", "ratings", "rating_mean", "declined"}) ==
             R"("Pemerintah Kota Surabaya" 2 1 1 1 1 1 9.5 9.5 1 1 1 4 0)");
  BOOST_TEST(row(table, "institution", "kota-35.78", {"before.received", "before.followed_up_share"}) == "0 null");
}

BOOST_AUTO_TEST_CASE(an_institution_in_december_beside_november) {
  const Answer table = statistics("institutions?month=2026-12");
  BOOST_TEST(row(table, "institution", "kota-35.78",
                 {"received", "open", "followed_up", "followed_up_in_time", "hours_to_follow_up_median", "declined",
                  "closed", "closed_by_system", "before.received", "before.open",
                  "before.hours_to_follow_up_median"}) == "1 0 1 0 49.5 1 1 1 2 1 9.5");
  BOOST_TEST(row(table, "institution", "kota-33.74", {"received", "open", "followed_up_share", "late"}) == "1 1 0 1");
}

BOOST_AUTO_TEST_CASE(the_nation_over_both_months) {
  const Answer table = statistics("channels?from=2026-11-01&to=2026-12-31");
  BOOST_TEST(row(table, "channel", "api",
                 {"received", "open", "late", "verified", "verified_in_time", "followed_up",
                  "hours_to_follow_up_median", "hours_to_follow_up_p90", "followed_up_share", "closed", "archived",
                  "declined"}) == "5 2 2 3 3 2 9.5 49.5 0.4 2 1 1");
}

BOOST_AUTO_TEST_CASE(who_may_not_know_of_confidential_reports_is_told_none_of_their_numbers) {
  const Answer open = statistics("channels?from=2026-11-01&to=2026-12-31", anybody);
  BOOST_TEST(row(open, "channel", "api", {"received", "open", "late"}) == "4 1 1");
  const Answer by_desk = statistics("channels?from=2026-11-01&to=2026-12-31", coordinator);
  BOOST_TEST(row(by_desk, "channel", "api", {"received"}) == "4");
}

BOOST_AUTO_TEST_CASE(regions_and_categories_know_what_is_below_them) {
  const std::string both = "from=2026-11-01&to=2026-12-31";
  BOOST_TEST(row(statistics("regions?" + both), "region", "35", {"received", "closed"}) == "1 1");
  BOOST_TEST(row(statistics("regions?below=35&" + both), "region", "35.78", {"name", "received"}) ==
             R"("Kota Surabaya" 1)");
  BOOST_TEST(row(statistics("regions?below=35&" + both), "region", "91", {"received"}) == "no such row");
  BOOST_TEST(row(statistics("categories?" + both), "category", "perhubungan", {"name", "received"}) ==
             R"("Perhubungan" 5)");
  BOOST_TEST(row(statistics("categories?below=perhubungan&" + both), "category", "perhubungan/jalan", {"received"}) ==
             "3");
}

BOOST_AUTO_TEST_CASE(the_figures_of_the_nation_and_of_chosen_members) {
  const std::string both = "from=2026-11-01&to=2026-12-31";
  const Answer nation = statistics("figures?" + both);
  BOOST_TEST(nation.at("before.to") == "2026-10-31");
  BOOST_TEST(row(nation, "", "", {"received", "open", "hours_to_follow_up_median", "before.received"}) == "5 2 9.5 0");
  const Answer chosen = statistics("figures?by=institution&value=kota-35.78,kota-33.74&month=2026-12");
  BOOST_TEST(row(chosen, "", "", {"institution"}) == R"("kota-35.78")");
  BOOST_TEST(row(chosen, "institution", "kota-35.78", {"received", "before.received"}) == "1 2");
  BOOST_TEST(row(chosen, "institution", "kota-33.74", {"received", "open"}) == "1 1");
  BOOST_TEST(row(statistics("figures?by=region&value=91&month=2026-10"), "region", "91", {"received"}) == "0");
}

BOOST_AUTO_TEST_CASE(a_day_after_the_other) {
  const Answer series = statistics("daily?from=2026-11-20&to=2026-12-16");
  const auto day = [&](const char* date) {
    return row(series, "date", date, {"received", "verified", "followed_up", "closed", "archived", "declined", "open"});
  };
  BOOST_TEST(day("2026-11-20") == "1 1 0 0 0 0 1");
  BOOST_TEST(day("2026-11-22") == "0 0 0 0 0 0 1");
  BOOST_TEST(day("2026-11-23") == "2 1 1 0 0 0 3");
  BOOST_TEST(day("2026-11-24") == "0 0 0 1 0 0 2");
  BOOST_TEST(day("2026-12-01") == "2 1 1 0 1 1 3");
  BOOST_TEST(day("2026-12-16") == "0 0 0 1 0 0 2");
  const Answer own = statistics("daily?by=institution&value=kota-35.78,kota-33.74&from=2026-12-01&to=2026-12-01");
  BOOST_TEST(row(own, "institution", "kota-35.78", {"received", "open"}) == "1 1");
  BOOST_TEST(row(own, "institution", "kota-33.74", {"received", "open"}) == "1 1");
}

BOOST_AUTO_TEST_CASE(the_backlog_by_age) {
  const Answer nation = statistics("backlog");
  BOOST_TEST(row(nation, "", "", {"open", "late", "days_0_to_5", "days_6_to_10", "days_11_to_20", "days_over_60"}) ==
             "2 2 0 0 2 0");
  BOOST_TEST(row(statistics("backlog?by=institution"), "institution", "kota-33.74",
                 {"open", "late", "days_11_to_20"}) == "1 1 1");
  BOOST_TEST(row(statistics("backlog?by=institution&value=kota-35.78"), "institution", "kota-35.78", {"open"}) == "0");
}

BOOST_AUTO_TEST_CASE(a_map_names_every_region_of_its_level) {
  const Answer provinces = statistics("map?level=province&measure=received&from=2026-11-01&to=2026-12-31");
  BOOST_TEST(json::serialize(provinces.body.at("items")) ==
             R"([{"region":"35","name":"Jawa Timur","received":1},{"region":"91","name":"Papua","received":1}])");
  const Answer regencies = statistics("map?level=regency&measure=rating_mean&from=2026-11-01&to=2026-12-31");
  BOOST_TEST(row(regencies, "region", "35.78", {"rating_mean"}) == "4");
}

BOOST_AUTO_TEST_CASE(hours_of_the_week_are_those_of_the_clocks_at_the_place) {
  const Answer answer = statistics("hours?month=2026-11");
  BOOST_TEST(answer.body.at("items").as_array().size() == 168u);
  BOOST_TEST(hour(answer, 5, 9) == 1);   // one: Friday 9:00 in Surabaya
  BOOST_TEST(hour(answer, 1, 12) == 1);  // two: Monday 10:30 WIB is 12:30 in Papua
  BOOST_TEST(hour(answer, 1, 10) == 1);  // three: no place, no desk, so WIB
  BOOST_TEST(sum_of_hours(answer) == 3);
}

BOOST_AUTO_TEST_CASE(hours_of_an_institution_begin_when_a_report_comes_to_its_desks) {
  const Answer received = statistics("hours?by=institution&value=kota-33.74&month=2026-12");
  BOOST_TEST(hour(received, 2, 12) == 1);  // four: Tuesday 1 December, 12:00
  BOOST_TEST(sum_of_hours(received) == 1);
  const Answer answered = statistics("hours?by=institution&value=kota-35.78&measure=followed_up&month=2026-12");
  BOOST_TEST(hour(answered, 2, 14, "followed_up") == 1);  // two, by the clocks of Papua
  BOOST_TEST(sum_of_hours(answered, "followed_up") == 1);
}

BOOST_AUTO_TEST_CASE(hours_add_up_to_what_the_tables_say_whoever_asks) {
  for (const Ask& by : {admin, anybody, coordinator}) {
    const std::string both = "from=2026-11-01&to=2026-12-31";
    for (const char* institution : {"kota-35.78", "kota-33.74"}) {
      const std::string value = institution;
      BOOST_TEST(std::to_string(sum_of_hours(statistics("hours?by=institution&value=" + value + "&" + both, by))) ==
                 row(statistics("institutions?" + both, by), "institution", value, {"received"}));
    }
    BOOST_TEST(std::to_string(sum_of_hours(statistics("hours?" + both, by))) ==
               row(statistics("figures?" + both, by), "", "", {"received"}));
  }
}

BOOST_AUTO_TEST_CASE(hours_are_of_whole_months) {
  const Answer answer = statistics("hours?from=2026-11-24&to=2026-12-01");
  BOOST_TEST(answer.at("from") == "2026-11-01");
  BOOST_TEST(answer.at("to") == "2026-12-31");
  BOOST_TEST(sum_of_hours(answer) == 5);
}

BOOST_AUTO_TEST_CASE(hours_as_csv) {
  const Answer csv = statistics("hours?month=2026-11&format=csv");
  BOOST_TEST(csv.response.body.starts_with("weekday,hour,received\r\n1,0,0\r\n"));
  const Answer named = statistics("hours?by=region&value=91&month=2026-11&format=csv");
  BOOST_TEST(named.response.body.find("91,Papua,1,12,1\r\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(topics_of_one_institution_or_region_by_month) {
  const Answer city = statistics("categories?by=institution&value=kota-35.78&month=2026-12");
  BOOST_TEST(city.body.at("items").as_array().size() == 1u);
  BOOST_TEST(row(city, "category", "perhubungan",
                 {"name", "received", "open", "followed_up", "hours_to_follow_up_median", "declined", "closed",
                  "before.received", "before.open", "before.closed"}) == R"("Perhubungan" 1 0 1 49.5 1 1 2 1 1)");
  const Answer province = statistics("categories?by=region&value=35&from=2026-11-24&to=2026-12-01");
  BOOST_TEST(province.at("from") == "2026-11-01");
  BOOST_TEST(province.at("to") == "2026-12-31");
  BOOST_TEST(province.at("before.from") == "2026-09-01");
  BOOST_TEST(province.at("before.to") == "2026-10-31");
  BOOST_TEST(row(province, "category", "perhubungan", {"received", "closed"}) == "1 1");
}

BOOST_AUTO_TEST_CASE(topics_tell_the_public_nothing_of_confidential_reports) {
  const std::string id = submit(R"(,"institution":"kota-33.74","confidential":true)");
  const auto received = [&](const Ask& by) {
    return row(statistics("categories?by=institution&value=kota-33.74&month=2026-12", by), "category", "perhubungan",
               {"received"});
  };
  BOOST_TEST(received(anybody) == "1");
  BOOST_TEST(received(coordinator) == "1");
  BOOST_TEST(received({"coordinator:kota-33.74", {}}) == "2");
  BOOST_TEST(received(admin) == "2");
}

BOOST_AUTO_TEST_CASE(a_table_is_ranked_by_any_figure) {
  const auto ranked = [&](const std::string& sort) {
    std::string order;
    const Answer answer = statistics("institutions?month=2026-12&sort=" + sort);
    for (const auto& item : answer.body.at("items").as_array())
      order += (order.empty() ? "" : " ") + std::string(item.at("institution").as_string());
    return order;
  };
  BOOST_TEST(ranked("-late") == "kota-33.74 kota-35.78");
  BOOST_TEST(ranked("late") == "kota-35.78 kota-33.74");
  BOOST_TEST(ranked("-hours_to_follow_up_median") == "kota-35.78 kota-33.74");  // of the last it cannot be told
  BOOST_TEST(ranked("hours_to_follow_up_median") == "kota-35.78 kota-33.74");
  BOOST_TEST(ranked("-late&limit=1") == "kota-33.74");
}

BOOST_AUTO_TEST_CASE(a_table_as_csv) {
  const Answer csv = statistics("channels?month=2026-11&format=csv");
  BOOST_TEST(csv.response.content_type == "text/csv; charset=utf-8");
  BOOST_TEST(csv.response.body.starts_with("channel,received,open,late,verified,"));
  BOOST_TEST(csv.response.body.find("\r\napi,3,") != std::string::npos);
  BOOST_TEST(statistics("daily?from=2026-11-20&to=2026-11-21&format=ndjson")
                 .response.body.starts_with(R"({"date":"2026-11-20","received":1,)"));
}

BOOST_AUTO_TEST_CASE(a_known_table_costs_nothing) {
  const std::string tag = statistics("institutions?month=2026-11").header("ETag");
  BOOST_TEST(statistics("institutions?month=2026-11", {"national_admin", {{"if-none-match", tag}}}).status() == 304);
  submit();
  BOOST_TEST(statistics("institutions?month=2026-11", {"national_admin", {{"if-none-match", tag}}}).status() == 200);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(statistics_requests, StatisticsFixture)

BOOST_AUTO_TEST_CASE(a_wrong_parameter_is_named) {
  const std::vector<std::pair<const char*, const char*>> wrong{
      {"institutions?month=2026-13", "month"},
      {"institutions?month=2026-11&from=2026-11-01", "month"},
      {"institutions?from=2026-02-30", "from"},
      {"institutions?from=2026-11-20&to=2026-11-19", "to"},
      {"institutions?from=1990-01-01", "from"},
      {"institutions?below=nowhere", "below"},
      {"regions?below=99", "below"},
      {"channels?below=api", "below"},
      {"daily?by=planet", "by"},
      {"daily?by=institution", "value"},
      {"daily?value=kota-35.78", "value"},
      {"daily?by=institution&value=x", "value"},
      {"map?level=village", "level"},
      {"map?measure=happiness", "measure"},
      {"backlog?from=2026-11-01", "from"},
      {"institutions?format=geojson", "format"},
      {"institutions?format=xml", "format"},
      {"institutions?month=2026-11&month=2026-11", "month"},
      {"hours?measure=closed", "measure"},
      {"hours?by=institution", "value"},
      {"categories?by=channel&value=api", "by"},
      {"categories?by=institution", "value"},
      {"categories?value=kota-35.78", "value"},
      {"categories?by=institution&value=kota-35.78/dlh", "value"},
      {"categories?by=region&value=35.78.08", "value"},
      {"categories?by=region&value=35&below=kebersihan", "below"},
      {"institutions?by=region", "by"},
      {"institutions?sort=+late", "sort"},
      {"institutions?limit=0", "limit"},
      {"daily?sort=late", "sort"},
      {"figures?by=region", "value"},
      {"figures?by=region&value=99", "value"},
      {"institutions?instituton=kota-35.78", "instituton"}};
  for (const auto& [target, field] : wrong) {
    const Answer answer = statistics(target);
    BOOST_TEST(answer.status() == 400, target);
    BOOST_TEST(answer.at("field") == field, target);
  }
}

BOOST_AUTO_TEST_CASE(each_figure_is_defined_in_both_languages) {
  const Answer definitions = statistics("definitions", anybody);
  BOOST_TEST(definitions.status() == 200);
  BOOST_TEST(definitions.body.at("items").as_array().size() > 20u);
  for (const auto& item : definitions.body.at("items").as_array())
    for (const char* text : {"label_id", "label_en", "definition_id", "definition_en"})
      BOOST_TEST(!item.at(text).as_string().empty());
}

BOOST_AUTO_TEST_CASE(definitions_come_as_tables_too) {
  const Answer csv = statistics("definitions?format=csv", anybody);
  BOOST_TEST(csv.response.body.starts_with("figure,unit,label_id,label_en,definition_id,definition_en\r\nreceived,"));
  BOOST_TEST(statistics("definitions?format=geojson", anybody).at("field") == "format");
  BOOST_TEST(statistics("definitions?month=2026-11", anybody).at("field") == "month");
}

BOOST_AUTO_TEST_CASE(without_a_period_it_is_the_last_thirty_days) {
  submit();
  const Answer table = statistics("channels");
  BOOST_TEST(table.at("from") == "2026-10-22");
  BOOST_TEST(table.at("to") == "2026-11-20");
  BOOST_TEST(table.at("before.from") == "2026-09-22");
  BOOST_TEST(table.at("before.to") == "2026-10-21");
}

BOOST_AUTO_TEST_CASE(a_report_that_becomes_confidential_before_it_is_published_was_in_no_figure_of_a_place_or_desk) {
  const std::string id = submit(R"(,"institution":"kota-35.78","place":{"region":"35.78"})");
  const auto of_public = [&](const char* target, const char* key, const char* value) {
    return row(statistics(target, anybody), key, value, {"received"});
  };
  const auto tell_nothing = [&] {
    BOOST_TEST(of_public("channels", "channel", "api") == "no such row");
    BOOST_TEST(of_public("institutions", "institution", "kota-35.78") == "no such row");
    BOOST_TEST(of_public("regions", "region", "35") == "no such row");
    BOOST_TEST(of_public("categories", "category", "perhubungan") == "no such row");
  };
  tell_nothing();
  BOOST_TEST(of_public("daily?from=2026-11-20&to=2026-11-20", "date", "2026-11-20") == "1");
  BOOST_TEST(command(id, "visibility", R"({"anonymous":false,"confidential":true})", reporter).status() == 200);
  tell_nothing();
  BOOST_TEST(row(statistics("channels", admin), "channel", "api", {"received"}) == "1");
}

BOOST_AUTO_TEST_CASE(staff_see_all_figures_of_their_own_institution_and_the_publics_of_others) {
  submit(R"(,"institution":"kota-35.78")");
  submit(R"(,"institution":"kota-33.74","confidential":true)");
  const auto received = [&](const Ask& by, const char* institution) {
    return row(statistics("institutions", by), "institution", institution, {"received"});
  };
  BOOST_TEST(received(coordinator, "kota-35.78") == "1");
  BOOST_TEST(received(coordinator, "kota-33.74") == "no such row");
  BOOST_TEST(received({"coordinator:kota-33.74", {}}, "kota-33.74") == "1");
  BOOST_TEST(received({"coordinator:kota-33.74", {}}, "kota-35.78") == "no such row");
}

BOOST_AUTO_TEST_SUITE_END()
