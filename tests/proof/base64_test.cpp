#include "storage/proof/base64.hpp"

#include <boost/test/unit_test.hpp>
#include <random>

#include "tests/proof/sample_tree.hpp"

namespace lapor::proof::test {

namespace {

Bytes random_bytes(std::size_t count, std::mt19937& random) {
  Bytes bytes;
  for (std::size_t i = 0; i < count; ++i) bytes.push_back(static_cast<std::byte>(random() & 0xff));
  return bytes;
}

/// RFC 4648 section 4, bit by bit.
std::string plainly(BytesView bytes) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t bit = 0; bit < bytes.size() * 8; bit += 6) {
    std::size_t value = 0;
    for (std::size_t i = bit; i < bit + 6; ++i) {
      const bool set = i / 8 < bytes.size() && (std::to_integer<unsigned>(bytes[i / 8]) >> (7 - i % 8) & 1) != 0;
      value = value * 2 + (set ? 1 : 0);
    }
    text += digits[value];
  }
  while (text.size() % 4 != 0) text += '=';
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(base64)

BOOST_AUTO_TEST_CASE(the_vectors_of_rfc_4648_hold) {
  BOOST_TEST(to_base64({}) == "");
  BOOST_TEST(to_base64(bytes_of("f")) == "Zg==");
  BOOST_TEST(to_base64(bytes_of("fo")) == "Zm8=");
  BOOST_TEST(to_base64(bytes_of("foo")) == "Zm9v");
  BOOST_TEST(to_base64(bytes_of("foob")) == "Zm9vYg==");
  BOOST_TEST(to_base64(bytes_of("fooba")) == "Zm9vYmE=");
  BOOST_TEST(to_base64(bytes_of("foobar")) == "Zm9vYmFy");
}

BOOST_AUTO_TEST_CASE(bytes_of_every_length_are_written_as_defined_and_read_back) {
  std::mt19937 random{1};
  for (std::size_t length = 0; length < 300; ++length) {
    const auto bytes = random_bytes(length, random);
    const auto text = to_base64(bytes);
    BOOST_TEST(text == plainly(bytes));
    BOOST_TEST((from_base64(text) == bytes));
  }
}

BOOST_AUTO_TEST_CASE(what_stands_before_stays) {
  std::string text = "extra ";
  append_base64(text, bytes_of("foob"));
  append_base64(text, {});
  append_base64(text, bytes_of("foo"));
  BOOST_TEST(text == "extra Zm9vYg==Zm9v");
}

BOOST_AUTO_TEST_CASE(only_one_text_stands_for_the_same_bytes) {
  for (const auto* text : {"Zg", "Zg=", "Zh==", "Zm9=", "Z===", "====", "=", "==", "Zg==Zg==", "Zm9v\n", "Zm 9",
                           "Zm9v====", "Zm-_", "Zg=a", "Z=g=", "Zm9vY", "Zm9v Zm9v", "\xc3\xa9Zm"}) {
    BOOST_TEST_INFO(text);
    BOOST_TEST(!from_base64(text).has_value());
  }
}

BOOST_AUTO_TEST_CASE(any_text_is_refused_or_is_what_would_be_written) {
  constexpr std::string_view characters = "AQgw59+/=\n";
  std::size_t read = 0;
  for (std::size_t number = 0; number < 10'000; ++number) {
    std::string text;
    for (std::size_t rest = number; text.size() < 4; rest /= 10) text += characters[rest % 10];
    const auto bytes = from_base64(text);
    if (bytes) BOOST_TEST(to_base64(*bytes) == text);
    read += bytes ? 1 : 0;
  }
  BOOST_TEST(read == 8u * 8 * 8 * 8 + 8 * 8 * 4 + 8 * 4);  // before padding only A, Q, g and w: their low bits are zero
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::proof::test
