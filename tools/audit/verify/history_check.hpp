#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "events/any_record.hpp"
#include "events/person_state.hpp"
#include "events/rulebook_history.hpp"
#include "tools/audit/verify/keys_check.hpp"
#include "tools/audit/verify/objection.hpp"
#include "tools/audit/verify/report_table.hpp"

namespace lapor::audit {

/// Folds the records of a log, in order, and holds each against what came before it in its stream: versions without a
/// gap, events that fit their stream, and, with a rulebook, every record of a report against the rules (`judge`).
/// Memory: a state for each report and person. One thread.
class HistoryCheck {
 public:
  /// Without `rules` nothing is judged. A log that is read from its middle (`from_beginning` false) is not folded: only
  /// that versions follow one another is seen. `rules` is what the reference files say: the log tells how it changed.
  /// `objections` must outlive it.
  HistoryCheck(const Rulebook* rules, bool from_beginning, Objections& objections);

  void take(Position position, BytesView record);

  [[nodiscard]] std::uint64_t folded() const { return folded_; }
  [[nodiscard]] std::uint64_t judged() const { return judged_; }
  [[nodiscard]] std::uint64_t reports() const { return reports_; }
  [[nodiscard]] std::uint64_t persons() const { return persons_.size(); }
  /// What an auditor must know although no rule is broken: rollbacks that an operator accepted, keys that changed. Of
  /// very many the first ones, and how many others there are.
  [[nodiscard]] std::vector<std::string> remarks() const;
  /// Every time that the log's own history names its keys.
  [[nodiscard]] const std::vector<ToldKeys>& keys() const { return keys_; }

 private:
  struct StreamHash {
    std::size_t operator()(const Stream& stream) const {
      return std::hash<std::uint64_t>{}(stream.id * 16 + static_cast<std::uint64_t>(stream.kind));
    }
  };

  void fold(const Place& place, Record record);
  void fold(const Place& place, PersonRecord record);
  void fold(const Place& place, const LogRecord& record);
  void fold(const Place& place, const RulebookRecord& record);
  [[nodiscard]] const Rulebook& rules_of(const Place& place, Version rulebook, Instant at);
  void follow(const Place& place, Version before);
  void note(const Place& place, const LogEvent& event);
  void remark(const Place& place, const std::string& what);
  void object(const Place& place, AuditRule rule, std::string expected, std::string found, std::string text);

  std::optional<RulebookHistory> rulebooks_;  // none: nothing is judged
  bool from_beginning_;
  Objections& objections_;
  std::uint64_t folded_{};
  std::uint64_t judged_{};
  std::uint64_t reports_{};
  ReportTable states_;
  std::unordered_map<std::uint64_t, PersonState> persons_;
  std::unordered_map<Stream, Version, StreamHash> versions_;  // of what has no state
  std::vector<ToldKeys> keys_;
  std::vector<std::string> remarks_;
  std::uint64_t unsaid_{};  // remarks beyond those
};

}  // namespace lapor::audit
