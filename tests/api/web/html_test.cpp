#include "api/web/html.hpp"

#include <boost/test/unit_test.hpp>

using namespace lapor::api::web;

BOOST_AUTO_TEST_SUITE(html)

BOOST_AUTO_TEST_CASE(text_and_values_cannot_become_markup) {
  Html html;
  html.element("p", {{"title", R"("><script>alert('x')</script>)"}}, "<b>&amp;</b> \"'");
  BOOST_TEST(html.written() ==
             "<p title=\"&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;\">"
             "&lt;b&gt;&amp;amp;&lt;/b&gt; &quot;&#39;</p>");
}

BOOST_AUTO_TEST_CASE(what_is_opened_is_closed_around_its_content) {
  Html html;
  html.element("ul", {{"class", "list"}}, [&] {
    html.element("li", "a");
    html.element("li", [&] { html.leaf("br"); });
  });
  BOOST_TEST(html.written() == R"(<ul class="list"><li>a</li><li><br></li></ul>)");
}

BOOST_AUTO_TEST_CASE(an_attribute_that_is_not_set_is_left_out) {
  Html html;
  html.leaf("input", {{"type", "checkbox"}, {"checked", "", false}, {"required"}});
  BOOST_TEST(html.written() == R"(<input type="checkbox" required="">)");
}

BOOST_AUTO_TEST_CASE(a_target_leads_nowhere_but_to_pages) {
  for (const char* target : {"javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "//elsewhere.example",
                             "/\\elsewhere.example", "reports", ""}) {
    Html html;
    html.element("a", {{"href", target}}, "x");
    BOOST_TEST(html.written() == "<a href=\"#\">x</a>", target);
  }
  for (const char* target : {"/reports", "?q=1", "#page", "https://lapor.example/reports"}) {
    Html html;
    html.element("a", {{"href", target}}, "x");
    BOOST_TEST(html.written() == "<a href=\"" + std::string(target) + "\">x</a>");
  }
}

BOOST_AUTO_TEST_CASE(lines_become_breaks_and_empty_lines_paragraphs) {
  Html html;
  html.paragraphs("one\r\ntwo\n\n\n<three>\n\n \n");
  BOOST_TEST(html.written() == "<p>one<br>two</p><p><br>&lt;three&gt;</p>");
}

BOOST_AUTO_TEST_SUITE_END()
