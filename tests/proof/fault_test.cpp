#include "storage/proof/fault.hpp"

#include <boost/test/unit_test.hpp>
#include <set>
#include <string>

namespace lapor::proof::test {

BOOST_AUTO_TEST_SUITE(fault)

BOOST_AUTO_TEST_CASE(every_kind_has_a_word_of_its_own) {
  std::set<std::string_view> words;
  for (int kind = 0; kind <= static_cast<int>(FaultKind::altered); ++kind)
    words.insert(to_word(FaultKind{static_cast<std::uint8_t>(kind)}));
  BOOST_TEST(words.size() == 10u);
  BOOST_TEST(words.count("unknown") == 0u);
  BOOST_TEST(to_word(FaultKind::wrong_key) == "wrong-key");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::proof::test
