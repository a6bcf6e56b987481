#include "tools/demo.hpp"

#include <unistd.h>

#include <iostream>
#include <iterator>
#include <memory>

#include "config/reference.hpp"
#include "storage/data_folder.hpp"
#include "storage/rocks_journal.hpp"
#include "tools/demo/cast.hpp"
#include "tools/demo/drive.hpp"
#include "tools/demo/filing.hpp"
#include "tools/log_start.hpp"
#include "tools/private_files.hpp"
#include "tools/progress.hpp"
#include "tools/reference_folder.hpp"
#include "tools/rehearsal.hpp"
#include "tools/serve_settings.hpp"

namespace lapor::tools {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t most_reports = 50'000'000;
constexpr int most_days = 3'650;

/// What lies in the data folder, opened.
struct Store {
  std::unique_ptr<storage::Vault> vault;
  std::unique_ptr<storage::Journal> journal;
  LogFiles log{};
};

int give_up(const std::string& reason) {
  std::cerr << "demo: " << reason << '\n';
  return 1;
}

int days_of(const DemoOptions& options) {
  constexpr std::uint64_t few = 20'000;
  return options.days.value_or(options.reports <= few ? 60 : 730);
}

Result<demo::Span, std::string> span_of(const DemoOptions& options) {
  const Instant now = actors::SystemClock().now();
  const auto until = options.until.empty() ? now : parse_rfc3339(options.until);
  if (!until) return fail("--until: write 2026-11-20T09:00:00+07:00, not `" + options.until + "`");
  if (*until > now) return fail("--until lies in the future; a demonstration holds the past only");
  const int days = days_of(options);
  if (days < 1 || days > most_days) return fail("--days: 1 to " + std::to_string(most_days));
  if (options.reports < 1 || options.reports > most_reports)
    return fail("--reports: 1 to " + std::to_string(most_reports));
  return demo::Span{*until - std::chrono::days{days}, *until};
}

std::string refusal_of(const fs::path& data) {
  return data.string() + " has records already, and `lapor demo` fills an empty folder only; name another one with " +
         "--data, or delete this one together with " + storage::default_key_file(data).string() +
         " if nobody needs what is in it";
}

Result<Store, std::string> open_empty_store(const fs::path& data) {
  if (fs::exists(data / "rehearsal")) return fail(data.string() + " is a rehearsal's; name another folder with --data");
  std::error_code error;
  fs::create_directories(data, error);
  if (error) return fail("cannot make the data folder " + data.string() + ": " + error.message());
  auto vault = storage::open_vault_for(data, "");
  if (!vault) return fail(vault.error().what);
  Store store{std::make_unique<storage::Vault>(std::move(*vault)), nullptr, {}};
  auto journal_settings = journal_options({}, data, *store.vault);
  journal_settings.on_fatal = [](const std::string& what) { std::cerr << "demo: " << what << '\n'; };
  auto journal = storage::RocksJournal::open(journal_settings);
  if (!journal) return fail(journal.error().what);
  if (number((*journal)->last_position()) > 0) return fail(refusal_of(data));
  auto log = open_log({}, data, **journal, false);
  if (!log) return fail(log.error());
  store.log = std::move(*log);
  store.journal = std::move(*journal);
  return store;
}

actors::EngineOptions engine_for_demo() {
  actors::EngineOptions options = engine_options({});
  options.max_recoveries = options.max_in_flight;  // nothing of a step waits for its turn to be loaded
  return options;
}

std::string mark_of(const DemoOptions& options, const demo::Span& span) {
  return "Made by `lapor demo` with seed " + std::to_string(options.seed) + ": " + std::to_string(options.reports) +
         " invented reports, " + to_rfc3339(span.begin, Zone::wib) + " to " + to_rfc3339(span.end, Zone::wib) +
         ". Nobody filed them.";
}

std::string summary(const demo::Tally& tally, std::uint64_t records, std::chrono::duration<double> elapsed) {
  char figures[96];
  std::snprintf(figures, sizeof figures, "%.2f records a report; %.1f s",
                static_cast<double>(records) / static_cast<double>(std::max<std::uint64_t>(tally.filed, 1)),
                elapsed.count());
  return "demo: filed " + std::to_string(tally.filed) + " reports, sent " + std::to_string(tally.commands) +
         " commands, " + std::to_string(tally.refused) + " refused; " + std::to_string(records) + " records, " +
         figures;
}

/// Auditors begin where a checkpoint is, so the folder gets one.
Result<void, std::string> publish_end(const LogFiles& log, storage::Journal& journal, actors::Engine& engine,
                                      Instant now) {
  if (const auto told = tell_log(engine, journal, log, now); !told) return fail(told.error());
  return publish_log({}, journal, log).map([](const auto& publisher) { publisher->stop(); });
}

/// Passwords are told in a file only once their accounts are there.
Result<void, std::string> open_accounts(const fs::path& data, actors::Engine& engine,
                                        const std::vector<demo::Member>& cast, Instant now) {
  const api::Secret password = demo::password_for_cast();
  if (auto opened = demo::open_accounts(engine, cast, password, now); !opened) return opened;
  return demo::save_accounts(data / "accounts.json", cast, password);
}

/// Small demonstrations have no desk of their own: it would be most of them.
std::vector<demo::Story> written_stories(const DemoOptions& options, PersonId citizen, const demo::Country& country,
                                         const demo::Rhythm& rhythm, const WorkingCalendar& calendar) {
  auto stories = demo::stories_of(citizen, country, rhythm, calendar, options.seed);
  auto desk = demo::stories_of_desk(country, rhythm, calendar, options.seed);
  constexpr std::size_t times_the_desk = 10;
  if (options.reports >= desk.size() * times_the_desk)
    stories.insert(stories.end(), std::make_move_iterator(desk.begin()), std::make_move_iterator(desk.end()));
  stories.resize(std::min<std::size_t>(stories.size(), options.reports));
  return stories;
}

/// Runs the lives through an engine of its own; the journal is stopped when this returns.
int drive(const DemoOptions& options, const demo::Span& span, Store& store, const Rulebook& rules,
          const demo::Country& country) {
  const demo::Rhythm rhythm(rules.calendar, span);
  const auto cast = demo::cast_of(rules.institutions, options.seed);
  auto stories = written_stories(options, cast.front().person, country, rhythm, rules.calendar);
  auto lives = demo::draw_reports(country, rhythm, options.seed, options.reports - stories.size());
  const demo::Fate fate(country, rhythm);
  const demo::Scribe scribe(country, rules, options.seed);
  actors::SimulatedClock clock(span.begin);
  actors::Rulebooks rulebooks(rules);  // of an empty journal
  actors::Engine engine(engine_for_demo(), *store.journal, *store.vault, rulebooks, clock);
  const auto opened = open_accounts(options.data, engine, cast, span.begin);
  Progress progress(std::cout, isatty(STDOUT_FILENO) == 1, {"demo", "reports"}, options.reports);
  demo::Drive driver(engine, fate, scribe, lives, std::move(stories), span, [&progress] { progress.advance(); });
  const auto tally = opened ? driver.run() : fail(opened.error());
  progress.finish();
  const auto published = tally ? publish_end(store.log, *store.journal, engine, span.end) : Result<void, std::string>{};
  engine.stop();
  store.journal->stop();
  if (!published) return give_up(published.error());
  if (!tally) return give_up(tally.error());
  std::cout << summary(*tally, number(store.journal->last_position()), progress.elapsed()) << std::endl;
  if (tally->refused > 0) return give_up("commands were refused, the first because: " + tally->first_refusal);
  return 0;
}

}  // namespace

int demonstrate(const DemoOptions& options) {
  keep_files_private();
  const auto span = span_of(options);
  if (!span) return give_up(span.error());
  const auto reference = find_reference_folder("");
  if (!reference) return give_up(reference.error());
  const auto rules = config::load_rulebook(*reference);
  if (!rules) return give_up(rules.error());
  const auto country = demo::Country::load(*rules, *reference, options.seed);
  if (!country) return give_up(country.error());
  auto store = open_empty_store(options.data);
  if (!store) return give_up(store.error());
  if (const auto marked = mark_demonstration(options.data, mark_of(options, *span)); !marked)
    return give_up(marked.error());
  return drive(options, *span, *store, *rules, *country);
}

}  // namespace lapor::tools
