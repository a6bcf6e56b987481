#include "api/attachments/attachment_keeper.hpp"

#include <utility>
#include <vector>

#include "api/attachments/attached_files.hpp"
#include "api/attachments/attachment_service.hpp"

namespace lapor::api {
namespace {

using actors::ProjectionFault;
using storage::Error;
using storage::ErrorCode;

/// Folding so many records again after a crash takes less than a second; a sync for every portion would hold up the
/// journal's own.
constexpr std::uint64_t records_between_checkpoints = 100'000;

/// The files that a record names, and whether it erases the reporter.
struct Named {
  std::vector<std::string> files;
  bool erases{};
};

Named named_in(const Record& record) {
  Named named;
  for (const Event& event : record.events) {
    with_files(event, [&](const AttachedFiles& attached) {
      named.files.insert(named.files.end(), attached.hashes.begin(), attached.hashes.end());
    });
    named.erases = named.erases || std::holds_alternative<ReporterErased>(event);
  }
  return named;
}

Error damaged(Position position, const std::string& what) {
  return {ErrorCode::corrupt,
          "record " + std::to_string(number(position)) + " cannot be read (" + what + "); restore it from a backup"};
}

}  // namespace

AttachmentKeeper::AttachmentKeeper(storage::Uploads& uploads, const storage::AttachmentFiles& files,
                                   const storage::Journal& journal, const storage::Vault& vault,
                                   const actors::Clock& clock, OnLost on_lost)
    : uploads_(uploads),
      files_(files),
      journal_(journal),
      vault_(vault),
      clock_(clock),
      on_lost_(std::move(on_lost)),
      checkpoint_file_(files.folder() / "checkpoint") {}

AttachmentKeeper::~AttachmentKeeper() {
  static_cast<void>(save_checkpoint());  // without it the next start folds more
}

Result<void, ProjectionFault> AttachmentKeeper::load() {
  const auto stored = checkpoint_file_.read(journal_);
  if (!stored) return fail(ProjectionFault{{}, stored.error().what});
  checkpoint_ = saved_checkpoint_ = number(*stored);
  return {};
}

Result<void, ProjectionFault> AttachmentKeeper::fold(std::span<const storage::StoredRecord> records) {
  for (const auto& stored : records) {
    if (const auto folded = fold_one(stored); !folded)
      return fail(ProjectionFault{stored.position, folded.error().what});
    checkpoint_ = number(stored.position);
  }
  if (checkpoint_ < saved_checkpoint_ + records_between_checkpoints) return {};
  if (const auto saved = save_checkpoint(); !saved) return fail(ProjectionFault{checkpoint(), saved.error().what});
  return {};
}

AttachmentKeeper::Step AttachmentKeeper::fold_one(const storage::StoredRecord& stored) {
  const auto stream = decode_stream(stored.bytes);
  if (!stream) return fail(damaged(stored.position, stream.error().what));
  if (stream->kind != StreamKind::report) return {};
  const auto record = decode_facts(stored.bytes);
  if (!record) return fail(damaged(stored.position, record.error().what));
  const Named named = named_in(*record);
  for (const std::string& hex : named.files)
    if (auto kept = keep(ReportId{stream->id}, hex); !kept) return kept;
  return named.erases ? erase(ReportId{stream->id}) : Step{};
}

/// A report that is erased by now gets nothing any more.
AttachmentKeeper::Step AttachmentKeeper::keep(ReportId report, const std::string& hex) {
  const auto hash = storage::content_hash_of(hex);
  if (!hash) return lost(report, hex);
  if (files_.has(report, *hash)) return {};
  const auto wrapped = journal_.wrapped_key(stream_of(report));
  if (!wrapped) return fail(wrapped.error());
  if (!*wrapped) return withdraw(*hash);
  const auto key = vault_.unwrap(**wrapped, stream_of(report));
  if (!key) return fail(key.error());
  auto upload = uploads_.read(*hash);
  if (upload && !*upload) return lost(report, hex);
  const auto kept = upload ? files_.keep(report, *key, **upload) : Step{fail(upload.error())};
  if (!kept && kept.error().code == ErrorCode::corrupt) return lost(report, hex);
  if (kept) ++kept_;
  return kept;
}

/// In this order: after a crash in between the names are still there.
AttachmentKeeper::Step AttachmentKeeper::erase(ReportId report) {
  const auto hashes = files_.list(report);
  if (!hashes) return fail(hashes.error());
  for (const auto& hash : *hashes)
    if (auto withdrawn = withdraw(hash); !withdrawn) return withdrawn;
  return files_.remove(report);
}

/// Not deleted at once: another report may name the same content in a record that is yet to come.
AttachmentKeeper::Step AttachmentKeeper::withdraw(const storage::ContentHash& hash) {
  return uploads_.withdraw(hash, clock_.now() + last_hour);
}

/// The record stays, and so does the report; the file is not to be had.
AttachmentKeeper::Step AttachmentKeeper::lost(ReportId report, const std::string& hex) {
  ++lost_;
  if (on_lost_) on_lost_(report, hex);
  return {};
}

bool AttachmentKeeper::has_deferred() const {
  return uploads_.has_expired(clock_.now());
}

Result<void, ProjectionFault> AttachmentKeeper::do_deferred() {
  const Instant now = clock_.now();  // before it looks at the journal's end
  if (checkpoint() != journal_.last_position()) return {};
  if (const auto removed = uploads_.remove_expired(now); !removed)
    return fail(ProjectionFault{checkpoint(), removed.error().what});
  return {};
}

AttachmentKeeper::Step AttachmentKeeper::save_checkpoint() {
  if (checkpoint_ == saved_checkpoint_) return {};
  const auto last = journal_.read(checkpoint(), 1);
  if (!last) return fail(last.error());
  if (last->empty()) return {};
  if (auto written = checkpoint_file_.write(last->front()); !written) return written;
  saved_checkpoint_ = checkpoint_;
  return {};
}

}  // namespace lapor::api
