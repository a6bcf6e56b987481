#include "api/identity/base_encoding.hpp"

#include <boost/test/unit_test.hpp>

using namespace lapor::api;

namespace {

std::span<const std::byte> bytes_of(std::string_view text) {
  return std::as_bytes(std::span(text));
}

std::string text_of(const std::optional<std::vector<std::byte>>& bytes) {
  BOOST_REQUIRE(bytes);
  return {reinterpret_cast<const char*>(bytes->data()), bytes->size()};
}

struct Vector {
  const char* text;
  const char* base32;
  const char* base64url;
};

/// RFC 4648, 10, without the padding.
constexpr Vector vectors[] = {{"", "", ""},
                              {"f", "MY", "Zg"},
                              {"fo", "MZXQ", "Zm8"},
                              {"foo", "MZXW6", "Zm9v"},
                              {"foob", "MZXW6YQ", "Zm9vYg"},
                              {"fooba", "MZXW6YTB", "Zm9vYmE"},
                              {"foobar", "MZXW6YTBOI", "Zm9vYmFy"}};

}  // namespace

BOOST_AUTO_TEST_SUITE(base_encoding)

BOOST_AUTO_TEST_CASE(the_vectors_of_rfc_4648_hold) {
  for (const Vector& vector : vectors) {
    BOOST_TEST(to_base32(bytes_of(vector.text)) == vector.base32);
    BOOST_TEST(text_of(from_base32(vector.base32)) == vector.text);
    BOOST_TEST(to_base64url(bytes_of(vector.text)) == vector.base64url);
    BOOST_TEST(text_of(from_base64url(vector.base64url)) == vector.text);
  }
}

BOOST_AUTO_TEST_CASE(base64url_uses_no_plus_and_no_slash) {
  BOOST_TEST(to_base64url(bytes_of("\xFB\xEF\xFF")) == "--__");
  BOOST_TEST(text_of(from_base64url("--__")) == "\xFB\xEF\xFF");
}

BOOST_AUTO_TEST_CASE(base32_may_be_typed_in_lower_case) {
  BOOST_TEST(text_of(from_base32("mzxw6ytboi")) == "foobar");
}

BOOST_AUTO_TEST_CASE(what_no_bytes_encode_to_is_refused) {
  for (const char* text : {"A", "MZX", "MZXW6Y", "MZ", "MY======", "M1", "M Y", "M8"})
    BOOST_TEST(!from_base32(text), text);
  for (const char* text : {"A", "Zh", "Zg==", "Zm9vY", "Zm+v", "Zm/v", "Z g", "Zm9v\n"})
    BOOST_TEST(!from_base64url(text), text);
}

BOOST_AUTO_TEST_SUITE_END()
