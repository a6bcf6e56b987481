#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

/// The closed word lists of the domain. Every ordinal is persisted in records: append, never renumber or reuse.
namespace lapor {

enum class Status : std::uint8_t {
  none = 0,  // no report yet
  awaiting_verification = 1,
  on_hold = 2,
  awaiting_follow_up = 3,
  awaiting_reassignment = 4,
  in_progress = 5,
  replied = 6,
  closed = 7,
  archived = 8,
  merged = 9,
};

enum class Classification : std::uint8_t {
  complaint = 1,
  aspiration = 2,
  information_request = 3,
  supervised_complaint = 4
};

enum class Role : std::uint8_t {
  anyone = 0,  // no token
  reporter = 1,
  gateway = 2,
  clerk = 3,
  officer = 4,
  coordinator = 5,
  national_admin = 6,
  supervisor = 7,
  auditor = 8,
  data_officer = 9,
  system = 10,
};

enum class Channel : std::uint8_t { web = 1, sms = 2, app = 3, api = 4, counter = 5, timer = 6, import = 7 };

/// The four clocks. A declined report runs on the verification clock again: somebody must decide where it goes.
enum class DeadlineKind : std::uint8_t { verification = 1, completion = 2, follow_up = 3, auto_close = 4 };

enum class ArchiveReason : std::uint8_t {
  duplicate = 1,
  unclear = 2,
  not_government = 3,
  abusive = 4,
  incomplete = 5,
  other = 6,
  withdrawn = 7,      // only by the reporter
  not_completed = 8,  // only by the completion timer
};

enum class HoldReason : std::uint8_t { incomplete = 1, unclear = 2, evidence_missing = 3, other = 4 };

/// Why the law asked for an erasure (UU 27/2022; UU 43/2009 on archives). A fact, so that it outlives what was erased.
enum class ErasureGround : std::uint8_t {
  unstated = 0,  // only in records older than this fact
  subject_request = 1,
  retention_ended = 2,
  court_order = 3,
};

/// What an API key may be used for. Who signs in has them all, as far as the role reaches.
enum class Scope : std::uint8_t { read = 1, submit = 2, handle = 3, administer = 4, messages = 5 };

/// Who ended or revived a report: the public label says "by system, administrator or reporter".
enum class Initiator : std::uint8_t { reporter = 1, administrator = 2, system = 3 };

/// The words of an enumeration: pairs of ordinal and snake_case word. Specialised for each one below.
template <class E>
struct Word {
  E value;
  std::string_view word;
};

template <class E>
inline constexpr std::array<Word<E>, 0> words{};

template <>
inline constexpr auto words<Status> = std::to_array<Word<Status>>({
    {Status::none, "none"},
    {Status::awaiting_verification, "awaiting_verification"},
    {Status::on_hold, "on_hold"},
    {Status::awaiting_follow_up, "awaiting_follow_up"},
    {Status::awaiting_reassignment, "awaiting_reassignment"},
    {Status::in_progress, "in_progress"},
    {Status::replied, "replied"},
    {Status::closed, "closed"},
    {Status::archived, "archived"},
    {Status::merged, "merged"},
});
template <>
inline constexpr auto words<Classification> = std::to_array<Word<Classification>>({
    {Classification::complaint, "complaint"},
    {Classification::aspiration, "aspiration"},
    {Classification::information_request, "information_request"},
    {Classification::supervised_complaint, "supervised_complaint"},
});
template <>
inline constexpr auto words<Role> = std::to_array<Word<Role>>({
    {Role::anyone, "anyone"},
    {Role::reporter, "reporter"},
    {Role::gateway, "gateway"},
    {Role::clerk, "clerk"},
    {Role::officer, "officer"},
    {Role::coordinator, "coordinator"},
    {Role::national_admin, "national_admin"},
    {Role::supervisor, "supervisor"},
    {Role::auditor, "auditor"},
    {Role::data_officer, "data_officer"},
    {Role::system, "system"},
});
template <>
inline constexpr auto words<Channel> = std::to_array<Word<Channel>>({
    {Channel::web, "web"},
    {Channel::sms, "sms"},
    {Channel::app, "app"},
    {Channel::api, "api"},
    {Channel::counter, "counter"},
    {Channel::timer, "timer"},
    {Channel::import, "import"},
});
template <>
inline constexpr auto words<DeadlineKind> = std::to_array<Word<DeadlineKind>>({
    {DeadlineKind::verification, "verification"},
    {DeadlineKind::completion, "completion"},
    {DeadlineKind::follow_up, "follow_up"},
    {DeadlineKind::auto_close, "auto_close"},
});
template <>
inline constexpr auto words<ArchiveReason> = std::to_array<Word<ArchiveReason>>({
    {ArchiveReason::duplicate, "duplicate"},
    {ArchiveReason::unclear, "unclear"},
    {ArchiveReason::not_government, "not_government"},
    {ArchiveReason::abusive, "abusive"},
    {ArchiveReason::incomplete, "incomplete"},
    {ArchiveReason::other, "other"},
    {ArchiveReason::withdrawn, "withdrawn"},
    {ArchiveReason::not_completed, "not_completed"},
});
template <>
inline constexpr auto words<ErasureGround> = std::to_array<Word<ErasureGround>>({
    {ErasureGround::unstated, "unstated"},
    {ErasureGround::subject_request, "subject_request"},
    {ErasureGround::retention_ended, "retention_ended"},
    {ErasureGround::court_order, "court_order"},
});
template <>
inline constexpr auto words<Scope> = std::to_array<Word<Scope>>({
    {Scope::read, "read"},
    {Scope::submit, "submit"},
    {Scope::handle, "handle"},
    {Scope::administer, "administer"},
    {Scope::messages, "messages"},
});
template <>
inline constexpr auto words<HoldReason> = std::to_array<Word<HoldReason>>({
    {HoldReason::incomplete, "incomplete"},
    {HoldReason::unclear, "unclear"},
    {HoldReason::evidence_missing, "evidence_missing"},
    {HoldReason::other, "other"},
});
template <>
inline constexpr auto words<Initiator> = std::to_array<Word<Initiator>>({
    {Initiator::reporter, "reporter"},
    {Initiator::administrator, "administrator"},
    {Initiator::system, "system"},
});

/// The snake_case word that API, logs and docs use. "unknown" only for a value outside the list.
template <class E>
[[nodiscard]] constexpr std::string_view to_word(E value) {
  for (const auto& entry : words<E>)
    if (entry.value == value) return entry.word;
  return "unknown";
}

template <class E>
[[nodiscard]] constexpr std::optional<E> from_word(std::string_view word) {
  for (const auto& entry : words<E>)
    if (entry.word == word) return entry.value;
  return std::nullopt;
}

/// Checks an ordinal read from disk.
template <class E>
[[nodiscard]] constexpr std::optional<E> from_ordinal(std::uint64_t ordinal) {
  for (const auto& entry : words<E>)
    if (static_cast<std::uint64_t>(entry.value) == ordinal) return entry.value;
  return std::nullopt;
}

}  // namespace lapor
