#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "events/values.hpp"

/// What somebody wants. Fields hold values that are valid by themselves (lengths, codes); whether the report's state
/// and the caller's capacity allow the command is `decide`'s business.
namespace lapor {

/// Filing of a new report. `contact` comes from a gateway or a clerk who writes for somebody.
struct SubmitReport {
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
};

/// Found clear and complete; forwards in the same breath. Empty `title`, `category` keep the reporter's.
struct VerifyReport {
  std::string title;
  std::string public_text;
  Classification classification{Classification::complaint};
  std::string category;
  std::vector<std::string> tags;
  bool anonymous{};
  bool confidential{};
  Slug forward_to;
  std::vector<Slug> copies;
};

struct HoldReport {
  HoldReason reason{HoldReason::incomplete};
  std::string question;
};

/// The answer to a hold: more text and whatever of the form is added.
struct CompleteReport {
  std::string text;
  std::string title;
  std::optional<Date> occurred_on;
  std::string category;
  std::optional<Place> place;
  Attachments attachments;
};

struct AddInformation {
  std::string text;
  Attachments attachments;
};

struct WithdrawReport {
  std::string reason;
};

struct ForwardReport {
  Slug to;
  std::string note;
  std::vector<Slug> copies;
};

struct DeclineReport {
  std::string reason;
  Slug proposed;
};

struct PostFollowUp {
  std::string text;
  Attachments attachments;
};

struct ReplyToFollowUp {
  std::string text;
  Attachments attachments;
};

struct CloseReport {
  std::string reason;
};

struct ArchiveReport {
  ArchiveReason reason{ArchiveReason::other};
  std::string note;
};

struct MergeReport {
  ReportId into{};
};

struct ReopenReport {
  std::string reason;
};

struct RestoreReport {
  std::string reason;
};

/// `score` is 1 to 5.
struct RateReport {
  int score{};
  std::string text;
};

struct ChangeVisibility {
  bool anonymous{};
  bool confidential{};
};

/// Replaces what the public reads; the sealed original stays.
struct RedactText {
  std::string title;
  std::string public_text;
  std::string reason;
};

struct AddSupport {};
struct WithdrawSupport {};

struct AddComment {
  std::string text;
};

/// `comment` is the ordinal of the comment within its report, from 1.
struct HideComment {
  std::uint32_t comment{};
  std::string reason;
};

struct AddNote {
  std::string text;
  Attachments attachments;
};

struct RescheduleDeadline {
  Instant due{};
  bool provisional{};
  std::string reason;
};

struct RevealIdentity {
  std::string reason;
};

struct EraseReporter {
  ErasureGround ground{};
};

/// Nothing of the report may be erased from now on, but by a court's order.
struct PlaceLegalHold {
  std::string reason;
};

struct LiftLegalHold {
  std::string reason;
};

/// A timer rang. Early, late and repeated rings do no harm.
struct DeadlineReached {
  DeadlineKind kind{};
};

using CommandBody =
    std::variant<SubmitReport, VerifyReport, HoldReport, CompleteReport, AddInformation, WithdrawReport, ForwardReport,
                 DeclineReport, PostFollowUp, ReplyToFollowUp, CloseReport, ArchiveReport, MergeReport, ReopenReport,
                 RestoreReport, RateReport, ChangeVisibility, RedactText, AddSupport, WithdrawSupport, AddComment,
                 HideComment, AddNote, RescheduleDeadline, RevealIdentity, EraseReporter, PlaceLegalHold, LiftLegalHold,
                 DeadlineReached>;

/// A wish with its circumstances. `now` is the only clock that rules know.
struct Command {
  Instant now{};
  Party by;
  Channel channel{Channel::api};
  std::string request_id;
  CommandBody body;
};

}  // namespace lapor
