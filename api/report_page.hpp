#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "actors/engine.hpp"

namespace lapor::api {

/// What a reporter wrote, with whatever was completed later; never published as it stands.
struct OriginalReport {
  std::string title;
  std::string text;
  std::string category;
  Classification classification{};
  Date occurred_on{};
  Place place;
  std::string display_name;
  Contact contact;
  Attachments attachments;
  std::optional<PersonId> reporter;
  Channel channel{};
};

struct Comment {
  Instant at{};
  Party by;
  std::string text;
};

/// The texts of a report as its records tell them: what `ReportState` leaves out.
struct ReportPage {
  OriginalReport original;
  bool verified{};
  std::string title;  // the verified one; empty: the verifier kept the reporter's
  std::string public_text;
  std::string category;
  std::vector<std::string> tags;
  std::map<std::uint32_t, Comment> comments;
  std::string rating_text;
  std::optional<ArchiveReason> archive_reason;

  /// What the public reads: of a reporter's title that no verifier has written anew, what is not personal data.
  [[nodiscard]] std::string public_title() const;
  [[nodiscard]] const std::string& current_category() const { return category.empty() ? original.category : category; }
};

/// What one more record tells.
void fold(ReportPage& page, const Record& record);
[[nodiscard]] ReportPage fold_page(const actors::Dossier& dossier);

}  // namespace lapor::api
