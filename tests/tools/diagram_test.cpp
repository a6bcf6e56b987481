#include "tools/diagram.hpp"

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <iterator>

#include "events/transitions.hpp"

BOOST_AUTO_TEST_SUITE(diagram)

BOOST_AUTO_TEST_CASE(every_command_that_changes_the_state_is_drawn) {
  const std::string text = lapor::tools::state_diagram();
  for (const lapor::Transition& row : lapor::transitions)
    if (row.to != lapor::Status::none)
      BOOST_TEST(text.find(row.command) != std::string::npos, row.command << " is missing");
}

BOOST_AUTO_TEST_CASE(arrows_share_their_commands_and_clocks) {
  const std::string text = lapor::tools::state_diagram();
  BOOST_TEST(text.find("    [*] --> awaiting_verification: SubmitReport\n") != std::string::npos);
  BOOST_TEST(text.find("    on_hold --> archived: WithdrawReport, ArchiveReport, completion is due\n") !=
             std::string::npos);
  BOOST_TEST(text.find("    in_progress --> closed: CloseReport, auto_close is due\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_leaves_the_state_as_it_is_has_no_arrow) {
  const std::string text = lapor::tools::state_diagram();
  for (const char* command : {"AddNote", "RateReport", "deadline_missed"})
    BOOST_TEST(text.find(command) == std::string::npos, command << " is drawn");
}

BOOST_AUTO_TEST_CASE(the_page_in_docs_is_the_diagram_of_today) {
  std::ifstream page(LAPOR_SOURCE_DIR "/docs/states.md");
  const std::string text{std::istreambuf_iterator<char>(page), {}};
  BOOST_TEST(text.find(lapor::tools::state_diagram()) != std::string::npos, "print it again: lapor diagram");
}

BOOST_AUTO_TEST_SUITE_END()
