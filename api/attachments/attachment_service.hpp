#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "actors/clock.hpp"
#include "api/attachments/intake.hpp"
#include "api/attachments/upload_sink.hpp"
#include "api/http/body_source.hpp"
#include "storage/attachments/attachment_files.hpp"
#include "storage/attachments/uploads.hpp"
#include "storage/job_pool.hpp"
#include "storage/journal.hpp"
#include "storage/vault.hpp"

namespace lapor::api {

/// What an operator sets; config/lapor.toml says what each means.
struct AttachmentLimits {
  std::uint64_t file_bytes{10'485'760};
  std::uint64_t files_per_report{5};
  std::chrono::milliseconds expiry{std::chrono::hours{24}};
  std::uint64_t pixels{50'000'000};
  std::uint64_t uploads_bytes{21'474'836'480};
};

/// An upload is not attached any more when less than this is left of it: so none goes that a command, which was read
/// before, is about to name. Far longer than a command takes.
inline constexpr std::chrono::hours last_hour{1};

/// Files on their way in and out: receives uploads, cleans them one at a time behind everything else, tells which a
/// command may attach, and opens what reports have. Threads of its own do what blocks. Any thread may call.
class AttachmentService {
 public:
  /// All references must outlive the service.
  AttachmentService(const AttachmentLimits& limits, storage::Uploads& uploads, const storage::AttachmentFiles& files,
                    const storage::Journal& journal, const storage::Vault& vault, const actors::Clock& clock);
  ~AttachmentService();
  AttachmentService(const AttachmentService&) = delete;
  AttachmentService& operator=(const AttachmentService&) = delete;

  [[nodiscard]] const AttachmentLimits& limits() const { return limits_; }

  /// Takes the body of an upload. When too many are under way or too much is stored, it throws the body away, and
  /// `keep` says so.
  [[nodiscard]] std::shared_ptr<UploadSink> receive();

  /// Looks at a body that is whole, and keeps it for the caller of that name. `done` is told once, on a thread of the
  /// service or on this one.
  void keep(const std::shared_ptr<UploadSink>& body, std::string_view caller, std::function<void(Intake)> done);

  /// The hash of an upload that this caller may attach now: the caller's own, not expired, not about to be. Never
  /// blocks.
  [[nodiscard]] std::optional<std::string> attachable(std::string_view id, std::string_view caller, Instant now) const;

  /// Opens a file that a record of the report names; nothing when the report is erased or the file is lost. `done` is
  /// told once, on a thread of the service, or on this one when that has too much to do.
  using Opened = Result<std::optional<storage::OpenedFile>, storage::Error>;
  void open(ReportId report, const storage::ContentHash& hash, std::function<void(Opened)> done);

  /// A body that opens the file piece by piece. A damaged file ends it without its end and tells `on_error` why.
  [[nodiscard]] std::shared_ptr<http::BodySource> body_of(storage::OpenedFile file,
                                                          std::function<void(const std::string&)> on_error);

  struct Statistics {
    std::uint64_t received{};        // uploads that were kept since the start
    std::uint64_t received_bytes{};  // as they came in
    std::uint64_t refused{};         // files that were not taken for what they are
    std::uint64_t failed{};          // that could not be received or kept
    std::uint64_t under_way{};
    storage::Uploads::Statistics stored;
  };
  [[nodiscard]] Statistics statistics() const;

  /// Finishes what was begun; later calls are answered as overloaded. Idempotent.
  void stop();

 private:
  [[nodiscard]] storage::Uploader uploader_of(std::string_view caller) const;
  void clean(UploadSink::Sealed sealed, const storage::Uploader& uploader, std::function<void(Intake)> done);
  [[nodiscard]] Opened open_now(ReportId report, const storage::ContentHash& hash) const;
  void count(const Intake& intake, std::uint64_t bytes);

  const AttachmentLimits limits_;
  storage::Uploads& uploads_;
  const storage::AttachmentFiles& files_;
  const storage::Journal& journal_;
  const storage::Vault& vault_;
  const actors::Clock& clock_;
  std::atomic<std::uint64_t> under_way_{};
  std::atomic<std::uint64_t> received_{};
  std::atomic<std::uint64_t> received_bytes_{};
  std::atomic<std::uint64_t> refused_{};
  std::atomic<std::uint64_t> failed_{};
  storage::JobPool pieces_;    // seals and opens: short jobs
  storage::JobPool cleaning_;  // one file at a time
};

}  // namespace lapor::api
