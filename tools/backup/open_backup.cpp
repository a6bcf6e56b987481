#include "tools/backup/open_backup.hpp"

#include "storage/files.hpp"
#include "storage/proof/checkpoint.hpp"
#include "storage/proof/note.hpp"
#include "tools/audit/verify/export_layout.hpp"
#include "tools/backup/backup_file.hpp"

namespace lapor::backup {
namespace {

namespace fs = std::filesystem;

Result<std::string, Trouble> read_text(const fs::path& file) {
  std::string text;
  const auto read = read_pieces(file, [&](BytesView piece) -> Done {
    text.append(reinterpret_cast<const char*>(piece.data()), piece.size());
    return {};
  });
  if (!read) return fail(read.error());
  return text;
}

Result<proof::Checkpoint, Trouble> checkpoint_in(const fs::path& log) {
  const auto note = read_text(log / audit::checkpoint_file);
  if (!note) return fail(note.error());
  const auto parts = proof::parse_note(*note);
  const auto checkpoint =
      parts ? proof::checkpoint_from(parts->text) : Result<proof::Checkpoint, Trouble>{fail(parts.error())};
  if (!checkpoint)
    return refuse(FaultKind::malformed, (log / audit::checkpoint_file).string() + ": " + checkpoint.error().what);
  return *checkpoint;
}

/// `export.json` goes while the checkpoint changes, and says nothing that the checkpoint does not.
Done complete(const fs::path& log, const proof::Checkpoint& checkpoint) {
  std::error_code error;
  if (fs::exists(log / audit::summary_file, error)) return {};
  const auto text = audit::text_of(audit::ExportSummary{checkpoint.origin, 1, checkpoint.size, checkpoint.size});
  return taken(storage::replace_file(log / audit::summary_file, std::as_bytes(std::span{text})));
}

}  // namespace

Result<std::optional<BackupEnd>, Trouble> open_end(const fs::path& backup) {
  const auto log = log_folder(backup);
  std::error_code error;
  if (!fs::exists(log / audit::checkpoint_file, error)) return std::nullopt;
  const auto checkpoint = checkpoint_in(log);
  if (!checkpoint) return fail(checkpoint.error());
  if (auto completed = complete(log, *checkpoint); !completed) return fail(completed.error());
  const auto text = read_text(end_file(backup, checkpoint->size));
  if (!text) return fail(text.error());
  auto end = backup_end_from(*text);
  if (!end) return fail(end.error());
  if (end->origin != checkpoint->origin || end->size != checkpoint->size)
    return refuse(FaultKind::malformed,
                  end_file(backup, checkpoint->size).string() + " does not belong to the log beside it");
  return std::move(*end);
}

}  // namespace lapor::backup
