#include "api/personal_data.hpp"

#include <boost/test/unit_test.hpp>
#include <random>

#include "api/text.hpp"

using namespace lapor;
using namespace lapor::api;

namespace {

/// All findings of a text as "phone(0812...) email(...)".
std::string found(std::string_view text) {
  std::string all;
  for (const Finding& finding : find_personal_data(text)) {
    all += (all.empty() ? "" : " ") + std::string(to_word(finding.kind));
    all += "(" + std::string(piece_of(text, finding)) + ")";
  }
  return all;
}

std::string masked_text(std::string_view text) {
  return mask(text, find_personal_data(text));
}

struct Case {
  std::string_view text;
  std::string_view found;
};

void check(std::initializer_list<Case> cases) {
  for (const Case& each : cases) BOOST_TEST(found(each.text) == each.found, each.text << ": " << found(each.text));
}

void check_nothing(std::initializer_list<std::string_view> texts) {
  for (const std::string_view text : texts) BOOST_TEST(found(text) == "", text << ": " << found(text));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(personal_data)

BOOST_AUTO_TEST_CASE(a_national_id_has_16_digits_however_they_are_written) {
  check({
      {"NIK 3578011203856789.", "national_id(3578011203856789)"},
      {"NIK: 3578 0112 0385 6789,", "national_id(3578 0112 0385 6789)"},
      {"3578-0112-0385-6789", "national_id(3578-0112-0385-6789)"},
      {"3578.0112.0385.6789", "national_id(3578.0112.0385.6789)"},
      {"357801 120385 6789", "national_id(357801 120385 6789)"},
      {"35.78.01.120385.6789", "national_id(35.78.01.120385.6789)"},
      {"nik3578011203856789atas nama", "national_id(3578011203856789)"},
      {"(3578011203856789)", "national_id(3578011203856789)"},
      {"1.3578011203856789 2.3578015203856789", "national_id(3578011203856789) national_id(3578015203856789)"},
      {"3578011203856789/3578011203856780", "national_id(3578011203856789) national_id(3578011203856780)"},
      {"3578011203856789 3578011203856780", "national_id(3578011203856789) national_id(3578011203856780)"},
  });
}

BOOST_AUTO_TEST_CASE(sixteen_digits_are_an_id_also_when_no_region_or_birthday_fits) {
  check({
      {"9999999999999999", "national_id(9999999999999999)"},
      {"nomor 0000111122223334", "national_id(0000111122223334)"},
      {"1234 5678 9012 3456", "national_id(1234 5678 9012 3456)"},
  });
  check_nothing({"123456789012345", "12345678901234567", "35780112038567891234"});
}

BOOST_AUTO_TEST_CASE(a_plausible_id_stays_one_also_when_its_last_digit_fits_a_card) {
  check({
      {"3578011203850006", "national_id(3578011203850006)"},   // day 12
      {"3578015203850007", "national_id(3578015203850007)"},   // a woman's day 52
      {"3578014003850002", "payment_card(3578014003850002)"},  // no day 40
      {"3578013203850002", "payment_card(3578013203850002)"},  // no day 32
      {"3578011213850004", "payment_card(3578011213850004)"},  // no month 13
      {"4078011203850009", "payment_card(4078011203850009)"},  // no province 40
  });
}

BOOST_AUTO_TEST_CASE(a_family_card_is_an_id_that_says_so) {
  check({
      {"No. KK 3578011203856789", "family_card(3578011203856789)"},
      {"nokk:3578011203856789", "family_card(3578011203856789)"},
      {"Nomor Kartu Keluarga saya = 3578 0112 0385 6789", "family_card(3578 0112 0385 6789)"},
      {"kartu keluarga dan NIK 3578011203856789", "national_id(3578011203856789)"},
      {"KTP, KK. Nomornya\n3578011203856789", "national_id(3578011203856789)"},
      {"KK 3578011203856789 NIK 3578011203856780", "family_card(3578011203856789) national_id(3578011203856780)"},
      {"akk 3578011203856789", "national_id(3578011203856789)"},
  });
}

BOOST_AUTO_TEST_CASE(mobile_phones_are_found_however_they_are_written) {
  check({
      {"WA 081234567890", "phone(081234567890)"},
      {"0812-3456-7890", "phone(0812-3456-7890)"},
      {"0812.3456.7890", "phone(0812.3456.7890)"},
      {"0812 3456 7890", "phone(0812 3456 7890)"},
      {"0812 - 3456 - 7890.", "phone(0812 - 3456 - 7890)"},
      {"+6281234567890", "phone(+6281234567890)"},
      {"+62 812-3456-7890", "phone(+62 812-3456-7890)"},
      {"(+62) 812 3456 7890", "phone((+62) 812 3456 7890)"},
      {"+62 (0)812 3456 7890", "phone(+62 (0)812 3456 7890)"},
      {"6281234567890", "phone(6281234567890)"},
      {"62 812 3456 7890", "phone(62 812 3456 7890)"},
      {"hub081234567890yg asli", "phone(081234567890)"},
      {"(0812 3456 7890)", "phone(0812 3456 7890)"},
      {"0 8 1 2 3 4 5 6 7 8 9 0", "phone(0 8 1 2 3 4 5 6 7 8 9 0)"},
      {"08 12 34 56 78 90", "phone(08 12 34 56 78 90)"},
      {"081234567890/085712345678", "phone(081234567890) phone(085712345678)"},
      {"081234567890 085712345678", "phone(081234567890) phone(085712345678)"},
      {"0812345678 5 kali", "phone(0812345678)"},
      {"0812-345-678 17 orang", "phone(0812-345-678)"},
      {"0812-3456-789-0", "phone(0812-3456-789-0)"},
      {"0812-20-12-1999", "phone(0812-20-12-1999)"},
  });
}

BOOST_AUTO_TEST_CASE(landlines_have_an_area_code) {
  check({
      {"(031) 123456", "phone((031) 123456)"},
      {"(0361) 264905 sudah", "phone((0361) 264905)"},
      {"(0361)264905", "phone((0361)264905)"},
      {"021-5790-1234", "phone(021-5790-1234)"},
      {"0215790123", "phone(0215790123)"},
      {"(0967) 12345", "phone((0967) 12345)"},
      {"+62 21 57901234", "phone(+62 21 57901234)"},
      {"+62 (21) 57901234", "phone(+62 (21) 57901234)"},
      {"62 21 57901234", "phone(62 21 57901234)"},
  });
  check_nothing({"031 12345", "RB021123456SG", "020 1234567", "014 1234567", "0800 123 4567", "62015 10111 056"});
}

BOOST_AUTO_TEST_CASE(a_phone_has_9_to_14_digits) {
  check({
      {"0812345678", "phone(0812345678)"},
      {"0812345678901", "phone(0812345678901)"},
      {"62812345678901", "phone(62812345678901)"},
  });
  check_nothing({"081234567", "08123456789012", "628123456789012", "+62812345"});
}

BOOST_AUTO_TEST_CASE(phones_of_other_countries_have_a_plus) {
  check({{"di Malaysia +60 12-345 6789", "phone(+60 12-345 6789)"}, {"+966501234567", "phone(+966501234567)"}});
  check_nothing({"60123456789", "naik +10.000.000.000 rupiah", "+1234567"});
}

BOOST_AUTO_TEST_CASE(a_phone_without_its_zero_must_be_announced) {
  check({{"hp 81234567890", "phone(81234567890)"}, {"WA: 812-3456-7890", "phone(812-3456-7890)"}});
  check_nothing({"81234567890", "nomor tiket 81234567890", "wa lain. Ada\n81234567890"});
}

BOOST_AUTO_TEST_CASE(payment_cards_are_told_by_issuer_and_check_digit) {
  check({
      {"Visa 4111111111111111", "payment_card(4111111111111111)"},
      {"4111 1111 1111 1111", "payment_card(4111 1111 1111 1111)"},
      {"5500-0000-0000-0004", "payment_card(5500-0000-0000-0004)"},
      {"3782 822463 10005", "payment_card(3782 822463 10005)"},
      {"378282246310005", "payment_card(378282246310005)"},
      {"4222222222222", "payment_card(4222222222222)"},
      {"4111111111111111110", "payment_card(4111111111111111110)"},
      {"30569309025904", "payment_card(30569309025904)"},
      {"4111 1111 1111 1112", "national_id(4111 1111 1111 1112)"},
  });
  check_nothing({"4222222222223", "378282246310006", "1111111111117", "Rp 4222222222222", "41 11 11 11 11 11 11",
                 "51.05.020.004.001.0007.0", "35.78.021.004.001.0007.0", "198502122006041003"});
}

BOOST_AUTO_TEST_CASE(addresses_for_mail_are_found_with_their_sign_or_the_word_for_it) {
  check({
      {"kirim ke budi.santoso@gmail.com.", "email(budi.santoso@gmail.com)"},
      {"Email:BUDI_01+lapor@Dinas.Surabaya.GO.ID", "email(BUDI_01+lapor@Dinas.Surabaya.GO.ID)"},
      {"<a@b.id>", "email(a@b.id)"},
      {"nama [at] domain.id", "email(nama [at] domain.id)"},
      {"nama(at)domain.co.id", "email(nama(at)domain.co.id)"},
      {"nama at domain.id", "email(nama at domain.id)"},
      {"budi @ gmail.com", "email(budi @ gmail.com)"},
      {"budi @gmail.com", "email(budi @gmail.com)"},
      {"budi@ gmail.com", "email(budi@ gmail.com)"},
      {"081234567890@gmail.com", "email(081234567890@gmail.com)"},
      {"budi@gmail.com081234567890", "email(budi@gmail.com) phone(081234567890)"},
      {"b\u00FCdi\uFF20gmail\uFF0Ecom", "email(b\u00FCdi\uFF20gmail\uFF0Ecom)"},
  });
  check_nothing({"@hendrarprihadi", "pak @hendrarprihadi @orisurf.id mohon", "a@b", "a@b.1", "@gmail.com", "a@@b.id",
                 "Arrival at delivery/Transit", "2 at 10.30", "meet at home.Then", "at gmail.com",
                 "http://domain.id/at"});
}

BOOST_AUTO_TEST_CASE(a_bank_account_is_what_a_word_announces) {
  check({
      {"no rek 1234567890", "bank_account(1234567890)"},
      {"Rekening Mandiri a.n. Budi: 137-00-1234567-8", "bank_account(137-00-1234567-8)"},
      {"norek BRI 0012-01-001234-50-1", "bank_account(0012-01-001234-50-1)"},
      {"rekeningnya 12345678", "bank_account(12345678)"},
      {"rek1234567890123456", "bank_account(1234567890123456)"},
      {"rek 081234567890", "bank_account(081234567890)"},
      {"rek 1234567890 sebesar 15 juta", "bank_account(1234567890)"},
      {"rekening hilang hubungi 081234567890", "phone(081234567890)"},
  });
  check_nothing({"1234567890", "rek 1234567", "rek 12345678901234567", "rekan saya 1234567890",
                 "rekening tanggal 27-11-2017", "rekening Rp 10.000.000", "rekening sebesar 10.000.000",
                 "rekening 2017 2018", "rekening pukul 08.00-16.00", "rekening jam 08 10 12 14",
                 "buka rekening. Lalu saya datang, nomor antri 12345678", "rek\n12345678"});
}

BOOST_AUTO_TEST_CASE(digits_of_other_scripts_and_invisible_characters_hide_nothing) {
  check({
      {"\uFF10\uFF18\uFF11\uFF12\uFF0D\uFF13\uFF14\uFF15\uFF16\uFF0D\uFF17\uFF18\uFF19\uFF10",
       "phone(\uFF10\uFF18\uFF11\uFF12\uFF0D\uFF13\uFF14\uFF15\uFF16\uFF0D\uFF17\uFF18\uFF19\uFF10)"},
      {"\u0660\u0668\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668",
       "phone(\u0660\u0668\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668)"},
      {"\u06F0\u06F8\u06F1\u06F2\u06F3\u06F4\u06F5\u06F6\u06F7\u06F8",
       "phone(\u06F0\u06F8\u06F1\u06F2\u06F3\u06F4\u06F5\u06F6\u06F7\u06F8)"},
      {"\U0001D7CE\U0001D7D6\U0001D7CF\U0001D7D0\U0001D7D1\U0001D7D2\U0001D7D3\U0001D7D4\U0001D7D5\U0001D7D6",
       "phone(\U0001D7CE\U0001D7D6\U0001D7CF\U0001D7D0\U0001D7D1\U0001D7D2\U0001D7D3\U0001D7D4\U0001D7D5\U0001D7D6)"},
      {"\u202A+62 812\u20113456\u20117890\u202C", "phone(+62 812\u20113456\u20117890)"},
      {"0812\u00A03456\u00A07890", "phone(0812\u00A03456\u00A07890)"},
      {"08\u200B12\u200B345678", "phone(08\u200B12\u200B345678)"},
      {"0\uFE0F\u20E38\uFE0F\u20E31\uFE0F\u20E32345678", "phone(0\uFE0F\u20E38\uFE0F\u20E31\uFE0F\u20E32345678)"},
  });
}

BOOST_AUTO_TEST_CASE(dates_times_money_places_and_numbers_of_papers_are_nobodys_data) {
  check_nothing({
      "",
      "tanggal 31-01-1983 sampai 12.02.2017-27.04.2017",
      "31.01.2017-12.02.2017",
      "2017-09-18 15:31 dan 2017-09-26 10:04",
      "08/06/2017 11:20",
      "jam 08.00-17.00, 08.00 - 16.00 WIB",
      "08.15 09.15 10.15 11.15",
      "tahun 2016-2017, 2015 2016 2017 2018",
      "Rp 1.500.000.000 dan Rp.10.739.066.138,-",
      "sebesar 33.237.304.282 rupiah; Rp 62812345678",
      "laporan 5051234 dan 1878360",
      "-6.156942,107.303715",
      "-6.156942 107.303715",
      "-0.947083 100.417181",
      "-7.2574719000000005, 112.75208830000001",
      "-6.0812345678, 107.0812345678",
      "UU No. 27 Tahun 2022, Perpres 76/2013, Permenpan 62/2018",
      "no.tu.05.01/vi/0356/2016 tanggal 25 Februari 2016",
      "surat SR-433/EP.121/2017, 000552/KEP/DV/23200/17",
      "sertifikat 09.02.09.02.1.16936",
      "Pendaftaran 32122 62017 10111 05644",
      "NIP 198502122006041003",
      "RT 003 RW 012, kode pos 60281, KM 12+500",
      "Plat B 1234 XYZ",
      "telepon [NOMOR], 021-[NOMOR], (0361) [TELEPON]",
      "call center 14000, 1708, 112",
  });
}

BOOST_AUTO_TEST_CASE(findings_count_characters_not_bytes) {
  const auto findings = find_personal_data("Caf\u00E9 \u20AC: 0812-3456-7890, a@b.id");
  BOOST_REQUIRE(findings.size() == 2u);
  BOOST_TEST((findings[0] == Finding{PersonalDataKind::phone, 8, 14}));
  BOOST_TEST((findings[1] == Finding{PersonalDataKind::email, 24, 6}));
}

BOOST_AUTO_TEST_CASE(a_mask_tells_the_kind_but_not_the_length) {
  BOOST_TEST(masked_text("Hub 0812-3456-7890 ya") == "Hub [nomor telepon disamarkan] ya");
  BOOST_TEST(masked_text("3578011203856789") == "[nomor identitas disamarkan]");
  BOOST_TEST(masked_text("KK 3578011203856789") == "KK [nomor kartu keluarga disamarkan]");
  BOOST_TEST(masked_text("4111111111111111") == "[nomor kartu pembayaran disamarkan]");
  BOOST_TEST(masked_text("caf\u00E9 a@b.id\n") == "caf\u00E9 [alamat surel disamarkan]\n");
  BOOST_TEST(masked_text("rek 12345678") == "rek [nomor rekening disamarkan]");
  BOOST_TEST(masked_text("tanpa nomor") == "tanpa nomor");
}

BOOST_AUTO_TEST_CASE(what_is_named_stays) {
  const std::string text = "Kantor (031) 123456, saya 081234567890, lagi (031) 123456";
  const std::vector<std::string> keep{"(031) 123456"};
  BOOST_TEST(mask(text, find_personal_data(text), keep) ==
             "Kantor (031) 123456, saya [nomor telepon disamarkan], lagi (031) 123456");
}

BOOST_AUTO_TEST_CASE(of_staff_only_numbers_of_persons_are_masked) {
  const std::string text = "Hubungi (031) 123456 atau loket@surabaya.go.id, NIK 3578011203856789, 4111111111111111";
  BOOST_TEST(masked(text, Role::officer) ==
             "Hubungi (031) 123456 atau loket@surabaya.go.id, NIK [nomor identitas disamarkan], "
             "[nomor kartu pembayaran disamarkan]");
  BOOST_TEST(masked(text, Role::reporter) ==
             "Hubungi [nomor telepon disamarkan] atau [alamat surel disamarkan], NIK [nomor identitas disamarkan], "
             "[nomor kartu pembayaran disamarkan]");
}

/// Pieces of what is and what is not personal data, glued in every way: 200,000 texts of a fixed seed.
BOOST_AUTO_TEST_CASE(a_masked_text_has_nothing_left_to_find) {
  constexpr auto parts = std::to_array<std::string_view>({"0812",
                                                          "3456",
                                                          "7890",
                                                          "081234567890",
                                                          "3578011203856789",
                                                          "3578",
                                                          "62",
                                                          "+62",
                                                          "(031)",
                                                          "(",
                                                          ")",
                                                          "[",
                                                          "]",
                                                          " ",
                                                          " ",
                                                          "-",
                                                          ".",
                                                          "rek ",
                                                          "kk ",
                                                          "hp ",
                                                          "wa",
                                                          "@",
                                                          "gmail.com",
                                                          "a",
                                                          " at ",
                                                          "(at)",
                                                          "\n",
                                                          "0",
                                                          "8",
                                                          "12",
                                                          "2017",
                                                          "Rp ",
                                                          "4111111111111111",
                                                          "123456",
                                                          ",",
                                                          "/",
                                                          "x",
                                                          "\u200B",
                                                          "\uFF10",
                                                          "budi",
                                                          ".id",
                                                          "1",
                                                          "-6.",
                                                          "081"});
  std::mt19937 random(20'261'120);
  for (int round = 0; round < 200'000; ++round) {
    std::string text;
    for (auto count = random() % 12 + 1; count > 0; --count) text += parts[random() % parts.size()];
    const std::string masked = masked_text(text);
    BOOST_REQUIRE_MESSAGE(found(masked) == "", text << " -> " << masked << " -> " << found(masked));
  }
}

BOOST_AUTO_TEST_CASE(findings_are_in_order_and_never_overlap) {
  std::mt19937 random(20'261'121);
  constexpr std::string_view alphabet = "0123456789012345678901234567890123456789 .-()+@arekthp\n";
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (int i = 0; i < 200; ++i) text += alphabet[random() % alphabet.size()];
    std::size_t end = 0;
    for (const Finding& finding : find_personal_data(text)) {
      BOOST_REQUIRE_MESSAGE(finding.begin >= end && finding.length > 0, text);
      end = finding.begin + finding.length;
    }
    BOOST_REQUIRE_MESSAGE(end <= code_points(text), text);
  }
}

BOOST_AUTO_TEST_SUITE_END()
