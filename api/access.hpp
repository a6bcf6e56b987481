#pragma once

#include <array>
#include <string_view>

#include "api/principal.hpp"
#include "events/directory.hpp"
#include "events/report_state.hpp"

/// DOMAIN.md's table "Seen by whom" as code.
namespace lapor::api {

/// What somebody is to one particular report. One of them fits each caller.
enum class Audience : std::uint8_t {
  everyone,   // no token, gateways, clerks, other reporters, other institutions
  reporter,   // who filed it
  desk,       // staff of the institution or unit that has it to handle, or to verify because the reporter chose it
  concerned,  // staff of the chosen, an earlier or a copied institution
  national_admin,
  supervisor,
  auditor,
  data_officer,
};
inline constexpr std::size_t audience_count = 8;

/// What there is to see of a report.
enum class Sight : std::uint8_t {
  existence,       // that it exists, its state, its timeline's facts
  public_text,     // title and text as verified, follow-ups, replies, comments
  original_text,   // what the reporter wrote, exact place, attachments; texts of others without masks
  flags,           // whether it is anonymous or confidential
  identity,        // who the reporter is
  internal_notes,  // notes and forwarding notes
  identity_log,    // who looked at the identity or erased it, and why
  legal_hold,      // whether a legal hold is on it, who placed or lifted one, and why
};
inline constexpr std::size_t sight_count = 8;

/// A cell of the table. `published`: only while the report is public. `named`: only while the reporter is not
/// anonymous.
enum class Rule : std::uint8_t { no, yes, published, named };

struct SightRow {
  Sight sight;
  std::array<Rule, audience_count> rules;
};

[[nodiscard]] const std::array<SightRow, sight_count>& sight_table();

/// What the caller is to the report. Staff act for their own institution or unit and all units below it.
[[nodiscard]] Audience audience_of(const Principal& caller, const ReportState& state,
                                   const InstitutionTree& institutions);

/// Everything that one caller may see of one report now.
class Sights {
 public:
  Sights(const Principal& caller, const ReportState& state, const InstitutionTree& institutions);

  [[nodiscard]] bool may(Sight sight) const { return may_[static_cast<std::size_t>(sight)]; }
  [[nodiscard]] Audience audience() const { return audience_; }

 private:
  Audience audience_;
  std::array<bool, sight_count> may_{};
};

}  // namespace lapor::api
