#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>

#include "events/result.hpp"

namespace lapor::tools {

/// A report's form as text: field by field, as columns of a file and options of a command name them. An empty field is
/// one that is not given.
using Form = std::map<std::string, std::string, std::less<>>;

/// What a form may hold, in the order in which people fill it in.
inline constexpr auto form_fields = std::to_array<std::string_view>({
    "title",
    "text",
    "classification",
    "occurred_on",
    "category",
    "institution",
    "region",
    "address",
    "lat",
    "lng",
    "anonymous",
    "confidential",
    "display_name",
    "channel",
    "contact_name",
    "contact_phone",
    "contact_email",
});

/// The body of `POST /v1/reports`. Text goes as it stands: what is a valid value is the server's to judge. Only numbers
/// and yes-or-no fields that are none are refused here, because JSON could not say them.
[[nodiscard]] Result<std::string, std::string> to_json(const Form& form);

}  // namespace lapor::tools
