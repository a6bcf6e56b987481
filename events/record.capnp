@0x8647902368b8d911;
# The bytes of the journal (docs/formats.md). A record is hashed and proven as it stands, so these ordinals are for ever:
# append fields with the next free number, never renumber, retype, reuse or remove one, and leave unused ones where they are.
# A new meaning of an old field is a new `format`, lifted in events/codec_upcast.cpp.
#
# What stands here in clear are facts only. Free text, contacts, exact places, display names and the person behind a
# report's own voice go into SealedPart, which is stored encrypted. Enumerations are the ordinals of events/vocabulary.hpp,
# instants are milliseconds since 1970-01-01T00:00:00Z, dates are days since 1970-01-01. An absent pointer is an absent value.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("lapor::wire");

struct Record {
  format @0 :UInt16;
  streamKind @1 :UInt8;
  role @2 :UInt8;
  channel @3 :UInt8;
  version @4 :UInt32;
  streamId @5 :UInt64;
  at @6 :Int64;
  person @7 :UInt64;       # staff and system only; 0: none, or sealed
  institution @8 :Text;
  requestId @9 :Text;
  events @10 :List(Event);
  sealed @11 :Data;        # SealedPart, packed, encrypted; absent when there is nothing to seal
  salt @12 :Data;          # 16 random bytes where nothing is sealed; absent in records older than this field
  rulebook @13 :UInt32;    # version of the rulebook by which it was decided; 0: the reference files
}

struct Event {
  union {
    reportSubmitted @0 :ReportSubmitted;
    reportVerified @1 :ReportVerified;
    reportForwarded @2 :ReportForwarded;
    reportHeld @3 :ReportHeld;
    reportCompleted @4 :ReportCompleted;
    informationAdded @5 :InformationAdded;
    reportArchived @6 :ReportArchived;
    reportDeclined @7 :ReportDeclined;
    followUpPosted @8 :FollowUpPosted;
    replyPosted @9 :ReplyPosted;
    reportClosed @10 :ReportClosed;
    reportMerged @11 :ReportMerged;
    reportReopened @12 :ReportReopened;
    reportRestored @13 :ReportRestored;
    reportRated @14 :ReportRated;
    visibilityChanged @15 :VisibilityChanged;
    textRedacted @16 :TextRedacted;
    supportAdded @17 :SupportAdded;
    supportWithdrawn @18 :SupportWithdrawn;
    commentAdded @19 :CommentAdded;
    commentHidden @20 :CommentHidden;
    noteAdded @21 :NoteAdded;
    deadlineRescheduled @22 :DeadlineRescheduled;
    identityRevealed @23 :IdentityRevealed;
    reporterErased @24 :ReporterErased;
    deadlineMissed @25 :DeadlineMissed;
    personEvent @26 :PersonEvent;
    legalHoldPlaced @27 :LegalHoldPlaced;
    legalHoldLifted @28 :LegalHoldLifted;
    logEvent @29 :LogEvent;
    rulebookEvent @30 :RulebookEvent;
  }
}

# What happens in a person's history (`streamKind` person); each event is wrapped as `Event.personEvent`.
struct PersonEvent {
  union {
    accountRegistered @0 :AccountRegistered;
    serviceRegistered @1 :ServiceRegistered;
    staffAppointed @2 :StaffAppointed;
    accountSuspended @3 :AccountSuspended;
    accountReinstated @4 :AccountReinstated;
    passwordChanged @5 :PasswordChanged;
    addressChanged @6 :AddressChanged;
    nameChanged @7 :NameChanged;
    signedIn @8 :SignedIn;
    signedOut @9 :SignedOut;
    signedOutEverywhere @10 :SignedOutEverywhere;
    signInsRefused @11 :SignInsRefused;
    totpEnrolled @12 :TotpEnrolled;
    totpConfirmed @13 :TotpConfirmed;
    totpReset @14 :TotpReset;
    apiKeyIssued @15 :ApiKeyIssued;
    apiKeyRevoked @16 :ApiKeyRevoked;
    apiKeyUsed @17 :ApiKeyUsed;
    dataExported @18 :DataExported;
    personErased @19 :PersonErased;
  }
}

# What happens to the log, and who reads it (`streamKind` log or audit); each is wrapped as `Event.logEvent`.
struct LogEvent {
  union {
    logKeysChanged @0 :LogKeysChanged;
    rollbackAccepted @1 :RollbackAccepted;
    auditRead @2 :AuditRead;
    reportNumbersSkipped @3 :ReportNumbersSkipped;
  }
}

# How the rulebook changes (`streamKind` rulebook); each is wrapped as `Event.rulebookEvent`.
struct RulebookEvent {
  union {
    institutionOpened @0 :InstitutionOpened;
    institutionNamed @1 :InstitutionNamed;
    institutionClosed @2 :SlugClosed;
    unitOpened @3 :UnitOpened;
    categoryOpened @4 :CodeLabelled;
    categoryLabelled @5 :CodeLabelled;
    categoryClosed @6 :SlugClosed;
    holidaysDecreed @7 :HolidaysDecreed;
    policyAdopted @8 :PolicyAdopted;
    retentionAdopted @9 :RetentionAdopted;
    answerTemplateSet @10 :AnswerTemplate;
    answerTemplateRemoved @11 :AnswerTemplate;
  }
}

