#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "api/json_reader.hpp"
#include "api/personal_data.hpp"
#include "api/principal.hpp"
#include "events/commands.hpp"
#include "events/directory.hpp"
#include "events/report_state.hpp"

namespace lapor::api {

class AttachmentService;

/// What a parser may know beside the body.
struct ParseContext {
  const Rulebook& rules;
  const Principal& caller;
  Instant now{};
  std::uint32_t ordinal{};                 // of a comment, from the path
  const AttachmentService* attachments{};  // null: no file can be attached
};

/// Fields that the body left out and that must keep what the report has: filled in before the command is sent.
struct Keeps {
  bool classification{};
  bool anonymous{};
  bool confidential{};
  [[nodiscard]] bool any() const { return classification || anonymous || confidential; }
};

/// What was masked in a member of the body before the command was made: a place in the text as it was sent.
struct MaskedPiece {
  std::string_view field;
  Finding finding;
};

/// A command as the body describes it.
struct Draft {
  CommandBody body;
  Channel channel{Channel::api};
  Keeps keeps{};
  std::vector<MaskedPiece> masked{};
};

/// Reads a whole body by naming each of its fields. What it returns counts only if the reader has found no problem.
using ParseCommand = Draft (*)(FieldReader& in, const ParseContext& context);

/// Puts the report's own values where the draft left them out.
void fill_in(Draft& draft, const ReportState& state);

}  // namespace lapor::api
