#include "api/statistics/figures.hpp"

#include <array>
#include <cmath>

namespace lapor::api {
namespace {

using Value = std::optional<double>;

template <Measure measure>
Value counted(const Totals& totals) {
  return totals.tally[measure];
}

template <Measure part, Measure whole>
Value share(const Totals& totals) {
  if (totals.tally[whole] == 0) return std::nullopt;
  return static_cast<double>(totals.tally[part]) / totals.tally[whole];
}

Value closed(const Totals& totals) {
  const Tally& tally = totals.tally;
  return tally[Measure::closed_by_reporter] + tally[Measure::closed_by_administrator] +
         tally[Measure::closed_by_system];
}

Value rating_mean(const Totals& totals) {
  return share<Measure::rating_sum, Measure::ratings>(totals);
}

// clang-format off
constexpr auto table = std::to_array<Figure>({
    {"received", Unit::count, counted<Measure::received>, "Diterima", "Received",
     "Laporan yang masuk dalam periode; untuk instansi: yang sampai di mejanya, langsung atau lewat disposisi. Bagi publik "
     "laporan rahasia tidak dihitung, dan yang masih menunggu verifikasi hanya di tingkat nasional. Yang diarsipkan atau "
     "digabung tanpa diverifikasi ikut dihitung, meskipun tidak tampil dalam daftar.",
     "Reports that came in the period; for an institution: those that reached its desks, directly or forwarded. For the "
     "public, confidential reports do not count, and those that wait for a verifier only in the nation's figures. Those "
     "archived or merged without verification count, although no list shows them."},
    {"open", Unit::count, [](const Totals& totals) { return Value(static_cast<double>(totals.open)); }, "Terbuka", "Open",
     "Laporan yang belum selesai, diarsipkan, atau digabung pada akhir periode.",
     "Reports not closed, archived or merged at the end of the period."},
    {"late", Unit::count, counted<Measure::late_now>, "Terlambat", "Late",
     "Laporan yang masuk dalam periode dan saat ini melewati batas waktunya.",
     "Reports submitted in the period that are behind their running deadline at this moment."},
    {"verified", Unit::count, counted<Measure::verified>, "Diverifikasi", "Verified",
     "Laporan yang diverifikasi dalam periode; untuk instansi: yang diverifikasi koordinatornya.",
     "Reports verified in the period; for an institution: those that its coordinator verified."},
    {"verified_in_time", Unit::count, counted<Measure::verified_in_time>, "Diverifikasi tepat waktu", "Verified in time",
     "Dari yang diverifikasi: yang batas verifikasinya tidak terlewati.",
     "Of those verified: those whose verification deadline was not missed."},
    {"verified_in_time_share", Unit::share, share<Measure::verified_in_time, Measure::verified>,
     "Bagian diverifikasi tepat waktu", "Share verified in time",
     "Diverifikasi tepat waktu dibagi diverifikasi.", "Verified in time divided by verified."},
    {"followed_up", Unit::count, counted<Measure::followed_up>, "Ditindaklanjuti", "Followed up",
     "Laporan yang mendapat tindak lanjut pertamanya dalam periode.",
     "Reports that got their first follow-up in the period."},
    {"followed_up_in_time", Unit::count, counted<Measure::followed_up_in_time>, "Ditindaklanjuti tepat waktu",
     "Followed up in time",
     "Dari yang ditindaklanjuti: yang batas tindak lanjutnya tidak terlewati.",
     "Of those followed up: those whose follow-up deadline was not missed."},
    {"followed_up_in_time_share", Unit::share, share<Measure::followed_up_in_time, Measure::followed_up>,
     "Bagian ditindaklanjuti tepat waktu", "Share followed up in time",
     "Ditindaklanjuti tepat waktu dibagi ditindaklanjuti.", "Followed up in time divided by followed up."},
    {"followed_up_share", Unit::share, share<Measure::received_followed_up, Measure::received>,
     "Bagian yang ditindaklanjuti", "Share followed up",
     "Dari laporan yang diterima dalam periode: bagian yang sampai sekarang mendapat tindak lanjut. Batas baik resmi: 50 %.",
     "Of the reports received in the period: the share that has a follow-up by now. The official line for good is 50 %."},
    {"hours_to_follow_up_median", Unit::hours,
     [](const Totals& totals) { return totals.tally.hours_to_follow_up.quantile(0.5); },
     "Jam kerja sampai tindak lanjut, median", "Working hours to follow-up, median",
     "Jam kerja instansi dari laporan sampai di instansi hingga tindak lanjut pertama: separuhnya tidak lebih lama.",
     "Office hours of the institution from the report's arrival there to its first follow-up: half took no longer."},
    {"hours_to_follow_up_p90", Unit::hours,
     [](const Totals& totals) { return totals.tally.hours_to_follow_up.quantile(0.9); },
     "Jam kerja sampai tindak lanjut, persentil 90", "Working hours to follow-up, 90th percentile",
     "Seperti median: sembilan dari sepuluh tidak lebih lama.", "Like the median: nine of ten took no longer."},
    {"closed", Unit::count, closed, "Selesai", "Closed",
     "Laporan yang ditutup dalam periode.", "Reports closed in the period."},
    {"closed_by_reporter", Unit::count, counted<Measure::closed_by_reporter>, "Ditutup pelapor", "Closed by reporters",
     "Ditutup oleh pelapor yang puas.", "Closed by satisfied reporters."},
    {"closed_by_administrator", Unit::count, counted<Measure::closed_by_administrator>, "Ditutup admin",
     "Closed by administrators", "Ditutup oleh admin dengan alasan.", "Closed by an administrator with a reason."},
    {"closed_by_system", Unit::count, counted<Measure::closed_by_system>, "Ditutup sistem", "Closed by the system",
     "Ditutup otomatis: sepuluh hari kerja tanpa balasan atas tindak lanjut.",
     "Closed automatically: ten working days without a reply to the follow-up."},
    {"archived", Unit::count, counted<Measure::archived>, "Diarsipkan", "Archived",
     "Laporan yang diarsipkan tanpa penanganan, dengan alasan.", "Reports ended without handling, with a reason."},
    {"merged", Unit::count, counted<Measure::merged>, "Digabung", "Merged",
     "Laporan yang digabung ke laporan lain.", "Reports merged into another one."},
    {"reopened", Unit::count, counted<Measure::reopened>, "Dibuka kembali", "Reopened",
     "Laporan selesai yang dibuka kembali dalam periode.", "Closed reports that were reopened in the period."},
    {"restored", Unit::count, counted<Measure::restored>, "Dipulihkan", "Restored",
     "Laporan arsip yang dipulihkan dalam periode.", "Archived reports that were restored in the period."},
    {"declined", Unit::count, counted<Measure::declined>, "Bukan wewenang", "Declined",
     "Berapa kali laporan dikembalikan sebagai bukan wewenang.", "How often a report was handed back as not our authority."},
    {"ratings", Unit::count, counted<Measure::ratings>, "Penilaian", "Ratings",
     "Banyaknya penilaian pelapor dalam periode.", "How many reporters rated in the period."},
    {"rating_mean", Unit::score, rating_mean, "Nilai rata-rata", "Mean rating",
     "Rata-rata nilai pelapor, 1 sampai 5.", "Mean of the reporters' scores, 1 to 5."},
});
// clang-format on

double rounded(double value, double steps) {
  return std::round(value * steps) / steps;
}

}  // namespace

std::span<const Figure> figures() {
  return table;
}

const Figure* find_figure(std::string_view name) {
  for (const Figure& figure : table)
    if (figure.name == name) return &figure;
  return nullptr;
}

void write_figure(JsonWriter& json, const Figure& figure, const Totals& totals) {
  const auto value = figure.value(totals);
  if (!value) return json.null(figure.name);
  switch (figure.unit) {
    case Unit::count:
      return json.member(figure.name, static_cast<std::int64_t>(*value));
    case Unit::share:
      return json.member(figure.name, rounded(*value, 10'000));
    case Unit::hours:
      return json.member(figure.name, rounded(*value, 10));
    case Unit::score:
      return json.member(figure.name, rounded(*value, 100));
  }
}

}  // namespace lapor::api
