#include "tools/backup/restore_sources.hpp"

#include <charconv>
#include <system_error>
#include <utility>

#include "config/reference.hpp"
#include "storage/data_folder.hpp"
#include "storage/log_keys.hpp"
#include "storage/published_checkpoint.hpp"
#include "tools/backup/key_store.hpp"
#include "tools/backup/open_backup.hpp"
#include "tools/reference_folder.hpp"

namespace lapor::backup {
namespace {

namespace fs = std::filesystem;

fs::path chosen(const fs::path& wish, const fs::path& otherwise) {
  return wish.empty() ? otherwise : wish;
}

fs::path master_key_file(const RestoreOptions& options) {
  return chosen(options.key_file, storage::default_key_file(options.to));
}

fs::path log_key_file(const RestoreOptions& options) {
  return chosen(options.log_key_file, storage::default_log_key_file(options.to));
}

std::string when_missing(const fs::path& file, const std::string& what, const std::string& option) {
  std::error_code error;
  if (fs::exists(file, error) || error) return {};
  return "\n  " + what + ": put it at " + file.string() + ", or name it with " + option + " FILE";
}

/// Told together, so that on a new machine nobody finds out about one after the other.
Done check_key_files(const RestoreOptions& options) {
  const auto missing = when_missing(master_key_file(options), "the master key", "--master-key-file") +
                       when_missing(log_key_file(options), "the log's key", "--log-key-file");
  if (missing.empty()) return {};
  return refuse(
      FaultKind::wrong_key,
      "a backup never has these files of the folder that was backed up (there they are called "
      "DIR.master-key and DIR.log-key). Get them from where you keep them safe, then give this command again:" +
          missing);
}

Result<proof::Checkpoint, Trouble> signed_checkpoint(const RestoreOptions& options, const std::string& note) {
  const auto keys = storage::read_log_keys(log_key_file(options));
  if (!keys) return refuse(keys.error());
  return proof::open_checkpoint(note, storage::verifiers_of(*keys));
}

Result<Rulebook, Trouble> rulebook(const std::string& reference) {
  const auto folder = tools::find_reference_folder(reference);
  if (!folder) return cannot(folder.error());
  auto rules = config::load_rulebook(*folder);
  if (!rules) return refuse(FaultKind::malformed, rules.error());
  return std::move(*rules);
}

/// What the world has seen of this log, as the place of the published checkpoint tells.
Result<std::optional<proof::Checkpoint>, Trouble> seen_checkpoint(const fs::path& file, const std::string& origin) {
  const auto there = storage::read_published(file, {});
  const std::string advice =
      " It may be the only thing that knows what was published, so it is not overwritten: if it is not, move it away";
  if (!there) return refuse(FaultKind::malformed, there.error().what + advice);
  if (!*there) return std::nullopt;
  if ((**there).checkpoint.origin != origin)
    return refuse(FaultKind::other_log, "the published checkpoint " + file.string() + " is of the log " +
                                            (**there).checkpoint.origin + ", and this backup is of " + origin + "." +
                                            advice);
  return (**there).checkpoint;
}

}  // namespace

Result<EndPoint, Trouble> EndPoint::parse(const std::string& text) {
  EndPoint end;
  if (text.empty()) return end;
  std::uint64_t position{};
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), position);
  if (parsed.ec == std::errc{} && parsed.ptr == text.data() + text.size()) {
    end.position_ = position;
    return end;
  }
  end.at_ = parse_rfc3339(text);
  if (!end.at_)
    return refuse(FaultKind::malformed,
                  "--at: write a position or an instant such as 2026-11-20T09:00:00+07:00, not `" + text + "`");
  return end;
}

bool EndPoint::has(Position position, Instant at) {
  over_ = over_ || (position_ && number(position) > *position_) || (at_ && at > *at_);
  return !over_;
}

Result<RestoreSources, Trouble> open_sources(const RestoreOptions& options) {
  auto end_point = EndPoint::parse(options.at);
  if (!end_point) return fail(end_point.error());
  if (auto there = check_key_files(options); !there) return fail(there.error());
  auto rules = rulebook(options.reference);
  if (!rules) return fail(rules.error());
  auto vault = storage::Vault::open(master_key_file(options));
  if (!vault) return refuse(vault.error());
  auto end = open_end(options.from);
  if (!end) return fail(end.error());
  if (!*end) return refuse(FaultKind::truncated, options.from.string() + " holds no backup");
  auto log = audit::ExportReader::open(log_folder(options.from));
  if (!log) return fail(log.error());
  auto checkpoint = signed_checkpoint(options, log->checkpoint());
  if (!checkpoint) return fail(checkpoint.error());
  if (end_point->lies_behind(checkpoint->size))
    return refuse(FaultKind::beyond_tree, "the backup has " + std::to_string(checkpoint->size) + " records");
  auto file = chosen(options.checkpoint_file, storage::default_checkpoint_file(options.to));
  auto seen = seen_checkpoint(file, checkpoint->origin);
  if (!seen) return fail(seen.error());
  auto keys = generation_for(options.keys_from, checkpoint->origin, checkpoint->size);
  if (!keys) return fail(keys.error());
  return RestoreSources{options.from,     options.keys_from, std::move(*vault), std::move(*rules),
                        *end_point,       std::move(**end),  std::move(*log),   std::move(*checkpoint),
                        std::move(*keys), std::move(file),   std::move(*seen)};
}

}  // namespace lapor::backup
