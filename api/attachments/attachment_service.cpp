#include "api/attachments/attachment_service.hpp"

#include <algorithm>
#include <utility>

namespace lapor::api {
namespace {

using storage::Error;
using storage::ErrorCode;
using storage::JobPool;
using storage::OpenedFile;

/// Each holds half a megabyte while it comes in.
constexpr std::uint64_t most_under_way = 128;

constexpr std::size_t piece_threads = 2;
constexpr std::size_t most_waiting_pieces = 1'024;
constexpr std::size_t most_waiting_cleanings = 128;

Error too_busy() {
  return {ErrorCode::overloaded, "Too many files are under way."};
}

/// Nothing that a hostile file makes a library throw may end the server.
Intake take_in_guarded(const storage::UploadPart& part, storage::Uploads& uploads, const IntakeTerms& terms) {
  try {
    return take_in(part, uploads, terms);
  } catch (const std::exception& error) {
    return Error{ErrorCode::unavailable, std::string("A file could not be looked at: ") + error.what()};
  }
}

/// Opens a file while it is sent.
class FileBody final : public http::BodySource, public std::enable_shared_from_this<FileBody> {
 public:
  FileBody(JobPool& pool, OpenedFile file, std::function<void(const std::string&)> on_error)
      : pool_(pool), file_(std::move(file)), on_error_(std::move(on_error)) {}

  /// What the pool cannot take is cut off, so that the client can tell.
  void pull(http::GiveChunk give) override {
    static_cast<void>(pool_.post([self = shared_from_this(), give = std::move(give)] { self->give_next(give); }));
  }

 private:
  void give_next(const http::GiveChunk& give) {
    const auto piece = file_.content->next();
    if (!piece) {
      if (on_error_) on_error_(piece.error().what);
      return;
    }
    const Bytes bytes = piece->value_or(Bytes{});
    give({std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()), file_.content->has_ended()});
  }

  JobPool& pool_;
  OpenedFile file_;
  const std::function<void(const std::string&)> on_error_;
};

}  // namespace

AttachmentService::AttachmentService(const AttachmentLimits& limits, storage::Uploads& uploads,
                                     const storage::AttachmentFiles& files, const storage::Journal& journal,
                                     const storage::Vault& vault, const actors::Clock& clock)
    : limits_(limits),
      uploads_(uploads),
      files_(files),
      journal_(journal),
      vault_(vault),
      clock_(clock),
      pieces_(piece_threads, most_waiting_pieces),
      cleaning_(1, most_waiting_cleanings, JobPool::Priority::background) {}

AttachmentService::~AttachmentService() {
  stop();
}

/// A body hands its file to the cleaning only from `pieces_`, so that must end first.
void AttachmentService::stop() {
  pieces_.stop();
  cleaning_.stop();
}

std::shared_ptr<UploadSink> AttachmentService::receive() {
  const std::uint64_t others = under_way_;
  const bool is_full = uploads_.statistics().bytes + (others + 1) * limits_.file_bytes > limits_.uploads_bytes;
  std::optional<Error> refusal;
  if (others >= most_under_way) refusal = too_busy();
  if (is_full) refusal = Error{ErrorCode::disk_full, "Too many files were uploaded that are not expired yet."};
  return std::make_shared<UploadSink>(uploads_, pieces_, under_way_, std::move(refusal));
}

storage::Uploader AttachmentService::uploader_of(std::string_view caller) const {
  const auto hash = vault_.keyed_hash("uploader", caller);
  storage::Uploader uploader{};
  std::copy_n(hash.begin(), uploader.size(), uploader.begin());
  return uploader;
}

void AttachmentService::keep(const std::shared_ptr<UploadSink>& body, std::string_view caller,
                             std::function<void(Intake)> done) {
  body->when_sealed([this, body, uploader = uploader_of(caller), done = std::move(done)](
                        UploadSink::Sealed sealed) mutable { clean(std::move(sealed), uploader, std::move(done)); });
}

void AttachmentService::clean(UploadSink::Sealed sealed, const storage::Uploader& uploader,
                              std::function<void(Intake)> done) {
  if (!sealed) {
    ++failed_;
    return done(sealed.error());
  }
  std::shared_ptr<storage::UploadPart> part = std::move(*sealed);
  const auto admission = cleaning_.post([this, part = std::move(part), uploader, done]() mutable {
    const IntakeTerms terms{uploader, clock_.now() + limits_.expiry, limits_.file_bytes, limits_.pixels};
    Intake intake = take_in_guarded(*part, uploads_, terms);
    count(intake, part->size());
    part.reset();  // who is answered finds it gone
    done(std::move(intake));
  });
  if (admission == JobPool::Admission::accepted) return;
  ++failed_;
  done(too_busy());
}

void AttachmentService::count(const Intake& intake, std::uint64_t bytes) {
  received_bytes_ += bytes;
  if (std::holds_alternative<storage::Upload>(intake))
    ++received_;
  else
    ++(std::holds_alternative<FileRefusal>(intake) ? refused_ : failed_);
}

std::optional<std::string> AttachmentService::attachable(std::string_view id, std::string_view caller,
                                                         Instant now) const {
  const auto known = storage::upload_id_of(id);
  const auto upload = known ? uploads_.find(*known) : std::nullopt;
  if (!upload || upload->uploader != uploader_of(caller) || upload->expires_at - now < last_hour) return std::nullopt;
  return storage::to_hex(upload->facts.hash);
}

void AttachmentService::open(ReportId report, const storage::ContentHash& hash, std::function<void(Opened)> done) {
  const auto admission = pieces_.post([this, report, hash, done] { done(open_now(report, hash)); });
  if (admission != JobPool::Admission::accepted) done(fail(too_busy()));
}

/// While the keeper is behind, the file is still where it was uploaded; without the report's key that must not be read
/// either.
AttachmentService::Opened AttachmentService::open_now(ReportId report, const storage::ContentHash& hash) const {
  const auto wrapped = journal_.wrapped_key(stream_of(report));
  if (!wrapped) return fail(wrapped.error());
  if (!*wrapped) return std::nullopt;
  const auto key = vault_.unwrap(**wrapped, stream_of(report));
  if (!key) return fail(key.error());
  auto kept = files_.read(report, *key, hash);
  if (!kept || *kept) return kept;
  return uploads_.read(hash);
}

std::shared_ptr<http::BodySource> AttachmentService::body_of(OpenedFile file,
                                                             std::function<void(const std::string&)> on_error) {
  return std::make_shared<FileBody>(pieces_, std::move(file), std::move(on_error));
}

AttachmentService::Statistics AttachmentService::statistics() const {
  return {received_, received_bytes_, refused_, failed_, under_way_, uploads_.statistics()};
}

}  // namespace lapor::api
