#include "events/contact_address.hpp"

#include <boost/test/unit_test.hpp>

using namespace lapor;

namespace {

/// The kept form; empty for what is no address.
std::string kept(std::string_view text, ContactAddress::Kind kind) {
  const auto address = parse_contact_address(text);
  if (!address) return {};
  BOOST_TEST((address->kind == kind), text);
  return address->value;
}
std::string email(std::string_view text) {
  return kept(text, ContactAddress::Kind::email);
}
std::string phone(std::string_view text) {
  return kept(text, ContactAddress::Kind::phone);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(contact_address)

BOOST_AUTO_TEST_CASE(an_email_address_is_kept_in_lower_case_without_blanks_around) {
  BOOST_TEST(email("siti@example.id") == "siti@example.id");
  BOOST_TEST(email(" Siti.Aminah+LAPOR@Mail.Example.CO.ID\r\n") == "siti.aminah+lapor@mail.example.co.id");
  BOOST_TEST(email("o'neil/x=1@a-b.example") == "o'neil/x=1@a-b.example");
}

BOOST_AUTO_TEST_CASE(one_address_written_in_two_ways_is_one_address) {
  BOOST_TEST((parse_contact_address("SITI@EXAMPLE.ID") == parse_contact_address("siti@example.id")));
  BOOST_TEST((parse_contact_address("0812-3456-7890") == parse_contact_address("+62 812 3456 7890")));
}

BOOST_AUTO_TEST_CASE(what_is_not_of_the_shape_of_rfc_5321_is_no_email_address) {
  for (const char* text : {"@",
                           "siti@",
                           "@example.id",
                           "siti@@example.id",
                           "siti@a@example.id",
                           "siti@localhost",
                           "siti@example..id",
                           "siti@.example.id",
                           "siti@example.id.",
                           ".siti@example.id",
                           "siti.@example.id",
                           "si..ti@example.id",
                           "\"siti\"@example.id",
                           "siti@[127.0.0.1]",
                           "siti@127.0.0.1",
                           "siti@-example.id",
                           "siti@example-.id",
                           "siti@exam_ple.id",
                           "si ti@example.id",
                           "siti@exa mple.id",
                           "siti\n@example.id",
                           "siti@example.id\nBcc: x@y.z",
                           "sit\xC3\xAF@example.id",
                           "siti@ex\xC3\xA4mple.id",
                           "siti,budi@example.id",
                           "<siti@example.id>",
                           "si\x01ti@a.id",
                           "+628123456789@"})
    BOOST_TEST(!parse_contact_address(text), text);
  BOOST_TEST(!parse_contact_address(std::string_view("siti\0@example.id", 16)));
}

BOOST_AUTO_TEST_CASE(an_email_address_has_at_most_64_characters_before_the_sign_and_254_in_all) {
  const std::string label(63, 'b');
  const std::string domain = "@" + label + "." + label + "." + label;  // 192 characters
  BOOST_TEST(email(std::string(62, 'a') + domain).size() == 254U);
  BOOST_TEST(!parse_contact_address(std::string(63, 'a') + domain));
  BOOST_TEST(email(std::string(64, 'a') + "@example.id").size() == 75U);
  BOOST_TEST(!parse_contact_address(std::string(65, 'a') + "@example.id"));
  BOOST_TEST(!parse_contact_address("a@" + label + "b.id"));
}

BOOST_AUTO_TEST_CASE(a_phone_number_is_kept_as_e164) {
  BOOST_TEST(phone("+628123456789") == "+628123456789");
  BOOST_TEST(phone("08123456789") == "+628123456789");
  BOOST_TEST(phone("628123456789") == "+628123456789");
  BOOST_TEST(phone(" (0812) 345-6789 ") == "+628123456789");
  BOOST_TEST(phone("+62 (0)812.345/6789") == "+628123456789");
  BOOST_TEST(phone("+1 202-555-0143") == "+12025550143");
}

BOOST_AUTO_TEST_CASE(what_has_too_few_or_too_many_digits_or_other_characters_is_no_phone_number) {
  for (const char* text :
       {"", " ", "+", "1708", "0", "00628123456789", "812345678", "+0812345678", "+620", "08a2345678", "0812+345678",
        "++628123456789", "+62812345678901234", "+62 0 0812345678", "siti", "\xD9\xA0\xD9\xA8\xD9\xA1\xD9\xA2"})
    BOOST_TEST(!parse_contact_address(text), text);
}

BOOST_AUTO_TEST_CASE(a_phone_number_has_8_to_15_digits) {
  BOOST_TEST(!parse_contact_address("+6281234"));
  BOOST_TEST(phone("+62812345") == "+62812345");
  BOOST_TEST(phone("+628123456789012") == "+628123456789012");
  BOOST_TEST(!parse_contact_address("+6281234567890123"));
}

BOOST_AUTO_TEST_SUITE_END()
