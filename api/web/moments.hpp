#pragma once

#include <string>
#include <string_view>

#include "api/web/html.hpp"
#include "api/web/texts.hpp"

/// Moments as people read them, in the zone in which the API tells them. A moment is RFC 3339 text of the API.
namespace lapor::api::web {

/// "Jumat, 20 November 2026 pukul 09.00 WIB"; empty for what is no moment.
[[nodiscard]] std::string date_time(const Texts& texts, std::string_view moment);

/// "20 November 2026", for a moment or a date like 2026-11-20.
[[nodiscard]] std::string date(const Texts& texts, std::string_view moment);

/// A limit in words. One that ends with a day is named by that day: midnight belongs to the day before.
[[nodiscard]] std::string limit(const Texts& texts, std::string_view moment);

/// `<time datetime="...">` around the words.
void write_time(Html& html, const Texts& texts, std::string_view moment);
void write_limit(Html& html, const Texts& texts, std::string_view moment);

}  // namespace lapor::api::web
