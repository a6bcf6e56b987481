#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "events/values.hpp"

/// What has happened. Free text, contacts and exact places are plain strings here; the codec seals them
/// (docs/formats.md). After an erasure they read as empty.
namespace lapor {

struct ReportSubmitted {
  std::string title;
  std::string text;
  Classification classification{Classification::complaint};
  Date occurred_on{};
  std::string category;
  Slug institution;
  Place place;
  bool anonymous{};
  bool confidential{};
  std::string display_name;
  Contact contact;
  Attachments attachments;
  Deadline deadline;
  bool operator==(const ReportSubmitted&) const = default;
};

/// `resolution_target` is the limit by class (regulation 62/2018), shown beside the running deadline.
struct ReportVerified {
  std::string title;
  std::string public_text;
  Classification classification{Classification::complaint};
  std::string category;
  std::vector<std::string> tags;
  bool anonymous{};
  bool confidential{};
  Instant resolution_target{};
  bool operator==(const ReportVerified&) const = default;
};

/// `deadline` is absent when the institution stays the same: its clock runs on.
struct ReportForwarded {
  Slug to;
  std::string note;
  std::vector<Slug> copies;
  std::optional<Deadline> deadline;
  bool operator==(const ReportForwarded&) const = default;
};

struct ReportHeld {
  HoldReason reason{HoldReason::incomplete};
  std::string question;
  Deadline deadline;
  bool operator==(const ReportHeld&) const = default;
};

struct ReportCompleted {
  std::string text;
  std::string title;
  std::optional<Date> occurred_on;
  std::string category;
  std::optional<Place> place;
  Attachments attachments;
  Deadline deadline;
  bool operator==(const ReportCompleted&) const = default;
};

struct InformationAdded {
  std::string text;
  Attachments attachments;
  bool operator==(const InformationAdded&) const = default;
};

/// `appeal_until`: the reporter may ask for restoration before this instant.
struct ReportArchived {
  Initiator initiator{Initiator::administrator};
  ArchiveReason reason{ArchiveReason::other};
  std::string note;
  Instant appeal_until{};
  bool operator==(const ReportArchived&) const = default;
};

struct ReportDeclined {
  std::string reason;
  Slug proposed;
  Deadline deadline;
  bool operator==(const ReportDeclined&) const = default;
};

struct FollowUpPosted {
  std::string text;
  Attachments attachments;
  Deadline deadline;
  bool operator==(const FollowUpPosted&) const = default;
};

struct ReplyPosted {
  Initiator initiator{Initiator::reporter};
  std::string text;
  Attachments attachments;
  Deadline deadline;
  bool operator==(const ReplyPosted&) const = default;
};

/// `reopen_until`: the report may be reopened before this instant.
struct ReportClosed {
  Initiator initiator{Initiator::system};
  std::string reason;
  Instant reopen_until{};
  bool operator==(const ReportClosed&) const = default;
};

struct ReportMerged {
  ReportId into{};
  bool operator==(const ReportMerged&) const = default;
};

struct ReportReopened {
  Initiator initiator{Initiator::reporter};
  std::string reason;
  Deadline deadline;
  bool operator==(const ReportReopened&) const = default;
};

struct ReportRestored {
  Initiator initiator{Initiator::reporter};
  std::string reason;
  Deadline deadline;
  bool operator==(const ReportRestored&) const = default;
};

struct ReportRated {
  int score{};
  std::string text;
  bool operator==(const ReportRated&) const = default;
};

struct VisibilityChanged {
  bool anonymous{};
  bool confidential{};
  bool operator==(const VisibilityChanged&) const = default;
};

struct TextRedacted {
  std::string title;
  std::string public_text;
  std::string reason;
  bool operator==(const TextRedacted&) const = default;
};

/// The supporter is the record's `by.person`.
struct SupportAdded {
  bool operator==(const SupportAdded&) const = default;
};

struct SupportWithdrawn {
  bool operator==(const SupportWithdrawn&) const = default;
};

/// `comment` counts the comments of one report from 1.
struct CommentAdded {
  std::uint32_t comment{};
  std::string text;
  bool operator==(const CommentAdded&) const = default;
};

struct CommentHidden {
  std::uint32_t comment{};
  std::string reason;
  bool operator==(const CommentHidden&) const = default;
};

struct NoteAdded {
  std::string text;
  Attachments attachments;
  bool operator==(const NoteAdded&) const = default;
};

/// The new instant with the old one beside it.
struct DeadlineRescheduled {
  Deadline deadline;
  Instant previous_due{};
  std::string reason;
  bool operator==(const DeadlineRescheduled&) const = default;
};

struct IdentityRevealed {
  std::string reason;
  bool operator==(const IdentityRevealed&) const = default;
};

/// From this record on the report's data key is gone: sealed text of all its records reads as empty.
struct ReporterErased {
  ErasureGround ground{};
  bool operator==(const ReporterErased&) const = default;
};

/// `level` 1 coordinator, 2 national_admin, 3 supervisor; `next_level_at` is absent after the last one.
struct DeadlineMissed {
  DeadlineKind kind{};
  Instant due{};
  std::uint8_t level{};
  std::optional<Instant> next_level_at;
  bool operator==(const DeadlineMissed&) const = default;
};

/// The report is evidence: what is sealed must stay readable until the hold is lifted.
struct LegalHoldPlaced {
  std::string reason;
  bool operator==(const LegalHoldPlaced&) const = default;
};

struct LegalHoldLifted {
  std::string reason;
  bool operator==(const LegalHoldLifted&) const = default;
};

using Event = std::variant<ReportSubmitted, ReportVerified, ReportForwarded, ReportHeld, ReportCompleted,
                           InformationAdded, ReportArchived, ReportDeclined, FollowUpPosted, ReplyPosted, ReportClosed,
                           ReportMerged, ReportReopened, ReportRestored, ReportRated, VisibilityChanged, TextRedacted,
                           SupportAdded, SupportWithdrawn, CommentAdded, CommentHidden, NoteAdded, DeadlineRescheduled,
                           IdentityRevealed, ReporterErased, DeadlineMissed, LegalHoldPlaced, LegalHoldLifted>;

using Events = std::vector<Event>;

/// snake_case name of an event, as timelines and auditors read it: `follow_up_posted`.
[[nodiscard]] std::string_view name_of(const Event& event);

using Salt = std::array<std::byte, 16>;

/// The deadline that an event sets; null when it sets none.
[[nodiscard]] const Deadline* deadline_in(const Event& event);
[[nodiscard]] Deadline* deadline_in(Event& event);

/// The unit of the journal: all events that one command produced on one stream. Its position is not part of its bytes:
/// the position is the record's key and its leaf index in the Merkle tree.
template <class E>
struct RecordOf {
  Stream stream;
  Version version{};
  Instant at{};
  Party by;
  Channel channel{Channel::api};
  std::string request_id;
  std::vector<E> events;
  /// Random, in records without a sealed part (whose nonce is random): the hash of a record, which everybody may see,
  /// must not tell whoever guesses what it says.
  std::optional<Salt> salt{};
  /// Of the rulebook by which it was decided; 0: the reference files, and every record older than this field. A record
  /// of the rulebook itself is decided by the version before it and has 0.
  Version rulebook{};
  bool operator==(const RecordOf&) const = default;
};

using Record = RecordOf<Event>;

}  // namespace lapor
