#include "tools/benchmark/sample.hpp"

#include "events/decide.hpp"
#include "events/ensure.hpp"
#include "events/evolve.hpp"

namespace lapor::benchmark {
namespace {

SubmitReport submission() {
  SubmitReport submit;
  submit.title = "Lampu jalan padam di depan pasar";
  submit.text =
      "Lampu jalan di depan pasar induk sudah padam sejak pekan lalu. Warga yang pulang malam hari kesulitan melihat "
      "lubang di jalan, dan kemarin ada pengendara yang jatuh. Kami sudah menyampaikan hal ini kepada pengurus "
      "lingkungan, tetapi belum ada perbaikan sampai hari ini. Mohon petugas memeriksa tiang di kedua sisi jalan.";
  submit.occurred_on = *parse_iso_date("2026-11-18");
  submit.category = "perhubungan";
  submit.institution = "kota-35.78";
  submit.place = {"35.78", "Depan pasar induk", Point{-7.25, 112.75}};
  submit.display_name = "Warga";
  return submit;
}

}  // namespace

Record sample_record(ReportId id, const Rulebook& rules, Instant now) {
  const Party reporter{Role::reporter, PersonId{number(id)}, ""};
  const auto decided = decide({}, Command{now, reporter, Channel::web, "benchmark", submission()}, rules);
  ENSURE(decided.has_value(), "the sample submission was refused");
  return {stream_of(id), Version{1}, now, reporter, Channel::web, "benchmark", *decided};
}

storage::Append sample_submission(ReportId id, const Rulebook& rules, const storage::Vault& vault, Instant now) {
  const Record record = sample_record(id, rules, now);
  const storage::Key key = vault.new_data_key();
  storage::Append append;
  append.stream = record.stream;
  append.record = encode(record, storage::seal_with(key));
  append.alarm_after = evolve({}, record).alarm();
  append.wrapped_key = vault.wrap(key, record.stream);
  return append;
}

}  // namespace lapor::benchmark
