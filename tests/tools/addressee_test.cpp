#include "tools/addressee.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

namespace {

using lapor::Institution;
using lapor::InstitutionTree;
using lapor::tools::AddresseeMatcher;

Institution institution(std::string slug, std::string name, std::string abbreviation, std::string kind) {
  return {std::move(slug), std::move(name), std::move(abbreviation), std::move(kind), "", lapor::Zone::wib};
}

InstitutionTree sample() {
  std::vector<Institution> all{
      institution("kesdm", "Kementerian Energi dan Sumber Daya Mineral", "KESDM", "kementerian"),
      institution("kemenbumn", "Kementerian Badan Usaha Milik Negara", "KemenBUMN", "kementerian"),
      institution("kemenkumham", "Kementerian Hukum dan Hak Asasi Manusia", "Kemenkumham", "kementerian"),
      institution("kemendesa-pdtt", "Kementerian Desa, Pembangunan Daerah Tertinggal, dan Transmigrasi",
                  "Kemendesa PDTT", "kementerian"),
      institution("kemenkes", "Kementerian Kesehatan", "Kemenkes", "kementerian"),
      institution("kemensos", "Kementerian Sosial", "Kemensos", "kementerian"),
      institution("kemenko-pmk", "Kementerian Koordinator Bidang Pembangunan Manusia dan Kebudayaan", "Kemenko PMK",
                  "kementerian"),
      institution("kemenko-perekonomian", "Kementerian Koordinator Bidang Perekonomian", "Kemenko Perekonomian",
                  "kementerian"),
      institution("atr-bpn", "Kementerian Agraria dan Tata Ruang/Badan Pertanahan Nasional", "ATR/BPN", "kementerian"),
      institution("kemenhub", "Kementerian Perhubungan", "Kemenhub", "kementerian"),
      institution("bpjs-kesehatan", "Badan Penyelenggara Jaminan Sosial Kesehatan", "BPJS Kesehatan",
                  "lembaga_badan_hukum_publik"),
      institution("bpjs-ketenagakerjaan", "Badan Penyelenggara Jaminan Sosial Ketenagakerjaan", "BPJS Ketenagakerjaan",
                  "lembaga_badan_hukum_publik"),
      institution("polri", "Kepolisian Negara Republik Indonesia", "Polri", "lembaga_setingkat_menteri"),
      institution("bkn", "Badan Kepegawaian Negara", "BKN", "lembaga_lpnk"),
      institution("ma", "Mahkamah Agung", "MA", "lembaga_negara"),
      institution("prov-31", "Pemerintah Provinsi DKI Jakarta", "", "provinsi"),
      institution("prov-32", "Pemerintah Provinsi Jawa Barat", "", "provinsi"),
      institution("prov-33", "Pemerintah Provinsi Jawa Tengah", "", "provinsi"),
      institution("prov-34", "Pemerintah Provinsi DI Yogyakarta", "", "provinsi"),
      institution("prov-51", "Pemerintah Provinsi Bali", "", "provinsi"),
      institution("prov-19", "Pemerintah Provinsi Kepulauan Bangka Belitung", "", "provinsi"),
      institution("kota-31.74", "Pemerintah Kota Administrasi Jakarta Selatan", "", "kota"),
      institution("kota-32.73", "Pemerintah Kota Bandung", "", "kota"),
      institution("kab-32.04", "Pemerintah Kabupaten Bandung", "", "kabupaten"),
      institution("kab-32.17", "Pemerintah Kabupaten Bandung Barat", "", "kabupaten"),
      institution("kota-34.71", "Pemerintah Kota Yogyakarta", "", "kota"),
      institution("kota-35.78", "Pemerintah Kota Surabaya", "", "kota"),
      institution("kota-33.74", "Pemerintah Kota Semarang", "", "kota"),
      institution("kab-33.22", "Pemerintah Kabupaten Semarang", "", "kabupaten"),
      institution("kab-15.04", "Pemerintah Kabupaten Batanghari", "", "kabupaten"),
      institution("kab-51.03", "Pemerintah Kabupaten Badung", "", "kabupaten"),
      institution("kab-13.08", "Pemerintah Kabupaten Pasaman", "", "kabupaten"),
      institution("kab-63.02", "Pemerintah Kabupaten Kotabaru", "", "kabupaten"),
      institution("kota-62.71", "Pemerintah Kota Palangka Raya", "", "kota"),
  };
  all.push_back({"kota-35.78/dishub", "Dinas Perhubungan Kota Surabaya", "", "dinas", "kota-35.78", lapor::Zone::wib});
  return InstitutionTree(std::move(all));
}

struct Example {
  std::string written;
  std::string slug;
};

void check(const std::vector<Example>& examples) {
  const InstitutionTree institutions = sample();
  const AddresseeMatcher matcher(institutions);
  for (const Example& example : examples)
    BOOST_TEST(matcher.match(example.written).value_or("none") == example.slug,
               "`" << example.written << "` should be " << example.slug);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(addressee)

BOOST_AUTO_TEST_CASE(regions_are_found_by_kind_and_name_however_they_are_abbreviated) {
  check({{"Pemerintah Kota Surabaya", "kota-35.78"},
         {"Yth. Pemkot Surabaya", "kota-35.78"},
         {"PEMKAB PASAMAN", "kab-13.08"},
         {"Pemda Kab.Pasaman", "kab-13.08"},
         {"Pemprov. Jateng", "prov-33"},
         {"Pemerintah Propinsi Jawa Tengah", "prov-33"},
         {"Bapak Walikota Bandung", "kota-32.73"},
         {"Bupati Batang Hari", "kab-15.04"},
         {"Wali Kota Palangkaraya", "kota-62.71"},
         {"Pemprov DKI", "prov-31"},
         {"Pemerintah Provinsi Jakarta", "prov-31"},
         {"Pemprov Kep. Bangka Belitung", "prov-19"},
         {"Kantor Walikota Jakarta Selatan", "kota-31.74"}});
}

BOOST_AUTO_TEST_CASE(an_office_of_a_region_means_its_unit_or_else_the_region) {
  check({{"Dinas Perhubungan Kota Surabaya", "kota-35.78/dishub"},
         {"dinas  perhubungan, kota surabaya", "kota-35.78/dishub"},
         {"Dinas Pasar Kota Surabaya", "kota-35.78"},
         {"Kecamatan Gubeng Kota Surabaya", "kota-35.78"},
         {"Dinas Sosial Jawa Tengah", "prov-33"},
         {"Dinas Kesehatan Kab Bandung Barat", "kab-32.17"},
         {"Pemerintah Kabupaten Pasaman - Program Air Bersih", "kab-13.08"}});
}

BOOST_AUTO_TEST_CASE(two_regions_of_one_name_are_never_guessed_between) {
  check({{"Dinas Kesehatan Bandung", "none"},
         {"Dinas Pendidikan Semarang", "none"},
         {"Pemerintah Daerah Yogyakarta", "none"},
         {"Pemkot Bandung", "kota-32.73"},
         {"Pemkab Bandung", "kab-32.04"},
         {"Pemerintah Kabupaten Bandung dan Pemerintah Kota Bandung", "none"}});
}

BOOST_AUTO_TEST_CASE(a_regency_with_its_province_means_the_regency) {
  check({{"Bupati Badung di Provinsi Bali", "kab-51.03"},
         {"Dinas Kesehatan Kabupaten Badung, Provinsi Jawa Barat", "none"}});
}

BOOST_AUTO_TEST_CASE(an_office_without_a_region_is_not_matched) {
  check({{"Dinas Perhubungan", "none"},
         {"Dinas Kependudukan dan Pencatatan Sipil", "none"},
         {"Kepala Dinas", "none"},
         {"Satpol PP", "none"},
         {"Kecamatan Pasaman", "none"},
         {"Dinas Sosial Kecamatan Pasaman", "none"},
         {"", "none"},
         {"Yth. Bapak/Ibu", "none"}});
}

BOOST_AUTO_TEST_CASE(a_direction_after_a_name_makes_it_another_region) {
  check({{"Pemerintah Kabupaten Badung Utara", "none"}, {"Pemerintah Kota Surabaya Timur", "none"}});
}

BOOST_AUTO_TEST_CASE(ministries_are_found_by_name_by_short_form_and_by_an_unmistakable_beginning) {
  check({{"Kementerian Energi dan Sumber Daya Mineral (ESDM)", "kesdm"},
         {"Kementerian ESDM", "kesdm"},
         {"Kementrian BUMN", "kemenbumn"},
         {"Kementerian Hukum & HAM RI", "kemenkumham"},
         {"Menteri Kesehatan Republik Indonesia", "kemenkes"},
         {"Kementerian Desa", "kemendesa-pdtt"},
         {"Kementerian Agraria dan Tata Ruang / Badan Pertanahan Nasional", "atr-bpn"},
         {"BPN", "atr-bpn"},
         {"Kanwil Kementerian Hukum dan HAM Jawa Barat", "kemenkumham"},
         {"Kantor Kementerian Kesehatan Kota Surabaya", "kemenkes"},
         {"Kementerian Koordinator Bidang Pembangunan", "kemenko-pmk"},
         {"Kementerian Koordinator Bidang P", "none"},
         {"Kementerian Koordinator Bidang", "none"},
         {"Kementerian Kebahagiaan", "none"}});
}

BOOST_AUTO_TEST_CASE(directorates_count_only_where_one_ministry_can_be_meant) {
  check({{"Dirjen Imigrasi", "kemenkumham"},
         {"Kanim Kelas I Surabaya", "kemenkumham"},
         {"Direktorat Jenderal Perhubungan Darat", "kemenhub"},
         {"Direktorat Jaminan Sosial Keluarga", "kemensos"},
         {"Kantor Pertanahan Kota Surabaya", "atr-bpn"},
         {"Polres Pasaman", "polri"},
         {"Direktorat Hukum", "none"},
         {"Direktorat Jenderal Pajak", "none"}});
}

BOOST_AUTO_TEST_CASE(a_branch_belongs_to_its_national_body_not_to_the_region_it_lies_in) {
  check({{"BPJS Kesehatan KC Surabaya", "bpjs-kesehatan"},
         {"Pimpinan BPJS Kesehatan Cabang Kota Bandung", "bpjs-kesehatan"},
         {"BPJS Ketenaga Kerjaan cab. Semarang", "bpjs-ketenagakerjaan"},
         {"BPJS TK", "bpjs-ketenagakerjaan"},
         {"BPJS Kabupaten Pasaman", "none"},
         {"Badan Penyelenggara Jaminan Sosial", "none"},
         {"BKN Kantor Regional III Bandung", "bkn"},
         {"Kepolisian Republik Indonesia", "polri"}});
}

BOOST_AUTO_TEST_CASE(companies_and_universities_are_not_their_city) {
  check({{"PT Air Bersih Kota Surabaya", "none"},
         {"Universitas Kota Bandung", "none"},
         {"Politeknik Negeri Surabaya", "none"}});
}

BOOST_AUTO_TEST_CASE(a_very_short_abbreviation_counts_only_alone_or_before_a_branch) {
  check({{"MA", "ma"}, {"MA Nurul Huda", "none"}, {"BKN", "bkn"}, {"BKN saya mau tanya", "none"}});
}

BOOST_AUTO_TEST_CASE(accents_case_and_punctuation_do_not_matter) {
  check({{"P\xC3\xA9merintah K\xC3\xB6ta SURABAYA", "kota-35.78"}, {"pemerintah-kota.surabaya", "kota-35.78"}});
}

BOOST_AUTO_TEST_CASE(a_name_that_begins_like_a_kind_of_region_is_still_found) {
  check({{"Pemerintah Kabupaten Kotabaru", "kab-63.02"}, {"Dinas Sosial Kabupaten Kota Baru", "kab-63.02"}});
}

BOOST_AUTO_TEST_SUITE_END()
