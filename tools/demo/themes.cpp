#include "tools/demo/themes.hpp"

#include <algorithm>

#include "tools/demo/themes_central.hpp"
#include "tools/demo/themes_regional.hpp"

namespace lapor::tools::demo {

const std::vector<Theme>& themes() {
  static const std::vector<Theme> all = [] {
    std::vector<Theme> joined = streets_and_water();
    for (auto part : {order_and_green(), people_and_papers(), central_services()})
      joined.insert(joined.end(), part.begin(), part.end());
    return joined;
  }();
  return all;
}

const Theme& theme_of_anything() {
  static const Theme theme{
      .tag = "layanan",
      .weight = 1,
      .levels = 7,
      .central_slugs = {},
      .categories = {},
      .titles = {"Keluhan tentang {kategori}", "Mohon tindak lanjut: {kategori}", "{kategori} di {kecamatan}",
                 "Pertanyaan mengenai {kategori}"},
      .openings = {"Saya ingin menyampaikan masalah terkait {kategori} di {kecamatan}, {daerah}.",
                   "Mohon perhatian {instansi} mengenai {kategori} yang kami alami {waktu}.",
                   "Sudah {lama} kami menunggu kejelasan tentang {kategori}."},
      .consequences = {"Kami tidak tahu harus menghubungi bagian mana.",
                       "Petugas yang kami temui memberi jawaban yang berbeda-beda.",
                       "Akibatnya urusan kami tertunda dan biayanya bertambah.",
                       "Warga lain di {kecamatan} mengalami hal yang sama."},
      .repairs = {"Laporan sudah kami teruskan ke bidang yang menangani {kategori} dan sedang diproses.",
                  "Kami sudah memeriksa berkas terkait {kategori}; penjelasan lengkap kami kirim kepada pelapor."}};
  return theme;
}

bool is_for(const Theme& theme, unsigned level, std::string_view slug) {
  constexpr unsigned central = 4;
  if ((theme.levels & level) == 0) return false;
  return level != central || theme.central_slugs.empty() ||
         std::ranges::find(theme.central_slugs, slug) != theme.central_slugs.end();
}

}  // namespace lapor::tools::demo