# Parts of events.

struct Deadline {
  kind @0 :UInt8;          # 5 in format 1 only (events/codec_upcast.hpp)
  provisional @1 :Bool;
  due @2 :Int64;
}

struct Place {
  region @0 :Text;
}

struct Day {
  number @0 :Int32;
}

struct Moment {
  milliseconds @0 :Int64;
}

# Events.

struct ReportSubmitted {
  classification @0 :UInt8;
  anonymous @1 :Bool;
  confidential @2 :Bool;
  occurredOn @3 :Int32;
  category @4 :Text;
  institution @5 :Text;
  place @6 :Place;
  attachments @7 :List(Text);
  deadline @8 :Deadline;
}

struct ReportVerified {
  classification @0 :UInt8;
  anonymous @1 :Bool;
  confidential @2 :Bool;
  resolutionTarget @3 :Int64;
  category @4 :Text;
  tags @5 :List(Text);
}

struct ReportForwarded {
  to @0 :Text;
  copies @1 :List(Text);
  deadline @2 :Deadline;
}

struct ReportHeld {
  reason @0 :UInt8;
  deadline @1 :Deadline;
}

struct ReportCompleted {
  occurredOn @0 :Day;
  category @1 :Text;
  place @2 :Place;
  attachments @3 :List(Text);
  deadline @4 :Deadline;
}

struct InformationAdded {
  attachments @0 :List(Text);
}

struct ReportArchived {
  initiator @0 :UInt8;
  reason @1 :UInt8;
  appealUntil @2 :Int64;
}

struct ReportDeclined {
  proposed @0 :Text;
  deadline @1 :Deadline;
}

struct FollowUpPosted {
  attachments @0 :List(Text);
  deadline @1 :Deadline;
}

struct ReplyPosted {
  initiator @0 :UInt8;
  attachments @1 :List(Text);
  deadline @2 :Deadline;
}

struct ReportClosed {
  initiator @0 :UInt8;
  reopenUntil @1 :Int64;
}

struct ReportMerged {
  into @0 :UInt64;
}

struct ReportReopened {
  initiator @0 :UInt8;
  deadline @1 :Deadline;
}

struct ReportRestored {
  initiator @0 :UInt8;
  deadline @1 :Deadline;
}

struct ReportRated {
  score @0 :Int32;
}

struct VisibilityChanged {
  anonymous @0 :Bool;
  confidential @1 :Bool;
}

struct TextRedacted {}

struct SupportAdded {}

struct SupportWithdrawn {}

struct CommentAdded {
  comment @0 :UInt32;
}

struct CommentHidden {
  comment @0 :UInt32;
}

struct NoteAdded {
  attachments @0 :List(Text);
}

struct DeadlineRescheduled {
  deadline @0 :Deadline;
  previousDue @1 :Int64;
}

struct IdentityRevealed {}

struct ReporterErased {
  ground @0 :UInt8;        # 0 in records older than this field
}

struct DeadlineMissed {
  kind @0 :UInt8;
  level @1 :UInt8;
  due @2 :Int64;
  nextLevelAt @3 :Moment;
}

struct LegalHoldPlaced {}

struct LegalHoldLifted {}

# Events of persons. Tokens stand as keyed hashes of 32 bytes; whoever lacks the master key cannot even test a guess.

struct AccountRegistered {}
struct ServiceRegistered {}

struct StaffAppointed {
  roles @0 :List(UInt8);
  institution @1 :Text;
}

struct AccountSuspended {}
struct AccountReinstated {}

struct PasswordChanged {
  recovered @0 :Bool;
}

struct AddressChanged {}
struct NameChanged {}

struct SignedIn {
  session @0 :Data;
  expiresAt @1 :Int64;
  totpStep @2 :UInt64;     # 0: signed in without a second factor
  role @3 :UInt8;
}

struct SignedOut {
  session @0 :Data;
}

struct SignedOutEverywhere {}

struct SignInsRefused {
  count @0 :UInt64;
}

struct TotpEnrolled {}

struct TotpConfirmed {
  step @0 :UInt64;
}

struct TotpReset {}

struct ApiKeyIssued {
  key @0 :Data;
  scopes @1 :List(UInt8);
  expiresAt @2 :Moment;
  formerValidUntil @3 :Int64;
}

struct ApiKeyRevoked {}
struct ApiKeyUsed {}
struct DataExported {}

struct PersonErased {
  ground @0 :UInt8;
}

# Events of the log.

struct LogKeysChanged {
  keys @0 :List(Text);     # C2SP verifier keys, the newest first
}

struct RollbackAccepted {
  size @0 :UInt64;
  root @1 :Data;
}

