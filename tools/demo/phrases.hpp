#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace lapor::tools::demo {

/// What a sentence is for, whatever the topic.
enum class Phrase : std::uint8_t {
  history,
  request,
  thanks,
  question,
  completion,
  information,
  doubt,
  satisfaction,
  decline_reason,
  forward_note,
  follow_up_opening,
  follow_up_ending,
  progress,
  archive_note,
  withdraw_reason,
  reopen_reason,
  restore_reason,
  close_reason,
  praise,
  blame,
  comment,
  note,
};

/// The project's own sentences, with the slots of texts.hpp.
[[nodiscard]] std::span<const std::string_view> phrases(Phrase use);

/// First names and nicknames under which invented people write.
[[nodiscard]] std::span<const std::string_view> nicknames();
/// Names of streets: flowers, trees and birds.
[[nodiscard]] std::span<const std::string_view> street_names();
[[nodiscard]] std::span<const std::string_view> landmarks();
[[nodiscard]] std::span<const std::string_view> past_times();
[[nodiscard]] std::span<const std::string_view> future_times();
[[nodiscard]] std::span<const std::string_view> durations();

}  // namespace lapor::tools::demo
