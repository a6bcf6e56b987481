#include "tools/log_start.hpp"

#include <spdlog/spdlog.h>

#include <future>
#include <iostream>
#include <vector>

#include "events/codec_log.hpp"
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
  auto loaded = std::make_shared<std::promise<Result<storage::StreamHistory, storage::Error>>>();
  auto future = loaded->get_future();
  journal.load(log_stream, storage::HistoryUse::whole,
               [loaded](auto history) { loaded->set_value(std::move(history)); });
  const auto history = future.get();
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

std::vector<std::string> texts_of(const storage::LogKeys& keys) {
  std::vector<std::string> texts;
  for (const auto& key : keys) texts.push_back(key.verifier().text());
  return texts;
}

std::string advice(const std::string& what, const storage::Journal& journal, const fs::path& file) {
  if (journal.last_position() == Position{})
    return what + " If the data folder was emptied on purpose, remove " + file.string() + " as well.";
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
                                                     const std::optional<storage::PublishedCheckpoint>& published) {
  if (published) {
    const auto continues = storage::check_continues(journal, published->checkpoint);
    if (continues) return std::nullopt;
    return Break{continues.error().what, {published->checkpoint.size, published->checkpoint.root}};
  }
  const auto history = log_history(journal);
  if (!history) return fail(history.error());
  if (history->empty()) return std::nullopt;
  return Break{"This log has published checkpoints, but " + file.string() +
                   " is missing, so nobody can tell whether the journal was rolled back. Put it back from a copy.",
               {}};
}

}  // namespace

Result<LogFiles, std::string> open_log(const config::Settings& settings, const fs::path& data,
                                       storage::Journal& journal, bool accept_rollback) {
  LogFiles files;
  files.checkpoint = checkpoint_file_of(settings, data);
  const auto was_published = storage::read_published(files.checkpoint, {});
  if (!was_published) return fail(was_published.error().what);
  auto keys = storage::open_log_keys(key_file_of(settings, data), settings.audit.origin, was_published->has_value());
  if (!keys) return fail(keys.error().what);
  files.keys = std::move(*keys);
  const auto published = storage::read_published(files.checkpoint, storage::verifiers_of(files.keys));
  if (!published) return fail(published.error().what);
  const auto broken = find_break(journal, files.checkpoint, *published);
  if (!broken) return fail(broken.error());
  if (!*broken) return files;
  if (!accept_rollback) return fail(advice((*broken)->what, journal, files.checkpoint));
  spdlog::critical("going on although: {}", (*broken)->what);
  files.rollback = (*broken)->rollback;
  return files;
}

Result<void, std::string> tell_log(actors::Engine& engine, storage::Journal& journal, const LogFiles& files,
                                   Instant now) {
  const auto history = log_history(journal);
  if (!history) return fail(history.error());
  std::vector<LogEvent> events;
  if (files.rollback) events.emplace_back(*files.rollback);
  if (const auto keys = texts_of(files.keys); keys != keys_told(*history)) events.emplace_back(LogKeysChanged{keys});
  for (LogEvent& event : events) {
    std::promise<actors::LogOutcome> promise;
    auto outcome = promise.get_future();
    engine.record({log_stream, now, {Role::system, {}, ""}, Channel::api, "", std::move(event)},
                  [&promise](actors::LogOutcome told) { promise.set_value(std::move(told)); });
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
  const auto made = storage::add_log_key(key_file.empty() ? storage::default_log_key_file(data) : key_file, origin);
  if (!made) {
    std::cerr << "audit: " << made.error().what << '\n';
    return 1;
  }
  std::cout << made->verifier().text() << std::endl;
  std::cerr
      << "audit: the server signs with it, too, from its next start on; tell the auditors this public key, and take "
         "the former key's line out of the file when they have it\n";
  return 0;
}

}  // namespace lapor::tools
