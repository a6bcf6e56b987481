#include "api/identity/passwords.hpp"

#include <boost/test/unit_test.hpp>
#include <ctime>

#include "config/common_passwords.hpp"

using namespace lapor::api;
using Flaw = PasswordRules::Flaw;

namespace {

/// The rules with the shipped list.
const PasswordRules& rules() {
  static const PasswordRules rules{lapor::config::load_common_passwords(LAPOR_SOURCE_DIR "/config/reference").value()};
  return rules;
}

std::optional<Flaw> flaw(std::string_view password, std::string_view address = "", std::string_view name = "") {
  return rules().flaw_of(password, address, name);
}

void check_all(std::initializer_list<const char*> passwords, std::optional<Flaw> expected) {
  for (const char* password : passwords) BOOST_TEST((flaw(password) == expected), password);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(passwords)

BOOST_AUTO_TEST_CASE(a_hash_is_argon2id_with_the_stated_costs_and_a_salt_of_its_own) {
  const Secret password{"tiga kambing makan rumput"};
  const std::string hash = hash_password(password);
  BOOST_TEST(hash.starts_with("$argon2id$v=19$m=49152,t=2,p=1$"), hash);
  BOOST_TEST(hash.find("kambing") == std::string::npos);
  BOOST_TEST(hash != hash_password(password));
}

BOOST_AUTO_TEST_CASE(the_password_verifies_and_no_other_does) {
  const std::string hash = hash_password(Secret{"tiga kambing makan rumput"});
  BOOST_TEST(verify_password(Secret{"tiga kambing makan rumput"}, hash));
  for (const char* other : {"", "Tiga kambing makan rumput", "tiga kambing makan rumput ", "tiga kambing"})
    BOOST_TEST(!verify_password(Secret{other}, hash), other);
}

BOOST_AUTO_TEST_CASE(every_byte_of_a_password_counts) {
  const std::string with_zero{"tiga kambing\0 makan", 19};
  const std::string hash = hash_password(Secret{with_zero});
  BOOST_TEST(verify_password(Secret{with_zero}, hash));
  BOOST_TEST(!verify_password(Secret{"tiga kambing"}, hash));
}

BOOST_AUTO_TEST_CASE(what_is_no_hash_verifies_nothing_and_wants_to_be_made_anew) {
  for (const std::string& text : {std::string{}, std::string{"x"}, std::string{"$argon2id$"}, std::string(200, '$'),
                                  std::string{"$2b$12$abcdefghijklmnopqrstuv"}}) {
    BOOST_TEST(!verify_password(Secret{"tiga kambing makan rumput"}, text), text);
    BOOST_TEST(needs_rehash(text), text);
  }
}

BOOST_AUTO_TEST_CASE(a_hash_of_other_costs_still_verifies_and_wants_to_be_made_anew) {
  // Made by libsodium with 1 pass over 8 KiB.
  const std::string cheap =
      "$argon2id$v=19$m=8,t=1,p=1$96QZU8HZL5pPonJt258nZA$FZvFm2LiDBQ3RLBhvh/BBxv8vtCJ2QFmxDN+j2XAc5c";
  BOOST_TEST(verify_password(Secret{"tiga kambing makan rumput"}, cheap));
  BOOST_TEST(needs_rehash(cheap));
  BOOST_TEST(!needs_rehash(hash_password(Secret{"tiga kambing makan rumput"})));
}

BOOST_AUTO_TEST_CASE(the_decoy_is_one_hash_of_todays_costs_that_nothing_verifies) {
  BOOST_TEST(decoy_hash() == decoy_hash());
  BOOST_TEST(!needs_rehash(decoy_hash()));
  BOOST_TEST(!verify_password(Secret{""}, decoy_hash()));
}

BOOST_AUTO_TEST_CASE(an_unknown_address_takes_as_long_as_a_known_one) {
  const std::string hash = hash_password(Secret{"tiga kambing makan rumput"});
  const auto fastest = [](const std::string& phc) {
    double least = 1e9;
    for (int i = 0; i < 5; ++i) {
      const std::clock_t begun = std::clock();
      BOOST_REQUIRE(!verify_password(Secret{"wrong"}, phc));
      least = std::min(least, 1e3 * static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC);
    }
    return least;
  };
  const double known = fastest(hash);
  const double unknown = fastest(decoy_hash());
  BOOST_TEST_MESSAGE("verify_password: " << known << " ms of processor, for an unknown address " << unknown << " ms");
  BOOST_TEST(unknown > known * 0.5);
  BOOST_TEST(unknown < known * 2);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(password_rules)

BOOST_AUTO_TEST_CASE(good_passwords_of_any_kind_have_no_flaw) {
  check_all({"tiga kambing makan rumput", "Gw9#kPz!vR2m", "hujan-sore di kebon", "correct horse battery staple",
             "kopi2 pahit7 pagi", "8264950371642", "пароль длинный", "正しい馬の電池の針です", "indonesia lapar kopi"},
            std::nullopt);
}

BOOST_AUTO_TEST_CASE(ten_code_points_are_enough_for_people_and_twelve_for_staff) {
  BOOST_TEST((flaw("kambing7x") == Flaw::too_short));
  BOOST_TEST((flaw("kambing7xq") == std::nullopt));
  BOOST_TEST((flaw("żółćgęśląją") == std::nullopt));   // 11 code points
  BOOST_TEST((flaw("żółćgęślą") == Flaw::too_short));  // 9 code points in 16 bytes
  BOOST_TEST((rules().flaw_of("kambing7xqz", "", "", PasswordRules::least_for_staff) == Flaw::too_short));
  BOOST_TEST((rules().flaw_of("kambing7xqzw", "", "", PasswordRules::least_for_staff) == std::nullopt));
}

BOOST_AUTO_TEST_CASE(a_hundred_and_twenty_eight_code_points_are_not_too_many) {
  std::string longest;
  for (int i = 0; longest.size() < PasswordRules::most; ++i) longest += "kx" + std::to_string(i * 7) + "!";
  longest.resize(PasswordRules::most);
  BOOST_TEST((flaw(longest) == std::nullopt));
  BOOST_TEST((flaw(longest + "k") == Flaw::too_long));
  BOOST_TEST((flaw(std::string(100'000, '\x80')) == Flaw::too_long));  // bytes are bounded, whatever they are
}

BOOST_AUTO_TEST_CASE(few_characters_over_and_over_are_refused) {
  check_all({"aaaaaaaaaa", "AaAaAaAaAa", "abcabcabcabc", "1212121212", "x7x7x7x7x7x7", "lololololol", "1122112211",
             "xkxxkkxkkxk", "ййййййййййй", "😀😀😀😀😀😀😀😀😀😀"},
            Flaw::repeated);
}

BOOST_AUTO_TEST_CASE(runs_of_neighbours_are_refused) {
  check_all({"1234567890", "0987654321", "qwertyuiop", "QWERTYUIOP", "abcdefghij", "zyxwvutsrq", "1234567890x",
             "qwertyuiop12", "abcd1234abcd", "1234abcd5678", "asdfghjkl;", "lkjhgfdsaq", "aaabbbcccddd",
             "abcdefghijklmnopqrstuvwxyz", "8901234567"},
            Flaw::sequential);
}

BOOST_AUTO_TEST_CASE(a_run_within_a_longer_password_is_no_flaw) {
  check_all({"kopi-1234-hitam", "abc kambing def"}, std::nullopt);
}

BOOST_AUTO_TEST_CASE(common_ones_are_refused_in_any_case_and_with_anything_around) {
  check_all({"mypassword", "MyPassword", "sayangkamu", "sayang123456", "Sayang2024!!", "123sayang123", "bismillah99",
             "Indonesia1945", "!!rahasia!!", "Persib#1933", "1q2w3e4r5t", "bhinnekatunggalika"},
            Flaw::common);
}

BOOST_AUTO_TEST_CASE(letters_written_as_digits_or_signs_are_read_as_letters) {
  check_all({"p@ssw0rd123", "P455w0rd!!", "r4h451a2024", "s4y4n6!!2024", "$ayangkamu", "1nd0ne51a17", "m3rd3k4-1945",
             "b1sm1ll4h!", "Ga1au2024!"},
            Flaw::common);
}

BOOST_AUTO_TEST_CASE(a_common_word_twice_is_the_common_word) {
  check_all({"sayangsayang", "rahasiarahasia", "p@ssw0rdp@ssw0rd"}, Flaw::common);
}

BOOST_AUTO_TEST_CASE(without_a_list_nothing_is_common) {
  BOOST_TEST((PasswordRules({}).flaw_of("bismillah99", "", "") == std::nullopt));
}

BOOST_AUTO_TEST_CASE(the_own_address_with_little_beside_is_refused) {
  BOOST_TEST((flaw("saefullah.x12", "Saefullah.X@example.id") == Flaw::contains_address));
  BOOST_TEST((flaw("x-saefullah-2", "saefullah.k@example.id") == Flaw::contains_address));
  BOOST_TEST((flaw("sa.ef.ul99", "sa.ef.ul@example.id") == Flaw::contains_address));
  BOOST_TEST((flaw("0812345678", "+62812345678") == Flaw::sequential));
  BOOST_TEST((flaw("081397462850", "+6281397462850") == Flaw::contains_address));
  BOOST_TEST((flaw("81397462850", "+6281397462850") == Flaw::contains_address));
  BOOST_TEST((flaw("6281397462850ku", "+6281397462850") == Flaw::contains_address));
}

BOOST_AUTO_TEST_CASE(the_own_name_with_little_beside_is_refused) {
  BOOST_TEST((flaw("Rangga_1990", "", "Rangga Wicaksono") == Flaw::contains_name));
  BOOST_TEST((flaw("wicaksonorangga12", "", "Rangga Wicaksono") == Flaw::contains_name));
  BOOST_TEST((flaw("rangga&saefullah", "saefullah@example.id", "Rangga W") == Flaw::contains_address));
}

BOOST_AUTO_TEST_CASE(the_name_of_the_service_with_little_beside_is_refused) {
  BOOST_TEST((flaw("sp4n-lapor-7") == Flaw::contains_service));
  BOOST_TEST((flaw("Lapor:kopi7") == Flaw::contains_service));
}

BOOST_AUTO_TEST_CASE(eight_characters_beside_what_is_known_are_enough) {
  BOOST_TEST((flaw("Rangga kopi7x!", "", "Rangga Wicaksono") == std::nullopt));
  BOOST_TEST((flaw("Rangga kopi7x", "", "Rangga Wicaksono") == Flaw::contains_name));
  BOOST_TEST((flaw("lapor kopi tubruk") == std::nullopt));
}

BOOST_AUTO_TEST_CASE(short_names_and_addresses_forbid_nothing) {
  BOOST_TEST((flaw("kambing7xq", "ka@example.id", "Bi Ng") == std::nullopt));
}

BOOST_AUTO_TEST_SUITE_END()
