#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "events/finding.hpp"
#include "events/identifiers.hpp"
#include "storage/proof/fault.hpp"

namespace lapor::audit {

/// Where in the log something is wrong. `position` 0: in the log as a whole, its checkpoint or its tiles.
struct Place {
  Position position{};
  std::optional<Stream> stream;  // nothing when the record cannot be read
  Version version{};
  bool operator==(const Place&) const = default;
};

/// What the verifier objects to. `rule` is a word that programs look for: of `proof::FaultKind` when bytes are not what
/// was promised (`altered`, `truncated`), of `AuditRule` when a record breaks a rule (`version`, `deadline`).
struct Objection {
  std::string rule;
  Place place;
  std::string expected;  // may be empty, as `found`
  std::string found;
  std::string text;  // one sentence
};

[[nodiscard]] Objection objection_from(const proof::Fault& fault, Place place = {});
[[nodiscard]] Objection objection_from(const Finding& finding, Place place);

/// Counts all objections and keeps the first ones in the order of the log. One thread.
class Objections {
 public:
  explicit Objections(std::size_t kept) : kept_(kept) {}

  void add(Objection objection);
  void add_all(const Objections& others);

  [[nodiscard]] std::uint64_t total() const { return total_; }
  [[nodiscard]] const std::map<std::string, std::uint64_t>& by_rule() const { return by_rule_; }
  /// Ascending by position; those of the log as a whole come first.
  [[nodiscard]] const std::vector<Objection>& first() const { return first_; }

 private:
  void keep(const Objection& objection);

  std::size_t kept_;
  std::uint64_t total_{};
  std::map<std::string, std::uint64_t> by_rule_;
  std::vector<Objection> first_;
};

/// `position 17 (report/1000003, version 4): altered: ...`.
[[nodiscard]] std::string line_of(const Objection& objection);

}  // namespace lapor::audit