struct ReportNumbersSkipped {
  upTo @0 :UInt64;
}

# Events of the rulebook. Nothing is sealed: all of it is public.

struct InstitutionOpened {
  slug @0 :Text;
  name @1 :Text;
  abbreviation @2 :Text;
  kind @3 :Text;
  region @4 :Text;
  zone @5 :UInt8;          # 0 WIB, 1 WITA, 2 WIT
}

struct InstitutionNamed {
  slug @0 :Text;
  name @1 :Text;
  abbreviation @2 :Text;
}

# Of an institution or a unit by its slug, or of a category by its code.
struct SlugClosed {
  slug @0 :Text;
  reason @1 :Text;
  successor @2 :Text;
}

struct UnitOpened {
  slug @0 :Text;
  parent @1 :Text;
  name @2 :Text;
}

struct CodeLabelled {
  code @0 :Text;
  label @1 :Text;
}

struct HolidaysDecreed {
  year @0 :Int32;
  decree @1 :Text;
  days @2 :List(Holiday);
}

struct Holiday {
  date @0 :Int32;
  kind @1 :UInt8;          # 0 public holiday, 1 collective leave
  name @2 :Text;
}

struct PolicyAdopted {
  effectiveFrom @0 :Int32;
  verification @1 :Int32;
  completion @2 :Int32;
  followUp @3 :Int32;
  reassignment @4 :Int32;
  autoClose @5 :Int32;
  reopenWindow @6 :Int32;
  appealWindow @7 :Int32;
  escalation @8 :List(Int32);
  resolveInformationRequest @9 :Int32;
  resolveAspiration @10 :Int32;
  resolveComplaint @11 :Int32;
  resolveSupervisedComplaint @12 :Int32;
  officeHours @13 :List(Int32);
}

struct RetentionAdopted {
  effectiveFrom @0 :Int32;
  years @1 :Int32;
  own @2 :List(OwnPeriod);
}

struct OwnPeriod {
  slug @0 :Text;
  years @1 :Int32;
}

struct AnswerTemplate {
  institution @0 :Text;
  name @1 :Text;
  text @2 :Text;           # empty where one is removed
}

struct AuditRead {
  resource @0 :UInt8;
  report @1 :UInt64;       # 0: none
  query @2 :Text;
}

# The sealed part of a person's record: `texts` has one entry for every event, in the same order.

struct PersonSecrets {
  person @0 :UInt64;       # who acted; 0: none, or in clear
  texts @1 :List(PersonTexts);
}

struct PersonTexts {
  address @0 :Text;
  name @1 :Text;
  password @2 :Text;
  secret @3 :Text;
  source @4 :Text;
  reason @5 :Text;
}

# The sealed part of a record: `texts` has one entry for every event, in the same order.

struct SealedPart {
  person @0 :UInt64;       # 0: none, or in clear
  texts @1 :List(Texts);
}

# One shape for the texts of every event; each event fills what it has.
struct Texts {
  title @0 :Text;
  text @1 :Text;
  publicText @2 :Text;
  address @3 :Text;
  point @4 :Point;
  displayName @5 :Text;
  contactName @6 :Text;
  contactPhone @7 :Text;
  contactEmail @8 :Text;
  note @9 :Text;
  question @10 :Text;
  reason @11 :Text;
}

struct Point {
  latitude @0 :Float64;
  longitude @1 :Float64;
}

# Snapshots may be thrown away at any time, so what follows may change freely: raise `snapshot_form` in
# events/codec_snapshot.cpp with every change, and older snapshots are no longer read.

struct Snapshot {
  form @0 :UInt16;
  version @1 :UInt32;
  report @2 :UInt64;
  sealed @3 :Data;         # State, packed, encrypted
}

struct State {
  status @0 :UInt8;
  classification @1 :UInt8;
  anonymous @2 :Bool;
  confidential @3 :Bool;
  published @4 :Bool;
  erased @5 :Bool;
  appealed @6 :Bool;
  reopened @7 :Bool;
  hasRunningDeadline @8 :Bool;
  closedBy @9 :UInt8;      # 0: nobody yet
  missedLevel @10 :UInt8;
  rating @11 :UInt8;
  bounces @12 :UInt16;
  comments @13 :UInt32;
  reporter @14 :UInt64;    # 0: unknown
  mergedInto @15 :UInt64;
  submittedAt @16 :Int64;
  chosen @17 :Text;
  holder @18 :Text;
  earlierHolders @19 :List(Text);
  copies @20 :List(Text);
  supporters @21 :List(UInt64);
  hiddenComments @22 :List(UInt32);
  deadline @23 :Deadline;  # kind 0: there was none yet
  nextAlarm @24 :Moment;
  verifiedAt @25 :Moment;
  firstFollowUpAt @26 :Moment;
  endedAt @27 :Moment;
  windowUntil @28 :Moment;
  resolutionTarget @29 :Moment;
  legalHold @30 :Bool;
}
