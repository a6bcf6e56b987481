#include "tools/log_start.hpp"

#include <spdlog/spdlog.h>

#include <future>
#include <iostream>
#include <vector>

#include "events/codec_log.hpp"
#include "storage/load_now.hpp"
#include "storage/published_checkpoint.hpp"
#include "tools/witnesses.hpp"

namespace lapor::tools {
namespace {

namespace fs = std::filesystem;

fs::path key_file_of(const config::Settings& settings, const fs::path& data) {
  return settings.audit.log_key_file.empty() ? storage::default_log_key_file(data)
                                             : fs::path(settings.audit.log_key_file);
}

fs::path checkpoint_file_of(const config::Settings& settings, const fs::path& data) {
  return settings.audit.checkpoint_file.empty() ? storage::default_checkpoint_file(data)
                                                : fs::path(settings.audit.checkpoint_file);
}

/// The log's own history, oldest first.
Result<std::vector<LogRecord>, std::string> log_history(storage::Journal& journal) {
  const auto history = storage::load_now(journal, log_stream);
  if (!history) return fail(history.error().what);
  std::vector<LogRecord> records;
  for (const auto& stored : history->records) {
    auto record = decode_log(stored.bytes);
    if (!record)
      return fail("record " + std::to_string(number(stored.position)) + " cannot be read: " + record.error().what);
    records.push_back(std::move(*record));
  }
  return records;
}

/// The keys that signed when the log was last told.
std::vector<std::string> keys_told(const std::vector<LogRecord>& history) {
  std::vector<std::string> keys;
  for (const LogRecord& record : history)
    for (const LogEvent& event : record.events)
      if (const auto* changed = std::get_if<LogKeysChanged>(&event)) keys = changed->keys;
  return keys;
}

/// The highest number that must not be given out again, as the log tells it.
ReportId numbers_told(const std::vector<LogRecord>& history) {
  ReportId up_to{before_first_report};
  for (const LogRecord& record : history)
    for (const LogEvent& event : record.events)
      if (const auto* skipped = std::get_if<ReportNumbersSkipped>(&event)) up_to = std::max(up_to, skipped->up_to);
  return up_to;
}

/// More reports than can have been filed since the last checkpoint was published, a second or an outage ago.
constexpr std::uint64_t unpublished_reports = 1'000'000;

/// Every record that is gone may have been a report.
ReportId numbers_that_may_be_gone(const storage::Journal& journal, const RollbackAccepted& rollback) {
  const auto records = number(journal.last_position());
  const auto gone = rollback.size > records ? rollback.size - records : 0;
  return ReportId{number(journal.last_report()) + gone + unpublished_reports};
}

std::vector<std::string> texts_of(const storage::LogKeys& keys) {
  std::vector<std::string> texts;
  for (const auto& key : keys) texts.push_back(key.verifier().text());
  return texts;
}

std::string advice(const std::string& what, const storage::Journal& journal, const fs::path& file) {
  if (journal.last_position() == Position{})
    return what + " If a new log shall begin here on purpose, remove " + file.string() +
           " and the log's key file as well: a key never signs two logs.";
  return what +
         " Restore a newer backup, or start once with --accept-rollback: the log then tells of it for ever, and "
         "auditors "
         "will see that its history was broken.";
}

/// What is wrong with the journal in the eyes of those who saw the log; nothing when it goes on.
struct Break {
  std::string what;
  RollbackAccepted rollback;
};

Result<std::optional<Break>, std::string> find_break(storage::Journal& journal, const fs::path& file,
                                                     const std::optional<storage::PublishedCheckpoint>& published,
                                                     bool was_published) {
  if (published) {
    const auto continues = storage::check_continues(journal, published->checkpoint);
    if (continues) return std::nullopt;
    return Break{continues.error().what, {published->checkpoint.size, published->checkpoint.root}};
  }
  if (!was_published) return std::nullopt;
  return Break{"This log's key has signed checkpoints, but " + file.string() +
                   " is missing, so nobody can tell whether the journal was rolled back. Put it back from a copy.",
               {}};
}

/// A log keeps its name, also when its keys are lost: its last checkpoint tells it.
Result<std::string, std::string> origin_of_log(const fs::path& data, const std::string& wish) {
  const auto published = storage::read_published(storage::default_checkpoint_file(data), {});
  if (!published) return fail(published.error().what);
  if (!*published) return wish;
  const std::string& name = (*published)->checkpoint.origin;
  if (!wish.empty() && wish != name)
    return fail("the log is called " + name + ", as its last checkpoint says; a log keeps its origin");
  return name;
}

/// The first start of a new log publishes that there is nothing yet, so that from now on a missing checkpoint shows.
Result<LogFiles, std::string> begin_log(LogFiles files, const fs::path& key_file) {
  const proof::VerifierKey& key = files.keys.front().verifier();
  const auto kept = storage::write_published(files.checkpoint,
                                             proof::sign_checkpoint({key.name, 0, proof::empty_root()}, files.keys));
  if (!kept) return fail(kept.error().what);
  spdlog::warn("this log is {}; keep copies of its key file {}, and publish its public key: {}", key.name,
               key_file.string(), key.text());
  return files;
}

}  // namespace

Result<LogFiles, std::string> open_log(const config::Settings& settings, const fs::path& data,
                                       storage::Journal& journal, bool accept_rollback) {
  LogFiles files;
  files.checkpoint = checkpoint_file_of(settings, data);
  const auto was_published = storage::read_published(files.checkpoint, {});
  if (!was_published) return fail(was_published.error().what);
  const auto history = log_history(journal);
  if (!history) return fail(history.error());
  const bool was_told = !history->empty();
  files.last_report_given = numbers_told(*history);
  const fs::path key_file = key_file_of(settings, data);
  const bool had_key = fs::exists(key_file);
  const bool is_empty = journal.last_position() == Position{};
  auto keys = storage::open_log_keys(key_file, settings.audit.origin, was_published->has_value() || was_told);
  if (!keys) return fail(keys.error().what);
  files.keys = std::move(*keys);
  const auto published = storage::read_published(files.checkpoint, storage::verifiers_of(files.keys));
  if (!published) return fail(published.error().what);
  if (!had_key && is_empty) return begin_log(std::move(files), key_file);
  const auto broken = find_break(journal, files.checkpoint, *published, was_told || (had_key && is_empty));
  if (!broken) return fail(broken.error());
  if (!*broken) return files;
  if (!accept_rollback) return fail(advice((*broken)->what, journal, files.checkpoint));
  spdlog::critical("going on although: {}", (*broken)->what);
  files.rollback = (*broken)->rollback;
  files.last_report_given = std::max(files.last_report_given, numbers_that_may_be_gone(journal, *files.rollback));
  return files;
}

Result<void, std::string> tell_log(actors::Engine& engine, storage::Journal& journal, const LogFiles& files,
                                   Instant now) {
  const auto history = log_history(journal);
  if (!history) return fail(history.error());
  std::vector<LogEvent> events;
  if (files.rollback) events.emplace_back(*files.rollback);
  if (files.rollback) events.emplace_back(ReportNumbersSkipped{files.last_report_given});
  if (const auto keys = texts_of(files.keys); keys != keys_told(*history)) events.emplace_back(LogKeysChanged{keys});
  for (LogEvent& event : events) {
    const auto promise = std::make_shared<std::promise<actors::LogOutcome>>();
    auto outcome = promise->get_future();
    engine.record({log_stream, now, {Role::system, {}, ""}, Channel::api, "", std::move(event)},
                  [promise](actors::LogOutcome told) { promise->set_value(std::move(told)); });
    const auto told = outcome.get();
    if (const auto* unavailable = std::get_if<actors::Unavailable>(&told)) return fail(unavailable->what);
  }
  return {};
}

Result<std::unique_ptr<storage::CheckpointPublisher>, std::string> publish_log(const config::Settings& settings,
                                                                               const storage::Journal& journal,
                                                                               const LogFiles& files) {
  auto witnesses = parse_witnesses(settings.audit.witnesses);
  if (!witnesses) return fail("audit.witnesses: " + witnesses.error());
  storage::PublisherOptions options{
      files.checkpoint,
      files.keys,
      std::chrono::milliseconds(settings.audit.checkpoint_interval_ms),
      {},
      [](const std::string& what) { spdlog::error("the checkpoint is not published: {}", what); }};
  if (!witnesses->empty())
    options.cosign =
        ask_witnesses(std::move(*witnesses), journal, std::chrono::milliseconds(settings.audit.witness_timeout_ms));
  auto publisher = storage::CheckpointPublisher::start(journal, std::move(options));
  if (!publisher) return fail(publisher.error().what);
  return std::move(*publisher);
}

int print_log_keys(const fs::path& data, const fs::path& key_file) {
  const auto keys = storage::read_log_keys(key_file.empty() ? storage::default_log_key_file(data) : key_file);
  if (!keys) {
    std::cerr << "audit: " << keys.error().what << '\n';
    return 1;
  }
  for (const auto& key : storage::verifiers_of(*keys)) std::cout << key.text() << '\n';
  return 0;
}

int make_log_key(const fs::path& data, const fs::path& key_file, const std::string& origin) {
  const auto refuse = [](const std::string& reason) {
    std::cerr << "audit: " << reason << '\n';
    return 1;
  };
  if (!fs::is_directory(data)) return refuse("there is no data folder " + data.string() + "; name it with --data");
  const auto name = origin_of_log(data, origin);
  if (!name) return refuse(name.error());
  const auto made = storage::add_log_key(key_file.empty() ? storage::default_log_key_file(data) : key_file, *name);
  if (!made) return refuse(made.error().what);
  std::cout << made->verifier().text() << std::endl;
  std::cerr
      << "audit: the server signs with it, too, from its next start on; tell the auditors this public key, and take "
         "the former key's line out of the file when they have it\n";
  return 0;
}

}  // namespace lapor::tools
