#include "events/event_text.hpp"

#include <boost/test/unit_test.hpp>
#include <set>

#include "tests/events/codec_samples.hpp"
#include "tests/events/person_samples.hpp"

using namespace lapor;

namespace {

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

const std::string due = "2024-10-09T07:00:00.007+07:00";  // of the samples: day 20,005 and 7 ms

/// The facts of each rich sample, in the order of the variant: what must be read without any key.
const std::vector<std::vector<std::string>> facts = {
    {"class supervised_complaint", "incident 2026-11-18", "category perhubungan/jalan", "institution kota-35.78",
     "region 35.78", "anonymous", "confidential", "attachment aaaa", "verification due " + due, "provisional"},
    {"class aspiration", "category kesehatan", "tag jalan", "tag musim-hujan", "anonymous", "confidential",
     "resolution target 20"},
    {"to kota-35.78/dishub", "copy to prov-35", "copy to kemenhub", "follow_up due " + due, "provisional"},
    {"because evidence_missing", "completion due " + due},
    {"incident 1969-11-30", "category kesehatan", "region 35.78", "attachment bbbb", "due " + due},
    {"attachment aaaa", "attachment bbbb"},
    {"by reporter", "because withdrawn", "appeal until 20"},
    {"proposed prov-35", "verification due " + due},
    {"attachment aaaa", "auto_close due " + due},
    {"by administrator", "attachment aaaa", "follow_up due " + due},
    {"by administrator", "reopening until 20"},
    {"into 1000002"},
    {"by administrator", "follow_up due " + due},
    {"by administrator", "verification due " + due},
    {"score 4"},
    {"anonymous, confidential"},
    {},
    {},
    {},
    {"comment 4000000000"},
    {"comment 3"},
    {"attachment aaaa"},
    {"auto_close due " + due, "in the place of 20"},
    {},
    {"ground court_order"},
    {"follow_up was due " + due, "told to level 2", "next level at 20"},
    {},
    {},
};

const std::vector<std::vector<std::string>> person_facts = {
    {"address \"SECRET address\"", "name \"SECRET name\""},
    {"name \"SECRET name\""},
    {"as coordinator", "as officer", "of kota-35.78/dishub"},
    {"reason \"SECRET reason\""},
    {"reason \"SECRET reason\""},
    {"by a code sent to the address"},
    {"to \"SECRET address\""},
    {"to \"SECRET name\""},
    {"as officer", "until 20", "from \"SECRET source\"", "one-time code of step 58000000"},
    {},
    {},
    {"attempts 1000", "from \"SECRET source\""},
    {},
    {"step 58000001"},
    {"reason \"SECRET reason\""},
    {"may read", "may messages", "until 20", "former key until 20"},
    {"reason \"SECRET reason\""},
    {},
    {},
    {"ground subject_request"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(event_text)

BOOST_AUTO_TEST_CASE(every_event_of_a_report_is_a_line_with_its_name_and_its_facts) {
  const Events events = samples::rich_events();
  BOOST_REQUIRE_EQUAL(events.size(), std::variant_size_v<Event>);
  BOOST_REQUIRE_EQUAL(facts.size(), events.size());
  for (std::size_t i = 0; i < events.size(); ++i) {
    BOOST_REQUIRE_EQUAL(events[i].index(), i);
    const std::string text = readable(events[i]);
    BOOST_TEST(text.starts_with(name_of(events[i])), text);
    BOOST_TEST(!contains(text, "\n"), text);
    for (const std::string& fact : facts[i]) BOOST_TEST(contains(text, fact), text << " lacks " << fact);
  }
}

BOOST_AUTO_TEST_CASE(every_text_of_a_report_is_shown_when_it_can_be_read_and_none_otherwise) {
  for (const Event& event : samples::rich_events()) {
    const Record record = samples::record_of(event);
    const auto read = decode_facts(samples::sealed_record(record));
    BOOST_REQUIRE(read);
    const bool has_text = record.events != read->events;
    BOOST_TEST(contains(readable(event), samples::secret) == has_text, readable(event));
    BOOST_TEST(!contains(readable(read->events.front()), samples::secret), readable(read->events.front()));
  }
}

BOOST_AUTO_TEST_CASE(every_event_of_a_person_is_a_line_with_its_name_and_its_facts) {
  const auto events = samples::rich_person_events();
  BOOST_REQUIRE_EQUAL(events.size(), std::variant_size_v<PersonEvent>);
  BOOST_REQUIRE_EQUAL(person_facts.size(), events.size());
  for (std::size_t i = 0; i < events.size(); ++i) {
    BOOST_REQUIRE_EQUAL(events[i].index(), i);
    const std::string text = readable(events[i]);
    BOOST_TEST(text.starts_with(name_of(events[i])), text);
    for (const std::string& fact : person_facts[i]) BOOST_TEST(contains(text, fact), text << " lacks " << fact);
  }
}

BOOST_AUTO_TEST_CASE(no_password_secret_or_token_is_shown) {
  for (const PersonEvent& event : samples::rich_person_events()) {
    const std::string text = readable(event);
    for (std::string_view hidden : {"SECRET password", "SECRET secret", "010203", "020304", "030405"})
      BOOST_TEST(!contains(text, hidden), text);
  }
}

BOOST_AUTO_TEST_CASE(empty_fields_are_left_out) {
  BOOST_TEST(readable(Event{SupportAdded{}}) == "support_added");
  BOOST_TEST(readable(Event{ReportRated{4, ""}}) == "report_rated: score 4");
  BOOST_TEST(readable(Event{ReportForwarded{"kota-35.78", "segera", {"kab-51.03"}, std::nullopt}}) ==
             "report_forwarded: to kota-35.78, note \"segera\", copy to kab-51.03");
  BOOST_TEST(readable(PersonEvent{SignedIn{}}) == "signed_in: as reporter");
}

BOOST_AUTO_TEST_CASE(what_is_switched_off_is_said) {
  BOOST_TEST(readable(Event{VisibilityChanged{true, false}}) == "visibility_changed: anonymous, not confidential");
  BOOST_TEST(readable(PersonEvent{StaffAppointed{}}) == "staff_appointed: no role any more");
}

BOOST_AUTO_TEST_CASE(a_text_cannot_look_like_another_line_or_another_field) {
  BOOST_TEST(readable(Event{NoteAdded{"a\nreport_closed: by system\", level 1", {}}}) ==
             "note_added: text \"a report_closed: by system\\\", level 1\"");
}

BOOST_AUTO_TEST_CASE(a_party_is_its_role_its_number_and_its_institution) {
  BOOST_TEST(readable(Party{Role::officer, PersonId{12}, "kota-35.78"}) == "officer 12 of kota-35.78");
  BOOST_TEST(readable(Party{Role::system, std::nullopt, ""}) == "system");
}

BOOST_AUTO_TEST_SUITE_END()
