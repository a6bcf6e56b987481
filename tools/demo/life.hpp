#pragma once

#include <cstdint>

#include "events/values.hpp"
#include "tools/demo/chance.hpp"

namespace lapor::tools::demo {

/// What somebody can do about a report in a demonstration.
enum class Move : std::uint8_t {
  submit,
  verify,
  hold,
  complete,
  add_information,
  withdraw,
  pass_to_unit,
  decline,
  forward_again,
  follow_up,
  reply,
  close,
  archive,
  merge,
  reopen,
  restore,
  rate,
  // Beside the report's own course:
  support,
  comment,
  note,
  hide_name,
};

/// A move and when it comes. Nothing happens at the same instant by chance: ties go by report.
struct Turn {
  Instant at{};
  Move move{};
};

/// By whom a report was filed.
enum class Reporter : std::uint8_t { account, stranger, gateway, clerk };

/// All that a demonstration keeps of one report. Who, where and what are drawn when it is made; its course later, move
/// by move, from its own chance. Small, because there are a million of them.
struct Life {
  Chance chance{0};
  std::uint64_t words{};  // seed of its texts
  Instant filed_at{};
  Instant due{};  // of the clock that ran after the last move
  PersonId person{};
  ReportId report{};
  std::uint16_t office{};     // the right one, place in Country::offices
  std::uint16_t addressee{};  // the one that gets it first
  std::uint16_t regency{};
  std::uint16_t district{};  // 1 is the regency's first; 0: none
  std::uint16_t category{};  // 1 is the first of Country::categories; 0: none
  std::uint16_t theme{};     // place in themes(); one too many: the theme of anything
  std::uint16_t turns{};     // moves made
  Status status{Status::none};
  Reporter by{};
  Channel channel{};
  Classification classification{};
  std::uint8_t replies{};
  std::uint8_t follow_ups{};
  bool has_place{};
  bool is_chosen{};  // the reporter named `addressee`
  bool is_anonymous{};
  bool is_confidential{};
  bool was_held{};
  bool has_informed{};
  bool is_with_unit{};  // below the addressee: `unit_among`
  bool was_declined{};
  bool was_reopened{};
  bool was_restored{};
  bool is_rated{};
  bool was_published{};
  bool is_lost{};  // a move came to nothing; no more follow

  /// What a move that was carried out changes in what is known of the report.
  void remember(Move move);
  /// Where it is at `now`, with what the system did by itself since the last move.
  [[nodiscard]] Status status_at(Instant now) const;
  /// Which of so many units is the one for it.
  [[nodiscard]] std::size_t unit_among(std::size_t units) const { return static_cast<std::size_t>(words % units); }
  /// What the public may know of at `now`.
  [[nodiscard]] bool is_public_at(Instant now) const;
};

}  // namespace lapor::tools::demo
