#pragma once

#include <optional>
#include <string>

#include "api/attachments/file_rules.hpp"

namespace lapor::api {

/// What exiv2 finds in a cleaned picture without its color profile (which it would decompress, and refuse for faults
/// that no viewer minds) beside the pixels and the one tag of the orientation: nothing, or what it is. A picture that
/// exiv2 cannot read is a finding, too. Any thread may call, one at a time gets in. Nothing of exiv2 is thrown out of
/// here.
[[nodiscard]] std::optional<std::string> metadata_in(const CleanPicture& picture);

}  // namespace lapor::api
