#include <boost/test/unit_test.hpp>

#include "storage/proof/base64.hpp"
#include "storage/proof/note.hpp"

namespace lapor::proof::test {

namespace {

/// The example of C2SP signed-note.
constexpr std::string_view published = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

bool is_malformed(std::string_view text) {
  const auto key = VerifierKey::parse(text);
  return !key && key.error().kind == FaultKind::malformed;
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  return text.replace(text.find(what), what.size(), with);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(keys)

BOOST_AUTO_TEST_CASE(a_published_key_is_read_and_written_alike) {
  const auto key = VerifierKey::parse(published).value();
  BOOST_TEST(key.name == "example.com/foo");
  BOOST_TEST((key.type == KeyType::ed25519));
  BOOST_TEST(key.text() == published);
}

BOOST_AUTO_TEST_CASE(a_key_that_is_not_exactly_one_is_refused) {
  const std::string text{published};
  BOOST_TEST(is_malformed(""));
  BOOST_TEST(is_malformed("example.com/foo"));
  BOOST_TEST(is_malformed("example.com/foo+530d903a"));
  BOOST_TEST(is_malformed(replaced(text, "530d903a", "530d903b")));
  BOOST_TEST(is_malformed(replaced(text, "530d903a", "530D903A")));
  BOOST_TEST(is_malformed(replaced(text, "530d903a", "30d903a")));
  BOOST_TEST(is_malformed(replaced(text, "530d903a", "0530d903a")));
  BOOST_TEST(is_malformed(replaced(text, "/foo", "/fop")));
  BOOST_TEST(is_malformed(replaced(text, "/foo", " foo")));
  BOOST_TEST(is_malformed(replaced(text, "example.com/foo", "")));
  BOOST_TEST(is_malformed(text + " "));
  BOOST_TEST(is_malformed(text + "\n"));
  BOOST_TEST(is_malformed(text + "AAAA"));
  BOOST_TEST(is_malformed(text.substr(0, text.size() - 4)));
}

BOOST_AUTO_TEST_CASE(a_key_of_an_unknown_type_is_refused) {
  auto key = VerifierKey::parse(published).value();
  key.type = KeyType{2};
  BOOST_TEST(VerifierKey::parse(key.text()).error().what.find("does not know") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_type_makes_another_id_of_the_same_key) {
  auto key = VerifierKey::parse(published).value();
  const auto as_log = key.id();
  key.type = KeyType::cosignature;
  BOOST_TEST((key.id() != as_log));
  BOOST_TEST((VerifierKey::parse(key.text()) == key));
}

BOOST_AUTO_TEST_CASE(a_private_key_keeps_its_public_one) {
  for (const auto type : {KeyType::ed25519, KeyType::cosignature}) {
    const auto key = SignerKey::make("log.example/1", type);
    BOOST_TEST(key.text().starts_with("PRIVATE+KEY+log.example/1+"));
    const auto again = SignerKey::parse(key.text()).value();
    BOOST_TEST((again.verifier() == key.verifier()));
    BOOST_TEST(again.text() == key.text());
    BOOST_TEST((key.verifier().type == type));
  }
}

BOOST_AUTO_TEST_CASE(two_new_keys_are_not_the_same) {
  BOOST_TEST(SignerKey::make("log").text() != SignerKey::make("log").text());
}

BOOST_AUTO_TEST_CASE(what_is_no_private_key_is_refused_without_being_repeated) {
  const auto key = SignerKey::make("log.example/1").text();
  const auto secret = key.substr(key.rfind('+', key.size() - 44) + 1);
  for (const auto& text : {key.substr(8), key + "A", key + "\n", "PRIVATE" + key, replaced(key, "log", "lag"),
                           replaced(key, "KEY+", "KEY"), key.substr(0, key.size() - 4), std::string{published}}) {
    const auto parsed = SignerKey::parse(text);
    BOOST_TEST_REQUIRE(!parsed.has_value());
    BOOST_TEST((parsed.error().kind == FaultKind::malformed));
    BOOST_TEST(parsed.error().what.find(secret.substr(0, 20)) == std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(names_have_no_spaces_of_any_kind_and_no_plus) {
  for (const auto* name : {"a", "log.example/1", "lapor.go.id/journal-1", "\xc3\xa9t\xc3\xa9", "\xf0\x9f\x94\x91"})
    BOOST_TEST(is_key_name(name));
  for (const auto* name : {"", "a b", "a+b", "a\tb", "a\nb", "a\x01", "a\xc2\xa0", "a\xe3\x80\x80", "a\xe2\x80\xa8",
                           "a\xe2\x80\x83z", "\xe1\x9a\x80", "\xc2\x85", "\xff", "\xc0\xaf", "\xed\xa0\x80",
                           "\xf4\x90\x80\x80", "\xe2\x80", "\xf8\x88\x80\x80\x80"}) {
    BOOST_TEST_INFO(name);
    BOOST_TEST(!is_key_name(name));
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::proof::test
