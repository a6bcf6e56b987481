#include "tools/demo/phrases.hpp"

#include <array>

namespace lapor::tools::demo {
namespace {

using Text = std::string_view;

constexpr auto histories = std::to_array<Text>({
    "Keadaan ini sudah berlangsung {lama}.",
    "Kami sudah menyampaikannya kepada ketua RT tetapi belum ada perubahan.",
    "Laporan yang sama pernah saya kirim lewat kantor {kecamatan}.",
    "Menurut tetangga, petugas pernah datang sekali dan hanya memotret.",
    "Foto tidak saya lampirkan karena jaringan di sini lambat.",
    "Tempatnya mudah ditemukan, kira-kira {jumlah} ratus meter dari {tempat}.",
    "Paling parah terjadi pada pagi hari ketika orang berangkat kerja.",
    "Setelah hujan keadaannya menjadi jauh lebih buruk.",
    "Sedikitnya {jumlah} keluarga di sekitar sini ikut merasakan akibatnya.",
    "Pada musyawarah warga masalah ini sudah dibahas dan disepakati untuk dilaporkan.",
    "Kami tidak bermaksud menyalahkan siapa pun, hanya ingin ada penyelesaian.",
    "Tahun lalu sempat diperbaiki, tetapi rusak lagi dalam beberapa bulan.",
    "Kami bersedia kerja bakti jika disediakan alat dan bahannya.",
    "Sampai hari ini belum ada seorang pun dari {instansi} yang datang melihat.",
    "Kalau dibiarkan, kami khawatir akan ada korban.",
    "Di wilayah tetangga masalah serupa selesai dalam beberapa hari saja.",
    "Saya tinggal di {kecamatan} sejak kecil dan baru kali ini mengalaminya.",
    "Pengurus RW siap menunjukkan tempatnya kepada petugas.",
    "Kami juga ingin tahu siapa sebenarnya yang bertanggung jawab.",
    "Jika memang bukan wewenang {instansi}, mohon diteruskan kepada yang berwenang.",
});
constexpr auto requests = std::to_array<Text>({
    "Mohon segera ditindaklanjuti.",
    "Mohon petugas datang melihat keadaan yang sebenarnya.",
    "Kami berharap {instansi} memberi kepastian waktu penyelesaian.",
    "Tolong dicek dan diperbaiki secepatnya.",
    "Mohon penjelasan langkah apa yang harus kami lakukan.",
});
constexpr auto thanks = std::to_array<Text>(
    {"Terima kasih.", "Terima kasih atas perhatiannya.", "Matur nuwun.", "Demikian laporan kami, terima kasih."});
constexpr auto questions = std::to_array<Text>({
    "Mohon tuliskan alamat yang tepat atau patokan terdekat di {kecamatan}.",
    "Sejak kapan hal ini terjadi, dan apakah sudah pernah dilaporkan ke kantor setempat?",
    "Mohon jelaskan apa yang sebenarnya diminta; uraian laporan belum jelas.",
    "Apakah ada foto atau dokumen yang mendukung laporan ini?",
    "Di jalan dan RT/RW mana kejadiannya?",
});
constexpr auto completions = std::to_array<Text>({
    "Tempatnya di {jalan}, tepat di depan {tempat}, {kecamatan}.",
    "Kejadiannya {waktu}, dan saya sudah melapor ke kantor {kecamatan}.",
    "Yang kami minta adalah perbaikan, bukan ganti rugi. Lokasinya di {tempat}.",
    "Alamat lengkapnya {jalan} RT {rt} RW {rw}, {kecamatan}, {daerah}.",
});
constexpr auto informations = std::to_array<Text>({
    "Sebagai tambahan, keadaan di {tempat} hari ini lebih parah daripada kemarin.",
    "Tetangga saya mengalami hal yang sama dan bersedia menjadi saksi.",
    "Tambahan: petugas bisa menemui pengurus RT {rt} setiap sore.",
    "Mohon dicatat, sekarang ada {jumlah} keluarga yang terdampak.",
});
constexpr auto doubts = std::to_array<Text>({
    "Sampai sekarang belum ada yang berubah di {tempat}.",
    "Terima kasih atas jawabannya, tetapi kapan tepatnya pekerjaan dimulai?",
    "Petugas memang datang, namun hanya sebagian yang dikerjakan.",
    "Jawaban ini tidak menyentuh pertanyaan saya. Mohon dijelaskan lagi.",
    "Maaf, lokasi yang diperiksa keliru; yang benar di {jalan}.",
});
constexpr auto satisfactions = std::to_array<Text>({
    "Sudah beres, terima kasih banyak.",
    "Pekerjaan sudah selesai dengan baik.",
    "Terima kasih, laporan saya anggap selesai.",
    "",
});
constexpr auto decline_reasons = std::to_array<Text>({
    "Lokasi yang dilaporkan bukan aset kami dan berada di luar kewenangan {instansi}.",
    "Urusan ini menjadi tugas instansi lain; kami usulkan untuk didisposisikan ulang.",
    "Setelah diperiksa, kewenangan tidak berada pada kami.",
});
constexpr auto forward_notes = std::to_array<Text>({
    "Mohon ditangani sesuai tugas pokok.",
    "Diteruskan untuk ditindaklanjuti, mohon jawaban sebelum batas waktu.",
    "",
});
constexpr auto follow_up_openings = std::to_array<Text>({
    "Yth. Pelapor, terima kasih atas laporannya.",
    "Terima kasih telah melapor kepada {instansi}.",
    "Menanggapi laporan Saudara,",
    "Selamat pagi, kami sampaikan tindak lanjut laporan ini.",
});
constexpr auto follow_up_endings = std::to_array<Text>({
    "Apabila masih ada kendala, silakan membalas tanggapan ini.",
    "Mohon maaf atas ketidaknyamanannya.",
    "Kami mengucapkan terima kasih atas kepedulian warga {kecamatan}.",
    "Hormat kami, {instansi}.",
});
constexpr auto progresses = std::to_array<Text>({
    "Perkembangan: pekerjaan di {tempat} telah mencapai separuh dan dilanjutkan {waktu_depan}.",
    "Menyusul tanggapan sebelumnya, petugas kembali ke lokasi dan menyelesaikan sisanya.",
    "Laporan ini sudah dikoordinasikan dengan {kecamatan}; hasilnya kami sampaikan {waktu_depan}.",
    "Hasil pemeriksaan: penyebabnya sudah ditemukan dan sedang ditangani.",
});
constexpr auto archive_notes = std::to_array<Text>({
    "Laporan tidak dapat diproses; silakan mengirim laporan baru dengan keterangan yang lengkap.",
    "Isi laporan tidak berkaitan dengan layanan pemerintah.",
    "Laporan serupa dari pelapor yang sama sudah ditangani.",
    "Bahasa yang dipakai tidak pantas, sehingga laporan diarsipkan.",
});
constexpr auto withdraw_reasons = std::to_array<Text>(
    {"Sudah diselesaikan oleh warga sendiri.", "Saya salah mengirim laporan.", "Ternyata sudah diperbaiki."});
constexpr auto reopen_reasons = std::to_array<Text>({
    "Masalahnya muncul lagi di {tempat}.",
    "Laporan ditutup padahal pekerjaannya belum selesai.",
    "Janji perbaikan {waktu_depan} tidak ditepati.",
});
constexpr auto restore_reasons = std::to_array<Text>({
    "Saya baru sempat melengkapi laporan ini; lokasinya di {jalan}.",
    "Laporan ini berbeda dengan yang terdahulu, mohon diperiksa kembali.",
    "Menurut saya ini jelas urusan pemerintah, mohon dipertimbangkan.",
});
constexpr auto close_reasons = std::to_array<Text>({
    "Tindak lanjut sudah lengkap dan pelapor sudah dihubungi.",
    "Masalah sudah selesai menurut pemeriksaan di lapangan.",
});
constexpr auto praises = std::to_array<Text>(
    {"Cepat dan jelas, terima kasih.", "Petugasnya ramah.", "Mantap.", "Semoga dipertahankan.", ""});
constexpr auto blames =
    std::to_array<Text>({"Terlalu lama.", "Jawabannya hanya formalitas.", "Sudah ditutup padahal belum selesai.", ""});
constexpr auto comments = std::to_array<Text>({
    "Betul, di {jalan} juga begitu.",
    "Saya warga {kecamatan} dan mengalami hal yang sama.",
    "Semoga cepat ditangani.",
    "Kemarin petugas sudah datang, semoga segera selesai.",
    "Mohon jangan hanya dijawab, tetapi dikerjakan.",
    "Terima kasih sudah melaporkan.",
});
constexpr auto notes = std::to_array<Text>({
    "Sudah dihubungi lewat telepon; petugas instansi berjanji menjawab minggu ini.",
    "Lokasi perlu diperiksa bersama dinas terkait.",
    "Instansi ini sering terlambat; ditandai untuk evaluasi bulanan.",
});

constexpr auto all_nicknames = std::to_array<Text>({
    "Warga RT 03",    "Bu Sri",          "Pak Joko",  "Ani",          "Budi",          "Dewi",  "Rina",  "Agus",
    "Pengguna jalan", "Orang tua murid", "Mbak Tini", "Mas Eko",      "Warga peduli",  "Yusuf", "Maria", "Ketut",
    "Ucok",           "Uni Ros",         "Daeng",     "Pejalan kaki", "Ibu tiga anak",
});
constexpr auto all_streets = std::to_array<Text>({
    "Jalan Melati",    "Jalan Kenanga", "Jalan Mawar",      "Jalan Cempaka",  "Jalan Anggrek",   "Jalan Dahlia",
    "Jalan Flamboyan", "Jalan Cendana", "Jalan Jati",       "Jalan Beringin", "Jalan Merpati",   "Jalan Kutilang",
    "Jalan Rajawali",  "Jalan Kelapa",  "Jalan Pinang",     "Jalan Mangga",   "Jalan Rambutan",  "Gang Seruni",
    "Gang Teratai",    "Gang Delima",   "Jalan Pasar Baru", "Jalan Stasiun",  "Jalan Pelabuhan", "Jalan Sungai",
});
constexpr auto all_landmarks = std::to_array<Text>({
    "depan pasar",
    "simpang tiga {jalan}",
    "dekat sekolah dasar",
    "belakang terminal",
    "samping masjid",
    "jembatan {jalan}",
    "tikungan {jalan}",
    "depan puskesmas",
    "perumahan {jalan}",
    "lapangan desa",
    "depan kantor kelurahan",
    "pertigaan {jalan}",
    "ujung {jalan}",
    "seberang pom bensin",
    "RT {rt} RW {rw} {jalan}",
});
constexpr auto all_past_times =
    std::to_array<Text>({"minggu lalu", "dua minggu lalu", "bulan lalu", "awal bulan ini", "tiga hari lalu", "kemarin",
                         "awal tahun", "setelah Lebaran", "Senin pagi", "malam Minggu"});
constexpr auto all_future_times =
    std::to_array<Text>({"minggu depan", "bulan depan", "pada triwulan berikutnya", "dalam tiga hari kerja",
                         "setelah anggaran disahkan", "paling lambat akhir bulan"});
constexpr auto all_durations = std::to_array<Text>({"dua hari", "empat hari", "seminggu", "dua minggu", "tiga minggu",
                                                    "sebulan", "dua bulan", "setengah tahun", "lebih dari setahun"});

}  // namespace

std::span<const std::string_view> phrases(Phrase use) {
  switch (use) {
    case Phrase::history:
      return histories;
    case Phrase::request:
      return requests;
    case Phrase::thanks:
      return thanks;
    case Phrase::question:
      return questions;
    case Phrase::completion:
      return completions;
    case Phrase::information:
      return informations;
    case Phrase::doubt:
      return doubts;
    case Phrase::satisfaction:
      return satisfactions;
    case Phrase::decline_reason:
      return decline_reasons;
    case Phrase::forward_note:
      return forward_notes;
    case Phrase::follow_up_opening:
      return follow_up_openings;
    case Phrase::follow_up_ending:
      return follow_up_endings;
    case Phrase::progress:
      return progresses;
    case Phrase::archive_note:
      return archive_notes;
    case Phrase::withdraw_reason:
      return withdraw_reasons;
    case Phrase::reopen_reason:
      return reopen_reasons;
    case Phrase::restore_reason:
      return restore_reasons;
    case Phrase::close_reason:
      return close_reasons;
    case Phrase::praise:
      return praises;
    case Phrase::blame:
      return blames;
    case Phrase::comment:
      return comments;
    case Phrase::note:
      return notes;
  }
  return {};
}

std::span<const std::string_view> nicknames() {
  return all_nicknames;
}
std::span<const std::string_view> street_names() {
  return all_streets;
}
std::span<const std::string_view> landmarks() {
  return all_landmarks;
}
std::span<const std::string_view> past_times() {
  return all_past_times;
}
std::span<const std::string_view> future_times() {
  return all_future_times;
}
std::span<const std::string_view> durations() {
  return all_durations;
}

}  // namespace lapor::tools::demo
