#include "tools/backup/attachment_check.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>

#include "api/attachments/attached_files.hpp"
#include "storage/journal_entries.hpp"
#include "storage/keys.hpp"
#include "tools/backup/erasures.hpp"

namespace lapor::backup {
namespace {

namespace fs = std::filesystem;
using storage::Family;
using storage::JournalEntries;

/// Reports and a file of each, by its path.
using Lost = std::map<Stream, std::string>;

/// Of `attachments/REPORT/SHA256`.
std::optional<Stream> report_of(const fs::path& path) {
  const auto name = path.parent_path().filename().string();
  std::uint64_t id{};
  const auto parsed = std::from_chars(name.data(), name.data() + name.size(), id);
  if (!path.string().starts_with("attachments/") || parsed.ec != std::errc{}) return std::nullopt;
  return Stream{StreamKind::report, id};
}

Result<bool, Trouble> is_erased(const JournalEntries& entries, Stream report) {
  bool erased = false;
  std::optional<storage::Error> trouble;
  const auto walked = entries.walk(
      Family::streams, storage::keys::of(report, Version{1}), [&](std::string_view key, BytesView position) {
        if (storage::keys::stream_from(key) != report) return false;
        const auto bytes =
            entries.get(Family::records, {reinterpret_cast<const char*>(position.data()), position.size()});
        if (!bytes) trouble = bytes.error();
        const auto record = bytes && *bytes ? decode_any_facts(**bytes) : fail(CodecError{});
        erased = erased || (record && erases(*record));
        return !trouble;
      });
  if (!walked) return refuse(walked.error());
  if (trouble) return refuse(*trouble);
  return erased;
}

Lost lost_of(const std::vector<std::string>& gone) {
  Lost lost;
  for (const auto& path : gone)
    if (const auto report = report_of(path)) lost.try_emplace(*report, path);
  return lost;
}

void add_files(const AnyRecord& any, Lost& named) {
  const auto* record = std::get_if<Record>(&any);
  if (record == nullptr) return;
  for (const Event& event : record->events)
    api::with_files(event, [&](const api::AttachedFiles& files) {
      for (const auto& hash : files.hashes)
        named.try_emplace(record->stream, "attachments/" + std::to_string(record->stream.id) + "/" + hash);
    });
}

/// Whatever the log names and does not erase.
Result<Lost, Trouble> named_in(const JournalEntries& entries) {
  Lost named;
  std::set<Stream> erased;
  const auto walked = entries.walk(Family::records, {}, [&](std::string_view, BytesView bytes) {
    const auto record = decode_any_facts(bytes);
    if (!record) return true;
    if (erases(*record)) erased.insert(std::visit([](const auto& each) { return each.stream; }, *record));
    add_files(*record, named);
    return true;
  });
  if (!walked) return refuse(walked.error());
  std::erase_if(named, [&](const auto& file) { return erased.contains(file.first); });
  return named;
}

Done missing(const fs::path& data, const Lost& lost) {
  return refuse(FaultKind::truncated,
                data.string() + " lacks attachments of " + std::to_string(lost.size()) +
                    " reports that the log does not erase, such as " + lost.begin()->second +
                    ". Is everything mounted? The backup keeps its copies: put them back before you back up again");
}

/// Right after a start nothing may have come from the uploads yet; they are backed up as well.
bool has_uploads(const fs::path& data) {
  std::error_code error;
  const fs::directory_iterator uploads{data / "uploads", error};
  return !error && std::any_of(begin(uploads), end(uploads), [](const auto& file) { return file.is_regular_file(); });
}

/// The server makes the folder at its start: without it, it was taken away.
bool has_no_attachments(const fs::path& data) {
  std::error_code error;
  if (!fs::exists(data / "attachments", error)) return true;
  return fs::is_empty(data / "attachments", error) && !has_uploads(data);
}

}  // namespace

Done check_attachments(const fs::path& data, const std::vector<std::string>& gone) {
  auto lost = lost_of(gone);
  const bool is_bare = has_no_attachments(data);
  if (lost.empty() && !is_bare) return {};
  const auto entries = JournalEntries::open(data / "journal");  // as of now: what was erased meanwhile is erased
  if (!entries) return refuse(entries.error());
  for (auto file = lost.begin(); file != lost.end();) {
    const auto erased = is_erased(**entries, file->first);
    if (!erased) return fail(erased.error());
    file = *erased ? lost.erase(file) : std::next(file);
  }
  if (lost.empty() && is_bare) {
    auto named = named_in(**entries);
    if (!named) return fail(named.error());
    lost = std::move(*named);
  }
  return lost.empty() ? Done{} : missing(data, lost);
}

}  // namespace lapor::backup
